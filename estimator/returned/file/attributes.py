"""Attributes of a stranger's file, read within bounds: numbers, rectangles of cells, columns.

What is no number, or lies beyond a sheet, is None, and the element counts as if it did not say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from estimator.workbook.cells.addresses import COLUMN_LETTERS, LAST_COLUMN, LAST_ROW, ROW_NUMBER, column_number

WHOLE: Final = re.compile(r"[0-9]{1,7}\Z")
DECIMAL: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,30})?(?:[eE]-?[0-9]{1,2})?\Z")
CORNER: Final = rf"(?:\$?({COLUMN_LETTERS}))?(?:\$?({ROW_NUMBER}))?"
SPAN: Final = re.compile(rf"{CORNER}(?::{CORNER})?\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A rectangle of cells."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, row: int, column: int) -> bool:
        """True for a cell inside."""
        return self.left <= column <= self.right and self.top <= row <= self.bottom


def whole(text: str | None, low: int, high: int) -> int | None:
    """A whole number between two others.

    >>> whole("12", 1, 20), whole("12", 1, 9), whole("twelve", 1, 20), whole(None, 1, 20)
    (12, None, None, None)
    """
    number = int(text) if text and WHOLE.match(text) else None
    return number if number is not None and low <= number <= high else None


def decimal(text: str | None) -> float | None:
    """A number that is not negative, such as a width.

    >>> decimal("8.43"), decimal("nan"), decimal("-1")
    (8.43, None, None)
    """
    return float(text) if text and DECIMAL.match(text) else None


def span_of(text: str) -> Span | None:
    """`A1:B2`, one cell, whole columns or whole rows as a rectangle.

    >>> span_of("$B$2:A9"), span_of("C:C"), span_of("4:5"), span_of("A1:")
    (Span(left=1, top=2, right=2, bottom=9), Span(left=3, top=1, right=3, bottom=1048576), \
Span(left=1, top=4, right=16384, bottom=5), None)
    """
    found = SPAN.match(text)
    if not found:
        return None
    one, other = found.groups()[:2], found.groups()[2:]
    first, top = one
    last, bottom = other if ":" in text else one
    same_kind = (bool(first), bool(top)) == (bool(last), bool(bottom))
    if not same_kind or not (first or top) or (":" not in text and not (first and top)):
        return None
    columns = sorted((column_number(first), column_number(last))) if first and last else [1, LAST_COLUMN]
    rows = sorted((int(top), int(bottom))) if top and bottom else [1, LAST_ROW]
    return Span(columns[0], rows[0], columns[1], rows[1])


def spans_of(text: str) -> Iterator[Span]:
    """The rectangles of a list such as `A1:B2 D4`; what is none is left out."""
    return (found for each in text.split() if (found := span_of(each)))


def columns_of(elements: Iterable[Any]) -> Iterator[tuple[int, Any]]:
    """Each column with the first element that is about it, from `min` to `max`; no column comes twice."""
    left = set(range(1, LAST_COLUMN + 1))
    for each in elements:
        if not left:
            return
        first, last = whole(each.get("min"), 1, LAST_COLUMN), whole(each.get("max"), 1, LAST_COLUMN)
        if first is None or last is None:
            continue
        for column in _still_left(left, first, last):
            left.discard(column)
            yield column, each


def _still_left(left: set[int], first: int, last: int) -> list[int]:
    """The columns of a run that no element was about yet, found among whichever are fewer."""
    if last - first < len(left):
        return [column for column in range(first, last + 1) if column in left]
    return sorted(column for column in left if first <= column <= last)
