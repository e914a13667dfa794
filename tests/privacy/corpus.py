"""The corpus: invented lines with what is found in each marked, as in "She lives at ⟦CS504 N15
3TH⟧".

`⟦CS510- Fatima⟧` is there and known to be missed; `⟦CS510+ Mr Speaker⟧` is found and known to be
harmless.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

PATH = Path(__file__).parent / "corpus.tsv"
_MARK = re.compile(r"⟦(CS\d{3})([+-]?) (.*?)⟧", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """One line: what it is about, the text without marks, and the code and words of each thing in
    it, in order.

    `found` is all that is found, `alarms` the part of it that is harmless, `missed` what is there
    and not found.
    """

    about: str
    text: str
    found: tuple[tuple[str, str], ...]
    alarms: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]


def read_corpus(path: Path = PATH) -> list[Case]:
    """Return every line of the corpus; `\\n` in it stands for a line break, `\\t` for a tab."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_case(row["about"], _unescaped(row["text"])) for row in rows]


def _unescaped(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\t", "\t")


def _case(about: str, marked: str) -> Case:
    marks = [(mark[2], (mark[1], mark[3])) for mark in _MARK.finditer(marked)]

    def of(*kinds: str) -> tuple[tuple[str, str], ...]:
        return tuple(thing for kind, thing in marks if kind in kinds)

    return Case(about, _MARK.sub(lambda mark: mark[3], marked), of("", "+"), of("+"), of("-"))


def _replaced(old: str, new: str, text: str) -> str:
    return text.replace(old, new)


def _translated(table: dict[int, str], text: str) -> str:
    return text.translate(table)


def _digits(zero: str) -> dict[int, str]:
    return {ord("0") + value: chr(ord(zero) + value) for value in range(10)}


DISGUISES: dict[str, Callable[[str], str]] = {
    **{
        f"U+{ord(space):04X} for spaces": partial(_translated, {ord(" "): space})
        for space in "\u00a0\u1680\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u205f\u3000"
    },
    **{
        f"{entity} for spaces": partial(_replaced, " ", entity)
        for entity in ("&nbsp;", "&#160;", "&#xA0;", "&thinsp;", "&ensp;")
    },
    **{
        f"U+{ord(sign):04X} within words": partial(re.sub, r"(?<=\w)(?=\w)", sign)
        for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\u2066\ufe0f\u034f\U000e0101"
    },
    **{
        f"{entity} within words": partial(re.sub, r"(?<=\w)(?=\w)", entity)
        for entity in ("&shy;", "&zwnj;", "&#8203;", "&#x200b;", "&NoBreak;")
    },
    **{
        f"U+{ord(dash):04X} for hyphens": partial(_translated, {ord("-"): dash})
        for dash in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
    },
    **{
        f"digits of U+{ord(zero):04X}": partial(_translated, _digits(zero))
        for zero in "\uff10\u0660\u06f0\u0966\U0001d7ce\U0001d7f6"
    },
    "digits as entities": partial(re.sub, r"[0-9]", lambda digit: f"&#{ord(digit[0])};"),
    "signs as entities": lambda text: text.replace("@", "&commat;").replace(".", "&period;"),
    "letters of full width": partial(
        _translated, {code: chr(code + 0xFEE0) for code in (*range(65, 91), 64)}
    ),
}
"""Ways to write a text in which a person reads the same as before."""


def disguised() -> Iterator[tuple[str, Case, str]]:
    """Yield a line of the corpus for each kind of thing found, in every disguise that changes it:
    the name of the disguise, the line and the text.
    """
    cases = [case for case in read_corpus() if case.found and not case.alarms]
    first = {code: case for case in reversed(cases) for code, _ in case.found}
    for case in dict.fromkeys(first.values()):
        for name, disguise in DISGUISES.items():
            text = disguise(case.text)
            if text != case.text:
                yield name, case, text


def long_texts(count: int, seed: int = 4) -> list[str]:
    """Return texts put together from lines of the corpus, with bits of them changed: the same ones
    for the same seed.
    """
    chance = random.Random(seed)
    lines = [case.text for case in read_corpus()]
    return [_shaken("".join(_joined(chance, lines)), chance) for _ in range(count)]


def _joined(chance: random.Random, lines: list[str]) -> list[str]:
    return [
        part
        for line in chance.sample(lines, 12)
        for part in (line, chance.choice((" ", "\n", ". ", "\n\n", "; ", " | ")))
    ]


def _shaken(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 40):
        letters[chance.randrange(len(letters))] = chance.choice("0123456789 .-,\n@aZ'🙂ß\u00a0–|")
    return "".join(letters)
