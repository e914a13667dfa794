"""Words of the collection that are one word to the command line's search and several to the
browser's index.

The browser's index has a stemmer of its own and keeps British and American spellings apart. This
table says what else to ask it for, so that both searches take the same words for the same. The
rules themselves stand in search/analysis.py and search/spelling.py alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from practice.search import analysis
from practice.search.analysis import snowball

# Where the spellings differ; whether a change gives the same word is for search/spelling.py to
# say.
_CHANGES = (
    ("is", "iz"),
    ("ys", "yz"),
    ("our", "or"),
    ("re", "er"),
    ("mme", "m"),
    ("ll", "l"),
    ("ae", "e"),
    ("oe", "e"),
)


def word_forms(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return, for words that somebody may type, the words of `texts` to look for beside the one
    typed.

    Only words whose forms the index keeps apart are in it; of forms that it keeps together the
    shortest stands for all.
    """
    known = {
        word
        for text in texts
        for word, *_ in analysis.words(text)
        if word.isascii() and word.isalpha()
    }
    apart: dict[str, dict[str, str]] = defaultdict(dict)
    typed: dict[str, str] = {}
    for word in sorted(known, key=lambda word: (len(word), word)):
        term = analysis.stem(word)
        apart[term].setdefault(snowball(word), word)
        typed[word] = term
        typed.update((other, term) for other in _spellings(word) if other not in known)
    found = {}
    for word, term in sorted(typed.items()):
        own = snowball(word)
        others = tuple(form for stem, form in apart[term].items() if stem != own)
        if others and word not in analysis.STOP_WORDS:
            found[word] = others
    return found


def readings(texts: Iterable[str], entries: Iterable[str]) -> Mapping[str, str]:
    """Return, for words of `texts` and of the `entries` of the thesaurus, the one word of the
    entries that they are read as.

    It is only for comparing with entries. A word that stands for itself, or is in no entry in any
    form, is left out.
    """
    first: dict[str, str] = {}
    known = {}
    for place, given in enumerate((entries, texts)):
        for word in sorted({word for text in given for word, *_ in analysis.words(text)}):
            term = analysis.stem(word)
            known[word] = term
            if place == 0:
                first.setdefault(term, word)
    return {
        word: first[term] for word, term in sorted(known.items()) if first.get(term, word) != word
    }


def _spellings(word: str) -> Iterator[str]:
    term = analysis.stem(word)
    for british, american in _CHANGES:
        for old, new in ((british, american), (american, british)):
            start = word.find(old)
            while start >= 0:
                other = word[:start] + new + word[start + len(old) :]
                if other != word and analysis.stem(other) == term:
                    yield other
                start = word.find(old, start + 1)
