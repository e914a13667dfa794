"""What the pages say of the network whose site this is; it comes from the site's settings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Network:
    """`name` and `purpose` open the home page. `edit_prefix` is the address before a file's path
    where a reader can propose a change, `issues` where one can write to the editors, `editors`
    their mailbox; all may be empty.
    """

    name: str = "Practice exchange"
    purpose: str = "What others tried, what came of it, and how to do it yourself."
    edit_prefix: str = ""
    issues: str = ""
    editors: str = ""
