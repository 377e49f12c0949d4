"""Judgement factors, apart from money."""

from __future__ import annotations

from typing import Annotated

import typer

from estimator.cli.options import Format, PackFolder, Printed, estimate
from estimator.cli.output import put_table


def judgement(
    option: Annotated[str | None, typer.Argument(metavar="[OPTION]", help="Show the reasons of one option.")] = None,
    weights: Annotated[
        list[str] | None, typer.Option("--weight", "-w", metavar="FACTOR=NUMBER", help="Change a factor's weight.")
    ] = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Show the judgement factors: ratings from 1 to 5 with reason and source, and the weighted score; no money.

    \b
    Examples:
      estimator judgement
      estimator judgement status_quo
      estimator judgement --weight escalation=3 --weight weather=0.5
    """
    from estimator.analysis.standing.judgement import judgement as judge
    from estimator.analysis.standing.judgement import parse_weights
    from estimator.report.answers.judgement import judgement_document, judgement_table, reasons_table

    chosen = estimate(pack).pack
    found = judge(chosen, parse_weights(weights or []))
    table = judgement_table(found) if option is None else reasons_table(found, option)
    put_table(table, printed.value, judgement_document(chosen, found) if option is None else None)
