"""Find in a text what may identify a person, by the table of patterns and by checks of digits that
no pattern can make.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice, pairwise

from practice.privacy import tables
from practice.privacy.normalise import plain, written_at
from practice.privacy.patterns import PATTERNS, Pattern, Validator

BEFORE = 160
"""How many characters before a match decide with it."""
AROUND = 240
"""How far a sentence is looked for on either side."""
SHOWN = 3
"""How many letters and digits of what was found a report shows."""
TRIED = 5_000
"""How many places one pattern is tried at in one text, so that hostile input cannot stall a check.
"""
MOST = 1_000
"""How often one pattern is looked for in one text; who has this many has other work first."""
# Not str.lower(), which makes two letters of some one: places must stay what they are.
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
SENTENCE_END = r"[.!?][ \n]|\n[ ]*\n|\n[-*|#]"
_SENTENCE_END = re.compile(SENTENCE_END)
ENDS = r"^[ ]*(?:$|#|\||```|~~~|---|===|\* \* \*)|(?:\||-->)[ ]*$"
"""A line of Markdown or YAML that does not go on in the next one: an empty one, a heading, a row of
a table, a fence, a remark.
"""
BEGINS = (
    r"^[ ]*(?:$|#|>|\||[-*+] |[0-9]{1,3}[.)] |```|~~~|---|===|<!--|(?:[a-z_]+|\"[a-z_]+\"):(?: |$))"
)
"""A line that does not go on from the one before: an item of a list, a field, and most of the
above.
"""
_ENDS, _BEGINS = re.compile(ENDS), re.compile(BEGINS)


@dataclass(frozen=True, slots=True)
class Match:
    """Something that may identify a person: which pattern says so, the words, and where (`line` and
    `column` from 1).
    """

    pattern: Pattern
    text: str
    start: int
    line: int
    column: int

    @property
    def code(self) -> str:
        """The code of the rule that reports it."""
        return self.pattern.code

    @property
    def end(self) -> int:
        """Where it ends, counted from the start of the text."""
        return self.start + len(self.text)

    @property
    def message(self) -> str:
        """What was found, fit for a log that others read."""
        return self.pattern.message.format(covered(self.text))


@dataclass(frozen=True, slots=True)
class _Compiled:
    pattern: Pattern
    regex: re.Pattern[str]
    not_text: re.Pattern[str] | None
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    sentence: tuple[re.Pattern[str], ...]


@cache
def _compiled() -> tuple[_Compiled, ...]:
    return tuple(_compile(pattern) for pattern in PATTERNS)


def _compile(pattern: Pattern) -> _Compiled:
    case = re.IGNORECASE if pattern.ignore_case else re.NOFLAG

    def optional(expression: str, flags: re.RegexFlag) -> re.Pattern[str] | None:
        return re.compile(expression, re.ASCII | flags) if expression else None

    return _Compiled(
        pattern,
        re.compile(pattern.regex, re.ASCII | case),
        optional(pattern.not_text, case),
        optional(pattern.before, re.IGNORECASE),
        optional(pattern.not_before, re.IGNORECASE),
        tuple(re.compile(one, re.ASCII) for one in pattern.sentence),
    )


def find(text: str) -> list[Match]:
    """Return what in `text` may identify a person, in the order of the text; no two overlap, and no
    pattern gives more than `MOST`.
    """
    shown, hidden = plain(text)
    flowing, joints = in_paragraphs(shown)
    running = (
        (written_at(start, joints), written_at(end - 1, joints) + 1, pattern)
        for start, end, pattern in _in_running_text(flowing)
    )
    found = _apart(chain(_in_columns(shown, _starts(shown)), running))
    lines = _starts(text)
    return [
        _match(text, lines, written_at(start, hidden), written_at(end, hidden), pattern)
        for start, end, pattern in found
    ]


def in_paragraphs(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `text` with one space for every end of a line within a paragraph, and where letters
    have been left out.

    Each of those is a place in what is returned, with how many letters of `text` before it are not
    there.
    """
    lines = text.split("\n")
    parts = [lines[0]]
    joints = []
    length, left_out = len(lines[0]), 0
    for line, following in pairwise(lines):
        quoted = line.startswith(">") and following.startswith("> ")
        goes_on = quoted or not (_ENDS.search(line) or _BEGINS.search(following))
        rest = following.lstrip("> " if quoted else " ") if goes_on else following
        parts.append((" " if goes_on else "\n") + rest)
        if rest != following:
            left_out += len(following) - len(rest)
            joints.append((length + 1, left_out))
        length += 1 + len(rest)
    return "".join(parts), joints


def _starts(text: str) -> list[int]:
    """Return where the lines of a text start."""
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _apart(found: Iterable[tuple[int, int, Pattern]]) -> list[tuple[int, int, Pattern]]:
    """Return what does not overlap with something found before it, in the order of the text."""
    taken: list[tuple[int, int, Pattern]] = []
    for start, end, pattern in found:
        at = bisect_left(taken, start, key=_start)
        if (at == 0 or taken[at - 1][1] <= start) and (at == len(taken) or end <= taken[at][0]):
            taken.insert(at, (start, end, pattern))
    return taken


