"""The workbook's own checks, on its sheet Checks, that do not hold: rows moved, numbers typed over, inputs amiss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from estimator.analysis.differences.compared import FailingCheck
from estimator.display.text import general
from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.plan.named_cells import CHECKS_HOLD

if TYPE_CHECKING:
    from estimator.returned.reader.assumptions import BaseRow
    from estimator.returned.reader.workbook import Returned

MOST_NAMED: Final = 5
Content = Callable[[str], object]
"""What a cell of the sheet Checks holds, by its address."""


def failing_checks(master: str, content: Content, unfit: Callable[[], str]) -> Iterator[FailingCheck]:
    """The checks that fail, each with the sheet that it looks at; none where the master check says that all hold.

    `master` is the cell of the master check (`$C$4`), which tells where the list beneath it stands: first the check of
    what is typed in, of which `unfit` names the inputs, then those that the workbook is whole, and at its end those of
    the model, each with the id of its row.
    """
    cell = master.replace("$", "")
    if not cell or content(cell) in (1, None):
        return
    first = row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) + FIRST_CHECK - CHECKS_HOLD.place[0]
    while label := content(f"A{row}"):
        if content(f"C{row}") != 1:
            id, text = content(f"E{row}"), f"{content(f'B{row}') or ''}: {label}"
            inputs = unfit() if row == first else ""
            more = f": {inputs}" if inputs else f" ({id})" if id else ""
            yield FailingCheck(text + more, of_inputs=bool(more))
        row += 1


def unfit_inputs(returned: Returned) -> str:
    """The inputs that are no numbers or outside their limits, each with its cell, what it holds, and the limits."""
    of = returned.assumptions
    rows = [row for row in of.rows if of.holds_assumption(row) and of.value(row, "fits") not in (1, None)]
    more = f"; and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
    return "; ".join(_unfit(returned, row) for row in rows[:MOST_NAMED]) + more


def _unfit(returned: Returned, row: int) -> str:
    """`growth.ship (Assumptions!D40: 9, allowed 1 to 3)`."""
    of, id = returned.assumptions, returned.assumptions.text(row, "id")
    if id in returned.yearly.blocks:
        return f"{id}, by year ({returned.yearly.sheet.name})"
    base = returned.base_row(id, row)
    held, low, high = (of.value(row, name) for name in ("your_value", "limit_low", "limit_high"))
    name = "value" if held is None else "your_value"
    of_pack = of.value(row, "value") if held is None else held
    says, *ends = (_said(base, each) for each in (of_pack, low, high) if each is not None)
    unit = "" if base.unit == "1" else f" {base.unit}"
    allowed = f", allowed {' to '.join(ends)}{unit}" if ends else ""
    return f"{id} ({of.sheet.name}!{of.address(row, name)}: {says}{allowed})"


def _said(base: BaseRow, held: object) -> str:
    return general(base.number(held), base.unit) if isinstance(held, float) else repr(held)
