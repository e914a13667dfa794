"""Small worlds for tests: a valid case study, with changes, and a content repository around it. All
of it is invented.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

SECTIONS = {
    "The problem": (
        "People waited two hours at the walk-in clinic, and many left before they were seen."
    ),
    "What was done": (
        "A receptionist who speaks Bengali met people at the door and told them how long it would"
        " take."
    ),
    "What happened": "Fewer people left before they were seen.",
    "What was learned": "Ask people at the door, not at the desk.",
}

FIELDS: dict[str, Any] = {
    "summary": (
        "A receptionist at the door told people in Bengali how long they would wait. Fewer of them"
        " left."
    ),
    "trusts": ["Haringey Teaching PCT"],
    "themes": ["service-improvement"],
    "communities": ["bangladeshi"],
    "topics": ["queues"],
    "started": 2005,
    "stage": "running",
    "outcome": "worked",
    "evidence": "described",
    "origin": "contributed",
    "contact": {"role": "Clinic manager", "email": "clinic@trust.example"},
    "reviewed": "2026-11-20",
}

_VOCABULARY = {
    "themes.yml": (
        """\
- id: leadership
  label: Leadership
  definition: What boards do.
- id: service-improvement
  label: Service improvement
  definition: What clinics do.
  synonyms: [better services]
"""
    ),
    "communities.yml": (
        """\
- id: minority-ethnic
  label: Minority ethnic communities
  definition: Everybody who is not White British.
  synonyms: [BME, black and minority ethnic]
- id: south-asian
  label: South Asian
  definition: People with roots in South Asia.
  broader: minority-ethnic
- id: bangladeshi
  label: Bangladeshi
  definition: People with roots in Bangladesh.
  broader: south-asian
  synonyms: [Bengali, Sylheti]
- id: staff
  label: Staff
  definition: People who work in the trust.
"""
    ),
    "topics.yml": (
        """\
- id: queues
  label: Queues and waiting
  definition: How long people wait.
  synonyms: [waiting times]
- id: diabetes
  label: Diabetes
  definition: Preventing and treating diabetes.
  synonyms: [blood sugar]
"""
    ),
    "settings.yml": (
        """\
- id: general-practice
  label: General practice
  definition: Surgeries and health centres.
  synonyms: [GP surgery]
- id: place-of-worship
  label: Place of worship
  definition: Mosques, churches, temples and the like.
"""
    ),
    "thesaurus.yml": (
        """\
- preferred: queue
  equivalents: [line, wait]
"""
    ),
    "plain_words.yml": (
        """\
- plain: use
  verbs: [utilise]
- plain: before
  words: [prior to]
"""
    ),
    "organisations.csv": (
        """\
id,ods_code,name,kind,status,successors,also_known_as,source
haringey-teaching-pct,5C9,Haringey Teaching PCT,PCT,closed,\
north-central-london-icb,NHS Haringey,invented
luton-pct,5GC,Luton PCT,PCT,closed,,NHS Luton,invented
north-central-london-icb,QMJ,North Central London ICB,ICB,open,,,invented
"""
    ),
}

ADOPTIONS = """\
- practice: slow-queue
  trust: Luton PCT
  stage: trying
  since: 2026-04
"""


def study_text(
    title: str | None = "A receptionist at the door of the walk-in clinic",
    *,
    body: str | None = None,
    yaml_lines: str = "",
    **fields: Any,
) -> str:
    """Return the text of a case study without faults, changed as asked.

    Args:
        title: the title; None leaves the field out.
        body: the Markdown below the front matter; the sections of `SECTIONS` when not given.
        yaml_lines: lines of YAML, put as they are at the end of the front matter.
        fields: fields to add or change; None leaves a field out.
    """
    values = {"title": title, **FIELDS, **fields}
    given = {name: value for name, value in values.items() if value is not None}
    front = yaml.safe_dump(given, sort_keys=False, allow_unicode=True, width=10_000)
    extra = f"{yaml_lines.rstrip()}\n" if yaml_lines.strip() else ""
    text = sections(SECTIONS) if body is None else body
    return f"---\n{front}{extra}---\n\n{text}"


def sections(texts: dict[str, str]) -> str:
    """Return Markdown with these headings of the second level and the text under each."""
    return "\n".join(f"## {heading}\n\n{text}\n" for heading, text in texts.items())


def write_study(root: Path, slug: str, folder: str = "haringey-pct", **fields: Any) -> Path:
    """Write `case_studies/<folder>/<slug>.md`, a case study without faults but for what
    `study_text` is asked to change.

    Its title holds the slug unless another is given, so that two of them have two titles.
    """
    fields.setdefault("title", f"How we did {slug}")
    return write_file(root, f"case_studies/{folder}/{slug}.md", study_text(**fields))


PDF = b"""%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>
endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000058 00000 n\x20
0000000115 00000 n\x20
trailer
<< /Root 1 0 R /Size 4 >>
startxref
184
%%EOF
"""
"""A PDF with one empty page: as small as one can be that readers open."""


def write_file(root: Path, path: str, content: str | bytes) -> Path:
    """Write `content` to `path`, relative to `root`, and the folders above it."""
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    return target


def write_vocabularies(root: Path) -> None:
    """Write a few terms of every vocabulary, a thesaurus and a register of three organisations."""
    for name, text in _VOCABULARY.items():
        write_file(root, f"case_studies/_vocabulary/{name}", text)


_WITH_FILES = (
    "![At the door](../haringey-pct/poster.png) [Ask people](../haringey-pct/script.pdf) at the"
    " door, not at the desk."
)


def write_network(root: Path, slugs: Iterable[str] = ("slow-queue",)) -> Path:
    """Write a small content repository without faults, and return `root`.

    It holds the case studies `slugs` of Haringey and "evening-clinic" of Luton, which has taken up
    "slow-queue", and two files that case studies can use, and that one does:
    `haringey-pct/poster.png` and `haringey-pct/script.pdf`.
    """
    write_vocabularies(root)
    for slug in slugs:
        write_study(root, slug)
    write_study(
        root,
        "evening-clinic",
        folder="luton-pct",
        trusts=["Luton PCT"],
        topics=["queues", "diabetes"],
        started="2006-03",
        body=sections({**SECTIONS, "What was learned": _WITH_FILES}),
    )
    if "slow-queue" in slugs:
        write_file(root, "case_studies/luton-pct/adoptions.yml", ADOPTIONS)
    write_file(root, "case_studies/haringey-pct/poster.png", b"\x89PNG\r\n\x1a\n")
    write_file(root, "case_studies/haringey-pct/script.pdf", PDF)
    return root
