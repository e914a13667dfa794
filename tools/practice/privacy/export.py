"""The patterns for the form in the browser, as JSON holds them."""

from __future__ import annotations

from dataclasses import asdict

from practice.privacy import tables
from practice.privacy.normalise import DASHES, ENTITIES, ENTITY, SELECTORS
from practice.privacy.patterns import PATTERNS
from practice.privacy.scanner import (
    AROUND,
    BEFORE,
    BEGINS,
    ENDS,
    SENTENCE_END,
    SHOWN,
)

_REGIONS = ("GB", "GG", "IM", "JE")
"""Those that share the prefix +44; each has mobile numbers of its own."""


def as_data() -> dict[str, object]:
    """Return the table of patterns with what finding does besides, so that a browser can do the
    same.

    `mobile` holds expressions for all of a British mobile number without its 0, from the tables of
    `phonenumbers`.
    """
    from phonenumbers import PhoneMetadata

    regions = (PhoneMetadata.metadata_for_region(region) for region in _REGIONS)
    mobile = [
        str(region.mobile.national_number_pattern) for region in regions if region and region.mobile
    ]
    return {
        "patterns": [{**asdict(pattern), "hint": _in_form(pattern.hint)} for pattern in PATTERNS],
        "before": BEFORE,
        "around": AROUND,
        "shown": SHOWN,
        "sentence_end": SENTENCE_END,
        "ends": ENDS,
        "begins": BEGINS,
        "entities": ENTITIES,
        "entity": ENTITY,
        "dashes": DASHES,
        "selectors": SELECTORS,
        "columns": tables.COLUMNS,
        "longest_cell": tables.LONGEST,
        "mobile": mobile,
    }


def _in_form(hint: str) -> str:
    """Return a hint for somebody who cannot set a check aside."""
    return hint.replace("allow this line and say so", "tell the editors").replace(
        "allow this line", "leave it: the editors look at it"
    )
