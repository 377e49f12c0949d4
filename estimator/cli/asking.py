"""Asking what would be: whatif, sweep, breakeven, afford, schedule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from estimator.cli.answering import (
    Beyond,
    ForceScenario,
    High,
    Lever,
    Low,
    Years,
    progress,
    put_answer,
    require_name,
    require_new_scenario,
    require_workbook,
    write_scenario,
    write_workbook,
)
from estimator.cli.options import (
    Force,
    Format,
    FromWorkbook,
    Options,
    PackFolder,
    Printed,
    Scenarios,
    Settings,
    by_id,
    chosen_options,
    estimate,
    layered,
    names,
    once,
    pack_in_use,
    refuse_idle,
)
from estimator.cli.output import say
from estimator.files import as_argument

if TYPE_CHECKING:
    from estimator.analysis.questions.breakeven import BreakEven, Scan
    from estimator.analysis.questions.whatif import WhatIf
    from estimator.model import Model
    from estimator.pack.records import Pack

OptionId = Annotated[str, typer.Argument(metavar="OPTION", help="Id of an option.")]
Total = Annotated[str, typer.Option("--metric", "-m", metavar="METRIC", help="The total whose change is shared out.")]
Everything = Annotated[bool, typer.Option("--all", help="Show numbers that do not change, too.")]
Spans = Annotated[
    list[str], typer.Argument(metavar="ID=FROM..TO:STEP [ID2=…]", help="One or two assumptions with their values.")
]
Metrics = Annotated[
    list[str] | None,
    typer.Option("--metric", "-m", metavar="METRIC", help="A metric; repeat for more. [default: life_cycle_cost]"),
]
SweepFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE.xlsx", help="Write a workbook with charts, too.")
]
Goal = Annotated[str, typer.Argument(metavar="METRIC[=TARGET]", help="The metric and its target, with its unit.")]
Wanted = Annotated[
    list[str] | None, typer.Option("--option", metavar="OPTION", help="An option; repeat for more. [default: all]")
]
Equal = Annotated[
    str | None, typer.Option("--equal", metavar="A,B", help="Two options that are to be equal in the metric.")
]
BreakdownFile = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE.xlsx", help="Write a workbook with a sheet of it, too.")
]
SavedScenario = Annotated[
    Path | None, typer.Option("--save", metavar="NAME.toml", help="Write the changes as a scenario file.")
]
Within = Annotated[
    list[str] | None,
    typer.Option("--within", metavar="METRIC=MOST", help="The highest value of a metric; repeat for more."),
]
Delay = Annotated[int, typer.Option("--delay", metavar="N", min=-50, max=50, help="Years; negative is earlier.")]


def whatif(
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    options: Options = None,
    metric: Total = "life_cycle_cost",
    everything: Everything = False,
    save: SavedScenario = None,
    force: ForceScenario = False,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Show every metric before and after some changes, and how much of the change in a total each one explains.

    With --set, the scenarios stand before and after, and the values set are the changes. Without, each value that the
    scenarios give is a change. What a workbook brings is all a change, its scenario too. Up to ten changes share the
    difference by Shapley's value, more in the order given; the shares add up to the difference. --save writes the
    changes as a scenario file, with places for why and source.

    \b
    Examples:
      estimator whatif --set "budget.gdp_share=2 %"
      estimator whatif --set aegis_vessel.unit_price=450 --set interceptors_on_ships.ships.quantity=3
      estimator whatif --scenario pandemic_slump --metric break_even_gdp_share --options aegis_ashore
      estimator whatif --set "@crews*=1.2" --set "budget.gdp_share+=0.5 points" --save more.toml
      estimator whatif --scenario two_percent --set "economy.growth_shift=-0.5 %" --format json
    """
    if not settings and not scenarios and not from_workbook:
        raise typer.BadParameter("say what changes: --set ID=VALUE or --scenario NAME", param_hint="--set")
    from estimator.analysis.questions.whatif import whatif as ask
    from estimator.api import load
    from estimator.report.answers.whatif import answer

    require_name(save, ".toml", "--save")
    set_by_hand, base = bool(settings or from_workbook), load(pack_in_use(pack))
    require_new_scenario(save, base.pack, force)
    before = layered(base, None, scenarios if set_by_hand else None)
    after = layered(base, settings, scenarios, from_workbook)
    found = ask(before.pack, after.pack, chosen_options(options), metric)
    put_answer(answer(found, everything), printed)
    if save is not None:
        named = f"--pack {as_argument(pack)} " if pack else ""
        under = scenarios if set_by_hand and scenarios else []
        _save(found, save, named + "".join(f"--scenario {as_argument(each)} " for each in under))


