"""What belongs to which question: pieces of a document placed as answers, sections and title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from practice.attachments.errors import library
from practice.content.values import read_answer
from practice.forms.definition import ORIGIN, Question, about
from practice.forms.names import find_field, find_question, find_section, is_our_heading
from practice.forms.word import TITLE, TO_WRITE, our_lines
from practice.importers.completeness import OFFICE, TEXT, W, parse
from practice.importers.opening import Source
from practice.importers.pandoc import Node, Tree, lines_of, plain
from practice.importers.pandoc_markdown import PICTURE, Extras, markdown, to_markdown
from practice.importers.result import UNPLACED, ImportedAnswers
from practice.importers.tables import answer_table, item_table, titled
from practice.model.schema import FIELDS, HEADINGS
from practice.model.text import normalise


@dataclass
class Piece:
    """A heading and what stands below it, up to the next one; level 0 for what stands above the
    first.
    """

    words: str
    level: int
    shown: str = ""
    blocks: list[Node] = field(default_factory=list)


def unwrapped(blocks: list[Node]) -> Iterator[Node]:
    """Yield the blocks without the frames that only group them."""
    for block in blocks:
        if block["t"] == "Div":
            yield from unwrapped(block["c"][1])
        else:
            yield block


def pieces_of(blocks: list[Node], extras: Extras) -> Iterator[Piece]:
    """Cut blocks at their headings, bold lines that are meant as headings among them."""
    piece = Piece("", 0)
    level = 1
    for block in blocks:
        if block["t"] == "Header":
            level = block["c"][0]
            inlines = block["c"][2]
        elif inlines := _bold_heading(block):
            pass
        else:
            piece.blocks.append(block)
            continue
        words = " ".join(plain(inlines).split())
        shown = " ".join(markdown(inlines, extras, marks=False).split())
        if not words:
            piece.blocks.append({"t": "Para", "c": inlines})
            continue
        if piece.blocks or piece.level:
            yield piece
        piece = Piece(words, level, shown)
    yield piece


def _bold_heading(block: Node) -> list[Node]:
    """Return the words of a bold line that is meant as a heading; many people know no other way to
    make one.
    """
    if (
        block["t"] not in ("Para", "Plain")
        or len(block["c"]) != 1
        or block["c"][0]["t"] not in ("Strong", "Underline")
    ):
        return []
    inner: list[Node] = block["c"][0]["c"]
    return inner if find_section(plain(inner), nearly=False) else []


_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TITLE_CLASS = re.compile(r"(?:^|\s)title(?:\s|$)", re.IGNORECASE)


def marked_title(source: Source, page: str = "") -> str:
    """Return the words of the first paragraph in the style "Title", or nothing; of a web page
    `page` is the text.
    """
    if source.kind == "docx":
        found = _in_word(source)
    elif source.kind == "odt":
        found = _in_odt(source)
    else:
        found = _on_page(page)
    return next((text for one in found if (text := " ".join(one.split()))), "")


def _in_word(source: Source) -> Iterator[str]:
    styles = parse("word/styles.xml", source.parts.get("word/styles.xml", b"<none/>"))
    names = {
        style.get(f"{W}styleId")
        for style in styles.iter(f"{W}style")
        if _named(style).casefold() == "title"
    }
    for paragraph in parse("word/document.xml", source.parts["word/document.xml"]).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in names:
            yield "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _named(style: ElementTree.Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _in_odt(source: Source) -> Iterator[str]:
    content = parse("content.xml", source.parts["content.xml"])
    names = {"Title"}
    names |= {
        style.get(f"{_STYLE}name", "")
        for style in content.iter(f"{_STYLE}style")
        if style.get(f"{_STYLE}parent-style-name") == "Title"
    }
    body = content.find(f"{OFFICE}body")
    for paragraph in body.iter(f"{TEXT}p") if body is not None else ():
        if paragraph.get(f"{TEXT}style-name") in names:
            yield "".join(paragraph.itertext())


def _on_page(page: str) -> Iterator[str]:
    # Google Docs and Word mark it so when they save a page.
    if "title" not in page.lower():
        return
    html, etree = library("lxml.html"), library("lxml.etree")
    try:
        tree = html.document_fromstring(
            page.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except etree.ParserError:
        return
    for paragraph in tree.iter("p"):
        if _TITLE_CLASS.search(paragraph.get("class", "")):
            yield "".join(paragraph.itertext())


_LONGEST_TITLE = 120
_TITLE = Question(FIELDS[0])
_OURS = frozenset(heading.text for heading in HEADINGS)


def place(tree: Tree, answers: ImportedAnswers, extras: Extras, marked: str = "") -> None:
    """Put everything in `tree` where it belongs; what is not understood stays under its own
    heading.

    `marked` is the paragraph that its author marked as the title, if there is one. `extras` takes
    what is not text; `answers.understood` says what was taken for what.
    """
    _Placing(answers, extras).place(tree, marked)


def title_of(tree: Tree) -> str:
    """Return the title that a document has besides its headings, or nothing."""
    return " ".join(plain(_inlines(tree["meta"].get("title"))).split())


class _Placing:
    def __init__(self, answers: ImportedAnswers, extras: Extras) -> None:
        self._answers = answers
        self._extras = extras
        self._is_form = False
        self._guidance = our_lines()
        self._section = UNPLACED
        self._level = 9
        self._depth = 2

    def place(self, tree: Tree, marked: str) -> None:
        title = title_of(tree)
        blocks = list(unwrapped(tree["blocks"]))
        opening = [
            title,
            *(
                text
                for block in blocks[:3]
                for text in lines_of([block])[:1]
                if block["t"] in ("Para", "Plain", "Header")
            ),
        ]
        self._is_form = any(normalise(text) == normalise(TITLE) for text in opening)
        if self._is_form:
            for text in (" ".join(lines_of([block])) for block in blocks if self._is_ours(block)):
                ours = normalise(text) in self._guidance
                (self._answers.raw if ours else self._answers.understood).append(
                    text if ours else f"Left out, as guidance of the form: “{text}”"
                )
            self._answers.raw += [
                TITLE,
                *(name for entry in HEADINGS for name in (entry.text, about(entry).text)),
                *(name for entry in FIELDS for name in (entry.caption, Question(entry).text)),
            ]
            title = "" if normalise(title) == normalise(TITLE) else title
            blocks = [block for block in blocks if not self._is_ours(block)]
        pieces = list(pieces_of(blocks, self._extras))
        title = title or self._marked(pieces, marked)
        # A row "Title" of a table says what it is; a heading above it may be the name of the form.
        named = next(
            (
                lines
                for piece in pieces
                for block in piece.blocks
                if block["t"] == "Table" and (lines := titled(block))
            ),
            [],
        )
        if named and not self._is_form:
            self._answers.answer(_TITLE, named)
        title = title or ("" if named else self._title(pieces))
        if title:
            self._answers.answer(_TITLE, [title])
        for piece in pieces:
            self._place(piece)
        if self._is_form and (self._answers.fields or self._answers.sections):
            self._answers.fields.setdefault("origin", ORIGIN)

    def _is_ours(self, block: Node) -> bool:
        if block["t"] not in ("Para", "Plain", "Header"):
            return False
        text = " ".join(lines_of([block]))
        # The form of another day has other guidance; what an author wrote into it is told.
        return text.startswith(TO_WRITE.strip()) or normalise(text) in self._guidance

    def _marked(self, pieces: list[Piece], marked: str) -> str:
        """Take the title out of what stands above the first heading, if a paragraph there is marked
        as one.
        """
        above = (
            pieces[0].blocks
            if pieces and not pieces[0].level and marked and not self._is_form
            else []
        )
        for number, block in enumerate(above):
            text = " ".join(" ".join(lines_of([block])).split())
            if (
                block["t"] in ("Para", "Plain")
                and normalise(text) == normalise(marked)
                and not _has_pictures(block)
            ):
                to_markdown([block], self._extras)
                del above[number]
                return text
        return ""

    def _title(self, pieces: list[Piece]) -> str:
        """Take the title from a heading alone at the top, or from a short first line."""
        if self._is_form or not pieces:
            return ""
        headings = [piece for piece in pieces if piece.level]
        top = min((piece.level for piece in headings), default=0)
        first = headings[0] if headings else None
        above = pieces[0].blocks if not pieces[0].level else []
        if (
            first
            and first.level == top
            and not above
            and _is_title(first.words, [piece.words for piece in headings if piece.level == top])
        ):
            first.level = 0
            words, first.words = first.words, ""
            return words
        if above and above[0]["t"] in ("Para", "Plain"):
            text = " ".join(lines_of(above[:1]))
            if (
                0 < len(text) <= _LONGEST_TITLE
                and not text.endswith((".", ":", ";"))
                and not _has_pictures(above[0])
            ):
                del above[0]
                self._answers.understood.append(f"The first line is taken for the title: “{text}”")
                return text
        return ""

    def _place(self, piece: Piece) -> None:
        rest = self._take_tables(piece)
        if not piece.level:
            self._write(UNPLACED, rest)
            return
        if self._is_answer(piece, rest):
            return
        exact = find_section(piece.words, nearly=False)
        section = exact or find_section(piece.words)
        if section and (piece.level <= self._level or self._section not in _OURS):
            self._start(piece, section, rest)
        elif piece.level <= self._level:
            self._start(piece, piece.shown, rest)
        else:
            depth = min(self._depth + 1, 2 + max(1, piece.level - self._level), 6)
            self._sub_heading(piece, depth, rest)

    def _start(self, piece: Piece, section: str, rest: list[Node]) -> None:
        again = section in self._answers.sections
        self._section, self._level, self._depth = section, piece.level, 2
        ours = section in _OURS
        if ours and not is_our_heading(piece.words):
            self._answers.understood.append(
                f"“{piece.words}” is taken for the section “{section}”."
            )
        if again and ours and not is_our_heading(piece.words):
            self._sub_heading(piece, 3, rest)
        elif rest:
            # A heading that stands twice is one section.
            self._answers.raw += [piece.words] * again
            self._write(section, rest)
        elif piece.words and not (self._is_form and is_our_heading(piece.words)):
            self._answers.understood.append(
                f"Nothing stands directly below the heading “{piece.words}”."
            )

    def _sub_heading(self, piece: Piece, depth: int, rest: list[Node]) -> None:
        self._depth = depth
        self._answers.write(self._section, f"{'#' * depth} {piece.shown}")
        self._write(self._section, rest)

    def _write(self, section: str, blocks: list[Node]) -> None:
        self._answers.write(section, to_markdown(blocks, self._extras))

    def _is_answer(self, piece: Piece, rest: list[Node]) -> bool:
        """Take what stands below a heading for the answer to the question that the heading asks, if
        it can be one.
        """
        if not rest and find_field(piece.words) and (self._is_form or piece.blocks):
            # Its table has been taken, or left empty.
            return True
        question = find_question(piece.words)
        if question is None or is_our_heading(piece.words) or not rest:
            return False
        asked = question.asked
        lines = lines_of(rest)
        if asked.fields or not all(
            block["t"] in ("Para", "Plain", "BulletList", "OrderedList") for block in rest
        ):
            return False
        if _has_pictures(*rest) or not self._fits(question, lines):
            return False
        to_markdown(rest, self._extras)
        self._answers.raw += lines
        self._answers.understood.append(
            f"What stands below “{piece.words}” is taken for the answer to '{question.label}'."
        )
        return self._answers.answer(question, lines)

    def _fits(self, question: Question, lines: list[str]) -> bool:
        asked = question.asked
        value = read_answer(asked, lines, self._answers.vocabularies)
        if question.field.name in self._answers.fields or not value:
            return False
        values = [value] if isinstance(value, str) else list(value)
        words = self._answers.vocabularies
        match asked.kind:
            case "text" if asked.max_length:
                return all(len(str(item)) <= 2 * asked.max_length for item in values)
            case "choice":
                return value in [choice.value for choice in asked.choices]
            case "term":
                return all(item in words[asked.vocabulary] for item in values)
            case "organisation":
                return all(words.organisations.find(str(item)) for item in values)
            case "date":
                return len(str(value)) <= 17
        return False

    def _take_tables(self, piece: Piece) -> list[Node]:
        """Take the tables of questions and answers out of a piece, and return what is left."""
        rest: list[Node] = []
        owner = find_field(piece.words) if piece.level else None
        for block in piece.blocks:
            if block["t"] != "Table":
                rest.append(block)
            elif owner and item_table(block, owner, self._answers):
                self._take_extras([block])
            elif (unread := self._answer_table(block, piece)) is not None:
                self._take_extras(unread)
            else:
                rest.append(block)
        return rest

    def _answer_table(self, table: Node, piece: Piece) -> list[Node] | None:
        # Below the heading of a section, "Outcomes" in a table is a row of the story, not a
        # section.
        sections = not piece.level or find_section(piece.words) is None
        return answer_table(
            table, self._answers, self._extras, form=self._is_form, sections=sections
        )

    def _take_extras(self, blocks: list[Node]) -> None:
        # The words have been taken; comments are noted, and pictures keep a place in the text.
        before = len(self._extras.pictures)
        to_markdown(blocks, self._extras)
        for number in range(before, len(self._extras.pictures)):
            self._answers.write(UNPLACED, PICTURE.format(number))


def _is_title(words: str, beside: list[str]) -> bool:
    return (
        len(beside) == 1
        and 0 < len(words) <= 2 * _LONGEST_TITLE
        and not find_section(words)
        and not find_question(words)
    )


def _has_pictures(*blocks: Node) -> bool:
    extras = Extras()
    to_markdown(list(blocks), extras)
    return bool(extras.pictures)


def _inlines(meta: Node | None) -> list[Node]:
    if meta is None:
        return []
    if meta["t"] == "MetaInlines":
        found: list[Node] = meta["c"]
        return found
    return [
        {
            "t": "Str",
            "c": (
                " ".join(lines_of(meta["c"]))
                if meta["t"] == "MetaBlocks"
                else str(meta.get("c", ""))
            ),
        }
    ]
