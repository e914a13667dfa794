"""Where an imported case study goes, and putting it there without ever touching what is there
already.
"""

from __future__ import annotations

from pathlib import Path

from practice.attachments.errors import CannotImport
from practice.importers.imported import Imported
from practice.model.organisations import Organisation, Organisations


def trust_of(study: Imported, named: str, organisations: Organisations) -> Organisation:
    """Return the trust whose folder a case study belongs to: the one `named` on the command line,
    else the first it names.

    Raises:
        CannotImport: none of them is in the register; the message says what to do.
    """
    for name in [named] if named else study.trusts:
        found = organisations.find(name)
        if found:
            return found
    wanted = named or next(iter(study.trusts), "")
    if not wanted:
        raise CannotImport("It does not say which trust it is from. Say so: --trust NAME")
    meant = organisations.suggest(wanted)
    suggestion = f" Did you mean '{meant}'?" if meant else ""
    raise CannotImport(
        f"'{wanted}' is not in our register of organisations.{suggestion} Name the trust: --trust"
        " NAME"
    )


def save(study: Imported, text: str, target: Path) -> None:
    """Write a case study to `target` and its pictures beside it: all of them, or nothing.

    Raises:
        CannotImport: something of that name is there already, or the folder cannot be written to.
    """
    written: list[Path] = []
    files = [
        (target.parent / name, picture.content)
        for name, picture in zip(study.picture_names(), study.pictures, strict=True)
    ]
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for path, content in [*files, (target, text.encode())]:
            with path.open("xb") as opened:
                written.append(path)
                opened.write(content)
    except (OSError, KeyboardInterrupt) as error:
        for path in written:
            path.unlink()
        if isinstance(error, KeyboardInterrupt):
            raise
        if isinstance(error, FileExistsError):
            raise CannotImport(taken(error.filename or str(target))) from None
        raise CannotImport(f"{target} cannot be written: {error.strerror or error}.") from None


def taken(path: str) -> str:
    """Return what to say when something stands where a file would go."""
    cure = "Give it another title, or another place with --output."
    return (
        f"It would have been {path}, but that is there already, and nothing is ever overwritten."
        f" {cure}"
    )
