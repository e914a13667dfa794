"""One spelling for words that British and American English spell differently, so that either finds
the other.

What comes out is for comparing and need not be a word: -ize becomes -ise wherever it ends a verb
("prize" is "prise" for everybody, which hurts nobody), while -our, -re, ae and oe change only where
the word is known to have two spellings (an "hour" is not a "hor", and a "poem" no "pem"). No
regular expressions: compiling them would delay every search.
"""

from __future__ import annotations


def _list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_SHORTEST = 5
_ENDINGS = ("e", "ed", "er", "ers", "es", "ing")
_IZE = tuple(f"iz{ending}" for ending in (*_ENDINGS, "able", "ation", "ations", "ational"))
_YZE = tuple(f"lyz{ending}" for ending in _ENDINGS)
_OUR = _list(
    "behaviour colour demeanour endeavour favour flavour glamour harbour honour humour labour"
    " neighbour odour rigour rumour savour tumour valour vapour vigour"
)
_RE = {
    f"{word}re{ending}": f"{word}er{ending}"
    for word in _list("calib cent centimet epicent fib kilomet lit met millimet spect theat")
    for ending in ("", "s")
} | {"centred": "centered", "programme": "program", "programmes": "programs"}
_DOUBLED = _list(
    "cancell channell councill counsell enroll fulfill fuell jewell labell levell marvell modell"
    " panell quarrell signall totall travell tunnell"
)
_AFTER_DOUBLED = _list("ed ing ings er ers or ors ment ments")
_AE = _list("anaem anaes caec caes gynaec haem ischaem leukaem orthopaed paed")
_OE = ("foet", "oede", "oeso", "oest")
_WITHIN = (("aemi", "emi"), ("oedem", "edem"), ("rrhoea", "rrhea"))


def one_spelling(word: str) -> str:
    """Return the form under which a folded ASCII word is compared."""
    if len(word) < _SHORTEST:
        return word
    if "z" in word and word.endswith((*_IZE, *_YZE)):
        start, _, end = word.rpartition("z")
        return f"{start}s{end}" if len(start) > 3 or start[-1] == "y" else word
    if "our" in word and word.startswith(_OUR):
        return word.replace("our", "or", 1)
    if "ll" in word:
        start, _, end = word.partition("ll")
        return f"{start}l{end}" if f"{start}ll" in _DOUBLED and end in _AFTER_DOUBLED else word
    if "ae" in word or "oe" in word:
        if word.startswith(_AE):
            word = word.replace("ae", "e", 1)
        if word.startswith(_OE):
            word = word.replace("oe", "e", 1)
        for british, american in _WITHIN:
            word = word.replace(british, american)
        return word
    return _RE.get(word, word)


def beginnings(start: str) -> tuple[str, ...]:
    """Return the two letters with which a word may be written whose compared form starts with the
    two of `start`.
    """
    if start[1:] == "e":
        return start, f"{start[0]}a", f"{start[0]}o"
    return (start, f"o{start[0]}") if start[:1] == "e" else (start,)
