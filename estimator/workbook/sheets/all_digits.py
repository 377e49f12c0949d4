"""Values in use are shown with the decimals of the file's numbers, and with more where what is typed in has more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from estimator.display.number_format import places_of, with_all_digits
from estimator.pack.records import Assumption
from estimator.units import PERCENT
from estimator.workbook.cells.grid import Flag

NEAR = "1E-9"  # what a multiplication by the scale may leave
Shown = tuple[str, Assumption, str]


def all_digits(cells: Iterable[Shown], most: int = 0) -> Iterator[Flag]:
    """One rule for all cells of a number format: another one that hides no digit.

    `cells` are in the order of the sheet, each with its assumption and its number format. In a narrow column numbers
    with more than `most` decimals, such as thirds, stay as they are: they would turn into ###.
    """
    alike: dict[tuple[str, str, float], list[str]] = {}
    for address, assumption, format in cells:
        alike.setdefault((format, with_all_digits(assumption), assumption.scale), []).append(address)
    for (format, finer, scale), addresses in alike.items():
        first = addresses[0].partition(":")[0]
        seen = f"{first}*{1 / PERCENT:.0f}" if scale == PERCENT else first if scale == 1 else f"{first}/{scale!r}"
        hidden = f"ABS(ROUND({seen},{places_of(format)})-{seen})>{NEAR}"
        fits = f",ABS(ROUND({seen},{most})-{seen})<={NEAR}" if most else ""
        yield Flag(" ".join(addresses), f"AND(ISNUMBER({first}),{hidden}{fits})", format=finer)
