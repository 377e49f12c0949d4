"""Numbers as text: as decided for a row, and any other number with its telling digits; a dash for nothing."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from estimator.display.decision import Shown
from estimator.display.unit_words import with_noun
from estimator.units import CALENDAR, NO_UNIT, PERCENT, SHARES, Pure, is_noun

DASH, LIST_MARK = "–", "; "  # stands for nothing; stands between the names of a list
SIGNIFICANT = 6
EDGE = 1e-8  # how far, as a part of it, an edge that was searched may lie from a round number and be it


def text(value: float | None, how: Shown) -> str:
    """A value as text, without its unit; a dash for nothing, words for what lies beyond its limits.

    >>> text(466_400_000_000.0, Shown("money", "¥bn", "¥bn, FY2020 prices", 1e9, places=1))
    '466.4'
    """
    if value is None or math.isnan(value):
        return DASH
    if words := how.beyond(value):
        return words
    if math.isinf(value):
        return "∞" if value > 0 else "-∞"
    number = half_up(value / how.scale, how.places) + 0.0
    if how.kind == "year":
        return f"{number:.{0 if number.is_integer() else how.places}f}"
    return f"{number:,.{how.places}f}"


def half_up(value: float, places: int) -> float:
    """A number rounded as spreadsheets round, half away from nil.

    >>> [half_up(each, 0) for each in (0.5, -0.5, 2.5, 1.4999)]
    [1.0, -1.0, 3.0, 1.0]
    """
    scale = 10.0**places
    return math.copysign(math.floor(abs(value) * scale + 1 / 2), value) / scale


def own_text(value: float | None, how: Shown) -> str:
    """A value that stands alone, with the decimals that it needs itself."""
    return text(value, how.fitted([value]))


def general(value: float | None, unit: str = "") -> str:
    """Any value with up to six telling digits: `1,234,567`, `0.0125`; years without separators."""
    if value is None or math.isnan(value):
        return DASH
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}" if unit == "year" else f"{value + 0.0:,.0f}"
    if math.isinf(value) or not 1e-9 < abs(value) < 1e15:
        return f"{value:.{SIGNIFICANT}g}"
    places = _telling_places(value)
    written = f"{value:,.{places}f}"
    return written.rstrip("0").rstrip(".") if places else written


def _telling_places(value: float) -> int:
    return max(0, SIGNIFICANT - 1 - math.floor(math.log10(abs(value))))


def held_edge(value: float, up: bool) -> float:
    """The edge of what holds with six telling digits, rounded to the side that holds, so that it does when set.

    >>> held_edge(1.0006829545, up=True), held_edge(956.5426038, up=False), held_edge(2.0000000001, up=True)
    (1.00069, 956.542, 2.0)
    """
    if not 1e-9 < abs(value) < 1e15:
        return value
    places = _telling_places(value)
    nearest = round(value, places)
    if math.isclose(nearest, value, rel_tol=EDGE, abs_tol=0.0):
        return nearest
    step = Decimal(1).scaleb(-places)
    return float(Decimal(value).quantize(step, ROUND_CEILING if up else ROUND_FLOOR))


def as_written(value: float, unit: str, declared: Pure) -> str:
    """A value as a file has it; a share that is written as a part of 1 also in per cent.

    >>> as_written(0.1, "1", "share"), as_written(15, "%", "share"), as_written(1.5, "1", "ratio")
    ('0.1 = 10 %', '15', '1.5')
    """
    written = general(value, unit)
    return f"{written} = {general(value / PERCENT)} %" if declared in SHARES and unit in ("", NO_UNIT) else written


def with_unit(value: float | None, unit: str) -> str:
    """A value with its unit, pure numbers and fiscal years without: `392 GJPY_2024 / ship`, `4 ships`, `2026`."""
    written = general(value, unit)
    if value is None or written == DASH or unit in ("", "1", "dimensionless"):
        return written
    if unit == "year" and value > CALENDAR:
        return written
    return with_noun(written, unit) if is_noun(unit) or unit == "year" else f"{written} {unit}"
