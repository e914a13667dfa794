"""The exceptions that authors write into a file: one line on which one check is set aside, and why.

In Markdown `<!-- practice: allow CS505 because it is the clinic's own -->`, in YAML the same after
`#`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_YAML = re.compile(r"(?:^|[ \t])#[ \t]*practice:[ \t]*(?P<words>.*)$")
# So many characters at most, or a line of nothing but beginnings would be read from each of them to
# its end.
_MARKDOWN = re.compile(r"<!--[ \t]{0,9}practice:[ \t]{0,9}(?P<words>.{0,400}?)[ \t]{0,9}-->")
_WORDS = re.compile(
    r"allow[ \t]+(?P<check>[A-Za-z0-9-]+)(?:[ \t]+because[ \t]+(?P<reason>.*\S))?[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Exemption:
    """One exception: which check it sets aside (code or name, as written), why, where it stands and
    for which line it holds.

    `check` is empty where the words cannot be understood; without a `reason` it holds for nothing.
    """

    check: str
    reason: str
    line: int
    column: int
    holds_for: int
    words: str


def read_exemptions(text: str, markdown: bool = True) -> list[Exemption]:
    """Return the exceptions in `text`: a case study (front matter, then Markdown) or, if not
    `markdown`, a YAML file.
    """
    if "practice:" not in text:
        return []
    found = []
    in_yaml = not markdown or text.startswith("---")
    for number, line in enumerate(text.split("\n"), start=1):
        if markdown and number > 1 and in_yaml and line.rstrip() == "---":
            in_yaml = False
        match = (_YAML if in_yaml else _MARKDOWN).search(line)
        if match:
            # Alone on its line it speaks of the next; after something, of that.
            alone = not (line[: match.start()] + line[match.end() :]).strip()
            words = _WORDS.fullmatch(match["words"])
            check, reason = (words["check"], words["reason"] or "") if words else ("", "")
            column = match.start() + len(match[0]) - len(match[0].lstrip()) + 1
            found.append(Exemption(check, reason, number, column, number + alone, match["words"]))
    return found


def without_exemptions(markdown: str) -> str:
    """Return Markdown without the comments that hold exceptions, line by line as before: readers
    need not see them.
    """
    return _MARKDOWN.sub("", markdown) if "practice:" in markdown else markdown
