"""axe-core finds nothing on any kind of page: WCAG 2.2 AA and best practice, light and dark, narrow
and wide.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from .conftest import Visit

pytestmark = pytest.mark.browser

RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
PAGES = [
    "",
    "browse/",
    "search/?q=interpreting",
    "search/?q=zzxqy",
    "themes/",
    "themes/service-improvement/",
    "communities/south-asian/",
    "trusts/",
    "trusts/tower-hamlets-pct/",
    "topics/diabetes/",
    "outcomes/did-not-work/",
    "case-studies/bradford-bilingual-calls-diabetic-eyes/",
    "case-studies/tower-hamlets-breast-screening-whole-system/",
    "reference/fields/",
    "reference/evidence-scale/",
    "checks/",
    "contribute/",
    "contribute/write/",
    "contribute/standing/",
    "contribute/standing/tower-hamlets-pct/",
    "contact/",
    "about/",
    "accessibility/",
    "not-a-page/",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
# Every page in both colours and in both widths; those with every kind of part in all four ways.
WAYS = {
    "light, wide": {"color_scheme": "light", "viewport": WIDE},
    "dark, narrow": {"color_scheme": "dark", "viewport": NARROW},
}
OTHER_WAYS = {
    "light, narrow": {"color_scheme": "light", "viewport": NARROW},
    "dark, wide": {"color_scheme": "dark", "viewport": WIDE},
}
OF_ALL_PARTS = [
    "",
    "search/?q=interpreting",
    "case-studies/bradford-bilingual-calls-diabetic-eyes/",
]
ASKED = [(WAYS, address) for address in PAGES] + [(OTHER_WAYS, address) for address in OF_ALL_PARTS]


@pytest.mark.parametrize(
    ("visit", "address"),
    [
        pytest.param(options, address, id=f"{address} {way}")
        for ways, address in ASKED
        for way, options in ways.items()
    ],
    indirect=["visit"],
)
def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    page = visit.go(address)
    if address == "not-a-page/":
        visit.wrong.clear()  # the browser itself reports the 404 in its console
    else:
        assert page.get_by_role("heading", level=1).inner_text() != "Page not found"
    if "?q=" in address:
        page.get_by_text("found for").first.wait_for()
    found = Axe().run(page, options=RULES).response["violations"]
    assert [
        (entry["id"], node["target"], node["failureSummary"])
        for entry in found
        for node in entry["nodes"]
    ] == []
