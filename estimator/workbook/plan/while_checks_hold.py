"""A statement that stands only while the workbook's own checks hold: verdicts and the answer on Read me."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from estimator.workbook.cells.grid import Formula
from estimator.workbook.plan.named_cells import CHECKS_HOLD

NOT_VALID: Final = "not valid"


@dataclass(frozen=True, slots=True)
class Guarded(Formula):
    """The formula of a statement that stands while all checks hold; `holds` tells whether they do at export.

    The statement stands in another cell, if one is given, else in the formula itself.
    """

    statement: Formula
    holds: bool
    cell: str = ""

    def said(self, statement: Formula, otherwise: str) -> Guarded:
        """The same in other words."""
        return while_checks_hold(statement, self.holds, self.cell, otherwise)


def while_checks_hold(statement: Formula, holds: bool, cell: str = "", otherwise: str = NOT_VALID) -> Guarded:
    """The statement, in a cell or in the formula itself, or words that it is not valid where a check fails.

    CHOOSE counts as no IF, so that the statement itself may nest two.
    """
    text = f'CHOOSE(2-{CHECKS_HOLD.name},{cell or statement.text},"{otherwise}")'
    return Guarded(text, statement.value if holds else otherwise, statement, holds, cell)
