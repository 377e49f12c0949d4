"""What differs between two packs, results or workbooks: diff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimator.cli.answering import put_answer
from estimator.cli.options import Format, Printed


def diff(
    old: Annotated[Path, typer.Argument(metavar="A", help="A pack's folder, a JSON result or a workbook.")],
    new: Annotated[Path, typer.Argument(metavar="B", help="What to compare it with, of the same kind or another.")],
    printed: Printed = Format.table,
) -> None:
    """Show what differs between two packs, JSON results or workbooks, in any pair; exit 1 if anything does.

    It also exits 1 where the checks of a workbook itself fail, as after rows were sorted or a value was typed in that
    is outside its limits.

    Assumptions come first (~ changed, + new, - gone), then results with their amounts. A workbook is taken as it
    stands, typed-in values included; a JSON result holds only overrides of its assumptions.

    \b
    Examples:
      estimator diff assumptions/japan my_pack
      estimator diff before.json after.json
      estimator diff japan-comparison.xlsx from-a-colleague.xlsx --format markdown
    """
    from estimator.analysis.differences.compared import differences
    from estimator.errors import CheckFailed
    from estimator.report.answers.diff import answer, verdict
    from estimator.returned.sides import read_side

    found = differences(read_side(old), read_side(new))
    put_answer(answer(found), printed)
    if found.broken or found.invalid or not found.equal:
        raise CheckFailed(verdict(found))
