"""Numbers as a sheet formats them: the number format of a decision, and that of values as the file has them."""

from __future__ import annotations

from collections.abc import Iterable

from estimator.display.decision import ANY_VALUE, CALENDAR, NO_VALUE, Shown
from estimator.pack.records import Assumption
from estimator.units import PERCENT

COMMAS = {1e3: 1, 1e6: 2, 1e9: 3, 1e12: 4}
PLAIN_KINDS = ("year", "flag", "share")
YEAR_FORMAT, WHOLE_FORMAT = "0", "#,##0"
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
    """The number format of values as the file has them."""
    sizes = [abs(value) for value in values]
    largest = max(sizes, default=0.0)
    if all(size == int(size) for size in sizes):
        calendar = assumption.normal_unit == "year" and largest > CALENDAR
        return YEAR_FORMAT if calendar else WHOLE_FORMAT
    most = 3 if largest >= 1 else 6
    places = max((len(f"{size:.{most}f}".rstrip("0").split(".")[1]) for size in sizes), default=1)
    return with_places(WHOLE_FORMAT, max(1, places))


def in_use(assumption: Assumption, values: Iterable[float]) -> str:
    """The number format of the values in use, so that they look as in the file: with its prefix, or in percent."""
    format = typed(assumption, [value / assumption.scale for value in values])
    if assumption.scale == PERCENT:
        return format + "%"
    return format + "," * COMMAS.get(assumption.scale, 0)


def width_of(format: str, values: Iterable[float | None]) -> float:
    """How wide a column must be so that all numbers show, about, in characters."""
    largest = max((abs(value) for value in values if value is not None and value == value), default=0.0)
    pattern, _, decimals = format.rstrip(",%").partition(".")
    scaled = largest / CALENDAR ** (len(format) - len(format.rstrip(",")))
    whole = f"{scaled * (1 / PERCENT if '%' in format else 1):,.0f}" if "," in pattern else f"{scaled:.0f}"
    return len(whole) + (len(decimals) + 1 if decimals else 0) + ("%" in format) + SPARE
