"""The corpus: invented lines with what is found in each marked, as in "She lives at ⟦CS504 N15
3TH⟧".

`⟦CS510- Fatima⟧` is there and known to be missed; `⟦CS510+ Mr Speaker⟧` is found and known to be
harmless.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
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
