"""practice host-files: what the code host and the git-based editor read, made anew."""

from __future__ import annotations

from pathlib import Path

import click

from practice.cli.shared import CannotDo, remark, root_of
from practice.content.files import CONTENT
from practice.content.vocabulary_files import read_vocabularies
from practice.forms.decap import Host, config, index_page
from practice.forms.host_files import OWNERS, BrokenOwners, read_owners, still_example
from practice.forms.host_files import host_files as made
from practice.model.diagnostics import did_you_mean


@click.command("host-files")
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; say which files are out of date, exit code 1.",
)
@click.option("--decap", metavar="DIR", help="Write the pages of Decap CMS to this folder instead.")
@click.option(
    "--repository", metavar="OWNER/NAME", help="For Decap: the repository on its code host."
)
@click.option(
    "--folder",
    "folder_names",
    multiple=True,
    metavar="NAME",
    help="For Decap: a trust's folder; give it again for more.",
)
@click.option(
    "--backend", default="github", show_default=True, help="For Decap: what it calls the code host."
)
@click.pass_context
def host_files(
    ctx: click.Context,
    only_check: bool,
    decap: str | None,
    repository: str | None,
    folder_names: tuple[str, ...],
    backend: str,
) -> None:
    """Write the issue forms and CODEOWNERS anew from the schema and the editors' lists.

    It says so, too, when the list of owners still names the editors of the example.

    Example: practice host-files --check
    """
    root = root_of(ctx)
    vocabularies, problems = read_vocabularies(root)
    if problems:
        raise CannotDo(f"The vocabulary has faults; see: practice check {CONTENT}/_vocabulary")
    to_do = ""
    try:
        folders = {
            entry.name
            for entry in (root / CONTENT).iterdir()
            if entry.is_dir() and not entry.name.startswith(("_", "."))
        }
        if decap is not None:
            if not repository:
                raise CannotDo("Name the repository that Decap writes to: --repository OWNER/NAME")
            unknown = [name for name in folder_names if name not in folders]
            if unknown:
                raise CannotDo(
                    f"There is no folder {CONTENT}/{unknown[0]}."
                    f" {did_you_mean(unknown[0], folders)}".rstrip()
                )
            shown = folder_names or sorted(folders)
            files = {
                "config.yml": config(vocabularies, Host(backend, repository), shown),
                "index.html": index_page(),
            }
            folder = Path(decap)
        else:
            listed = (root / OWNERS).read_text(encoding="utf-8")
            files = made(vocabularies, listed, folders)
            folder = root
            to_do = still_example(read_owners(listed, folders))
        stale = [path for path, text in files.items() if _text_of(folder / path) != text]
        if not only_check:
            for path in stale:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(files[path], encoding="utf-8", newline="\n")
    except (BrokenOwners, UnicodeDecodeError) as error:
        raise CannotDo(str(error)) from None
    except OSError as error:
        raise CannotDo(f"{error.filename}: {error.strerror}") from None
    for path in stale:
        click.echo(f"{path} is out of date." if only_check else f"Wrote {path}.")
    if to_do:
        remark(to_do)
    if not stale:
        remark("Everything is up to date.")
    elif only_check:
        remark("Write them anew with: practice host-files")
        raise click.exceptions.Exit(1)


def _text_of(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
