"""Tornado and two-way table of a workbook that came back: data tables, or values as exported.

Of data tables it tells those that another program lost, and the cells left as a table fills them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import nan
from typing import Final

from estimator.analysis.questions.tornado_drivers import Substituted, TwoWayValues
from estimator.returned.imported import Edit
from estimator.returned.reader.workbook import Returned
from estimator.workbook.cells.addresses import corners_of, place_of
from estimator.workbook.cells.data_table import DRIVER, GROWTH_ADDED, SHARE_ADDED, TORNADO, TWO_WAY
from estimator.workbook.sheets.what_if.driver_table import ID
from estimator.workbook.sheets.what_if.tornado import ID_AT

TARGET: Final = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?::\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6})?)\Z"
)
MOST: Final = 100
MOVED: Final = "left as a data table fills it: the numbers in the file are not those of its values"
TABLES: Final = {TORNADO: "the tornado's data table", TWO_WAY: "the data table of share and growth"}
NOW: Final = {True: "formulas that Excel does not know", False: "plain numbers that no longer follow"}
ADVICE: Final = "The values are taken over; for live tables export the workbook anew"


def left_moved(returned: Returned) -> Iterator[Edit]:
    """The cells that hold 0 while no table moves anything, and hold something else."""
    for name in (DRIVER, SHARE_ADDED, GROWTH_ADDED):
        sheet, cell = _target(returned, name)
        if not sheet:
            continue
        found = returned.named(sheet).cell(*place_of(cell))
        if found.formula is not None or found.value not in (0.0, None):
            now = f"={found.formula}" if found.formula is not None else f"{found.value}"
            yield Edit(f"{sheet}!{cell}", MOVED, "0", now)


def lost_tables(returned: Returned) -> Iterator[str]:
    """A line for each data table that is gone: where it stood, what stands there, and what to do."""
    for name, words in TABLES.items() if is_live(returned) else ():
        sheet, cells = _target(returned, name)
        if not sheet or any(each.table == cells for each in returned.named(sheet).cells.values()):
            continue
        first = returned.named(sheet).cell(*place_of(cells.partition(":")[0]))
        now = NOW[first.formula is not None]
        yield f"{sheet}!{cells}: {words} was lost when another program saved the file; there are {now}. {ADVICE}."


def is_live(returned: Returned) -> bool:
    """True for a file that was written with data tables: they need a cell for the driver that they move."""
    return DRIVER in returned.package.names()


def tables_of(returned: Returned, id_now: Mapping[str, str]) -> Substituted | None:
    """The drivers and the sizes of the file's tables, of no option yet and without results; None where it has none.

    `id_now` gives the ids of the pack for those that were renamed since.
    """
    sheet, cells = _target(returned, TORNADO)
    if not sheet:
        return None
    _, top, _, last = corners_of(cells)
    first, column = (top + 1, ID) if is_live(returned) else (top, ID_AT)  # the first row of a data table moves nothing
    rows = range(first, min(last, first + MOST) + 1)
    ids = [each for row in rows if (each := returned.named(sheet).text(row, column))]
    drivers = {id_now.get(each, each): (nan, nan) for each in ids}
    return Substituted("", "", drivers, _two_way(returned)) if drivers else None


def _two_way(returned: Returned) -> TwoWayValues | None:
    sheet, cells = _target(returned, TWO_WAY)
    if not sheet:
        return None
    left, top, right, bottom = corners_of(cells)
    down, across = ((0.0,) * min(count, MOST) for count in (bottom - top + 1, right - left + 1))
    return TwoWayValues(down, across, tuple(across for _ in down))


def _target(returned: Returned, name: str) -> tuple[str, str]:
    """The sheet and the cells of a name; empty for a workbook without it, or without its sheet."""
    found = TARGET.match(returned.package.names().get(name, ""))
    if not found:
        return "", ""
    sheet = (found[1] or found[2]).replace("''", "'")
    return (sheet, found[3].replace("$", "")) if sheet in returned.names else ("", "")
