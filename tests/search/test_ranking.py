"""What comes first, and that synonyms never do."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from practice.search import Document, Request, Thesaurus, open_index, search
from practice.search.analysis import STOP_WORDS
from practice.search.ranking import K1, B, score
from practice.search.writer import update

# After ours, which shield Whoosh's import from its own warnings.
from whoosh.scoring import bm25  # isort: skip

from .builders import FACETS, document, find, ids, index_of

FILLER = ["clinic", "nurse", "ward", "visit", "letter", "phone", "family", "care"]


def test_a_field_that_weighs_more_ranks_higher() -> None:
    rest = "ward nurse visit"
    documents = [
        document("d-title", "roma", f"{rest} {rest}"),
        document("c-summary", "ward", f"nurse visit {rest}", summary="roma"),
        document("b-headings", "ward", f"nurse visit {rest}", headings="roma"),
        document("a-body", "ward", f"roma visit {rest}"),
    ]
    with index_of(*documents) as index:
        assert find(index, "roma") == ["d-title", "c-summary", "b-headings", "a-body"]


def test_more_of_the_words_rank_higher_and_ties_go_by_id() -> None:
    documents = [
        document("c", "roma health"),
        document("b", "roma"),
        document("a", "roma"),
        document("d", "other"),
    ]
    with index_of(*documents) as index:
        assert find(index, "roma health") == ["c", "a", "b"]


ASKED = {
    "roma": "all: rhc rh rc r",
    "roma health": "all: rh rhc some: r rc h hc p",
    "roma health clinic": "all: rhc rh rc hc some: r h c p",
    "roma health clinic mosque": "all: rhc some: rh rc hc r h c p",
    "roma roma ROMA": "all: rhc rh rc r",
    "the roma of": "all: rhc rh rc r",
    "of the": "all:",
    "lorry": "all:",
    "roma lorry": "all: some: rhc rh rc r",
    '"roma health"': "all: rh rhc",
    "+roma health": "all: rh rhc some: r rc",
    "title:roma clinic": "all: rc rhc some: r rh",
    "rom* health": "all: rh rhc some: r rc h hc p",
    "roma health -clinic": "all: rh some: r h p",
    "traveller health": "all: rh rhc some: r rc h hc p",
    "gypsy traveller health": "all: rh rhc r rc some: h hc p",
    "co-production health": "all: p some: rhc rh hc h other",
}


def test_enough_of_the_words_is_found_and_some_of_them_stand_below() -> None:
    """Both of two, two of three, three of more; a synonym counts for the words it stands for."""
    words = {"r": "roma", "h": "health", "c": "clinic"}
    texts = ("r", "h", "c", "rh", "rc", "hc", "rhc")
    documents = [document(text, " ".join(words[letter] for letter in text)) for text in texts]
    documents += [document("p", "health coproduction"), document("other", "production")]
    groups = Thesaurus((("roma", "traveller"), ("roma", "gypsy traveller")))

    def shown(text: str) -> str:
        wide = search(index, Request(text, thesaurus=groups, some=True))
        found = search(index, Request(text, thesaurus=groups))
        all_of = [hit.id for hit in wide.hits if hit.match == "all"]
        some = [hit.id for hit in wide.hits if hit.match == "some"]
        assert ids(wide) == all_of + some
        assert (ids(found), found.some, wide.some) == (all_of, len(some), 0)
        return " ".join(["all:", *sorted(all_of), *(["some:", *sorted(some)] if some else [])])

    with index_of(*documents) as index:
        assert {text: shown(text) for text in ASKED} == {
            text: _sorted(line) for text, line in ASKED.items()
        }


def _sorted(line: str) -> str:
    found, _, some = line.partition(" some:")
    parts = [
        "all:",
        *sorted(found.split()[1:]),
        *(["some:", *sorted(some.split())] if some else []),
    ]
    return " ".join(parts)


def test_orders() -> None:
    documents = [
        document("a", "Écoles", date="2005-07"),
        document("b", "dance", date=""),
        document("c", "Feet", date="2006"),
        document("d", "dance", date="2005-07"),
    ]
    with index_of(*documents) as index:
        found = {
            sort: ids(search(index, Request(sort=sort))) for sort in ("relevance", "date", "title")
        }
        page = ids(search(index, Request(sort="title", limit=2, offset=1)))
    assert found == {
        "relevance": ["c", "a", "d", "b"],
        "date": ["c", "a", "d", "b"],
        "title": ["b", "d", "a", "c"],
    }
    assert page == ["d", "a"]


def test_synonyms_work_both_ways_with_words_and_phrases() -> None:
    thesaurus = Thesaurus(
        (("interpreter", "language support", "O'Brien's line"), ("GP", "general practice"))
    )
    documents = [
        document("word", "interpreters"),
        document("phrase", "language support"),
        document("name", "o’brien line"),
    ]
    with index_of(*documents, document("other", "support in other language")) as index:

        def found(text: str) -> list[str]:
            return ids(search(index, Request(text, thesaurus=thesaurus, some=True)))

        assert found("interpreting") == ["word", "name", "phrase"]
        assert found("language support") == ["phrase", "other", "word", "name"]
        assert found('"language support"') == ["phrase"]
        assert found("title:interpreter") == ["word"]
        assert found("O'Brien's line") == ["name", "word", "phrase"]


GROUP = ("interpreter", "language support", "translation")
TEXTS = st.lists(
    st.sampled_from([*FILLER, *GROUP, "translation", "language"]), min_size=1, max_size=8
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), min_size=2, max_size=6),
    st.sampled_from(["", " ward", " nurse ward"]),
)
def test_synonyms_never_outrank_the_words_themselves(
    texts: list[tuple[str, str]], more: str
) -> None:
    documents = [document(f"{n}", title, body) for n, (title, body) in enumerate(texts)]
    query = f"interpreter{more}"
    with index_of(*documents) as index:
        wide = Request(query, thesaurus=Thesaurus((GROUP,)), limit=None, some=True)
        with_synonyms = search(index, wide)
        literal = set(find(index, query))
    assert {hit.id for hit in with_synonyms.hits} >= literal
    for match in ("all", "some"):
        hits = [hit for hit in with_synonyms.hits if hit.match == match]
        assert hits == sorted(hits, key=lambda hit: (hit.id not in literal, -hit.score, hit.id))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    scores: dict[bool, list[float]] = {hit.id in literal: [] for hit in with_synonyms.hits}
    for hit in with_synonyms.hits:
        scores[hit.id in literal].append(hit.score)
    if len(scores) == 2:
        assert max(scores[False]) < min(scores[True])


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.lists(TEXTS, max_size=4), st.sampled_from(GROUP[1:]))
def test_a_word_replaced_by_its_synonym_never_gains(
    text: str, others: list[str], synonym: str
) -> None:
    assume(not any(entry in text for entry in (*GROUP, "language")))
    documents = [
        document("z-literal", f"interpreter {text}"),
        document("a-synonym", f"{synonym} {text}"),
    ]
    documents += [document(f"other{n}", other) for n, other in enumerate(others)]
    with index_of(*documents) as index:
        for query in ("interpreter", "interpreter ward", "ward interpreter clinic"):
            wide = Request(query, thesaurus=Thesaurus((GROUP,)), limit=None, some=True)
            found = ids(search(index, wide))
            assert found.index("z-literal") < found.index("a-synonym")


TITLES = st.lists(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=12)
    | st.sampled_from(
        ["Women's", "co-production", "2005/06", "A&E", "13.6%", "naïve", "e-mail,", "(GP)"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(st.lists(TITLES, min_size=1, max_size=4))
def test_a_document_is_found_by_any_word_of_its_title(titles: list[str]) -> None:
    documents = [document(f"{n}", title) for n, title in enumerate(titles)]
    with index_of(*documents) as index:
        for entry in documents:
            for word in entry.title.split():
                if (
                    any(char.isalnum() and char.isascii() for char in word)
                    and word.lower() not in STOP_WORDS
                ):
                    plain = search(index, Request(word, plain=True, limit=None))
                    if plain.marks.terms:
                        assert entry.id in ids(plain), word


def test_what_the_best_matches_share_tells_the_others_apart() -> None:
    documents = [
        document("best1", "mosque screening", "imam prayer invite"),
        document("best2", "mosque screening", "imam prayer poster"),
        document("z-like-them", "screening", "imam prayer ward"),
        document("a-unlike", "screening", "lorry depot ward"),
        *(document(f"x{n}", "lorry depot", "invite poster letter") for n in range(4)),
    ]
    with index_of(*documents) as index:
        assert find(index, "mosque screening") == ["best1", "best2", "z-like-them", "a-unlike"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6), TEXTS)
def test_the_second_look_changes_the_order_and_nothing_else(
    texts: list[tuple[str, str]], query: str
) -> None:
    documents = [document(f"{n}", title, body) for n, (title, body) in enumerate(texts)]
    words = set(query.split())
    with index_of(*documents) as index:
        found = search(index, Request(query, limit=None, some=True))
    assert {hit.id for hit in found.hits} == {
        one.id for one in documents if words & set(f"{one.title} {one.body}".split())
    }
    assert all(hit.score > 0 for hit in found.hits)


def test_scores_are_those_of_bm25_as_whoosh_has_it(tmp_path: Path) -> None:
    texts = [
        "clinic nurse ward",
        "clinic",
        "nurse visit nurse letter",
        "ward ward ward clinic phone",
    ]
    update(tmp_path, [document(f"{n}", text, text) for n, text in enumerate(texts)], (), "1")
    with open_index(tmp_path) as index:
        for term in ("clinic", "nurs", "ward"):
            weights = index.weights(term)
            assert weights
            worth = log(1 + (4 - len(weights) + 0.5) / (len(weights) + 0.5))
            expected = {
                number: bm25(worth, weight, index.lengths[number], index.average_length, B, K1)
                for number, weight in weights.items()
            }
            assert score(index, weights) == pytest.approx(expected)


def test_scores_do_not_show_how_an_index_came_about(tmp_path: Path) -> None:
    words: list[Document] = [
        document(f"{n}", FILLER[n % 8], " ".join(FILLER[: n % 5 + 1])) for n in range(12)
    ]
    changed = tmp_path / "changed"
    update(changed, [*words, document("gone", "clinic", "nurse ward")], FACETS, "1")
    update(changed, words, FACETS, "1")
    with (
        index_of(*words) as fresh,
        index_of(*reversed(words)) as other,
        open_index(changed) as third,
    ):
        for text in ("clinic", "nurse ward", '"nurse ward"', ""):
            assert (
                search(fresh, Request(text))
                == search(other, Request(text))
                == search(third, Request(text))
            )
