"""practice new at a terminal and without one, practice edit, and practice check --fix, as users
meet them.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import running
from building import study_text, write_file, write_network
from practice.content.draft import Scalar
from practice.content.front_matter import read_draft
from running import Ran

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals.")

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STUDY = "case_studies/haringey-pct/calls-to-the-clinic.md"
# In the order of the questions: title, summary, trust, start, stage, themes, communities, topics,
# four sections with outcome and evidence, contact; then no optional questions, and the name as it
# is.
NEEDED = [
    *(
        "Calls to the clinic",
        "Staff rang people in Bengali. Fewer of them waited.",
        "haringey",
        "July 2005",
        "3",
    ),
    *("2", "Bengali", "2"),
    *(
        "People waited.",
        "Many of them left.",
        ".",
        "Staff rang them.",
        ".",
        "Fewer waited.",
        ".",
        "1",
        "1",
        "Ring early.",
        ".",
    ),
    *("Clinic manager", "clinic@trust.example", "n", ""),
]

FILE = """\
---
title: Calls to the clinic
summary: Staff rang people in Bengali. Fewer of them waited.
trusts: [Haringey Teaching PCT]
themes: [service-improvement]
communities: [bangladeshi]
topics: [diabetes]
started: 2005-07
stage: running
outcome: worked
evidence: described
origin: contributed
contact:
  role: Clinic manager
  email: "clinic@trust.example"
reviewed: 2026-11-23
---

## The problem

People waited.
Many of them left.

## What was done

Staff rang them.

## What happened

Fewer waited.

## What was learned

Ring early.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_network(tmp_path)


