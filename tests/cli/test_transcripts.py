"""Commands as users meet them: each transcript is run, and every line of it must come out again.

A line that starts with ";" is a remark; the first names the world: `real` is the real collection,
`network` the small invented one. Then

    $ practice ...       a command (`cd folder` changes the folder) text                 what it
    prints on stdout 2> text              what it says on stderr ? 1                  its exit code,
    when it is not 0
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from building import SECTIONS, sections, write_file, write_network, write_study
from practice.lookup.indexer import refresh
from running import practice

TRANSCRIPTS = Path(__file__).parent / "transcripts"
ARRIVALS = {
    "minutes.html": (
        "<h1>Minutes at the door</h1><h2>Background</h2><p>People"
        " waited.</p><h2>Parking</h2><p>Full.</p>"
    ),
    "region.csv": (
        "Title;Summary;Trusts;Themes;Communities;Topics;Started;Stage;Outcome;Evidence;Origin;Contact:"
        " role;Contact: email;Reviewed;The problem;What was done;What happened;What was learned\nA"
        " queue by text;A text told people when to come.;Luton PCT;Leadership;Bengali;waiting"
        " times;May 2006;Running;Mixed results;Described;Written by the trust;Clinic"
        " manager;clinic@trust.example;20 November 2026;They stood.;They came later.;Fewer"
        " stood.;Ask first.\n"
    ),
    "old.docx": "{\\rtf1 An old letter}",
}


@pytest.fixture(scope="session")
def real_world(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    root = tmp_path_factory.mktemp("real")
    shutil.copytree(project / "case_studies", root / "case_studies")
    refresh(root)
    return root


@pytest.fixture
def worlds(real_world: Path, tmp_path: Path) -> dict[str, Path]:
    network = write_network(tmp_path / "network")
    broken = write_network(tmp_path / "broken")
    write_study(
        broken,
        "late-clinic",
        themes=["better services"],
        topics=["quues"],
        started="2031",
        colour="blue",
    )
    (broken / "case_studies" / "haringey-pct" / "notes.md").write_bytes(
        b"---\ntitle: one: two\n---\n"
    )
    leaky = write_network(tmp_path / "leaky")
    told = (
        "Mrs Begum (NHS number 943 476 5870) rang 07911 123456. <!-- practice: allow CS508 because"
        " it is the service's own -->"
    )
    write_study(leaky, "late-clinic", body=sections({**SECTIONS, "What was done": told}))
    arrivals = write_network(tmp_path / "arrivals")
    for name, text in ARRIVALS.items():
        write_file(arrivals, f"sent/{name}", text)
    return {
        "arrivals": arrivals,
        "leaky": leaky,
        "real": real_world,
        "network": network,
        "broken": broken,
        "nowhere": tmp_path,
    }


def replay(transcript: str, worlds: dict[str, Path]) -> str:
    first, _, rest = transcript.partition("\n")
    root = folder = worlds[first.removeprefix("; In the world: ").strip()]
    lines = [first]
    for line in rest.splitlines():
        if line.startswith("$ cd "):
            folder = root / line.removeprefix("$ cd ")
            lines.append(line)
        elif line.startswith("$ "):
            said = practice(folder, line.removeprefix("$ practice"), {"HOME": str(folder)}).said
            lines += [line, said.replace(str(root), "ROOT").rstrip("\n")]
        elif line.startswith("; "):
            lines.append(line)
    return "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("path", sorted(TRANSCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_transcript(path: Path, worlds: dict[str, Path], request: pytest.FixtureRequest) -> None:
    written = path.read_text(encoding="utf-8")
    played = replay(written, worlds)
    if request.config.getoption("--update-golden"):
        path.write_text(played, encoding="utf-8")
        return
    assert played == written
