"""The wrong and right examples on a check's page, turned into content repositories."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from building import SECTIONS, sections, study_text, write_file, write_network

STUDY = "case_studies/haringey-pct/slow-queue.md"

_BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`:\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, the path named above it (or nothing), and its text."""

    language: str
    path: str
    text: str


def blocks(page: str, heading: str) -> list[Block]:
    """Return the fenced blocks under a heading of the second level that is in no block."""
    start = page.index(f"\n## {heading}\n\n") + len(heading) + 6
    ends = [
        found.start()
        for found in re.finditer(r"^## (?:Right|How to mend it)$", page, re.MULTILINE)
        if found.start() > start
    ]
    part = page[start : ends[0] if ends else len(page)]
    return [
        Block(found["language"], found["path"] or "", found["text"])
        for found in _BLOCK.finditer(part)
    ]


def build(root: Path, examples: list[Block]) -> None:
    """Write a content repository without faults, then put the examples into it.

    YAML is fields, put into a case study without faults (or, under a path that ends in .yml, a
    whole file). Markdown with the first section in it is a whole body, other Markdown stands in the
    section "What was done"; under a path it is a whole file. Console is run. `\\xE9` stands for one
    byte.
    """
    write_network(root)
    for example in examples:
        if example.language == "console":
            for line in example.text.splitlines():
                subprocess.run(line.removeprefix("$ "), shell=True, cwd=root, check=True)
        else:
            path = example.path or STUDY
            write_file(root, path, _content(example, path).encode().replace(rb"\xE9", b"\xe9"))


def _content(example: Block, path: str) -> str:
    if example.language == "yaml" and path.endswith(".md"):
        return study_text(yaml_lines=example.text, **dict.fromkeys(_KEY.findall(example.text)))
    if example.path:
        return example.text
    if "## The problem\n" in example.text:
        return study_text(body=example.text)
    return study_text(body=sections({**SECTIONS, "What was done": example.text}))