def practice(root: Path, *words: str, given: str = "", **more: str) -> Ran:
    """Run the command; how it takes signals is put back, since it shares our process."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        return running.practice(root, words, more, given)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Terminal:
    """A pseudo-terminal with `practice` in it: type when it asks, and read what it has said."""

    def __init__(self, root: Path, *words: str) -> None:
        self._end, theirs = pty.openpty()
        command = [sys.executable, "-m", "practice", *words]
        self._process = subprocess.Popen(
            command,
            cwd=root,
            env=running.environment(PYTHONWARNINGS="error", TERM="dumb"),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            # Tests that run in the background are deaf to Ctrl-C, and so would be what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        os.close(theirs)
        self.said = ""

    def until(self, words: str) -> None:
        """Read until these words stand at the end."""
        while not self.said.endswith(words):
            self.said += self._piece().decode().replace("\r\n", "\n")

    def _piece(self) -> bytes:
        ready, _, _ = select.select([self._end], [], [], 60)
        assert ready, self.said
        return os.read(self._end, 4096)

    def type(self, line: str) -> None:
        self.until("> ")
        self.said += "\n"
        os.write(self._end, f"{line}\n".encode())

    def interrupt(self, number: int = signal.SIGINT) -> None:
        """Press Ctrl-C, or send another signal, until something is said to it: between asking and
        reading, the first one is not noticed.
        """
        self.until("> ")
        ready: list[int] = []
        while not ready:
            os.kill(self._process.pid, number)
            ready, _, _ = select.select([self._end], [], [], 1)

    def ends(self) -> int:
        """Read to the end and return the exit code."""
        try:
            while piece := self._piece():
                self.said += piece.decode().replace("\r\n", "\n")
        except OSError:  # the other end is closed
            pass
        os.close(self._end)
        assert "Traceback" not in self.said, self.said
        return self._process.wait()


def fields(text: str) -> dict[str, str]:
    front = read_draft(STUDY, text.encode()).front
    assert front is not None
    return {entry.key: entry.value.text for entry in front if isinstance(entry.value, Scalar)}


def test_the_questions_asked_at_a_terminal_make_a_file_without_problems(root: Path) -> None:
    terminal = Terminal(root, "new")
    for line in NEEDED:
        terminal.type(line)
    assert terminal.ends() == 0, terminal.said
    assert f"It will be written to {STUDY}" in terminal.said
    assert terminal.said.endswith(f"{STUDY}\n1 case study checked: no problems.\n")
    assert "\x1b" not in terminal.said  # nothing moves the cursor
    assert (root / STUDY).read_text(encoding="utf-8") == FILE


def test_the_same_lines_through_a_pipe_make_the_same_file(root: Path) -> None:
    done = practice(root, "new", given="\n".join(NEEDED) + "\n")
    assert (done.code, done.stdout) == (0, f"{STUDY}\n"), done.stderr
    assert fields((root / STUDY).read_text(encoding="utf-8"))["started"] == "2005-07"


def test_an_answer_can_be_explained_taken_back_and_mended(root: Path) -> None:
    terminal = Terminal(root, "new")
    for line in (
        "?",
        "Calls",
        "<",
        "",
        "A summary.",
        "Atlantis",
        "luton",
        "2031",
        "2005",
        "<",
        "",
        "unknown",
    ):
        terminal.type(line)
    terminal.interrupt()
    assert terminal.ends() == 130
    said = terminal.said
    assert "For example: Phone calls in the patient's language before breast screening" in said
    assert "So far: Calls" in said
    assert "CS205 'Atlantis' is not in our register of organisations." in said
    assert (
        "CS105 'started' is '2031', which is still to come.  [future-date]\n      Until it has"
        " begun, write: started: unknown\n" in said
    )
    kept = json.loads((root / ".practice" / "drafts" / "calls.json").read_text(encoding="utf-8"))
    assert (kept["started"], kept["stage"]) == ("2005", "unknown")
    assert kept["trusts"] == ["Luton PCT"]


def test_ctrl_c_keeps_the_answers_and_a_later_day_goes_on_with_them(root: Path) -> None:
    first = Terminal(root, "new")
    for line in NEEDED[:6]:
        first.type(line)
    first.interrupt()
    assert first.ends() == 130
    draft = root / ".practice" / "drafts" / "calls-to-the-clinic.json"
    assert f'practice new --answers "{draft}"' in first.said
    second = Terminal(root, "new", "--answers", str(draft))
    for line in NEEDED[6:]:
        second.type(line)
    assert second.ends() == 0, second.said
    assert (root / STUDY).is_file()
    assert not draft.exists()


def test_lines_that_end_too_soon_write_nothing_and_keep_the_answers(root: Path) -> None:
    done = practice(root, "new", given="Calls\nA summary.\n")
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.endswith(
        "practice: the answers ended before the questions did, so nothing is written.\n"
    )
    assert (
        json.loads((root / ".practice" / "drafts" / "calls.json").read_text(encoding="utf-8"))[
            "summary"
        ]
        == "A summary."
    )
    assert sorted(path.name for path in (root / "case_studies").rglob("*.md")) == [
        "evening-clinic.md",
        "slow-queue.md",
    ]


def test_a_trust_that_the_register_lacks_can_be_written_all_the_same(root: Path) -> None:
    lines = [*NEEDED[:2], "Atlantis NHS Trust", "", *NEEDED[3:]]
    done = practice(root, "new", given="\n".join(lines) + "\n")
    assert (done.code, done.stdout) == (
        1,
        "case_studies/atlantis-nhs-trust/calls-to-the-clinic.md\n",
    ), done.stderr
    assert (
        done.stderr.count("CS205 'Atlantis NHS Trust' is not in our register of organisations.")
        >= 2
    )


def test_of_several_trusts_that_could_be_meant_one_is_chosen(root: Path) -> None:
    lines = [*NEEDED[:2], "pct; 5C9", "1", *NEEDED[3:]]
    done = practice(root, "new", given="\n".join(lines) + "\n")
    assert done.code == 0, done.stderr
    assert "  Which of these? Type its number, or more of the name.\n" in done.stderr
    text = (root / done.stdout.strip()).read_text(encoding="utf-8")
    assert "\ntrusts: [Luton PCT, Haringey Teaching PCT]\n" in text


def test_another_name_is_offered_for_one_that_is_taken(root: Path) -> None:
    before = (root / "case_studies/haringey-pct/slow-queue.md").read_bytes()
    done = practice(root, "new", given="\n".join([*NEEDED[:-1], "slow-queue", ""]) + "\n")
    assert done.code == 0, done.stderr
    assert (
        "There is a case study 'slow-queue' already, and it stays as it is. 'slow-queue-2' is free."
        in done.stderr
    )
    assert done.stdout == "case_studies/haringey-pct/slow-queue-2.md\n"
    assert (root / "case_studies/haringey-pct/slow-queue.md").read_bytes() == before


def test_what_may_tell_who_somebody_is_is_asked_for_again_and_kept_nowhere(root: Path) -> None:
    lines = [*NEEDED[:8], "Her number is 943 476 5919.", ".", *NEEDED[8:]]
    done = practice(root, "new", given="\n".join(lines) + "\n")
    assert done.code == 0, done.stderr
    assert "CS501" in done.stderr
    assert not [
        path
        for path in root.rglob("*.*")
        if path.is_file() and "5919" in path.read_text(encoding="utf-8", errors="replace")
    ]


def answers(root: Path, **changes: object) -> str:
    told = {
        "title": "Calls to the clinic",
        "summary": "Staff rang people.",
        "trusts": ["5C9"],
        "themes": ["Service improvement"],
        "communities": ["BME"],
        "topics": ["waiting times"],
        "started": "July 2005",
        "stage": "running",
        "outcome": "worked",
        "evidence": "described",
        "reviewed": "2026-11-20",
        "contact": {"role": "Clinic manager", "email": "clinic@trust.example"},
        "The problem": "Waiting.",
        "What was done": "Calls.",
        "sections": {"What happened": "Less.", "What was learned": "Ring early."},
    }
    write_file(root, "answers.json", json.dumps({**told, **changes}))
    return "answers.json"


def test_answers_from_a_file_need_no_terminal(root: Path) -> None:
    done = practice(
        root, "new", "--answers", answers(root), "--set", "place=Haringey", "--name", "calls"
    )
    assert (done.code, done.stdout) == (
        0,
        "case_studies/haringey-pct/calls.md\n",
    ), done.stderr
    assert done.stderr == "1 case study checked: no problems.\n"
    assert (
        fields((root / "case_studies/haringey-pct/calls.md").read_text(encoding="utf-8"))["place"]
        == "Haringey"
    )


def test_answers_with_problems_are_written_and_the_problems_told(root: Path) -> None:
    done = practice(
        root,
        "new",
        "--answers",
        "-",
        given=(root / answers(root, topics=["quues"])).read_text(encoding="utf-8"),
    )
    assert (done.code, done.stdout) == (1, f"{STUDY}\n")
    assert "CS203 'quues' is not one of our topics." in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--no-input"],
            (
                "practice: there is nothing to write: give answers with --answers or --set, or"
                " leave out --no-input.\n"
            ),
        ),
        (
            ["--answers", "nowhere.yml"],
            "practice: nowhere.yml cannot be read: No such file or directory.\n",
        ),
        (["--set", "titel=A"], "practice: There is no question 'titel'. Did you mean 'title'?\n"),
        (
            ["--answers", "answers.json", "--name", "slow-queue"],
            (
                "practice: There is a case study 'slow-queue' already, and it stays as it is. Free"
                " is: --name slow-queue-2\n"
            ),
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    words: list[str], message: str, root: Path
) -> None:
    answers(root)
    before = sorted(root.rglob("*"))
    done = practice(root, "new", *words)
    assert (done.code, done.stdout, done.stderr) == (2, "", message)
    assert sorted(root.rglob("*")) == before


def test_nothing_is_written_while_a_person_could_be_told(root: Path) -> None:
    done = practice(root, "new", "--answers", answers(root, summary="Her number is 943 476 5919."))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "practice: nothing is written while a person could be told by it:\n"
    )
    assert not (root / STUDY).exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../../outside/evil",
        "_hidden",
        "UPPER Case.md",
        "/tmp/abs",
        "sub/dir",
        "",
        "x" * 81,
        "con\u202etrol",
    ],
)
def test_a_name_that_is_no_address_is_written_nowhere(name: str, root: Path) -> None:
    answers(root)
    before = sorted(root.parent.rglob("*"))
    done = practice(root, "new", "--answers", "answers.json", "--name", name)
    assert (done.code, done.stdout) == (2, "")
    assert (
        "cannot be an address: it takes lower-case letters, digits and hyphens, 80 at most. For"
        " example: --name " in done.stderr
    )
    assert sorted(root.parent.rglob("*")) == before


def test_a_name_that_is_no_address_is_asked_for_again_and_yes_means_yes(root: Path) -> None:
    done = practice(
        root, "new", given="\n".join([*NEEDED[:-1], "../evil", "_hidden", "sub/dir", "Y"]) + "\n"
    )
    assert (done.code, done.stdout) == (0, f"{STUDY}\n"), done.stderr
    assert done.stderr.count("cannot be an address") == 3
    assert not list(root.rglob("*evil*"))


def test_a_folder_that_leads_elsewhere_is_not_written_to(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (root / "case_studies/luton-pct").rename(root / "before")
    (root / "case_studies/luton-pct").symlink_to(outside)
    done = practice(root, "new", "--answers", answers(root, trusts=["Luton PCT"]))
    assert (done.code, done.stderr) == (
        2,
        "practice: case_studies/luton-pct is a link to another place, which is not followed.\n",
    )
    assert not list(outside.iterdir())


@pytest.mark.parametrize("number", SIGNALS)
def test_what_was_answered_is_kept_however_it_ends_and_gone_on_with(
    number: int, root: Path
) -> None:
    first = Terminal(root.parent, "--root", str(root), "new", "--name", "calls")
    for line in NEEDED[:11]:
        first.type(line)
    first.until("> ")
    first.interrupt(number)
    assert first.ends() == (130 if number == signal.SIGINT else 128 + number)
    draft = root / ".practice" / "drafts" / "calls-to-the-clinic.json"
    assert f'practice --root "{root}" new --name calls --answers "{draft}"' in first.said
    second = Terminal(root, "new", "--answers", str(draft))
    for line in NEEDED[11:]:
        second.type(line)
    assert second.ends() == 0, second.said
    assert "\n## The problem\n\nPeople waited.\nMany of them left.\n\n" in (root / STUDY).read_text(
        encoding="utf-8"
    )


def test_answers_that_cannot_be_kept_are_printed(root: Path) -> None:
    write_file(root, ".practice", "in the way")
    done = practice(root, "new", given="A title\nSummary\n")
    assert (done.code, done.stdout) == (2, "")
    said, _, printed = done.stderr.partition("\npractice: your answers cannot be kept in ")[
        2
    ].partition("\n")
    assert said.endswith(
        "Copy them from here into a file, and go on later with: practice new --answers FILE"
    )
    assert json.loads(printed)["title"] == "A title"


def test_enter_keeps_a_part_of_an_answer_that_is_asked_for_again(root: Path) -> None:
    lines = [*NEEDED[:-4], "Clinic manager", "no address", "", "clinic@trust.example", *NEEDED[-2:]]
    done = practice(root, "new", given="\n".join(lines) + "\n")
    assert (done.code, done.stdout) == (0, f"{STUDY}\n"), done.stderr
    assert 'contact:\n  role: Clinic manager\n  email: "clinic@trust.example"\n' in (
        root / STUDY
    ).read_text(encoding="utf-8")


def test_edit_says_that_a_file_is_gone(root: Path) -> None:
    done = practice(root, "edit", "slow-queue", VISUAL="rm")
    path = "case_studies/haringey-pct/slow-queue.md"
    message = (
        f"practice: {path} is gone: it was taken away or has another name now. Nothing was"
        " checked.\n"
    )
    assert (done.code, done.stdout, done.stderr) == (2, "", message)


def test_edit_opens_the_editor_and_checks_afterwards(root: Path) -> None:
    write_file(
        root,
        "edit.py",
        "import pathlib, sys\nfile ="
        " pathlib.Path(sys.argv[1])\nfile.write_text(file.read_text().replace('queues',"
        " 'quues'))\n",
    )
    done = practice(root, "edit", "slow-queue", VISUAL=f"{sys.executable} edit.py")
    assert done.code == 1
    assert "CS203 'quues' is not one of our topics.  [unknown-topic]" in done.stdout


@pytest.mark.parametrize(
    ("study_id", "editor", "message"),
    [
        (
            "slow-queues",
            "true",
            "practice: There is no case study 'slow-queues'. Did you mean 'slow-queue'?\n",
        ),
        (
            "slow-queue",
            "",
            (
                "practice: there is no editor: VISUAL and EDITOR name none. The file is"
                " ROOT/case_studies/haringey-pct/slow-queue.md; when you have changed it: practice"
                " check case_studies/haringey-pct/slow-queue.md\n"
            ),
        ),
        (
            "slow-queue",
            "/home/o'brien/ed",
            (
                "practice: VISUAL names the editor /home/o'brien/ed, which has a quotation mark or"
                " a backslash too many. Put double quotes around the path: VISUAL='\"PATH\"'. The"
                " file is ROOT/case_studies/haringey-pct/slow-queue.md\n"
            ),
        ),
        (
            "slow-queue",
            "no-such-editor -w",
            (
                "practice: there is no editor 'no-such-editor', which VISUAL names. Set VISUAL to"
                " one that is on this computer, for example: VISUAL=nano. The file is"
                " ROOT/case_studies/haringey-pct/slow-queue.md\n"
            ),
        ),
        (
            "slow-queue",
            "false",
            (
                "practice: false: Editing failed. The file is"
                " ROOT/case_studies/haringey-pct/slow-queue.md\n"
            ),
        ),
    ],
)
def test_edit_says_which_file_when_it_cannot_open_it(
    study_id: str, editor: str, message: str, root: Path
) -> None:
    done = practice(root, "edit", study_id, VISUAL=editor, EDITOR="")
    assert (done.code, done.stdout, done.stderr.replace(str(root), "ROOT")) == (
        2,
        "",
        message,
    )


def test_fix_keeps_who_may_read_a_file(root: Path) -> None:
    file = write_file(
        root, "case_studies/haringey-pct/slow-queue.md", study_text(topics=["waiting times"])
    )
    file.chmod(0o640)
    assert practice(root, "check", "--fix").code == 0
    assert file.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in file.parent.iterdir()) == [
        "poster.png",
        "script.pdf",
        "slow-queue.md",
    ]
