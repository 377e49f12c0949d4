"""Holding a workbook's craft to the rules of spreadsheet auditors: lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.output import put
from estimator.visible import visible_line

if TYPE_CHECKING:
    from estimator.returned.lint.formula_rules import Finding

MOST_OF_A_RULE = 10
"""A rule that every cell breaks must not hide the others."""


def lint(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook that the estimator wrote.")],
    all_: Annotated[
        bool, typer.Option("--all", help=f"Show every finding, not only the first {MOST_OF_A_RULE} of a rule.")
    ] = False,
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
    put("".join(f"{visible_line(each)}\n" for each in _told(found, len(found) if all_ else MOST_OF_A_RULE)))
    if found:
        count = f"{len(found)} finding{'s' * (len(found) > 1)} of {len({each.rule for each in found})}"
        raise CheckFailed(f"{file}: {count} of {len(RULES)} rules")
    put(f"{file}: clean by {len(RULES)} rules.\n")


def _told(found: Sequence[Finding], most: int) -> Iterator[str]:
    """The findings rule by rule, of each the first few and how many more there are."""
    rules: dict[str, list[Finding]] = {}
    for each in found:
        rules.setdefault(each.rule, []).append(each)
    for rule, findings in rules.items():
        yield from map(str, findings[:most])
        if most < len(findings):
            yield f"{rule}: … and {len(findings) - most:,} more; --all shows them"
