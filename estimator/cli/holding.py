"""Held against the world, and explained: backtest, flips, method."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import put_or_write, require_text
from estimator.cli.options import (
    Force,
    Format,
    FromWorkbook,
    Options,
    PackFolder,
    Printed,
    Scenarios,
    Settings,
    chosen_options,
    estimate,
    once,
)
from estimator.cli.output import put, put_table

if TYPE_CHECKING:
    from estimator.pack.records import Pack


Verdicts = Annotated[
    list[str] | None,
    typer.Option("--metric", "-m", metavar="ID", help="A verdict, such as years_over_headroom; repeat for more."),
]
TurnsOn = Annotated[
    list[str] | None, typer.Option("--by", metavar="ID", help="An assumption that it turns on; repeat for more.")
]


def backtest(
    pack: PackFolder = None,
    draws: Annotated[
        int | None,
        typer.Option("--draws", "-n", metavar="N", help="Show where published outturns lie among so many draws."),
    ] = None,
    printed: Printed = Format.table,
) -> None:
    """Hold the model against the published totals of the pack (published.toml); exit 1 if one is missed.

    A prediction may miss where the file says why. With --draws: the percentile of each published outturn among the
    draws of what was known before, as in the scenario that its case names.

    \b
    Examples:
      estimator backtest
      estimator backtest --draws 2048
      estimator backtest --format json
    """
    from estimator.analysis.standing.backtest import backtest as hold
    from estimator.errors import CheckFailed
    from estimator.report.answers.backtest import backtest_document, backtest_table

    chosen = estimate(pack).pack
    if draws is not None:
        _put_outturns(chosen, draws, printed)
        return
    outcomes = hold(chosen)
    put_table(backtest_table(outcomes), printed.value, backtest_document(chosen, outcomes))
    if not all(each.passes for each in outcomes):
        raise CheckFailed("the model misses a published total by more than the case allows")


def _put_outturns(pack: Pack, draws: int, printed: Format) -> None:
    """Print where the published outturns lie among so many draws."""
    from estimator.analysis.draws.outturns import outturns
    from estimator.analysis.draws.records import Run
    from estimator.report.answers.backtest import outturn_document, outturn_table

    found = outturns(pack, Run(draws))
    put_table(outturn_table(found, draws), printed.value, outturn_document(pack, found, draws))


def flips(
    pack: PackFolder = None,
    options: Options = None,
    verdicts: Verdicts = None,
    by: TurnsOn = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
) -> None:
    """List the values of single assumptions at which a verdict changes.

    \b
    Examples:
      estimator flips
      estimator flips --options aegis_ashore,aegis_destroyers --metric years_over_headroom
      estimator flips --by budget.gdp_share
      estimator flips --scenario pandemic_slump --format csv
    """
    from estimator.analysis.standing.flips import flips as find
    from estimator.analysis.standing.flips import only
    from estimator.report.answers.flips import NONE, NONE_SUCH, flips_table, flips_tidy

    result = estimate(pack, settings, scenarios, from_workbook).compare(chosen_options(options))
    found = only(result.model, find(result.model, result.values), once(verdicts), once(by))
    if printed in (Format.csv, Format.json):
        put_table(flips_tidy(found, result.model.pack.settings), printed.value)
    elif found:
        put_table(flips_table(found, result.model.pack.settings), printed.value)
    else:
        put((NONE_SUCH if verdicts or by else NONE) + "\n")


def method(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the handbook here.")
    ] = None,
    force: Force = False,
) -> None:
    """Print the method handbook: every calculator, every row, its formula in words.

    \b
    Examples:
      estimator method | less
      estimator method -o docs/method.md
    """
    require_text(output, ".md", force)
    from estimator.report.words.handbook import handbook

    put_or_write(handbook(), output)
