"""Looking into a pack: list, show, trace, scenarios."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from estimator.cli.answering import progress, put_answer, put_text
from estimator.cli.options import (
    Format,
    FromWorkbook,
    Options,
    PackFolder,
    Printed,
    PrintedText,
    Scenarios,
    Settings,
    TextFormat,
    chosen_options,
    estimate,
    once,
    pack_as_read,
    refuse_idle,
)
from estimator.cli.output import on_terminal, put, put_table, terminal_width

Id = Annotated[str, typer.Argument(metavar="ID", help="A full id, such as budget.gdp_share.")]


class Kind(StrEnum):
    """What can be listed."""

    options = "options"
    assumptions = "assumptions"
    rows = "rows"
    metrics = "metrics"
    scenarios = "scenarios"
    groups = "groups"
    sources = "sources"
    systems = "systems"
    calculators = "calculators"
    packs = "packs"


def list_(
    kind: Annotated[Kind, typer.Argument(help="What to list.")] = Kind.options,
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only lines that hold this text.")] = "",
    pack: PackFolder = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: Printed = Format.table,
) -> None:
    """List options, assumptions, rows, metrics, scenarios, groups, sources, systems, calculators or shipped packs.

    \b
    Examples:
      estimator list
      estimator list assumptions tomahawk
      estimator list rows aegis_ashore --format csv
      estimator list calculators
    """
    from estimator.errors import PackError
    from estimator.report.answers.list import calculator_table, listing, pack_table

    if kind is Kind.packs:
        given = {"--pack": pack, "--set": settings, "--scenario": scenarios, "--from-workbook": from_workbook}
        refuse_idle(given, "belongs to one pack; list packs names them all, as they come with the program")
        put_table(pack_table(text), printed.value)
        return
    try:
        found = listing(estimate(pack, settings, scenarios, from_workbook).model(), kind.value, text)
    except PackError:
        if kind is not Kind.calculators:
            raise
        found = calculator_table(pack_as_read(pack), text)
    put_table(found, printed.value)


def show(
    id: Id,
    pack: PackFolder = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: PrintedText = TextFormat.table,
) -> None:
    """Show all there is to know of an assumption, row, metric, option, system, scenario, source or calculator.

    Of a calculator, a kind of element: what it must be told, with units, and what it makes of that.

    \b
    Examples:
      estimator show budget.gdp_share
      estimator show aegis_ashore.life_cycle_cost
      estimator show life_cycle_cost
      estimator show launcher
    """
    from estimator.calculators import calculators, element_calculators
    from estimator.errors import PackError
    from estimator.evaluation import evaluate
    from estimator.report.words.calculator_facts import calculator_meant, explain_calculator
    from estimator.report.words.explain import LINE_WIDTH, explain
    from estimator.report.words.known_ids import require_known

    try:
        model = estimate(pack, settings, scenarios, from_workbook).model()
    except PackError:  # its message may have sent the reader here
        if id not in element_calculators():
            raise
        found = explain_calculator(pack_as_read(pack), calculators()[id])
    else:
        kind = calculator_meant(model, id)
        if kind is None:
            require_known(model, id, element_calculators())
        found = explain_calculator(model.pack, kind, model) if kind else explain(model, evaluate(model), id)
    put_text(found, printed, LINE_WIDTH)


def trace(
    id: Id,
    dependents: Annotated[bool, typer.Option("--dependents", help="What reads it, instead of what it reads.")] = False,
    depth: Annotated[int, typer.Option("--depth", min=0, max=100, help="Levels to show.")] = 3,
    pack: PackFolder = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    printed: PrintedText = TextFormat.table,
) -> None:
    """Show as a tree where a number comes from, or where it goes.

    \b
    Examples:
      estimator trace aegis_ashore.life_cycle_cost
      estimator trace budget.gdp_share --dependents --depth 2
    """
    from estimator.evaluation import evaluate
    from estimator.report import tables
    from estimator.report.words import trace as tracing

    model = estimate(pack, settings, scenarios, from_workbook).model()
    grown = tracing.tree(model, id, dependents, depth)
    values = evaluate(model)
    if printed is TextFormat.json:
        put(tables.as_json(tracing.as_document(model, values, grown)), machine=True)
        return
    if printed is TextFormat.markdown:
        put(tracing.as_markdown(model, values, grown))
    else:
        put(tracing.as_text(model, values, grown, width=terminal_width() if on_terminal() else 0))


def scenarios(
    side_by_side: Annotated[
        bool, typer.Option("--compare", help="Compute the options under every scenario, side by side.")
    ] = False,
    metrics: Annotated[
        list[str] | None, typer.Option("--metric", "-m", metavar="METRIC", help="With --compare: a metric to show.")
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="With --compare: draws for chances; 0 leaves them out.")
    ] = 0,
    options: Options = None,
    settings: Settings = None,
    under: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """List the scenarios of a pack, or show every option under each of them side by side.

    Use them with --scenario; show NAME tells what one changes. --compare shows years over the headroom, years short of
    people, new money and missiles that leak; --metric takes others, --draws adds the chances of each scenario.

    \b
    Examples:
      estimator scenarios
      estimator scenarios --compare --options aegis_ashore,aegis_destroyers
      estimator scenarios --compare -m life_cycle_cost --format csv
      estimator scenarios --compare --draws 1024 --set "@crews*=1.2"
    """
    from estimator.report.answers.list import scenario_table as listed

    if not side_by_side:
        given = {"--metric": metrics, "--draws": draws, "--options": options}
        refuse_idle(given, "belongs to --compare; add it, or leave this out")
        put_table(listed(estimate(pack, settings, under, from_workbook).pack, ""), printed.value)
        return
    from estimator.analysis.questions.scenario_table import scenario_table
    from estimator.report.answers.scenarios import answer

    model = estimate(pack, settings, under, from_workbook).model(chosen_options(options))
    with progress("Simulating scenarios") as report:
        found = scenario_table(model, once(metrics), draws, report)
    put_answer(answer(found), printed)
