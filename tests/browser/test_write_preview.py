"""What was written, as the form shows it once more: all of it, in the words of the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from practice.forms.definition import questions
from practice.model.schema import FIELDS, Choice, Field
from practice.project import Workspace
from practice.site.bundler import join
from practice.site.settings import Network
from practice.site.write_page import form_data, written

from .conftest import Visit
from .test_write import ADDRESS
from .writing import PARSER, generated

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def previewing(browser: Browser) -> Iterator[Page]:
    """A page that has the preview's own function."""
    top = files("practice.site") / "theme" / "assets" / "practice"

    def read(path: str) -> str:
        text = (top / path).read_text(encoding="utf-8")
        return f"{text}\nglobalThis.previewOf = preview;\n" if path == "write/preview.js" else text

    page = browser.new_page()
    page.add_script_tag(path=PARSER)
    page.add_script_tag(content=join("write/preview.js", read))
    yield page
    page.close()


def shown(page: Page, many: list[Any], data: Any) -> list[str]:
    """The text of the preview of each of these answers, on one line."""
    found: list[str] = page.evaluate(
        "([many, data]) => many.map(given => previewOf(given, data).textContent)", [many, data]
    )
    return [" ".join(text.split()) for text in found]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def test_everything_that_was_asked_and_answered_is_shown(previewing: Page, real: Workspace) -> None:
    many = [
        *(written(study) for study in real.catalogue),
        *(generated(real.catalogue, seed, ("good",)) for seed in range(40)),
    ]
    data = form_data(real.catalogue, Network(), {})
    asked = {question.field.name: question.text for question in questions()}
    coded = {field.name: _coded(field) for field in FIELDS}
    for answers, text in zip(many, shown(previewing, many, data), strict=True):
        for name, value in answers["fields"].items():
            if name in asked and any(map(str.split, texts(value))):
                assert asked[name] in text
                if not coded[name]:
                    for words in texts(value):
                        assert " ".join(words.split()) in text or words == "not-reported"
        assert "not-reported" not in text
        for markdown in answers["sections"].values():
            words = re.findall(r"(?<![\w&/.:-])[a-z]{4,}(?= )", markdown)
            assert [word for word in words[:20] if word not in text] == []


def _coded(field: Field) -> bool:
    """Whether answers are kept by an id, or in another form than they are shown in."""
    return field.kind in ("choice", "date", "term") or any(map(_coded, field.fields))


def test_answers_are_shown_in_words(previewing: Page, real: Workspace) -> None:
    """Fields that a network added, too."""
    choices = (Choice("dusk", "At dusk", "The sun is down."),)
    loans = (Field("who", "text", "", "", question="Who had it?"), Field("since", "date", "", ""))
    topic = real.vocabularies.topics.terms[0]
    said: dict[Field, tuple[Any, str]] = {
        Field("weather", "text", "", "", many=True): (
            ["wet", "cold  and dark"],
            "wetcold and dark",
        ),
        Field("dried", "text", "", "", not_reported=True): ("not-reported", "not reported"),
        Field("light", "choice", "", "", choices=choices): ("dusk", "At dusk"),
        Field("noticed", "date", "", ""): ("about 2005-07", "about July 2005"),
        Field("cleared_up", "date", "", "", unknown=True): ("unknown", "not known"),
        Field("also_about", "term", "", "", many=True, vocabulary="topics"): (
            [topic.id],
            topic.label,
        ),
        Field("loans", "mapping", "", "", many=True, fields=loans): (
            [{"since": "2005", "who": "A & B"}, {}],
            "Who had it? A & BSince: 2005",
        ),
        Field("asked_for", "text", "", ""): (" ", ""),
    }
    data = form_data(real.catalogue, Network(), {}, tuple(said))
    fields = {field.name: answer for field, (answer, _) in said.items()}
    (text,) = shown(previewing, [{"fields": fields, "sections": {}}], data)
    for field, (_, words) in said.items():
        assert (f"{field.caption}{words}" in text) == bool(words), field.name


def test_nothing_is_said_of_what_was_not_asked_yet(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    page.get_by_role("button", name="Start now").click()
    page.get_by_text("See what you wrote so far").click()
    preview = page.get_by_role("article", name="Preview")
    today = page.evaluate("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })")
    expect(preview.locator("dd")).to_have_text([today])  # when it was last looked at
    page.get_by_label("Nobody knows").check()
    expect(preview.locator("dd")).to_have_text(["not known", today])
