"""One document of text (Word, OpenDocument, HTML, Markdown) to a case study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from practice.attachments.archives import pack
from practice.attachments.errors import CannotImport
from practice.content.draft import Scalar, Sequence
from practice.content.front_matter import read_draft
from practice.importers.completeness import (
    asides_of_odt,
    edges_of_parts,
    missing,
    pictures_of_odt,
    stretches_of_html,
    stretches_of_parts,
)
from practice.importers.mapper import marked_title, place, title_of
from practice.importers.media import pictures_beside, take_pictures
from practice.importers.opening import Source, decode
from practice.importers.pandoc import TOO_DEEP, markdown_to_html, read_tree
from practice.importers.pandoc_markdown import Extras, escape
from practice.importers.result import UNPLACED, Imported, ImportedAnswers, sentence
from practice.importers.word_text import comments_of_word, plain_word
from practice.model.text import normalise
from practice.model.vocabulary import Vocabularies

_CONTROLS = re.compile(rb"</?loext:(?:content-control|list-item)\b[^>]*>")
# Pandoc cuts cells that reach from the head of a table into its body, and figures would come under
# other headings.
_HEAD_ROWS = re.compile(rb"</?table:table-header-rows\b[^>]{0,200}>")
_TABLE_PARTS = re.compile(r"</?(?:thead|tbody)\b[^>]{0,200}>", re.IGNORECASE)
_HEAD_CELLS = re.compile(r"(</?)th\b", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)")


def import_document(source: Source, vocabularies: Vocabularies) -> Imported:
    """Return the case study that a document holds.

    Raises:
        CannotImport: it cannot be read, or a picture in it must not be published.
        LibraryMissing: Pandoc is not installed.
    """
    said = list(source.remarks)
    page = ""
    answers = ImportedAnswers(vocabularies=vocabularies)
    extras = Extras()
    if source.kind == "docx":
        parts, remarks = plain_word(source.parts)
        source, said = replace(source, parts=parts), [*said, *remarks]
    if source.parts:
        stretches = stretches_of_parts(source.parts)
        tree = read_tree(pack(_readable(source.parts)), "docx" if source.kind == "docx" else "odt")
        edges = edges_of_parts(source.parts)
        if source.kind == "odt":
            extras.comments, extras.deleted = asides_of_odt(source.parts["content.xml"])
    else:
        text, remark = decode(source.content)
        said += [remark] if remark else []
        if source.kind == "md" and _FRONT_MATTER.match(text):
            return _as_it_is(source, text, said)
        page = markdown_to_html(text) if source.kind == "md" else text
        stretches, edges = stretches_of_html(page), []
        tree = read_tree(_HEAD_CELLS.sub(r"\1td", _TABLE_PARTS.sub("", page)).encode(), "html")
    # The title of a page's window often names the site; its first heading names the page.
    window = title_of(tree) if source.kind == "html" else ""
    if window:
        del tree["meta"]["title"]
    try:
        place(tree, answers, extras, marked_title(source, page))
    except RecursionError:
        raise CannotImport(TOO_DEEP) from None
    if source.kind == "docx":
        extras.comments += _further(comments_of_word(source.parts), extras.comments)
    if source.kind == "odt":
        extras.pictures = _described(extras.pictures, pictures_of_odt(source.parts["content.xml"]))
    if window and answers.fields.setdefault("title", window) != window:
        said.append(f"Left out, the title of the page's window: “{sentence(window)}”")
    return _finish(source, answers, extras, said, stretches, edges)


def _described(
    pictures: list[tuple[str, str]], told: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return `pictures` with the words of `told`; Pandoc has but a slug of them."""
    waiting: dict[str, list[str]] = {}
    for target, words in told:
        waiting.setdefault(target, []).append(words)
    return [
        (target, waiting[target].pop(0) if waiting.get(target) else "") for target, _ in pictures
    ]


