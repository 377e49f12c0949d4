"""The workbook's own checks, on its sheet Checks, that do not hold: rows moved, numbers typed over, errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.plan.named_cells import CHECKS_HOLD

Content = Callable[[str], object]
"""What a cell of the sheet Checks holds, by its address."""


def failing_checks(master: str, content: Content) -> Iterator[str]:
    """The checks that fail, each with the sheet that it looks at; none where the master check says that all hold.

    `master` is the cell of the master check (`$C$4`), which tells where the list beneath it stands.
    """
    cell = master.replace("$", "")
    if not cell or content(cell) in (1, None):
        return
    row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + FIRST_CHECK - CHECKS_HOLD.place[0]
    while label := content(f"A{row}"):
        if content(f"C{row}") != 1:
            yield f"{content(f'B{row}') or ''}: {label}"
        row += 1
