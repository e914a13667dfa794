"""Whatever anybody types, and whatever stands in an address, ends in results or in a nothing that
helps.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from practice.model.facets import FACETS
from practice.project import Workspace

from .conftest import Visit

pytestmark = pytest.mark.browser

LETTERS = "abcdefgh äéßİ中文한글عربيעברית😀👩‍👩‍👧🏽0123456789"
LETTERS += "\u0000\u0007\u200b\u200f\u202e\u2028\ud7ff\ufffd\uffff\t\n\r\"'“”‘’<>&%+-*/\\()[]{}:;,.!?#@|~^$=_`"
WORDS = (
    "diabetes",
    "interpreter",
    "GP",
    "mosque",
    "diabtes",
    "the",
    "AND",
    "OR",
    "NOT",
    "NEAR/3",
    "title:",
    "*",
    "__proto__",
    "constructor",
)
PARTS = (
    "q",
    *(facet.name for facet in FACETS),
    "year",
    "from",
    "to",
    "sort",
    "page",
    "id",
    "__proto__",
    "",
)
BROKEN = (
    "%",
    "%E0%A4%A",
    "%zz",
    "%00",
    "%ff%fe",
    "%u0041",
    "+",
    "%2525",
    "a%26b",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "=",
    "&&",
    "?",
    "#",
)
NUMBERS = (
    "0",
    "-1",
    "1e309",
    "NaN",
    "Infinity",
    "2007.5",
    "99999999999999999999",
    "0x10",
    "٢٠٠٧",
    "19999",
    "2005",
    "1000",
    "2999",
    " 7 ",
)

# Shows every address in one page, and returns what does not end well: what the page says, and what
# it shows.
SHOWN = """
async (all) => {
  const seen = [];
  document.querySelector("main").style.display = "none"; // drawing is not what is tried here, and takes half the time
  for (const address of all) {
    let thrown = "";
    await window.practice.open(address).catch((error) => (thrown = String(error)));
    seen.push([
      address, thrown, document.getElementById("found-count").textContent, document.getElementById("found-list").childElementCount,
      document.getElementById("found-advice").textContent,
    ]);
  }
  document.querySelector("main").style.display = "";
  return seen;
}
"""
RESULTS = re.compile(
    r"[\d,]+( of [\d,]+)? case stud(y|ies)( found for “.+”)?(, with what you chose)?\.", re.DOTALL
)
NOTHING = re.compile(r"Nothing found( for “.+”)?( with what you chose)?\.", re.DOTALL)


def typed(dice: random.Random) -> str:
    """Something that nobody means, or half of something that somebody does."""
    match dice.randint(0, 5):
        case 0:
            return "".join(dice.choice(LETTERS) for _ in range(dice.randint(0, 40)))
        case 1:
            return " ".join(
                dice.choice(WORDS) + dice.choice(LETTERS) for _ in range(dice.randint(1, 9))
            )
        case 2:
            return (
                dice.choice(['"', "'", "(", "[", "“"])
                + dice.choice(WORDS)
                + dice.choice(["", '"', " ", ")*", '""'])
            )
        case 3:
            return dice.choice(["a", "ab ", "diabetes ", "😀", '"', "\u202e", "ß-"]) * dice.choice(
                [1, 90, 2500]
            )
        case 4:
            return dice.choice(BROKEN) + dice.choice(NUMBERS)
        case _:
            return chr(dice.choice([*range(1, 0x3000), *range(0xE000, 0xFFFF)])) * dice.randint(
                1, 5
            )


def address(dice: random.Random, known: list[tuple[str, str]]) -> str:
    """The end of an address: parts that are known, that nobody knows, repeated, and broken."""
    parts = []
    for _ in range(dice.randint(1, 7)):
        name, value = dice.choice(known)
        match dice.randint(0, 5):
            case 0:
                value = typed(dice)
            case 1:
                name, value = dice.choice(PARTS), typed(dice)
            case 2:
                name, value = dice.choice(["from", "to", "page", "sort"]), dice.choice(NUMBERS)
            case 3:
                parts.append(
                    f"{dice.choice(PARTS)}={dice.choice(BROKEN)}"
                )  # as it is, without an escape
        parts += [f"{name}={quote_plus(value, errors='replace')}"] * dice.choice([1, 1, 1, 2, 40])
    return "?" + dice.choice(["&", "&", "&", ";", "&&"]).join(parts)


def watched(visit: Visit) -> tuple[Page, list[str]]:
    """The search page, opened, and everything that its console will say, remarks too."""
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    page = visit.go("search/")
    page.evaluate("window.practice.ready")
    return page, said


def ends_well(seen: tuple[str, str, str, int, str]) -> bool:
    _, thrown, said, results, advice = seen
    found = RESULTS.fullmatch(said) and results
    nothing = NOTHING.fullmatch(said) and not results and "Browse every case study" in advice
    return bool(not thrown and (found or nothing) and len(said) < 400)


@pytest.fixture(scope="module")
def known(real: Workspace) -> list[tuple[str, str]]:
    values = {
        (facet, value)
        for study in real.catalogue
        for facet, ids in real.catalogue.facet_values(study).items()
        for value in ids
    }
    return sorted(values)


@pytest.mark.parametrize("kind", ["typed", "addresses"])
def test_hundreds_of_them_end_well(visit: Visit, known: list[tuple[str, str]], kind: str) -> None:
    dice = random.Random(23)
    make: dict[str, Callable[[], str]] = {
        "typed": lambda: f"?q={quote_plus(typed(dice), errors='replace')}",
        "addresses": lambda: address(dice, known),
    }
    page, said = watched(visit)
    seen = page.evaluate(SHOWN, [make[kind]() for _ in range(300)])
    assert [one for one in seen if not ends_well(one)] == []
    assert sum(one[3] > 0 for one in seen) > 30
    assert sum(one[3] == 0 for one in seen) > 30
    assert said == []


def test_ten_of_them_opened_and_ten_typed(visit: Visit, known: list[tuple[str, str]]) -> None:
    dice = random.Random(29)
    page, said = watched(visit)
    for _ in range(10):
        page.goto(f"{visit.url}search/{address(dice, known)[:6000]}")
        page.evaluate("window.practice.ready")
        assert page.get_by_role("status").inner_text()
        assert ends_well(page.evaluate(SHOWN, [page.evaluate("location.search")])[0])
    for _ in range(10):
        text = typed(dice)
        page.get_by_role("searchbox").fill(text)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_have_text(
            re.compile(f"{RESULTS.pattern}|{NOTHING.pattern}", re.DOTALL)
        )
    assert said == []


def test_the_compare_page_takes_any_address(visit: Visit, known: list[tuple[str, str]]) -> None:
    dice = random.Random(31)
    for _ in range(10):
        page = visit.go(f"compare/{address(dice, [('id', value) for _, value in known])[:6000]}")
        expect(page.get_by_role("status")).to_have_text(
            re.compile("Nothing is chosen yet|There is no case study")
        )
    visit.wrong[:] = [
        told for told in visit.wrong if "404" not in told
    ]  # which the browser itself reports
