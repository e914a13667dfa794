"""The form's preview is the page as readers will see it: for every real case study both say the
same.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from difflib import unified_diff
from importlib.resources import files
from typing import Any

import markdown
import pytest
from playwright.sync_api import Browser, Page, expect

from practice.checks.builder import others
from practice.checks.runner import check
from practice.content.draft import Drafts
from practice.content.front_matter import read_draft
from practice.content.serializer import compose
from practice.model.catalogue import Catalogue
from practice.model.schema import FIELDS, Choice, Field
from practice.project import Workspace
from practice.site.bundler import join
from practice.site.case_page import case_page
from practice.site.settings import Network
from practice.site.write_page import form_data, written, written_address

from .conftest import Site, Visit
from .test_write import ADDRESS, fill
from .writing import PARSER, TODAY, Answers, generated, good

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("corrections")]

# What is on a page and not in its preview.
NOT_IN_PREVIEW = {
    "parts": [
        *(
            ".headerlink",
            ".print-only",
            ".section-end",
        ),  # signs of the site engine, and words for paper
        *("#who-else-does-it", ".adoptions"),  # who took it up
        *(
            "#similar-practice",
            ".cards--short",
            ".neighbours",
        ),  # similar case studies, and those before and after it
        ".glance a[href$='evidence-scale/']",  # a link to another page
    ],
    "facts": ["Who else does it", "Today’s organisations"],
    "paragraphs": [
        "There is a newer account:",
        "Something wrong or missing?",  # ways to correct the page
        "This page replaces",
        "To cite this page:",  # with its address
        "Taken up by",
        "Did you write it, or do the work?",
    ],
}

LINES = """(root, without) => {
    const blocks = "h1,h2,h3,h4,h5,h6,p,li,dt,dd,tr,th,td,caption,div,ul,ol,dl,table,blockquote,pre,.line,.caution";
    for (const part of without.parts) for (const found of root.querySelectorAll(part)) found.remove();
    for (const name of root.querySelectorAll("dt")) if (without.facts.includes(name.textContent)) name.parentElement.remove();
    for (const told of root.querySelectorAll(".ask p, .banner")) {
        if (without.paragraphs.some((words) => told.textContent.trim().startsWith(words))) told.remove();
    }
    for (const block of root.querySelectorAll(blocks)) {
        block.before("\\n");
        block.prepend("\\n");
        block.after("\\n");
    }
    return root.textContent.split(/\\n/).map((line) => line.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""


@pytest.fixture
def previewing(browser: Browser, real: Workspace) -> Page:
    """A page that has the preview's own function, and what the form knows."""
    top = files("practice.site") / "theme" / "assets" / "practice"

    def read(path: str) -> str:
        text = (top / path).read_text(encoding="utf-8")
        return f"{text}\nglobalThis.previewOf = preview;\n" if path == "write/preview.js" else text

    page = browser.new_page()
    page.add_script_tag(path=PARSER)
    page.add_script_tag(
        content=f"globalThis.schema = {json.dumps(form_data(real.catalogue, Network(), {}))}"
    )
    page.add_script_tag(content=join("write/preview.js", read))
    return page


def both(previewing: Page, html: str, answers: Answers) -> list[list[str]]:
    """The lines of a page, and those of the preview of its answers."""
    script = f"""([html, answers, without]) => {{
        const lines = {LINES};
        // The source ends lines where it likes; a new line is where a block begins or ends.
        const oneLine = (root) => {{
            for (const part of [root, ...root.querySelectorAll("*")])
                for (const node of part.childNodes) if (node.nodeType === 3) node.data = node.data.replace(/\\n/g, " ");
            return root;
        }};
        const page = oneLine(new DOMParser().parseFromString(html, "text/html").querySelector("article"));
        return [lines(page, without), lines(oneLine(previewOf(answers, schema)), {{ parts: [], facts: [], paragraphs: [] }})];
    }}"""
    return previewing.evaluate(script, [html, answers, NOT_IN_PREVIEW])


def test_the_preview_says_what_the_page_says(previewing: Page, site: Site, real: Workspace) -> None:
    differences = {}
    for study in real.catalogue:
        answers = json.loads((site.folder / written_address(study.id)).read_text(encoding="utf-8"))
        html = (site.folder / f"case-studies/{study.id}/index.html").read_text(encoding="utf-8")
        of_page, of_preview = both(previewing, html, answers)
        assert len(of_page) > 20, study.id
        if of_page != of_preview:
            differences[study.id] = list(
                unified_diff(of_page, of_preview, "page", "preview", n=0, lineterm="")
            )
    assert differences == {}


def test_the_preview_of_what_a_trust_wrote(previewing: Page, real: Workspace) -> None:
    """No real case study was written by a trust yet, so the page of an invented one is made here."""
    for seed in range(60):
        answers = generated(real.catalogue, seed, ("good",))
        draft = read_draft(
            "case_studies/luton-pct/invented.md",
            compose(answers["fields"], answers["sections"]).encode(),
        )
        checked = check(
            Drafts((draft,), (), ()),
            real.catalogue.vocabularies,
            datetime.date.fromisoformat(TODAY),
        )
        (study,) = checked.studies
        body = case_page(
            study, Catalogue((study,), real.catalogue.vocabularies), (), {}, Network()
        ).body
        html = markdown.markdown(body, extensions=["toc"])  # which makes the ids of headings
        of_page, of_preview = both(previewing, f"<article>{html}</article>", written(study))
        assert of_preview == of_page, json.dumps(answers, ensure_ascii=False)


def test_the_preview_of_fields_that_a_network_added(previewing: Page, real: Workspace) -> None:
    """One of every kind, said by the page and by the preview in the same words and at the same
    place.
    """
    words = real.vocabularies
    choices = (
        Choice("dusk", "At dusk", "The sun is down."),
        Choice("not-reported", "Nobody looked", "No word of it."),
    )
    loans = (
        Field("who_had_it", "text", "", "", "yes"),
        Field("since", "date", "", ""),
        Field("light", "choice", "", "", choices=choices),
    )
    topic, body = words.topics.terms[0], next(body for body in words.organisations if body.ods_code)
    said: dict[Field, tuple[Any, list[str]]] = {
        Field("weather", "text", "", "", many=True): (
            ["wet", "cold  and dark"],
            ["wet", "cold and dark"],
        ),
        Field("dried", "text", "", "", not_reported=True): ("not-reported", ["not reported"]),
        Field("light", "choice", "", "", choices=choices): ("dusk", ["At dusk"]),
        Field("light_after", "choice", "", "", choices=choices): (
            "not-reported",
            ["Nobody looked"],
        ),
        Field("noticed", "date", "", ""): ("about 2005-07", ["about July 2005"]),
        Field("cleared_up", "date", "", "", unknown=True): ("unknown", ["not known"]),
        Field("drops", "figure", "", ""): ("12000", ["12,000"]),
        Field("also_about", "term", "", "", many=True, vocabulary="topics"): (
            [topic.id],
            [topic.label],
        ),
        Field("watched_by", "organisation", "", ""): (body.ods_code, [body.name]),
        Field("see", "study", "", ""): ("another-one", ["another-one"]),
        Field("forecast", "address", "", ""): (
            "https://www.example.org/",
            ["https://www.example.org/"],
        ),
        Field("loans", "mapping", "", "", many=True, fields=loans): (
            [{"since": "2005", "who_had_it": "A & B"}, {"who_had_it": "C", "light": "dusk"}],
            ["who had it: A & B; since: 2005", "who had it: C; light: At dusk"],
        ),
        Field("asked_for", "text", "", ""): (None, []),
    }
    front = json.dumps({field.name: answer for field, (answer, _) in said.items()})  # which is YAML
    draft = read_draft("case_studies/luton-pct/wet.md", f"---\n{front}\n---\n".encode())
    assert draft.front
    study = replace(next(iter(real.catalogue)), others=tuple(others(draft.front, words, said)))
    body_of_page = case_page(study, Catalogue((study,), words), (), {}, Network()).body
    previewing.evaluate(
        "data => { globalThis.schema = data }",
        form_data(real.catalogue, Network(), {}, (*FIELDS, *said)),
    )
    html = markdown.markdown(body_of_page, extensions=["toc"])
    of_page, of_preview = both(previewing, f"<article>{html}</article>", written(study))
    assert of_preview == of_page
    expected = [
        line for field, (_, lines) in said.items() if lines for line in (field.caption, *lines)
    ]
    first = of_page.index("Weather")
    assert of_page[first : first + len(expected)] == expected
    assert of_page.count("Weather") == 1


def test_what_was_not_asked_yet_is_not_said_to_be_unknown(visit: Visit) -> None:
    page = visit.go(ADDRESS)
    page.get_by_role("button", name="Start now").click()
    page.get_by_text("See the page so far").click()
    preview = page.get_by_role("article", name="Preview")
    expect(preview.locator(".byline")).to_have_text("No trust yet · no beginning yet")
    needed = preview.locator(".glance dd").filter(has_text="not answered yet")
    expect(needed).to_have_count(5)
    page.get_by_label("Nobody knows").check()
    expect(preview.locator(".byline")).to_have_text("No trust yet · start not known")


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": width, "height": 800}} for width in (320, 700, 1280)],
    indirect=True,
)
def test_no_word_of_the_figures_is_cut(visit: Visit, real: Workspace) -> None:
    page = visit.go(ADDRESS)
    answers = good(real.catalogue)
    measure = {
        "name": "Women who came",
        "kind": "balancing",
        "unit": "per cent",
        "baseline": "43",
        "result": "almost 80",
        "n": "12000",
    }
    answers["fields"]["measures"] = [
        {
            **measure,
            "comparison": "not-reported",
            "period": "2006/07",
            "note": "Counted differently.",
        }
    ]
    fill(page, answers)
    table = page.get_by_role("article", name="Preview").get_by_role("table")
    expect(table).to_contain_text("12,000")
    cut = table.evaluate("""table => {
            const found = [];
            const walk = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const head = walk.currentNode.parentElement.closest("thead");
                if (head && getComputedStyle(head).position === "absolute") continue; // it is there for listeners only
                for (const { 0: word, index } of walk.currentNode.data.matchAll(/[A-Za-z]+/g)) {
                    const range = new Range();
                    range.setStart(walk.currentNode, index);
                    range.setEnd(walk.currentNode, index + word.length);
                    if (range.getClientRects().length > 1) found.push(word);
                }
            }
            return found;
        }""")
    assert cut == []
