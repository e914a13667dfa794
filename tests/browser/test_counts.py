"""Every count on the search page is the command line's for the same choice, in collections of any
vocabulary.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from building import write_file, write_network, write_study
from practice.lookup.lookup import Lookup, open_lookup
from practice.model.facets import FACETS
from practice.model.schema import EVIDENCE, OUTCOMES, STAGES
from practice.search.analysis import STOP_WORDS

from .conftest import Site, Visit, build, serving, visiting
from .test_plugin import SETTINGS

pytestmark = pytest.mark.browser

COUNTED = (*(facet.name for facet in FACETS), "year")
_SYLLABLES = ("ba", "do", "fi", "gul", "kem", "lor", "mi", "nas", "pet", "quo", "ris", "tuv", "zan")


def invented(dice: random.Random) -> str:
    """Return a word that is in no dictionary, so that no stemmer knows it."""
    return "".join(dice.choice(_SYLLABLES) for _ in range(3)) + "x"


def write_world(root: Path, seed: int, studies: int = 40) -> list[str]:
    """Write a collection with vocabularies of its own, trees among them, and return the words of
    its studies.
    """
    dice = random.Random(seed)
    write_network(root, ())
    (root / "case_studies" / "luton-pct" / "evening-clinic.md").unlink()
    ids: dict[str, list[str]] = {}
    for name, count in (("themes", 5), ("communities", 14), ("topics", 20), ("settings", 6)):
        terms: list[dict[str, str]] = []
        for place in range(count):
            term = {
                "id": f"{name}-{place}",
                "label": f"{invented(dice)} {place}".capitalize(),
                "definition": "Invented.",
            }
            if name in ("communities", "topics") and place and dice.random() < 0.6:
                term["broader"] = f"{name}-{dice.randrange(place)}"
            terms.append(term)
        ids[name] = [term["id"] for term in terms]
        write_file(
            root, f"case_studies/_vocabulary/{name}.yml", yaml.safe_dump(terms, sort_keys=False)
        )
    write_file(root, "case_studies/_vocabulary/thesaurus.yml", "[]\n")
    words = [invented(dice) for _ in range(60)]
    for number in range(studies):
        text = " ".join(dice.choices(words, k=40))
        write_study(
            root,
            f"study-{number:02}",
            title=f"{dice.choice(words).capitalize()} {dice.choice(words)} {number}",
            summary=f"{' '.join(dice.choices(words, k=12)).capitalize()}.",
            body="".join(
                f"## {heading}\n\nSo {text}.\n\n"
                for heading in ("The problem", "What was done", "What happened", "What was learned")
            ),
            trusts=[
                dice.choice(["Haringey Teaching PCT", "Luton PCT", "North Central London ICB"])
            ],
            started=dice.randint(1990, 2025),
            stage=dice.choice(STAGES).value,
            outcome=dice.choice(OUTCOMES).value,
            evidence=dice.choice(EVIDENCE).value,
            **{name: dice.sample(known, dice.randint(1, 3)) for name, known in ids.items()},
        )
    return words


def selections(lookup: Lookup, seed: int, count: int) -> list[dict[str, list[str]]]:
    """Return random choices: one to four facets, one to three values in each; the first is none."""
    dice = random.Random(seed)
    values = {
        facet: [found.value for found in lookup.search("", {}, [facet]).facets[facet]]
        for facet in COUNTED
    }
    chosen: list[dict[str, list[str]]] = [{}]
    while len(chosen) < count:
        facets = dice.sample([facet for facet in COUNTED if values[facet]], dice.randint(1, 4))
        chosen.append(
            {
                facet: dice.sample(values[facet], min(len(values[facet]), dice.randint(1, 3)))
                for facet in facets
            }
        )
    return chosen


def hold(
    page: Page, lookup: Lookup, asked: Sequence[tuple[str, Mapping[str, Sequence[str]]]]
) -> None:
    """Hold every count of the page, for each pair of words and choices, against the command line's."""
    page.evaluate("window.practice.ready")
    # One after the other, as a reader asks.
    ask = (
        "async (all) => { const found = []; for (const one of all) found.push(await"
        " window.practice.counts(...one)); return found }"
    )
    for (words, selection), counts in zip(asked, page.evaluate(ask, asked), strict=True):
        expected = lookup.search(words, selection, COUNTED).facets
        assert counts == {
            facet: {entry.value: entry.count for entry in expected[facet]} for facet in COUNTED
        }, (words, selection)


@pytest.fixture(scope="module")
def project_lookup(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lookup]:
    """The command line's search over the real collection."""
    root = tmp_path_factory.mktemp("counts")
    shutil.copytree(project / "case_studies", root / "case_studies")
    with open_lookup(root, lambda _: None) as opened:
        yield opened


@pytest.fixture(scope="module")
def world(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, list[str], Site]]:
    """A generated collection, its words, and its site."""
    root = tmp_path_factory.mktemp("world")
    words = write_world(root, 1)
    write_file(root, "docs/about.md", "# About\n\nInvented.\n")
    write_file(
        root,
        "mkdocs.yml",
        SETTINGS.replace("plugins:", "validation:\n  links:\n    not_found: ignore\nplugins:"),
    )
    with serving(tmp_path_factory.mktemp("served")) as site:
        build(root, site)
        yield root, words, site


def test_choices_in_a_generated_collection(
    world: tuple[Path, list[str], Site], browser: Browser
) -> None:
    root, words, site = world
    dice = random.Random(3)
    with visiting(site, browser, {}) as visit, open_lookup(root, lambda _: None) as lookup:
        chosen = selections(lookup, 5, 100)
        hold(visit.go("search/"), lookup, [("", selection) for selection in chosen])
        # With one word, with two, and with two side by side.
        texts = [*words, *(f"{dice.choice(words)} {dice.choice(words)}" for _ in range(20))]
        texts += [f'"{dice.choice(words)} {dice.choice(words)}"' for _ in range(20)]
        hold(
            visit.page,
            lookup,
            [(text, selection) for text, selection in zip(texts, chosen, strict=True)],
        )


def test_choices_in_the_real_collection(visit: Visit, project_lookup: Lookup) -> None:
    hold(
        visit.go("search/"),
        project_lookup,
        [("", selection) for selection in selections(project_lookup, 7, 200)],
    )


# Not among them: words of broader terms and of successors of trusts, which the site alone searches,
# and words whose stems differ; docs/reference/search-page.md says so.
ORDINARY = (
    *(
        "interpreting",
        "interpreters",
        "diabetes",
        "mosque",
        "pharmacy",
        "smoking",
        "screening",
        "dementia",
        "travellers",
        "champions",
    ),
    *(
        "recruitment",
        "mentoring",
        "vaccination",
        "ramadan",
        "somali",
        "deaths",
        "advocacy",
        "translated",
        "midwives",
        "church",
    ),
    *(
        "behavior",
        "behaviour",
        "organization",
        "organisations",
        "neighborhoods",
        "programme",
        "randomized",
        "GP",
        "GPs",
        "equality",
    ),
    *(
        '"link workers"',
        '"breast screening"',
        '"general practice"',
        '"blood pressure"',
        '"health visitors"',
        '"equity audit"',
    ),
)


def test_words_in_the_real_collection(visit: Visit, project_lookup: Lookup) -> None:
    hold(visit.go("search/"), project_lookup, [(word, {}) for word in ORDINARY])


def test_words_that_carry_nothing_find_nothing(visit: Visit) -> None:
    page = visit.go("search/")
    assert (
        page.evaluate("text => window.practiceSearch(text)", " ".join(sorted(STOP_WORDS)[:20]))
        == []
    )
