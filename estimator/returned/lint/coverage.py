"""Which cells some rectangles cover together, found without looking at each of them for each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from estimator.errors import WorkbookError
from estimator.returned.file.attributes import Span

MOST_COLUMNS: Final = 500_000


class Coverage:
    """The rows that are covered, column by column, as runs that do not overlap.

    Raises WorkbookError for more rectangles, or wider ones, than any workbook needs.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        """Join the rectangles."""
        rows, left = dict[int, list[tuple[int, int]]](), MOST_COLUMNS
        for span in spans:
            left -= span.right - span.left + 1
            if left < 0:
                raise WorkbookError("more cells have limits of their own than any workbook needs; it is not read")
            for column in range(span.left, span.right + 1):
                rows.setdefault(column, []).append((span.top, span.bottom))
        self._runs = {column: _joined(found) for column, found in rows.items()}

    def holds(self, row: int, column: int) -> bool:
        """True for a cell that a rectangle covers."""
        runs = self._runs.get(column, ())
        before = bisect_right(runs, (row, LAST))
        return before > 0 and runs[before - 1][1] >= row


LAST: Final = 2**31


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for top, bottom in sorted(found):
        if made and top <= made[-1][1] + 1:
            made[-1] = (made[-1][0], max(bottom, made[-1][1]))
        else:
            made.append((top, bottom))
    return made
