"""Numbers as a sheet formats them: the number format of a decision, and that of values as the file has them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from estimator.display.decision import ANY_VALUE, NO_VALUE, SIGNIFICANT, Shown
from estimator.pack.records import Assumption
from estimator.units import CALENDAR, PERCENT

COMMAS = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
PLAIN_KINDS = ("year", "flag")
GENERAL, YEAR_FORMAT, WHOLE_FORMAT = "General", "0", "#,##0"
SPARE_PLACES = 8
PERCENT_FORMAT = f"0.0{'#' * SPARE_PLACES}%"
SPARE = 1.8  # the minus sign and the padding of a cell


def number_format(how: Shown) -> str:
    """The number format of a cell; of a flip in words where it lies outside what its assumption allows (`beyond`)."""
    whole = YEAR_FORMAT if how.kind in PLAIN_KINDS else WHOLE_FORMAT
    size = "%" if how.scale == PERCENT else "," * COMMAS.get(how.scale, 0)
    format = with_places(whole, how.places) + size
    if how.limits is None:
        return format
    low, high = map(_written, how.limits)
    return f'[>{high}]"{NO_VALUE}";[<={low}]"{ANY_VALUE}";{format}'


def with_places(whole: str, places: int) -> str:
    """A number format with so many decimals."""
    return f"{whole}.{'0' * places}" if places else whole


def _written(limit: float) -> str:
    """A limit to twelve decimals, without an exponent and without idle zeros."""
    return f"{limit:.12f}".rstrip("0").rstrip(".")


def typed(assumption: Assumption, values: Iterable[float]) -> str:
    """The number format of cells with values of the file: a share is shown in percent, the others as written."""
    return _as_in_file(assumption, values) + ("%" if assumption.scale == PERCENT else "")


def in_use(assumption: Assumption, values: Iterable[float]) -> str:
    """The number format of cells in use, which hold normal units, for values of the file, so that both look alike."""
    return typed(assumption, values) + "," * COMMAS.get(assumption.scale, 0)


def to_type_in(assumption: Assumption) -> str:
    """The number format of a yellow cell: whatever is typed in is shown with all its digits."""
    return PERCENT_FORMAT if assumption.scale == PERCENT else GENERAL


def with_all_digits(assumption: Assumption) -> str:
    """The number format of a cell in use that holds more digits than the file's values have."""
    size = "%" if assumption.scale == PERCENT else "," * COMMAS.get(assumption.scale, 0)
    return f"{WHOLE_FORMAT}.0{'#' * SPARE_PLACES}{size}"


def places_of(format: str) -> int:
    """The decimals of a number format that has no idle ones."""
    return len(format.rstrip(",%").partition(".")[2])


def _as_in_file(assumption: Assumption, values: Iterable[float]) -> str:
    sizes = [abs(float(value)) for value in values]
    largest = max(sizes, default=0.0)
    if all(size.is_integer() for size in sizes):
        calendar = assumption.normal_unit == "year" and largest > CALENDAR
        return YEAR_FORMAT if calendar else WHOLE_FORMAT
    return with_places(WHOLE_FORMAT, max(1, *(_places_of(size, 3 if largest >= 1 else 6) for size in sizes)))


def _places_of(size: float, enough: int) -> int:
    """The decimals of a number, as far as they tell: `enough`, or three digits of a small one."""
    most = max(enough, SIGNIFICANT - 1 - math.floor(math.log10(size))) if size else 0
    return len(f"{size:.{most}f}".rstrip("0").partition(".")[2])


def width_of(format: str, values: Iterable[float | None]) -> float:
    """How wide a column must be so that all numbers show, about, in characters."""
    largest = max((abs(value) for value in values if value is not None and value == value), default=0.0)
    pattern, _, decimals = format.rstrip(",%").partition(".")
    scaled = largest / CALENDAR ** (len(format) - len(format.rstrip(",")))
    whole = f"{scaled * (1 / PERCENT if '%' in format else 1):,.0f}" if "," in pattern else f"{scaled:.0f}"
    return len(whole) + (len(decimals) + 1 if decimals else 0) + ("%" in format) + SPARE
