"""A statement that stands only while the workbook's own checks hold: verdicts and the answer on Read me."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from estimator.workbook.cells.grid import Formula
from estimator.workbook.plan.named_cells import CHECKS_HOLD

NOT_VALID: Final = "not valid"


def while_checks_hold(statement: Formula, holds: bool) -> Formula:
    """The statement, or "not valid" where a check fails; `holds` tells which of them stands at export.

    CHOOSE counts as no IF, so that the statement itself may nest two.
    """
    text = f'CHOOSE(2-{CHECKS_HOLD.name},{statement.text},"{NOT_VALID}")'
    return replace(statement, text=text, value=statement.value if holds else NOT_VALID)
