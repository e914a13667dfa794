"""The editors' files in `case_studies/_vocabulary/`: terms, thesaurus and the register of
organisations.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from practice.content.draft import Mapping, Scalar, Sequence, Value, conflicts, problem
from practice.content.files import CONTENT, refuse_pipe
from practice.content.yaml_nodes import read_yaml
from practice.model.diagnostics import Diagnostic, Place
from practice.model.organisations import Organisation, Organisations
from practice.model.text import normalise
from practice.model.vocabulary import VOCABULARY_NAMES, Term, Vocabularies, Vocabulary

FOLDER = f"{CONTENT}/_vocabulary"
ORGANISATIONS = f"{FOLDER}/organisations.csv"
THESAURUS = f"{FOLDER}/thesaurus.yml"
PLAIN_WORDS = f"{FOLDER}/plain_words.yml"

_COLUMNS = ("id", "ods_code", "name", "kind", "status", "successors", "also_known_as", "source")
_PLAIN_KEYS = ("plain", "verbs", "words")
_PLAIN = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
_TERM_KEYS = {"id", "label", "definition", "broader", "synonyms", "codes", "kept_because", "source"}


class _Problems(list[Diagnostic]):
    def note(self, place: Place, message: str, hint: str = "") -> None:
        self.append(problem("broken-vocabulary-file", place, message, hint))


def vocabulary_path(name: str) -> str:
    """Return the file of the vocabulary called `name`, relative to the root."""
    return f"{FOLDER}/{name}.yml"


def _texts(value: Value | None) -> tuple[str, ...]:
    return (
        tuple(item.text for item in value if isinstance(item, Scalar))
        if isinstance(value, Sequence)
        else ()
    )


def _why(error: Exception) -> str:
    # Without the path on this computer and the number of the error, which say nothing to an editor.
    if isinstance(error, UnicodeDecodeError):
        return f"it is not plain text in UTF-8 (byte {error.start + 1:,})"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _read_list(root: Path, path: str, problems: _Problems) -> tuple[Mapping, ...]:
    try:
        refuse_pipe(root / path)
        text = (root / path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.note(
            Place(path),
            f"The file cannot be read: {_why(error)}.",
            "Put it back, or write an empty list: []",
        )
        return ()
    value, found = (None, left) if (left := conflicts(path, text)) else read_yaml(text, path)
    problems.extend(found)
    if not isinstance(value, Sequence):
        if not found and value is not None:
            problems.note(value.place, "The file is not a list.", "Start each entry with '- '.")
        return ()
    for item in value:
        if not isinstance(item, Mapping):
            problems.note(
                item.place,
                "An entry of the list has no fields.",
                "Write '- id: ...' and the other fields below it.",
            )
    return tuple(item for item in value if isinstance(item, Mapping))


def _read_term(item: Mapping, problems: _Problems) -> Term | None:
    for entry in item:
        if entry.key not in _TERM_KEYS:
            problems.note(
                entry.place,
                f"'{entry.key}' is not a field of a term.",
                f"The fields are {', '.join(sorted(_TERM_KEYS))}.",
            )
    missing = [key for key in ("id", "label", "definition") if not item.text(key)]
    if missing:
        problems.note(item.place, f"A term needs {' and '.join(missing)}.")
        return None
    codes = item.get("codes")
    return Term(
        id=item.text("id"),
        label=item.text("label"),
        definition=item.text("definition"),
        broader=item.text("broader") or None,
        synonyms=_texts(item.get("synonyms")),
        codes=(
            tuple((entry.key, codes.text(entry.key)) for entry in codes)
            if isinstance(codes, Mapping)
            else ()
        ),
        kept_because=item.text("kept_because"),
    )


def _read_vocabulary(root: Path, name: str, problems: _Problems) -> Vocabulary:
    path = vocabulary_path(name)
    terms: dict[str, Term] = {}
    owners: dict[str, str] = {}
    places: dict[str, Place] = {}
    for item in _read_list(root, path, problems):
        term = _read_term(item, problems)
        if term is None:
            continue
        if term.id in terms:
            problems.note(
                item.place_of("id"),
                f"'{term.id}' is the id of two terms.",
                "Give one of them another id.",
            )
            continue
        for word in term.names:
            owner = owners.setdefault(normalise(word), term.id)
            if owner != term.id:
                problems.note(
                    item.place,
                    f"'{word}' belongs to '{owner}' and to '{term.id}'.",
                    "A word may lead to one term only.",
                )
        terms[term.id] = term
        places[term.id] = item.place_of("broader")
    for term in terms.values():
        if term.broader and term.broader not in terms:
            problems.note(
                places[term.id], f"'{term.broader}', above '{term.id}', is not a term of this file."
            )
        elif _goes_round(term, terms):
            problems.note(
                places[term.id],
                f"'{term.id}' stands above itself.",
                "Follow the 'broader' fields from here: they come round again.",
            )
    return Vocabulary(name, tuple(terms.values()), path)


def _goes_round(term: Term, terms: dict[str, Term]) -> bool:
    seen, above = {term.id}, term.broader
    while above is not None and above in terms:
        if above in seen:
            return True
        seen.add(above)
        above = terms[above].broader
    return False


def _read_thesaurus(root: Path, problems: _Problems) -> tuple[tuple[str, ...], ...]:
    groups = []
    owners: dict[str, str] = {}
    for item in _read_list(root, THESAURUS, problems):
        preferred = item.text("preferred")
        if not preferred:
            problems.note(item.place, "A group of synonyms needs 'preferred'.")
            continue
        group = (preferred, *_texts(item.get("equivalents")))
        for word in group:
            owner = owners.setdefault(normalise(word), preferred)
            if owner != preferred:
                problems.note(
                    item.place,
                    f"'{word}' stands in the groups of '{owner}' and '{preferred}'.",
                    "A word may stand in one group only.",
                )
        groups.append(group)
    return tuple(groups)


def _read_plain_words(root: Path, problems: _Problems) -> tuple[tuple[str, tuple[str, ...]], ...]:
    # Advice can do without: a network that has no such file needs none.
    if not (root / PLAIN_WORDS).exists():
        return ()
    groups = []
    owners: dict[str, str] = {}
    for item in _read_list(root, PLAIN_WORDS, problems):
        for entry in item:
            if entry.key not in _PLAIN_KEYS:
                problems.note(
                    entry.place,
                    f"'{entry.key}' is not a field of a plain word.",
                    f"The fields are {', '.join(_PLAIN_KEYS)}.",
                )
        plain, verbs, words = (
            item.text("plain"),
            _texts(item.get("verbs")),
            _texts(item.get("words")),
        )
        if not plain or not (verbs or words):
            problems.note(
                item.place,
                "A plain word needs 'plain' and, in 'words' or 'verbs', what is written in place"
                " of it.",
            )
            continue
        for word in (*verbs, *words):
            owner = owners.setdefault(word, plain)
            if not _PLAIN.fullmatch(word):
                problems.note(
                    item.place,
                    f"'{word}' is not written as inside a sentence.",
                    "Write it in small letters, without other signs.",
                )
            elif owner != plain:
                problems.note(
                    item.place,
                    f"'{word}' stands under '{owner}' and '{plain}'.",
                    "A word may stand in one group only.",
                )
        forms = (*words, *(form for verb in verbs for form in _with_endings(verb)))
        groups.append((plain, tuple(form for form in forms if _PLAIN.fullmatch(form))))
    return tuple(groups)


def _with_endings(verb: str) -> tuple[str, ...]:
    """Return the forms of a regular verb; of "demonstrate that" the first word has the endings."""
    first, space, rest = verb.partition(" ")
    stem = first.removesuffix("e")
    forms = (f"{first}s", f"{stem}ed", f"{stem}ing")
    if re.search("[^aeiou]y$", first):
        forms = (f"{first[:-1]}ies", f"{first[:-1]}ied", f"{first}ing")
    return tuple(f"{form}{space}{rest}" for form in (first, *forms))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _read_organisations(root: Path, problems: _Problems) -> Organisations:
    try:
        refuse_pipe(root / ORGANISATIONS)
        text = (root / ORGANISATIONS).read_text(encoding="utf-8-sig")
        if found := conflicts(ORGANISATIONS, text):
            problems.extend(found)
            return Organisations((), ORGANISATIONS)
        rows = list(csv.DictReader(io.StringIO(text), strict=True, restval=""))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.note(Place(ORGANISATIONS), f"The register cannot be read: {_why(error)}.")
        return Organisations((), ORGANISATIONS)
    entries: dict[str, Organisation] = {}
    lines: dict[str, int] = {}
    for line, row in enumerate(rows, start=2):
        place = Place(ORGANISATIONS, line)
        if None in row or any(column not in row for column in _COLUMNS):
            problems.note(
                place,
                f"A row needs these columns: {', '.join(_COLUMNS)}.",
                "Put a name with a comma in it in double quotes.",
            )
            continue
        if not row["id"] or not row["name"]:
            problems.note(place, "An organisation needs an id and a name.")
            continue
        if row["id"] in entries:
            problems.note(
                place,
                f"'{row['id']}' is the id of two organisations.",
                f"The first is on line {lines[row['id']]}.",
            )
            continue
        lines[row["id"]] = line
        entries[row["id"]] = Organisation(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            ods_code=row["ods_code"],
            status=row["status"],
            successors=_split(row["successors"]),
            also_known_as=_split(row["also_known_as"]),
            source=row["source"],
        )
    for entry in entries.values():
        for successor in entry.successors:
            if successor not in entries:
                problems.note(
                    Place(ORGANISATIONS, lines[entry.id]),
                    f"'{successor}', which followed '{entry.id}', is not in the register.",
                )
    return Organisations(tuple(entries.values()), ORGANISATIONS)


def read_vocabularies(root: Path) -> tuple[Vocabularies, tuple[Diagnostic, ...]]:
    """Read the words of the network under `root`, and say what is wrong with the files."""
    problems = _Problems()
    kinds = {name: _read_vocabulary(root, name, problems) for name in VOCABULARY_NAMES}
    organisations = _read_organisations(root, problems)
    thesaurus = _read_thesaurus(root, problems)
    plain = _read_plain_words(root, problems)
    words = Vocabularies(
        kinds["themes"],
        kinds["communities"],
        kinds["topics"],
        kinds["settings"],
        organisations,
        thesaurus,
        plain,
    )
    return words, tuple(problems)
