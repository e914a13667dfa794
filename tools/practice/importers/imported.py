"""What one import gives: a case study ready to be written, its pictures, and what to tell the
person who asked for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from practice.content.paths import file_name
from practice.content.serializer import Value, compose, one_line
from practice.privacy.scanner import with_finds_covered


@dataclass(frozen=True)
class Picture:
    """A picture of the file: its bytes without data about it, the ending of its name, and the name
    itself if it must keep it.
    """

    content: bytes
    ending: str
    name: str = ""


@dataclass(frozen=True)
class Imported:
    """One case study as it was understood.

    `fields` and `sections` are for `compose`; `text` is the whole file when it was one already, and
    is taken as it is. `stem` is the name for its file if it has no title. `understood` are
    sentences for people. `origin` names the file, and the row of a sheet.
    """

    origin: str
    stem: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    understood: tuple[str, ...] = ()
    text: str = ""

    @property
    def slug(self) -> str:
        """The name for its file: made of the title, or of the name of the file where it has none."""
        return file_name(self.named_after)

    @property
    def named_after(self) -> str:
        """The words that the name for its file is made of."""
        title = "" if self.text else str(self.fields.get("title", ""))
        return title or self.stem

    @property
    def trusts(self) -> tuple[str, ...]:
        """The trusts that it names."""
        value = self.fields.get("trusts", ())
        return (
            tuple(str(item) for item in value)
            if not isinstance(value, (str, Mapping))
            else (str(value),)
            if value
            else ()
        )

    def picture_names(self) -> tuple[str, ...]:
        """Return the names for the files of its pictures."""
        return tuple(
            picture.name or f"{self.slug}-{number}{picture.ending}"
            for number, picture in enumerate(self.pictures, start=1)
        )

    def file_text(self, trusts: tuple[str, ...] = ()) -> str:
        """Return the text of the file, with `trusts` if it names none itself."""
        if self.text:
            return self.text
        fields = dict(self.fields)
        if trusts and not fields.get("trusts"):
            fields["trusts"] = list(trusts)
        return compose(fields, self.sections)


def sentence(text: str, longest: int = 400) -> str:
    """Return `text` on one line for a report: what may identify somebody covered, and then cut
    where it is long.
    """
    line = with_finds_covered(one_line(text))
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
