"""The configuration of Decap CMS, a git-based editor that some teams like: made from the schema and
the vocabulary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from practice.content.yaml_writer import Node, Shared, yaml_text
from practice.forms.definition import Question
from practice.model.schema import FIELDS, HEADINGS, NOT_REPORTED, UNKNOWN
from practice.model.vocabulary import Vocabularies

SCRIPT = "decap-cms.js"
_REMARK = (
    'Decap CMS for this collection. Made by "practice host-files --decap": change the schema and'
    " the vocabulary instead."
)
_LONG = 160


@dataclass(frozen=True, slots=True)
class Host:
    """Where Decap writes to: `backend` is what it calls the code host (github, gitlab, gitea ...),
    `repository` owner/name.
    """

    backend: str
    repository: str
    branch: str = "main"


def index_page() -> str:
    """Return the page that starts Decap from the script beside it."""
    return f"""\
<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Edit the case studies</title>
</head>
<body>
<script src="{SCRIPT}"></script>
</body>
</html>
"""


def config(vocabularies: Vocabularies, host: Host, folders: Sequence[str]) -> str:
    """Return `config.yml`: a collection for each of these folders of `case_studies/`, each change a
    pull request of its own.

    One collection for all of them would need the folder as a field of every case study, since Decap
    makes paths of fields.
    """
    fields: list[Node] = [*(_field(Question(field), vocabularies) for field in FIELDS), _body()]
    node: dict[str, Node] = {
        "backend": {"name": host.backend, "repo": host.repository, "branch": host.branch},
        # Counts on this computer only, and only while decap-server runs.
        "local_backend": True,
        "publish_mode": "editorial_workflow",
        "media_folder": "case_studies",
        "omit_empty_optional_fields": True,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            _collection(folder, Shared("fields", fields, number == 0))
            for number, folder in enumerate(folders)
        ],
    }
    return yaml_text(node, _REMARK)


def _collection(folder: str, fields: Shared) -> Node:
    return {
        "name": folder,
        "label": folder,
        "label_singular": "Case study",
        "folder": f"case_studies/{folder}",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "slug": "{{slug}}",
        "summary": "{{title}}",
        # Pictures lie beside the case study.
        "media_folder": "",
        "public_folder": "",
        # Its preview shows the text alone, unlike our pages.
        "editor": {"preview": False},
        "fields": fields,
    }


def _field(question: Question, vocabularies: Vocabularies, may_be_empty: bool = False) -> Node:
    field = question.asked
    node: dict[str, Node] = {
        "name": field.name,
        "label": question.text,
        "hint": _hint(question),
        "required": field.needed == "yes" and not may_be_empty,
        **_widget(question, vocabularies),
    }
    if field.max_length and not field.many and not field.fields:
        node["pattern"] = [
            f"^[\\s\\S]{{0,{field.max_length}}}$",
            f"Up to {field.max_length} characters.",
        ]
    return node


def _hint(question: Question) -> str:
    field = question.asked
    write = (
        UNKNOWN
        if field.unknown
        else NOT_REPORTED
        if field.not_reported and not field.fields
        else ""
    )
    return " ".join(
        filter(None, (question.hint, f"If nobody knows, write: {write}" if write else ""))
    )


def _widget(question: Question, vocabularies: Vocabularies) -> dict[str, Node]:
    field = question.asked
    if field.fields:
        # Decap asks for the parts of a mapping even where the mapping itself may be left out.
        may_be_empty = not field.many and field.needed != "yes"
        inner: list[Node] = [
            _field(Question(field, part), vocabularies, may_be_empty) for part in field.fields
        ]
        return {
            "widget": "list" if field.many else "object",
            "collapsed": field.needed == "no",
            "fields": inner,
        }
    if field.choices:
        return {
            "widget": "select",
            "options": [{"label": choice.label, "value": choice.value} for choice in field.choices],
        }
    if field.kind == "term":
        terms = vocabularies[field.vocabulary].tree()
        options: list[Node] = [{"label": term.label, "value": term.id} for _, term in terms]
        return {
            "widget": "select",
            "multiple": field.many,
            "options": options,
            **({"max": field.max_items} if field.max_items else {}),
        }
    if field.kind == "organisation":
        return {
            "widget": "select",
            "multiple": field.many,
            "options": sorted({body.name for body in vocabularies.organisations}),
        }
    if field.many:
        return {"widget": "list", "field": {"name": "entry", "label": "Entry", "widget": "string"}}
    return {"widget": "text" if field.max_length > _LONG else "string"}


def _body() -> Node:
    headings = "\n".join(f"## {heading.text}\n" for heading in HEADINGS if heading.needed)
    hint = (
        "Optional headings: "
        + "; ".join(heading.text for heading in HEADINGS if not heading.needed)
        + "."
    )
    # The rich editor would rewrite what it does not know.
    return {
        "name": "body",
        "label": "Text",
        "hint": hint,
        "widget": "markdown",
        "modes": ["raw"],
        "default": headings,
    }