def _save(found: WhatIf, path: Path, options: str) -> None:
    """Write the changes as a scenario file, to be used with the options that they were made under."""
    from estimator.pack.layers.overrides_file import overrides_text
    from estimator.report.answers.whatif import as_overrides

    pack = found.after.model.pack
    remarks = [
        f"Changes to the pack {pack.name} ({pack.digest[:12]}).",
        f"Use: estimator compare {options}--scenario THIS_FILE.toml",
    ]
    write_scenario(path, overrides_text(pack, as_overrides(found), path.stem, "", remarks), options)


def sweep(
    spans: Spans,
    metrics: Metrics = None,
    beyond: Beyond = False,
    options: Options = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
    output: SweepFile = None,
    force: Force = False,
) -> None:
    """Compute metrics over a range of one or two assumptions.

    A unit may follow the step. An assumption by year turns in the years named before its span, as in
    ID=2027-2030:FROM..TO:STEP. Without a step: whole numbers by 1, others by a twentieth of the span.

    \b
    Examples:
      estimator sweep "budget.gdp_share=1..2:0.1 %" --metric peak_share_of_headroom
      estimator sweep patriot_500.batteries.quantity=50..500:50 --options patriot_500 -m people -m life_cycle_cost
      estimator sweep "budget.gdp_share=4..8:0.5 %" --beyond
      estimator sweep "budget.gdp_share=1..2:0.01 %" currency.usd.rate_multiplier=0.7..1.3:0.05 -o sweep.xlsx
    """
    from estimator.analysis.questions.levers import parse_sweep, require_free
    from estimator.analysis.questions.sweep import sweep as compute
    from estimator.report.answers.sweep import answer

    require_workbook(output, force, from_workbook)
    made = estimate(pack, settings, scenarios, from_workbook)
    levers = [parse_sweep(each, made.pack, beyond) for each in spans]
    for each in levers:
        require_free(made.pack, each.lever, "swept")
    with progress("Sweeping") as report:
        found = compute(made.model(chosen_options(options)), levers, once(metrics) or ["life_cycle_cost"], report)
    put_answer(answer(found), printed)
    if output is not None:
        from estimator.files import failures_named
        from estimator.workbook.sweep_workbook import write

        with failures_named(output):
            write(found, output)
        say(f"Wrote {output}")