def _further(comments: list[str], extras: list[str]) -> list[str]:
    """Return the comments that were not gathered, each as often as it was not."""
    left = Counter(map(normalise, extras))
    found = []
    for comment in comments:
        if left[normalise(comment)]:
            left[normalise(comment)] -= 1
        else:
            found.append(comment)
    return found


def _readable(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts as Pandoc reads them best: no pictures, which it is slow to unpack and which
    are taken from here.

    LibreOffice's frames around what was chosen from a list go too: Pandoc leaves out what is in
    them.
    """
    readable = {
        name: b"" if name.startswith(("word/media/", "Pictures/")) else part
        for name, part in parts.items()
    }
    if "content.xml" in readable:
        readable["content.xml"] = _HEAD_ROWS.sub(b"", _CONTROLS.sub(b"", readable["content.xml"]))
    return readable


def _finish(
    source: Source,
    answers: ImportedAnswers,
    extras: Extras,
    said: list[str],
    stretches: list[str],
    edges: list[str],
) -> Imported:
    said += answers.understood + _asides(extras, edges)
    kept = Imported(source.path.name, source.path.stem, answers.fields, answers.sections_in_order())
    told = "\n".join([kept.file_text(), *answers.raw, *said, *_words_of_extras(extras), *edges])
    lost = missing(stretches, told)
    if lost:
        for text in lost:
            answers.write(UNPLACED, escape(text))
        pieces = "piece" if len(lost) == 1 else "pieces"
        said.append(
            f"{len(lost)} {pieces} of text from boxes, charts or hidden places: kept under"
            f" “{UNPLACED}”."
        )
    sections, pictures, remarks = take_pictures(
        source, extras, kept.slug, answers.sections_in_order()
    )
    said += remarks
    if UNPLACED in sections:
        said.append(
            f"What found no place stands under “{UNPLACED}” at the end: move it to where it"
            " belongs, and delete that heading."
        )
    return Imported(
        source.path.name, source.path.stem, answers.fields, sections, tuple(pictures), tuple(said)
    )


def _words_of_extras(extras: Extras) -> list[str]:
    return [*extras.comments, *extras.deleted, *extras.links, *(alt for _, alt in extras.pictures)]


def _asides(extras: Extras, edges: list[str]) -> list[str]:
    """Say what becomes of everything that is no part of the running text."""
    said = [f"Left out, a comment: “{sentence(text)}”" for text in extras.comments if text]
    said += [
        f"Left out, as it was deleted with changes tracked: “{sentence(text)}”"
        for text in extras.deleted
        if text
    ]
    if extras.inserted:
        said.append(
            f"Tracked changes: {extras.inserted}"
            f" {'insertion is' if extras.inserted == 1 else 'insertions are'} taken as accepted."
        )
    if extras.notes:
        said.append(
            f"{extras.notes} {'footnote stands' if extras.notes == 1 else 'footnotes stand'} in the"
            " text as “(Note: …)”."
        )
    said += [
        f"Left out, a link that others cannot follow: {sentence(target, 200)}"
        for target in extras.links
    ]
    said += [f"Left out, a header or footer of the page: “{sentence(text)}”" for text in edges]
    return said


def _as_it_is(source: Source, text: str, said: list[str]) -> Imported:
    """Take a file that is a case study already, or was meant to be: its author's lines and remarks
    stay.
    """
    draft = read_draft(source.path.name, text.encode())
    trusts = draft.front.get("trusts") if draft.front else None
    names = (
        [item.text for item in trusts.items if isinstance(item, Scalar)]
        if isinstance(trusts, Sequence)
        else []
    )
    pictures = pictures_beside(source, (picture.target for picture in draft.body.pictures))
    said.append("It has front matter, so it is taken as it is.")
    return Imported(
        source.path.name,
        source.path.stem,
        {"trusts": names},
        pictures=pictures,
        understood=tuple(said),
        text=text,
    )
