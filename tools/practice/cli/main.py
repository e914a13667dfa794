"""The `practice` command itself: finds the command asked for and imports only that one."""

from __future__ import annotations

import builtins
import importlib
import keyword
import os
import sys
from contextlib import suppress

import click

from practice import __version__
from practice.model.facets import LISTED

# The help of each command stands here too, so that `practice --help` imports none of them; a test
# keeps both equal.
COMMANDS = {
    "new": "Write a new case study, question by question.",
    "edit": "Open a case study in your editor, and check it when you are done.",
    "preview": (
        "Show the page of one case study on this computer, and show it anew whenever the file is"
        " saved."
    ),
    "check": "Check every case study and report every problem at once.",
    "review": "Say what a change does: case studies touched, new problems, possible duplicates.",
    "explain": "Explain a check: what it means, and a wrong and a right example.",
    "search": "Search the case studies by words and by facet.",
    "show": "Show one case study.",
    "list": "List terms, trusts or steps, with the number of case studies under each.",
    "index": "Build the search index, or bring it up to date.",
    "import": "Make case studies of Word, OpenDocument, HTML, Markdown and spreadsheet files.",
    "evaluate": "Score the ranking of the search against judgements.",
    "serve": "Check, index and build, then show the site on this computer with live reload.",
    "from-issue": "Write the case study, adoption or correction that a filled issue form holds.",
    "host-files": (
        "Write the issue forms and CODEOWNERS anew from the schema and the editors' lists."
    ),
    "completion": "Print the lines that make your shell complete commands, facets and terms.",
}
_LISTS = tuple(facet.plural for facet in LISTED)
# These were commands of their own; the names go with the next release.
OLD_COMMANDS = _LISTS[:5]


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in OLD_COMMANDS:
            from practice.cli.list_ import old_command

            return old_command(cmd_name)
        if cmd_name not in COMMANDS:
            return None
        # "from-issue" is from_issue in Python; "import" and "list" are words that Python has
        # itself.
        name = cmd_name.replace("-", "_")
        name += "_" if keyword.iskeyword(name) or hasattr(builtins, name) else ""
        module = importlib.import_module(f"practice.cli.{name}")
        command: click.Command = getattr(module, name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and not self.get_command(ctx, args[0]):
            from practice.model.diagnostics import nearest

            near = nearest(args[0], (*COMMANDS, *_LISTS))
            hint = f" Did you mean '{'list ' if near in _LISTS else ''}{near}'?" if near else ""
            ctx.fail(f"There is no command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--root",
    metavar="DIR",
    help=(
        "The content repository; else PRACTICE_ROOT, else the folder above that holds"
        " case_studies/."
    ),
)
@click.version_option(__version__, prog_name="practice")
@click.pass_context
def cli(ctx: click.Context, root: str | None) -> None:
    """Find, check and publish case studies of practice.

    Example: practice search interpreting --theme commissioning
    """
    ctx.obj = root


def _give_up_output() -> None:
    # Python would complain again while closing.
    with suppress(OSError):  # where it is no file, nothing is left in it either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line: exit 0 when all is well, 1 when problems were found, 2 when the work
    could not be done.
    """
    from practice.cli.shared import CannotDo

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        # In this mode Click hands back the code of an Exit, and nothing where a command simply
        # ends.
        code = cli.main(prog_name="practice", standalone_mode=False) or 0
        sys.stdout.flush()
    except CannotDo as error:
        click.echo(f"practice: {error}", err=True)
        code = 2
    except click.Abort:
        click.echo("Stopped.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        # Whoever was reading (head, a closed pager) has enough.
        _give_up_output()
        code = 141
    except OSError as error:
        _give_up_output()
        what = (
            f"{error.filename} cannot be used"
            if error.filename
            else "the results cannot be written"
        )
        click.echo(f"practice: {what}: {error.strerror or error}.", err=True)
        code = 2
    sys.exit(code)
