"""Holding a workbook's craft to the rules of spreadsheet auditors: lint."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from estimator.cli.output import put
from estimator.visible import visible_line

MOST_SHOWN = 40


def lint(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook that the estimator wrote.")],
    all_: Annotated[bool, typer.Option("--all", help=f"Show every finding, not only the first {MOST_SHOWN}.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List the rules as well.")] = False,
) -> None:
    """Check how a workbook is made: formulas that can be read, nothing hidden, limits, units and sources on inputs.

    Each finding names the rule, the cell, what is wrong and what to do; exit 1 if there is one. Whether the numbers
    are right is another matter: estimator verify.

    \b
    Examples:
      estimator lint japan-comparison.xlsx
      estimator lint japan-comparison.xlsx --rules
    """
    from estimator.errors import CheckFailed
    from estimator.returned.lint.rules import RULES
    from estimator.returned.lint.rules import lint as find

    found = find(file)
    if rules:
        put("".join(f"  {rule:<16}  {words}\n" for rule, (words, _) in RULES.items()))
    shown = found if all_ else found[:MOST_SHOWN]
    put("".join(f"{visible_line(str(each))}\n" for each in shown))
    if len(shown) < len(found):
        put(f"… and {len(found) - len(shown)} more; --all shows them\n")
    if found:
        count = f"{len(found)} finding{'s' * (len(found) > 1)} of {len({each.rule for each in found})}"
        raise CheckFailed(f"{file}: {count} of {len(RULES)} rules")
    put(f"{file}: clean by {len(RULES)} rules.\n")
