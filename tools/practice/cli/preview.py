"""practice preview: the page of one case study, on this computer, while it is being written."""

from __future__ import annotations

import subprocess
import time

import click

from practice.cli.shared import (
    CannotDo,
    Ended,
    complete_study,
    ends_like_ctrl_c,
    find_study,
    free_port,
    mkdocs,
    remark,
    root_of,
)

_SECONDS = 600


@click.command()
@click.argument("study_id", metavar="ID", shell_complete=complete_study)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port on this computer; else one that is free.",
)
@click.option("--open/--no-open", "opens", default=True, help="Open the page in your browser.")
@click.pass_context
def preview(ctx: click.Context, study_id: str, port: int | None, opens: bool) -> None:
    """Show the page of one case study on this computer, and show it anew whenever the file is
    saved.

    A draft is shown as it will look. Of a case study with errors the page says what to mend. Only
    this page is made: 'practice serve' makes the whole site. Ctrl-C ends it.

    Example: practice preview newham-breast-screening-phone-calls
    """
    root = root_of(ctx)
    path = find_study(root, study_id)
    name = path.rpartition("/")[2].removesuffix(".md")
    address = f"127.0.0.1:{free_port(port or 0)}"
    command, environment = mkdocs(
        root,
        "look like",
        *("serve", "--quiet", "--livereload", "--dev-addr", address),
        PRACTICE_PREVIEW=name,
        PRACTICE_SITE_URL="",
    )
    if address.endswith(":0"):
        raise CannotDo(
            f"Port {port} of this computer is in use by another program. Without --port, a free one"
            " is found."
        )
    page = f"http://{address}/case-studies/{name}/"
    with ends_like_ctrl_c():
        server = subprocess.Popen(command, cwd=root, env=environment)
        try:
            if _comes_up(server, page):
                click.echo(page)
                remark(f"This is {path}. Save it, and the page changes. Ctrl-C ends it.")
                if opens:
                    import webbrowser

                    webbrowser.open(page)
                server.wait()
            raise click.exceptions.Exit(2 if server.returncode else 0)
        except Ended as ended:
            raise click.exceptions.Exit(128 + ended.number) from None
        except KeyboardInterrupt:
            remark("Stopped.")
        finally:
            server.terminate()
            server.wait()


def _comes_up(server: subprocess.Popen[bytes], page: str) -> bool:
    """Wait until the page is there; False when the server has ended instead."""
    # Imported while the server starts: that takes as long.
    import urllib.error
    import urllib.request

    begun = time.monotonic()
    given_up, silent = begun + _SECONDS, True
    while server.poll() is None and time.monotonic() < given_up:
        try:
            with urllib.request.urlopen(page, timeout=_SECONDS):
                return True
        except urllib.error.HTTPError:
            return True  # it answers, and says itself what is wrong
        except OSError:
            time.sleep(0.05)
        if silent and time.monotonic() > begun + 1:
            remark("Reading the case studies ...")
            silent = False
    return False
