"""practice import: case studies out of files that people have already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from practice.cli.shared import CannotDo, remark, root_of

if TYPE_CHECKING:
    from practice.content.draft import Draft, Drafts
    from practice.importers.result import Imported
    from practice.model.diagnostics import Diagnostic
    from practice.model.vocabulary import Vocabularies

_FOLDERS_NAMED = 3


@click.command("import")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--trust",
    default="",
    metavar="NAME",
    help="The trust that they are from: a name or ODS code; else what the file says.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option(
    "--output", metavar="DIR", help="Write into this folder instead of the folder of the trust."
)
@click.option(
    "--write-form",
    "form",
    metavar="FILE",
    help="Write an empty form to fill in, .docx, or sheet, .xlsx, and do nothing else.",
)
@click.pass_context
def import_(
    ctx: click.Context,
    files: tuple[str, ...],
    trust: str,
    dry_run: bool,
    output: str | None,
    form: str | None,
) -> None:
    """Make case studies of Word, OpenDocument, HTML, Markdown and spreadsheet files.

    FILEs may be folders; a sheet holds one case study in each row. Each goes into the folder of its
    trust with its pictures beside it; nothing is ever overwritten. Prints what was understood and
    every problem. Exit code 0: written, no errors; 1: written, with errors to mend; 2: a file could
    not be imported, or holds what may identify somebody: nothing of it is written.

    Example: practice import story.docx --trust "Luton PCT"
    """
    from practice.attachments.errors import LibraryMissing
    from practice.content.vocabulary_files import read_vocabularies

    root = root_of(ctx)
    vocabularies, problems = read_vocabularies(root)
    try:
        if form:
            _write_form(Path(form), vocabularies)
            return
        if not files:
            raise CannotDo(
                "Name the files to import, or an empty form to write: practice import --help"
            )
        batch = _Import(root, vocabularies, trust, dry_run, Path(output) if output else None)
        failed = batch.take_in(files)
        report = batch.report(problems)
    except LibraryMissing as error:
        raise CannotDo(str(error)) from None
    except KeyboardInterrupt:
        if form or not files:
            raise
        batch.say_where_it_stopped()
        raise click.Abort from None
    raise click.exceptions.Exit(2 if failed else report)


def _write_form(path: Path, vocabularies: Vocabularies) -> None:
    from practice.forms import spreadsheet, word

    makers = {".docx": word.make, ".xlsx": spreadsheet.make}
    if path.suffix.lower() not in makers:
        raise CannotDo(f"{path} must end in .docx or .xlsx.")
    content = makers[path.suffix.lower()](vocabularies)
    try:
        with path.open("xb") as opened:
            opened.write(content)
    except FileExistsError:
        raise CannotDo(f"{path} is there already, and nothing is ever overwritten.") from None
    except OSError as error:
        raise CannotDo(f"{path} cannot be written: {error.strerror or error}.") from None
    click.echo(f"Written: {path}")


def _refuse(text: str) -> None:
    """Say why something was not imported: whatever is quoted may come from the document."""
    from practice.privacy.scanner import with_finds_covered

    remark(f"practice: {with_finds_covered(text)}")


class _Import:
    """Takes files in one after the other, and checks all that came of them together with the
    collection.
    """

    def __init__(
        self, root: Path, vocabularies: Vocabularies, trust: str, dry_run: bool, output: Path | None
    ) -> None:
        from practice.content.front_matter import read_drafts
        from practice.content.paths import trust_folders, trusts_named

        self._root, self._vocabularies, self._trust, self._dry_run, self._output = (
            root,
            vocabularies,
            trust,
            dry_run,
            output,
        )
        self._drafts: Drafts = read_drafts(root)
        self._folders = trust_folders(
            ((draft.path, trusts_named(draft)) for draft in self._drafts.studies),
            self._vocabularies.organisations,
        )
        self._new: list[tuple[Imported, Path, Draft]] = []
        self._same: list[Path] = []
        self._kept = False

    def take_in(self, files: tuple[str, ...]) -> bool:
        """Import every file and write what came of it; return whether any failed, which is said on
        stderr.
        """
        from practice.attachments.errors import CannotImport
        from practice.importers.importer import files_in, import_file

        failed = found = False
        for path in files_in(files):
            found = True
            try:
                studies = import_file(path, self._vocabularies)
            except CannotImport as error:
                _refuse(f"{path}: {error}")
                failed = True
                continue
            for study in studies:
                try:
                    self._take(study)
                except CannotImport as error:
                    _refuse(f"{path.parent / study.origin}: {error}")
                    failed = True
        if not found:
            raise CannotDo("There is no file in there that can be imported.")
        self._say_what_was_there()
        return failed

    def _say_what_was_there(self) -> None:
        if self._same:
            one = len(self._same) == 1
            there = self._shown(self._same[0]) if one else f"{len(self._same):,} case studies"
            remark(
                f"{there} {'is' if one else 'are'} there already, just as {'it' if one else 'they'}"
                " would be written: left alone."
            )
        if self._kept:
            remark(
                "Nothing is ever overwritten. To import one that is there with other words, give it"
                " another title, or use --output."
            )

    def say_where_it_stopped(self) -> None:
        """Say what was written before somebody stopped the command, and how to go on."""
        count = 0 if self._dry_run else len(self._new)
        if not count:
            remark("Nothing was written before it was stopped.")
            return
        folders = sorted({self._shown(target.parent) for _, target, _ in self._new})
        named = ", ".join(folders[:_FOLDERS_NAMED]) + (
            f" and {len(folders) - _FOLDERS_NAMED} more" if len(folders) > _FOLDERS_NAMED else ""
        )
        written = "1 case study was" if count == 1 else f"{count:,} case studies were"
        remark(
            f"{written} written before it was stopped, to {named}. 'practice check' says what is to"
            " mend in them."
        )
        remark(
            "Run the same command again to go on with the rest: those that are there are left"
            " alone."
        )

    def _take(self, study: Imported) -> None:
        from practice.attachments.errors import CannotImport
        from practice.content.front_matter import read_draft
        from practice.content.paths import file_name, folder_name, study_path
        from practice.importers.importer import save, taken, trust_of

        organisations = self._vocabularies.organisations
        self._refuse_what_identifies(study)
        trust = trust_of(study, self._trust, organisations)
        folder = folder_name(trust.id, organisations, self._folders)
        # A file of that name in the folder itself may be this case study, imported before.
        elsewhere = {
            draft.id for draft in self._drafts.studies if draft.path.split("/")[1] != folder
        }
        path = study_path(folder, file_name(study.named_after, elsewhere))
        target = self._output / Path(path).name if self._output else self._root / path
        text = study.file_text((trust.name,))
        if any(target == other for _, other, _ in self._new):
            raise CannotImport(taken(self._shown(target)))
        if target.exists() or target.is_symlink():
            if _holds(target, text):
                self._same.append(target)
                return
            self._kept = True
            raise CannotImport(
                f"{self._shown(target)} is there already with other words, and stays as it is."
            )
        if not self._output and not target.parent.resolve().is_relative_to(self._root.resolve()):
            raise CannotImport(
                f"{self._shown(target.parent)} is a link to another place, which is not followed."
            )
        if not self._dry_run:
            save(study, text, target)
        if any(draft.path == path for draft in self._drafts.studies):
            # Written elsewhere, it has the path of another, whose problems are not its own.
            folder, _, name = path.rpartition("/")
            path = f"{folder}~/{name}"
        self._new.append((study, target, read_draft(path, text.encode())))

    def _refuse_what_identifies(self, study: Imported) -> None:
        """Raise CannotImport when the case study, or a name of its files, holds what may identify
        somebody.
        """
        from practice.attachments.errors import CannotImport
        from practice.checks.context import Context
        from practice.checks.identifying import identifies
        from practice.checks.runner import check_file
        from practice.content.files import CONTENT
        from practice.content.front_matter import read_draft
        from practice.model.dates import this_day
        from practice.privacy.scanner import find

        # The name of a file joins its words with hyphens.
        names = (
            name.replace("-", " ").replace("_", " ")
            for name in (study.named_after, *(one.name for one in study.pictures))
        )
        named = [match for name in names for match in find(name) if match.pattern.level == "error"]
        draft = read_draft(f"{CONTENT}/new/new.md", study.file_text().encode())
        found = [
            one
            for one in check_file(draft, Context.of(self._vocabularies, this_day())).problems
            if identifies(one)
        ]
        lines = [f"in {_where(draft, one.place.line)}: {one.message} {one.hint}" for one in found]
        lines += [f"in the name for its file: {match.message}" for match in named if not found]
        if lines:
            told = "\n".join(f"    {line}" for line in lines)
            cure = "Take it out of the document and import it again."
            raise CannotImport(
                f"It holds what may identify somebody, so nothing of it was written. {cure}\n{told}"
            )

    def _shown(self, target: Path) -> str:
        return target.as_posix() if self._output else target.relative_to(self._root).as_posix()

    def report(self, problems: tuple[Diagnostic, ...]) -> int:
        """Print what was understood and every problem; return the exit code."""
        from practice.checks.formats.text import problem_lines, summary
        from practice.checks.runner import check
        from practice.model.dates import this_day
        from practice.model.diagnostics import Place

        if not self._new:
            return 0
        pictures = [
            f"{draft.path.rpartition('/')[0]}/{name}"
            for study, _, draft in self._new
            for name in study.picture_names()
        ]
        everything = replace(
            self._drafts,
            studies=tuple(
                sorted(
                    (*self._drafts.studies, *(draft for _, _, draft in self._new)),
                    key=lambda draft: draft.path,
                )
            ),
            files=tuple(sorted({*self._drafts.files, *pictures})),
        )
        checked = check(everything, self._vocabularies, this_day(), problems).report
        paths = [draft.path for _, _, draft in self._new]
        report = checked.within(paths, paths)
        of_path: dict[str, list[Diagnostic]] = {}
        for found in report:
            of_path.setdefault(found.place.path, []).append(found)
        for study, target, draft in self._new:
            _say(study, self._shown(target), self._dry_run)
            for found in of_path.get(draft.path, ()):
                # The place is where the file is, wherever it will be one day.
                shown = replace(
                    found, place=Place(self._shown(target), found.place.line, found.place.column)
                )
                click.echo("\n".join(problem_lines(shown)))
        click.echo(summary(report))
        return 1 if report.errors else 0


def _holds(target: Path, text: str) -> bool:
    try:
        return target.is_file() and not target.is_symlink() and target.read_bytes() == text.encode()
    except OSError:
        return False


def _where(draft: Draft, line: int) -> str:
    """Name the field or the section that a line of a case study belongs to."""
    from practice.importers.result import sentence

    starts = [(entry.place.line, f"'{sentence(entry.key, 60)}'") for entry in draft.front or ()]
    starts += [
        (section.place.line, f"“{sentence(section.heading, 60)}”")
        for section in draft.body.sections
    ]
    return max(
        ((start, name) for start, name in starts if start <= line), default=(0, f"line {line}")
    )[1]


def _say(study: Imported, path: str, dry_run: bool) -> None:
    from practice.importers.result import sentence

    count = len(study.pictures)
    pictures = f", with {count} picture{'' if count == 1 else 's'}" if count else ""
    click.echo(
        f"{sentence(study.origin)}: {'would be' if dry_run else 'written to'} {path}{pictures}"
    )
    names = [
        ", ".join(name.replace("_", " ") for name in study.fields),
        ", ".join(f"“{heading}”" for heading in study.sections),
    ]
    if any(names):
        click.echo(f"    Understood: {'; '.join(filter(None, names))}")
    for line in study.understood:
        click.echo(f"    {sentence(line, 500)}")
