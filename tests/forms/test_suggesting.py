"""Words suggested from what was written, as a table."""

from __future__ import annotations

import pytest

from checks.worlds import words
from practice.forms.suggest import suggest_organisations, suggest_terms
from practice.model.vocabulary import Vocabularies
from practice.project import Workspace


@pytest.fixture(scope="module")
def vocabularies(real: Workspace) -> Vocabularies:
    return real.vocabularies


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("topics", "Women missed their breast screening. Interpreters rang them: phone calls, then breast screening again.",
         {"breast-screening": "breast screening", "interpreting-and-language": "Interpreters", "phone-outreach": "phone calls"}),
        ("topics", "Nothing of the kind.", {}),
        ("topics", "", {}),
        ("communities", "Bengali women in Luton", {"women": "women", "bangladeshi": "Bengali"}),
        ("settings", "held in a GP surgery", {"general-practice": "GP surgery"}),
        ("themes", "Better commissioning", {"commissioning": "commissioning"}),
    ],
)  # fmt: skip
def test_terms(name: str, text: str, found: dict[str, str], vocabularies: Vocabularies) -> None:
    assert {one.term.id: one.because for one in suggest_terms(vocabularies[name], text)} == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("haringey", ["Haringey Teaching PCT"]),
        ("hari teach", ["Haringey Teaching PCT"]),
        ("QMJ", ["North Central London ICB"]),
        ("Harringey Teaching PCT", ["Haringey Teaching PCT"]),
        ("pct", ["Luton PCT", "Haringey Teaching PCT"]),
        ("Atlantis", []),
        ("", []),
        ("x" * 500, []),
    ],
)
def test_organisations(typed: str, found: list[str]) -> None:
    assert [body.name for body in suggest_organisations(words().organisations, typed)] == found


def test_what_authors_chose_is_mostly_suggested_from_what_they_wrote(real: Workspace) -> None:
    studies = [study for study in real.catalogue if study.topics]
    text = {
        study.id: "\n".join(
            [study.title, study.summary, *(section.markdown for section in study.sections)]
        )
        for study in studies
    }
    suggested = {
        study.id: {one.term.id for one in suggest_terms(real.vocabularies.topics, text[study.id])}
        for study in studies
    }
    hits = sum(len(suggested[study.id] & set(study.topics)) for study in studies)
    assert hits / sum(len(study.topics) for study in studies) > 0.6
