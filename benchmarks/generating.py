"""Collections of any size with the length and vocabulary of the real one: invented, and the same
for the same seed.
"""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from practice.content.markdown import plain_text
from practice.model.catalogue import Catalogue

_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvw"
# Text keeps bringing new words however long it gets (Heaps' law); about one in eighty here is one
# that the real collection does not have, such as the name of a place or of a project.
_NEW_WORDS = 1 / 80


class _Text:
    """Sentences in which every word follows the one before as in the real collection."""

    def __init__(self, catalogue: Catalogue, chance: random.Random) -> None:
        self._chance = chance
        self._after: dict[str, list[str]] = defaultdict(list)
        for study in catalogue:
            for section in study.sections:
                words = ["", *plain_text(section.markdown).split(), ""]
                for word, following in pairwise(words):
                    self._after[word].append(following)

    def words(self, count: int) -> str:
        """Return about `count` words, ending with a full stop."""
        found: list[str] = []
        last = ""
        while len(found) < count:
            last = self._chance.choice(self._after[last])
            if last:
                found.append(self._invented() if self._chance.random() < _NEW_WORDS else last)
        return " ".join(found).rstrip(".,:;") + "."

    def _invented(self) -> str:
        # A few are common and most are rare, as in real text.
        rare = random.Random(int(self._chance.paretovariate(0.6)))
        return "".join(
            rare.choice(_CONSONANTS) + rare.choice(_VOWELS) for _ in range(rare.randint(2, 4))
        )


def write_collection(
    real: Path, catalogue: Catalogue, target: Path, count: int, seed: int = 1
) -> None:
    """Write `count` case studies without faults under `target/case_studies`, with the vocabulary of
    `real`.
    """
    shutil.copytree(real / "case_studies" / "_vocabulary", target / "case_studies" / "_vocabulary")
    chance = random.Random(seed)
    text = _Text(catalogue, chance)
    for number in range(count):
        folder = target / "case_studies" / f"trust-{number % 200:03d}"
        folder.mkdir(exist_ok=True)
        lines = _study(catalogue, text, chance, number)
        (folder / f"study-{number:05d}.md").write_text("\n".join(lines), encoding="utf-8")


def _study(catalogue: Catalogue, text: _Text, chance: random.Random, number: int) -> Iterator[str]:
    # Facets are drawn from a real study, so that they go together as they do there.
    model = chance.choice(catalogue.studies)
    other = chance.choice(catalogue.studies)
    trust = chance.choice(catalogue.vocabularies.organisations.entries)
    yield "---"
    yield f'title: "{_plain(text.words(9))[:70]} {number}"'
    yield f'summary: "{_plain(text.words(38))[:390]}"'
    yield f'trusts: ["{trust.name}"]'
    for name, values in (
        ("themes", model.themes),
        ("communities", model.communities),
        ("topics", tuple(dict.fromkeys((*model.topics, *other.topics[:1])))),
        ("settings", model.settings),
    ):
        if values:
            yield f"{name}: [{', '.join(values)}]"
    yield f"started: {chance.randint(1998, 2025)}-{chance.randint(1, 12):02d}"
    for name in ("stage", "outcome", "evidence"):
        yield f"{name}: {getattr(chance.choice((model, other)), name)}"
    yield "measures:"
    for _ in range(chance.randint(1, 3)):
        yield f'  - name: "{_plain(text.words(6))[:100]}"'
        yield (
            f"    kind: outcome\n    baseline: {chance.randint(5, 50)}\n    result:"
            f" {chance.randint(20, 90)}\n    unit: per cent"
        )
    yield "cost: not-reported"
    yield "origin: compiled"
    yield f"sources:\n  - title: Source {number}\n    url: https://www.example.org/{number}"
    yield "reviewed: 2026-11-20"
    yield "---"
    for heading, length in (
        ("The problem", 60),
        ("What was done", 150),
        ("What happened", 110),
        ("What was learned", 70),
        ("Not known", 40),
    ):
        yield f"\n## {heading}\n\n{_body(text.words(length))}"


def _plain(words: str) -> str:
    return words.replace('"', "").replace("\\", "")


def _body(words: str) -> str:
    # A word such as "-" or "##" must not become a list or a heading at the start of the text.
    return "Here " + words.replace("<", "").replace("[", "").replace("*", "").replace(
        "_", ""
    ).replace("`", "").replace("|", "")
