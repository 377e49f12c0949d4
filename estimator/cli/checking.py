"""Holding a pack, or a workbook, to what it should be: check, verify, lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import put_text
from estimator.cli.options import FromWorkbook, PackFolder, PrintedText, Scenarios, Settings, TextFormat, estimate
from estimator.cli.output import put
from estimator.visible import visible_line

if TYPE_CHECKING:
    from estimator.report.answers.check import Report
    from estimator.returned.lint.formula_rules import Finding


MOST_SHOWN = 20
MOST_OF_A_RULE = 10
"""A rule that every cell breaks must not hide the others."""
NO_VALUE = (
    "no stored value, as after a program that does not calculate; open it in Excel or LibreOffice and save it there"
)
PointDraws = Annotated[
    int | None, typer.Option("--draws", "-n", min=2, help="Draw costs this often, and see where their points stand.")
]


def check(
    folder: Annotated[Path | None, typer.Argument(metavar="[PACK]", help="Folder of the pack.")] = None,
    pack: PackFolder = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    draws: PointDraws = None,
    printed: PrintedText = TextFormat.table,
) -> None:
    """Read a pack, wire it, compute it and evaluate its checks; exit 1 if one does not hold.

    Values that enter cost or headroom must be the mean of their draws, and ranges must fit into their limits. With
    --draws the costs of each option are drawn and must stand between the 30th and the 70th percentile. Also lists
    assumptions without a range and assumptions that nothing reads.

    \b
    Examples:
      estimator check
      estimator check --draws 4096
      estimator check my_pack --scenario two_percent
    """
    if folder is not None and pack is not None:
        raise typer.BadParameter("name the pack once, as PACK or by --pack", param_hint="PACK")
    from estimator.analysis.draws.points import drawn
    from estimator.analysis.standing.checking import condition
    from estimator.report.answers.check import report

    result = estimate(pack or folder, settings, scenarios, from_workbook).compare()
    found = drawn(result.model, draws or 0)
    _finish(report(result.model, condition(result.model, result.values), found), printed)


def _finish(made: Report, printed: TextFormat) -> None:
    from estimator.report.answers.check import WIDTH

    put_text(made, printed, WIDTH)
    if not made.holds:
        from estimator.errors import CheckFailed

        raise CheckFailed(made.verdict)


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A workbook that the estimator wrote.")],
) -> None:
    """Recalculate every formula of a workbook and compare it with the value stored beside it; exit 1 if one differs.

    \b
    Examples:
      estimator verify japan-comparison.xlsx
    """
    from estimator.analysis.differences.compared import is_broken
    from estimator.display.unit_words import with_noun
    from estimator.errors import CheckFailed
    from estimator.returned.verify import verify as verify_workbook

    found = verify_workbook(file)
    formulas, sheets = with_noun(f"{found.formulas:,}", "formula"), with_noun(str(found.sheets), "sheet")
    put(f"{file}: {formulas} on {sheets} recalculated\n")
    if found.not_computed:
        put(f"{found.not_computed} cells of data tables left as they are: Excel and LibreOffice compute them.\n")
    wrong = tuple(dict.fromkeys((*found.errors, *found.differences)))
    stored = [each for each in wrong if each.stored is not None]  # what lacks a value is told once, not cell by cell
    put("".join(f"  {visible_line(str(each))}\n" for each in stored[:MOST_SHOWN]))
    put("".join(f"  fails: {visible_line(str(each))}\n" for each in found.failing[:MOST_SHOWN]))
    if not found.holds:
        alike = sum(each.stored == each.recalculated for each in found.errors)
        raise CheckFailed(f"{file}: {_fault(len(stored) - alike, alike, len(wrong) - len(stored))}")
    put("Every stored value is what its formula gives.\n")
    if is_broken(found.failing):
        raise CheckFailed(f"{file}: checks of the workbook itself fail: its values may not follow from its inputs")
    if found.failing:
        raise CheckFailed(f"{file}: its values follow from its inputs, which do not pass its checks")


def _fault(differ: int, errors: int, empty: int) -> str:
    """What is wrong with a workbook: a program that cannot calculate drops the values of its formulas."""
    parts = (
        _counted(differ, "cell differs from its formula", "cells differ from their formulas"),
        _counted(errors, "cell is an error", "cells are errors"),
        _counted(empty, f"formula has {NO_VALUE}", f"formulas have {NO_VALUE}"),
    )
    return "; ".join(filter(None, parts)) or "no formula"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


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
    put("".join(f"{visible_line(each)}\n" for each in _of_each_rule(found, len(found) if all_ else MOST_OF_A_RULE)))
    if found:
        count = f"{len(found)} finding{'s' * (len(found) > 1)} of {len({each.rule for each in found})}"
        raise CheckFailed(f"{file}: {count} of {len(RULES)} rules")
    put(f"{file}: clean by {len(RULES)} rules.\n")


def _of_each_rule(found: Sequence[Finding], most: int) -> Iterator[str]:
    """The findings rule by rule, of each the first few and how many more there are."""
    rules: dict[str, list[Finding]] = {}
    for each in found:
        rules.setdefault(each.rule, []).append(each)
    for rule, findings in rules.items():
        yield from map(str, findings[:most])
        if most < len(findings):
            yield f"{rule}: … and {len(findings) - most:,} more; --all shows them"