def breakeven(
    goal: Goal = "life_cycle_cost",
    by: Lever = "",
    option: Wanted = None,
    equal: Equal = None,
    low: Low = None,
    high: High = None,
    years: Years = "",
    beyond: Beyond = False,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Find the value of an assumption at which a metric reaches a target, or two options are equal.

    The assumption is scanned over its limits; every crossing is reported. Where the metric jumps over the target, the
    answer says between which values; where it never reaches it, how near it comes. --beyond lets --from and --to pass
    the limits; nothing is ever turned to what makes no sense, such as a negative price or a share above the whole.

    \b
    Examples:
      estimator breakeven "years_over_headroom=0" --by budget.gdp_share --option patriot_500
      estimator breakeven "life_cycle_cost=2 TJPY_2020" --by aegis_vessel.unit_price --option interceptors_on_ships
      estimator breakeven --equal aegis_ashore,aegis_destroyers --by aegis_destroyer.unit_price
    """
    from estimator.analysis.questions.whatif import require_metric
    from estimator.report.answers.breakeven import break_even_answer

    metric, equals, target = (part.strip() for part in goal.partition("="))
    if bool(equals) == bool(equal):
        raise typer.BadParameter("give METRIC=TARGET, or METRIC with --equal A,B", param_hint="METRIC")
    if equal:
        refuse_idle({"--option": option}, "belongs to METRIC=TARGET; --equal names its two options")
    made = estimate(pack, settings, scenarios, from_workbook)
    scan = _scan(made.pack, by, years, (low, high), beyond)
    pair, model = _pair(equal), made.model()
    require_metric(model, metric)
    found = [_equal(model, scan, pair, metric)] if pair else _reached(model, scan, metric, target, once(option))
    put_answer(break_even_answer(model, found, scan, metric), printed)


def _equal(model: Model, scan: Scan, pair: tuple[str, str], metric: str) -> BreakEven:
    from estimator.analysis.questions.breakeven import equal_cost, require_option

    for each in pair:
        require_option(model, each)
    return equal_cost(model, scan, *pair, metric)


def _reached(model: Model, scan: Scan, metric: str, target: str, options: list[str]) -> list[BreakEven]:
    from estimator.analysis.questions.breakeven import break_even, require_option
    from estimator.analysis.questions.levers import target_value

    for each in options:
        require_option(model, each)
    settings = model.pack.settings
    prefix = settings.money_shown.removesuffix(settings.currency)
    wanted = target_value(target, model.metric_units[metric], metric, prefix)
    return break_even(model, scan, metric, wanted, options or model.options)


def _pair(equal: str | None) -> tuple[str, str] | None:
    found = names(equal, "--equal")
    if found is None:
        return None
    if len(found) != 2 or found[0] == found[1]:
        raise typer.BadParameter("expected two options parted by a comma, as in A,B", param_hint="--equal")
    return found[0], found[1]


def _scan(pack: Pack, by: str, years: str, ends: tuple[str | None, str | None], beyond: bool) -> Scan:
    """Where to look: the limits of the assumption, or the ends that were given."""
    from estimator.analysis.questions.breakeven import scan_over
    from estimator.analysis.questions.levers import in_unit, lever, require_free

    if not by:
        raise typer.BadParameter("say which assumption to turn, as in --by budget.gdp_share", param_hint="--by")
    made = lever(pack, by.strip(), years)
    require_free(pack, made, "turned")
    return scan_over(made, *(None if each is None else in_unit(pack, made, each, beyond) for each in ends))


def afford(
    option: OptionId,
    by: Lever,
    within: Within = None,
    low: Low = None,
    high: High = None,
    years: Years = "",
    beyond: Beyond = False,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Find the largest quantity of an option that fits the headroom and the people in every year.

    Says which limit binds first, in which year, and what each limit alone would allow. --within adds the highest value
    of a metric, such as life-cycle or acquisition cost.

    \b
    Examples:
      estimator afford patriot_500 --by patriot_500.batteries.quantity --within "life_cycle_cost=5 TJPY_2020"
      estimator afford patriot_500 --by patriot_500.batteries.quantity
      estimator afford aegis_destroyers --by aegis_destroyers.ships.quantity --scenario two_percent
    """
    from estimator.analysis.questions.afford import afford as ask
    from estimator.analysis.questions.breakeven import require_option
    from estimator.report.answers.afford import afford_answer

    made = estimate(pack, settings, scenarios, from_workbook)
    scan = _scan(made.pack, by, years, (low, high), beyond)
    model = made.model([option]) if option in made.pack.options else made.model()
    require_option(model, option)
    most = by_id((_most(model, each) for each in within or ()), "--within")
    put_answer(afford_answer(model, ask(model, option, scan, most), scan, most), printed)


def _most(model: Model, text: str) -> tuple[str, float]:
    """The metric and the highest value that METRIC=MOST means."""
    from estimator.analysis.questions.levers import target_value
    from estimator.analysis.questions.whatif import require_metric

    metric, equals, most = (part.strip() for part in text.partition("="))
    if not equals or not most:
        raise typer.BadParameter(f'expected METRIC=MOST, as in "people=400"; got "{text[:40]}"', param_hint="--within")
    require_metric(model, metric)
    settings = model.pack.settings
    prefix = settings.money_shown.removesuffix(settings.currency)
    return metric, target_value(most, model.metric_units[metric], metric, prefix)


def schedule(
    option: OptionId,
    years: Delay,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
) -> None:
    """Show what a delay of an option costs and frees.

    Every start of its elements moves by N years: assumptions such as first_order_year and development_start. Prices,
    rates, headroom and people are then those of the later years.

    \b
    Examples:
      estimator schedule aegis_destroyers --delay 2
      estimator schedule independent_strike --delay 3 --scenario two_percent --format csv
    """
    from estimator.analysis.questions.breakeven import require_option
    from estimator.analysis.questions.schedule import delay
    from estimator.report.answers.schedule import answer

    made = estimate(pack, settings, scenarios, from_workbook)
    if option not in made.pack.options:
        require_option(made.model(), option)
    put_answer(answer(delay(made.pack, option, years)), printed)


def breakdown(
    option: OptionId,
    against: Annotated[
        str | None, typer.Option("--against", metavar="OPTION", help="Show the difference to this option instead.")
    ] = None,
    settings: Settings = None,
    scenarios: Scenarios = None,
    from_workbook: FromWorkbook = None,
    pack: PackFolder = None,
    printed: Printed = Format.table,
    output: BreakdownFile = None,
    force: Force = False,
) -> None:
    """Break an option's life-cycle cost down by element and phase, with share, grade and the inputs that weigh most.

    -o writes a workbook of the options with a sheet Breakdown, live over their rows.

    \b
    Examples:
      estimator breakdown aegis_ashore
      estimator breakdown aegis_destroyers --against aegis_ashore --format markdown
      estimator breakdown aegis_destroyers --against aegis_ashore -o difference.xlsx
    """
    from estimator.analysis.questions.breakdown import breakdown as ask
    from estimator.analysis.questions.breakeven import require_option
    from estimator.report.answers import breakdown as answers

    require_workbook(output, force, from_workbook)
    if against == option:
        raise typer.BadParameter(f"{option} does not differ from itself; name another option", param_hint="--against")
    made = estimate(pack, settings, scenarios, from_workbook)
    ids = [option] if against is None else [option, against]
    model = made.model([each for each in dict.fromkeys(ids) if each in made.pack.options] or None)
    for each in ids:
        require_option(model, each)
    found = [ask(model, each) for each in ids]
    put_answer(answers.answer(found[0]) if against is None else answers.against(*found), printed)
    write_workbook(model, output, force, draws=0, broken_down=found)