def _in_running_text(text: str) -> Iterator[tuple[int, int, Pattern]]:
    small = text.translate(_SMALL)
    for compiled in _compiled():
        for start, end in islice(
            _spans(compiled, text, _regions(small, compiled.pattern.needs)), MOST
        ):
            yield start, end, compiled.pattern


def _in_columns(text: str, lines: list[int]) -> Iterator[tuple[int, int, Pattern]]:
    """Yield what is found in the cells of tables, each read after what the heading of its column
    (or row) says of it.
    """
    if "|" not in text:
        return
    labelled = (
        (cell, tables.words_for(cell.heading) or tables.words_for(cell.row))
        for cell in tables.cells_of(text.split("\n"))
    )
    for cell, words in islice(((cell, words) for cell, words in labelled if words), tables.MOST):
        first = lines[cell.line - 1] + cell.column - 1 - len(words)
        for start, end, pattern in _apart(_in_running_text(words + cell.text[: tables.LONGEST])):
            if start >= len(words):
                yield first + start, first + end, pattern


def _start(one: tuple[int, int] | tuple[int, int, Pattern]) -> int:
    return one[0]


def _match(text: str, lines: list[int], start: int, end: int, pattern: Pattern) -> Match:
    line = bisect_right(lines, start)
    return Match(pattern, text[start:end], start, line, start - lines[line - 1] + 1)


def covered(text: str) -> str:
    """Return `text` with all letters and digits but the first three covered, as reports end up
    where others read them.
    """
    seen = 0
    shown = []
    for letter in " ".join(re.split("[\t\n]", plain(text)[0])):
        seen += letter.isalnum()
        shown.append("*" if letter.isalnum() and seen > SHOWN else letter)
    return "".join(shown)


def with_finds_covered(text: str) -> str:
    """Return `text` with everything in it that may identify a person covered, for words that are
    quoted in a report.
    """
    shown, at = "", 0
    for match in find(text):
        shown += text[at : match.start] + covered(match.text)
        at = match.end
    return shown + text[at:]


def _regions(small: str, needs: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where to look: the lines that hold one of `needs`, or everything where nothing is
    needed.
    """
    if not needs:
        return [(0, len(small))]
    lines = set()
    for word in needs:
        at = small.find(word)
        while at >= 0:
            end = small.find("\n", at)
            end = len(small) if end < 0 else end
            lines.add((small.rfind("\n", 0, at) + 1, end))
            at = small.find(word, end)
    return sorted(lines)


def _spans(
    compiled: _Compiled, text: str, regions: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    tried = 0
    for first, last in regions:
        position = first
        while tried < TRIED and (match := compiled.regex.search(text, position, last)):
            tried += 1
            start, end = match.span(1)
            if _inside_a_word(text, match.start()) or not _counts(compiled, text, start, end):
                # What was refused may hide what is right: "12 943 476 5919" has a number that
                # starts further on.
                position = match.start() + 1
            else:
                yield start, end
                position = end


def _inside_a_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isascii() and text[at - 1].isalnum()


def _counts(compiled: _Compiled, text: str, start: int, end: int) -> bool:
    if compiled.not_text and compiled.not_text.search(text[start:end]):
        return False
    before = text[max(0, start - BEFORE) : start]
    if compiled.before and not compiled.before.search(before):
        return False
    if compiled.not_before and compiled.not_before.search(before):
        return False
    if compiled.sentence:
        sentence = _sentence(text, start, end)
        if not all(part.search(sentence) for part in compiled.sentence):
            return False
    return VALIDATORS[compiled.pattern.validator](text[start:end])


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a match, roughly: an abbreviation ends one too."""
    ahead, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    first = max((match.end() for match in _SENTENCE_END.finditer(ahead)), default=0)
    last = _SENTENCE_END.search(behind)
    return ahead[first:] + text[start:end] + (behind[: last.start()] if last else behind)


def digits_of(text: str) -> str:
    """Return the ASCII digits of `text`, and nothing else of it."""
    return "".join(letter for letter in text if letter in "0123456789")


def nhs_number(text: str) -> bool:
    """Whether `text` is a number of the NHS in England and Wales, of Northern Ireland or Scotland
    (CHI).

    Numbers that start with 999 are for tests and never given to anybody.
    """
    from stdnum.gb import nhs

    digits = digits_of(text)
    if digits.startswith("999") or not nhs.is_valid(digits):
        return False
    # Scotland's start with a date of birth, DDMMYY; below 32 nothing else has been given out.
    return int(digits[:2]) > 31 or (digits[:2] != "00" and 1 <= int(digits[2:4]) <= 12)


def national_part(text: str) -> str:
    """Return the digits of a British telephone number without 0044, 44 or 0 before them."""
    digits = digits_of(text)
    for prefix in ("0044", "44"):
        if digits.startswith(prefix):
            digits = digits.removeprefix(prefix)
            break
    return digits.removeprefix("0")


def mobile(text: str) -> bool:
    """Whether `text` is a British mobile number that can be given to somebody; those kept for films
    are not.
    """
    # 70 ms to import: only where something looks like one.
    import phonenumbers

    number = phonenumbers.PhoneNumber(
        country_code=44, national_number=int(national_part(text) or 0)
    )
    return phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE


VALIDATORS: Mapping[Validator, Callable[[str], bool]] = {
    "": lambda text: True,
    "nhs-number": nhs_number,
    "mobile": mobile,
}
"""Name of a check -> whether a text passes it."""
