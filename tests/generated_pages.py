"""What is behind on a page that is written from the program: named in a few lines, with the command that renews it."""

from __future__ import annotations

import re
from collections.abc import Callable

SHOWN = 8
ROW = re.compile(r"\| (?:\*\*)?`(\w+)`")


def behind(page: str, written: str, fresh: str, command: str, same: Callable[[str], object] = str) -> str:
    """Which chapters, and which rows of their tables, the page tells otherwise; empty if it is up to date.

    `same` is what of a chapter counts: `str.split` leaves out where its lines break.
    """
    if same(written) == same(fresh):
        return ""
    old, new = _pieces(written), _pieces(fresh)
    told = [f"{name} is new" for name in new if name not in old]
    told += [f"{name} is told otherwise" for name in new if name in old and same(old[name]) != same(new[name])]
    told += [f"{name} is gone" for name in old if name not in new]
    more = [f"and {len(told) - SHOWN} more"] if len(told) > SHOWN else []
    lines = [*told[:SHOWN], *more] or ["its chapters stand in another order"]
    return "\n  ".join([f"{page} is behind the program. To renew it: {command}", *lines])


def _pieces(page: str) -> dict[str, str]:
    """The text of each chapter, and of each row of its table by itself."""
    found: dict[str, str] = {}
    heading = "the beginning"
    for line in page.splitlines(keepends=True):
        heading = line.lstrip("#").strip() if line.startswith("#") else heading
        row = ROW.match(line)
        name = f"{heading}: row {row[1]}" if row else heading
        found[name] = found.get(name, "") + line
    return found
