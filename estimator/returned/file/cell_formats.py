"""What a cell's number format makes of its number: a date, or a percentage. Excel stores both as plain numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from estimator.returned.file.package import MAIN, Package

DATES: Final = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
PERCENTAGES: Final = frozenset((9, 10))
NOT_LETTERS: Final = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]|General', re.IGNORECASE)
DATE_LETTERS: Final = re.compile(r"[dmyhs年月日]", re.IGNORECASE)


@dataclass(frozen=True)
class CellFormats:
    """The numbers of the cell styles that show dates and percentages."""

    dates: frozenset[int]
    percentages: frozenset[int]


def cell_formats(package: Package) -> CellFormats:
    """Read the styles of a workbook; nothing is a date in a file without styles."""
    root = package.styles
    if root is None:
        return CellFormats(frozenset(), frozenset())
    listed = root.find(
        f"{MAIN}numFmts"
    )  # those of conditional formats, which have numbers of their own, stand elsewhere
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in ([] if listed is None else listed)}
    styles = root.find(f"{MAIN}cellXfs")
    used = [each.get("numFmtId", "0") for each in ([] if styles is None else styles)]
    return CellFormats(
        frozenset(at for at, number in enumerate(used) if _is_date(number, own.get(number))),
        frozenset(at for at, number in enumerate(used) if _is_percentage(number, own.get(number))),
    )


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number[:6]) in DATES
    return bool(DATE_LETTERS.search(NOT_LETTERS.sub("", code)))


def _is_percentage(number: str, code: str | None) -> bool:
    if code is None:
        return number.isdecimal() and int(number[:6]) in PERCENTAGES
    return "%" in NOT_LETTERS.sub("", code)
