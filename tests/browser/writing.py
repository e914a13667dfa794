"""The form's own functions in a page without a site, and answers to try them with. All of it is
invented.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from practice.model.catalogue import Catalogue
from practice.model.schema import FIELDS, HEADINGS, Field
from practice.site.settings import Network
from practice.site.write_page import collection_data, form_data, form_script

PROJECT = Path(__file__).parents[2]
PARSER = PROJECT / "tools/practice/site/theme/assets/practice/vendor/markdown-it.min.js"
TODAY = "2026-11-23"
Answers = dict[str, Any]

TEXTS = (
    "Bilingual staff rang women who had missed screening.",
    "yes",
    "not-reported",
    "null",
    "“Smart quotes” – and a dash…",
    'Told: "wait" # then \\ went',
    "الفحص الصحي \u202eللنساء",
    "நலம் 🙂👩🏽‍⚕️",
    "a, b, c",
    "x" * 95,
    "long " * 130,
    "tab\tand\nline\u2028end\x00\x07",
    "ﬁne ① ß Kelvin K",
    "<script>alert(1)</script>",
    "- a list?",
    "5 < 6 & 7 > 2",
)
FIGURES = (
    "57",
    "almost 80",
    "11 of 24",
    "halved",
    "a few",
    "not-reported",
    "1,204",
    "~12",
    "٣",
    "nine",
    "none",
    "many",
    "éone",
    "x" * 61 + "1",
)
DATES = (
    "2005",
    "2005-07",
    "2005-07-10",
    "about 2008",
    "before 2001-02",
    "by 2010",
    "after 2030",
    "unknown",
    "2027",
    "2026-11-23",
    "2026-11-24",
    "2005-13",
    "2005-02-30",
    "2004-02-29",
    "1799",
    "July 2005",
    "about 2027",
    "about 2029",
    "2005-7-1",
    "spring 2005",
    "not-reported",
    "2024-11",
    "2024-11-22",
    "2024-11-23",
    "2023-02-28",
    "after 2020",
    "3000",
    "2005-00-01",
)
MAILS = (
    "clinic@trust.example",
    "clinic",
    "a@b",
    "a b@c.example",
    "ü@x.example",
    "Team <team@trust.example>",
    "a@b.c" + "x" * 260,
)
ADDRESSES = (
    "https://www.example.org/report",
    "www.example.org/report",
    "ftp://example.org",
    "https://localhost/x",
    "https://a b.example",
    "//x.y",
    "HTTP://EXAMPLE.ORG",
    "https://[::1]/",
    "https://user@host.example:80/?q#f",
    "mailto:a@b.example",
    "https://ex\u2100mple.org",
    "not shown",
    "https://.example.",
    "javascript:alert(1)",
    "https://नमस्ते.example/",
)
SECTIONS = (
    "We rang.",
    "One.\n\nTwo *three* `four`.\n\n- a\n- b\n\n1. c",
    "### Deeper\n\nText\n\n##### Too deep",
    "# Top\n## Next\nText\n---\nmore\n===",
    "> # quoted\n> text\n\n- # in a list",
    "#### Skipped",
    "### Only a heading",
    "[only]: https://www.example.org",
    "<div>\nblock\n</div>\n\nand <b>inline</b> and <!-- remark -->",
    "5 < 6, <5 people, a<b>c",
    "![](poster.png) ![Words](https://elsewhere.example/a.png) ![Poster](poster.png)",
    (
        "[a](night-clinic.md) [b](../x/y.md#z) [c](#the-problem) [d](#nowhere) [e]() [f](/top.md)"
        " [g](\\up.md)"
    ),
    (
        "[a](https://www.example.org) [b](https://nowhere) [c](mailto:a@b.example) [d](mailto:me)"
        " [e](ftp://x.example/) [f](JavaScript:x)"
    ),
    (
        "[a](%E2%82%AC%zz%C3.md) <https://www.example.org/ü> <me@x.example> [ref][r]\n\n[r]:"
        " missing.md 'x'"
    ),
    "```\n# code\n<b>\n",
    "~~~\n## open\n~~~~ \n## shut",
    "a\u00a0b\u200bc\ufeffd \U0001f469\u200d\u2695\ufe0f",
    "| a | b |\n|---|---|\n| 1 | [x](y.md) |",
    "    indented code <b>\n\ttab",
    "### The problem\n\nx",
    "\u202eשלום\u202c",
    "* a\n  * b\n    * c\n\n\\<b> &lt;i> &amp; &#60;",
    "***\n---\n___",
    "a\\\nb  \nc <br> <b",
    "[x]: y\n\n[x]",
    '![a](x.png "t") [![b](c.png)](d.md)',
    "Term\n: definition\n\n~~gone~~ https://bare.example",
    "" + ">" * 30 + " deep",
    "\r\nWindows\r\nlines\r",
)


def good(catalogue: Catalogue) -> Answers:
    """Answers in which nothing is wrong."""
    return {
        "fields": {
            "title": "Phone calls in the patient's language before a hearing test",
            "summary": (
                "Bilingual staff rang people who had missed a hearing test. More of them came."
            ),
            "trusts": ["Haringey Teaching PCT"],
            "themes": [catalogue.vocabularies.themes.terms[0].id],
            "communities": [catalogue.vocabularies.communities.terms[0].id],
            "topics": [catalogue.vocabularies.topics.terms[0].id],
            "started": "2008",
            "stage": "running",
            "outcome": "worked",
            "evidence": "before-after",
            "origin": "contributed",
            "contact": {"role": "Screening lead", "email": "screening@trust.example"},
            "reviewed": TODAY,
        },
        "sections": {heading.text: "It is told here." for heading in HEADINGS if heading.needed},
    }


def generated(catalogue: Catalogue, seed: int, kinds: Sequence[str] = ("good", "bad")) -> Answers:
    """Return answers that the form can produce: with the seed, always the same. Of the kind "good",
    nothing is wrong.
    """
    dice = random.Random(seed)
    kind = kinds[seed % len(kinds)]
    answers = good(catalogue)
    fields, sections = answers["fields"], answers["sections"]
    if kind == "good":
        fields["title"] = f"{dice.choice(_GOOD_TITLES)} {seed}"
        for field in FIELDS:
            if field.name not in _KEPT and dice.random() < 0.6:
                fields[field.name] = _good(field, catalogue, dice)
        for heading in HEADINGS:
            if dice.random() < 0.5:
                sections[heading.text] = dice.choice(_GOOD_SECTIONS)
        return answers
    for field in FIELDS:
        if dice.random() < 0.35 and field.name not in (
            "related",
            "supersedes",
            "status",
            "retired_because",
        ):
            fields[field.name] = _any(field, catalogue, dice)
        elif dice.random() < 0.05:
            fields.pop(field.name, None)
    for heading in HEADINGS:
        if dice.random() < 0.45:
            sections[heading.text] = "\n\n".join(
                dice.choice(SECTIONS) for _ in range(dice.choice((1, 1, 2)))
            )
        elif dice.random() < 0.1:
            sections.pop(heading.text, None)
    return answers


_KEPT = (
    "title",
    "origin",
    "related",
    "supersedes",
    "status",
    "retired_because",
    "reviewed",
    "started",
    "ended",
)
_GOOD_TITLES = (
    "Calls before a test",
    "Yes",
    'A: "quoted" #title',
    "“Smart” – dashes",
    "பரிசோதனை test",
    "🙂 tested",
    "null",
    "12",
)
_GOOD_SECTIONS = (
    "It went well.\n\n- one\n- two\n\n1. first",
    "# A heading from Word\n\nText with “smart quotes”, a tab\there and 5 < 6.",
    "### Who\n\nAll of us: 🙂 النص\n\n---\n\n[Report](https://www.example.org/report)",
    "```\nkept as it is: <b>\n```\n\n> Quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |",
)


def _terms(field: Field, catalogue: Catalogue, dice: random.Random) -> list[str]:
    ids = [term.id for term in catalogue.vocabularies[field.vocabulary]]
    return dice.sample(ids, k=min(len(ids), dice.randint(1, field.max_items or 5)))


def _good(field: Field, catalogue: Catalogue, dice: random.Random) -> Any:
    if field.many and field.kind == "term":
        return _terms(field, catalogue, dice)
    if field.many and field.kind == "organisation":
        return [
            body.name
            for body in dice.sample(
                list(catalogue.vocabularies.organisations), k=dice.randint(1, 3)
            )
        ]
    if field.not_reported and dice.random() < 0.2:
        return "not-reported"
    if field.many:
        return [_good_one(field, catalogue, dice) for _ in range(dice.randint(1, 3))]
    return _good_one(field, catalogue, dice)


def _good_one(field: Field, catalogue: Catalogue, dice: random.Random) -> Any:
    match field.kind:
        case "mapping":
            parts = [
                part
                for part in field.fields
                if part.name != "file"
                and (part.needed == "yes" or part.kind == "address" or dice.random() < 0.5)
            ]
            return {part.name: _good_one(part, catalogue, dice) for part in parts}
        case "choice":
            return dice.choice(field.choices).value
        case "date":
            return "2010-03"
        case "figure":
            return dice.choice(("57", "almost 80", "11 of 24", "not-reported"))
        case "email":
            return "team@trust.example"
        case "address":
            return "https://www.example.org/report?x=1#y"
    return dice.choice(
        (
            "Two days a week",
            "yes",
            "12",
            'Told: "wait" # then',
            "நலம் 🙂",
            "- none",
            "a, b",
            "2005-07",
            "\tx  y\n",
        )
    )


def _any(field: Field, catalogue: Catalogue, dice: random.Random) -> Any:
    if field.not_reported and dice.random() < 0.15 and (field.many or field.fields):
        return "not-reported"
    if field.many:
        items = [_any_one(field, catalogue, dice) for _ in range(dice.choice((0, 1, 1, 2, 3, 13)))]
        if field.kind in ("term", "organisation"):  # the form names nothing twice
            return list(dict.fromkeys(items))
        return items * (21 if dice.random() < 0.05 else 1)
    return _any_one(field, catalogue, dice)


def _any_one(field: Field, catalogue: Catalogue, dice: random.Random) -> Any:
    match field.kind:
        case "mapping":
            return {
                part.name: _any_one(part, catalogue, dice)
                for part in field.fields
                if dice.random() < 0.7
            }
        case "choice":
            return dice.choice([choice.value for choice in field.choices] + ["", "Worked"])
        case "term":
            term = dice.choice(catalogue.vocabularies[field.vocabulary].terms)
            return dice.choice(
                (term.id, term.id, term.label, *term.synonyms, "something else", "A & É")
            )
        case "organisation":
            names = [body.name for body in catalogue.vocabularies.organisations]
            return dice.choice([*names[:40], "5C9", "Nowhere NHS Trust", "luton pct"])
        case "date":
            return dice.choice(DATES)
        case "figure":
            return dice.choice(FIGURES)
        case "email":
            return dice.choice(MAILS)
        case "address":
            return dice.choice(ADDRESSES)
    return dice.choice(TEXTS)


@contextmanager
def form_functions(browser: Browser, catalogue: Catalogue, **more: Any) -> Iterator[Page]:
    """A page with the form's script, its data as `data` and the collection as `collection`.

    No error may be thrown in it.
    """
    more.setdefault("folders", {})
    context = browser.new_context()
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    page.add_script_tag(path=PARSER)
    page.add_script_tag(
        content=f"globalThis.data = {json.dumps(form_data(catalogue, Network(), **more))}"
    )
    page.add_script_tag(content=form_script())
    page.evaluate(
        "told => { globalThis.collection = told.studies }",
        collection_data(catalogue),
    )
    yield page
    context.close()
    assert thrown == []


PAGE = (
    '<h1 id="write-title">Write</h1><div id="write-start"></div><div id="write" data-site="./"'
    " hidden></div>"
)


@contextmanager
def opened_form(
    browser: Browser,
    catalogue: Catalogue,
    editors: str = "",
    correcting: Answers | None = None,
    **more: Any,
) -> Iterator[Page]:
    """The form in a page of its own, with data that a site of ours does not have; no error may be
    thrown in it.

    `correcting` are the answers of a case study that is opened in it, as the site publishes them.
    """
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    bodies = {"document": PAGE, "fetch": json.dumps(correcting) if correcting else ""}
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=bodies.get(route.request.resource_type, ""), content_type="text/html"
        ),
    )
    more.setdefault("folders", {})
    page.goto("http://form.example/contribute/write/" + ("?id=corrected" if correcting else ""))
    page.add_script_tag(path=PARSER)
    page.add_script_tag(
        content=(
            "globalThis.practiceForm ="
            f" {json.dumps(form_data(catalogue, Network(editors=editors), **more))}"
        )
    )
    page.add_script_tag(content=form_script())
    yield page
    context.close()
    assert thrown == []


def saved_page(html: str, folder: Path, target: Path) -> str:
    """Save a page to `target` as a browser does, with what it names in a folder beside it, and
    return its address.

    `folder` is where the site has the page.
    """
    beside = target / "Write_files"
    beside.mkdir()

    def saved(found: re.Match[str]) -> str:
        file = folder / found[2].partition("?")[0]
        if file.suffix not in (".js", ".css") or not file.is_file():
            return found[0]
        shutil.copy(file, beside / file.name)
        return f'{found[1]}="Write_files/{file.name}"'

    (target / "Write.html").write_text(
        re.sub(r'(src|href)="([^"]+)"', saved, html), encoding="utf-8"
    )
    return (target / "Write.html").as_uri()
