"""What the workbook holds beside the model, as exported: grades, judgement, back-test, and the long table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from estimator.analysis.draws.outturns import LEVELS, SHOWN_DRAWS, Outturn, outturns_of
from estimator.analysis.questions.found_in_time import FoundInTime, found_in_time
from estimator.analysis.questions.scenario_table import scenario_table
from estimator.analysis.questions.tornado_drivers import substituted
from estimator.analysis.standing.backtest import Outcome, outcomes_of
from estimator.analysis.standing.compare import Metrics
from estimator.analysis.standing.grades import cost_by_grade
from estimator.analysis.standing.judgement import Judgement, judgement
from estimator.display.decision import PURE_WORDS
from estimator.display.unit_words import in_words_of_file
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.pack.records import Pack, Settings
from estimator.report.answers.backtest import KINDS_NOTE, allowed, held
from estimator.report.long_table import COLUMNS, long_table
from estimator.report.standards.evidence import Evidence, judged, tally
from estimator.report.words.finding import finding
from estimator.workbook.plan.sheet_registry import BACKTEST, FOUND_IN_TIME, GRADES, JUDGEMENT, QUALITY
from estimator.workbook.sheets.scenarios.results import scenario_results
from estimator.workbook.sheets.uncertainty.drawn import Drawings
from estimator.workbook.sheets.value_sheet import Attached, Column, Reasons, Supplement, text_column

Cells = tuple[float | str | None, ...]
SHARE, PLAIN, NUMBER, WHOLE = "0.0%", "#,##0.0##", "0.00", "#,##0"
DIFFERENCE, SMALLEST_DIFFERENCE = "+0.00%;-0.00%;0.00%", 0.00005
GRADE_WORDS = {"A": "A, official", "B": "B, good secondary", "C": "C, judgement *"}


def attached(model: Model, values: Mapping[str, Array], metrics: Metrics, scenario_draws: int = 0) -> Attached:
    """Everything that goes with the workbook of a comparison; sheets without a subject in the pack are left out.

    With `scenario_draws` each scenario is simulated too.
    """
    made = attached_values(model, values, metrics, scenario_draws)
    return replace(made, substituted=substituted(model))


def with_drawings(beside: Attached, found: Drawings, model: Model, metrics: Metrics) -> Attached:
    """The same with the sheet of a simulation, and with what the first sheet tells of it: the finding, its chance."""
    first, shorts = found.first, {each: model.short(each) for each in metrics}
    if first and found.simulation:
        first = replace(first, finding=finding(model, metrics, found.simulation, shorts).sentences)
    return replace(beside, grids=(*beside.grids, found.grid), drawn=first)


def attached_values(model: Model, values: Mapping[str, Array], metrics: Metrics, scenario_draws: int = 0) -> Attached:
    """The sheets of values alone, without the tables of What-if."""
    pack, lines = model.pack, long_table(model, values, metrics)
    outcomes = outcomes_of(pack)
    found = [grade_supplement(model, values)]
    if outcomes:
        found.append(backtest_supplement(outcomes, outturns_of(pack), pack.settings))
    if pack.documents.get("judgement"):
        found.append(judgement_supplement(pack, judgement(pack)))
    if table := found_in_time(model, values):
        found.append(found_in_time_supplement(table))
    held = Evidence(model, values, lines, [each.passes for each in outcomes])
    grids = (scenario_results(scenario_table(model, draws=scenario_draws)),) if pack.scenarios else ()
    return Attached((*found, quality_supplement(held)), COLUMNS, lines, grids)


def grade_supplement(model: Model, values: Mapping[str, Array]) -> Supplement:
    """On what grade of numbers each option's life-cycle cost rests."""
    columns = (text_column("Option", 60), *(Column(each, 20, SHARE) for each in GRADE_WORDS.values()))
    note = (
        "Shares of life-cycle cost in the years compared. Each outlay counts under the lowest grade among the prices "
        "that it multiplies."
    )
    rows = tuple(_grade_rows(model, values))
    return Supplement(GRADES, note, columns, rows)


def _grade_rows(model: Model, values: Mapping[str, Array]) -> Iterator[Cells]:
    for option in model.options:
        costs = cost_by_grade(model, dict(values), option)
        whole = sum(costs.values())
        shares = (costs[grade] / whole if whole else None for grade in GRADE_WORDS)
        yield (model.pack.options[option].label, *shares)


def judgement_supplement(pack: Pack, judgement: Judgement) -> Supplement:
    """Ratings by factor, down, and option, across; the weighted scores last, the reasons beneath, factor by factor."""
    heads = [_called(pack, option) for option in judgement.ratings]
    columns = (text_column("Factor", 34), Column("Weight", 26, PLAIN), *(Column(each, 14, NUMBER) for each in heads))
    note = "From 1 (bad) to 5 (good): the analyst's own judgement, apart from money. No assumption moves it."
    rows = [
        (factor.label, factor.weight, *(_value(judgement, option, id) for option in judgement.ratings))
        for id, factor in judgement.factors.items()
    ]
    scores = (judgement.scores.get(option) for option in judgement.ratings)
    beneath = tuple(_reasons(pack, judgement, id) for id in judgement.factors)
    told = tuple(each for each in beneath if each.lines)
    return Supplement(JUDGEMENT, note, columns, (*rows, ("Weighted score", None, *scores)), False, told)


def _called(pack: Pack, option: str) -> str:
    """The short label, which takes one line beside a reason and two over ratings; the label of an option without."""
    return pack.options[option].short or pack.options[option].label


def _value(judgement: Judgement, option: str, factor: str) -> float | None:
    """The rating of an option under a factor; None where it has none."""
    found = judgement.ratings[option].get(factor)
    return found.value if found else None


def _reasons(pack: Pack, judgement: Judgement, id: str) -> Reasons:
    """Why each option is rated as it is under a factor, with the source."""
    factor = judgement.factors[id]
    lines = tuple(
        (_called(pack, option), ratings[id].source, ratings[id].reason)
        for option, ratings in judgement.ratings.items()
        if id in ratings
    )
    return Reasons(factor.label, factor.question, lines)


def found_in_time_supplement(table: FoundInTime) -> Supplement:
    """The share of launchers found in time over revisit time, down, and delay, across."""
    columns = (
        Column("Revisit time, minutes", 22, WHOLE),
        Column("Satellites that this takes", 26, WHOLE),
        *(Column(f"Delay {each} min", 14, SHARE) for each in table.delays),
    )
    note = (
        "Share of the ready launchers that satellites alone find in time in one exposure, all classes of missile. The "
        "delay is that from a look to the hit: decision and flight."
    )
    needed = table.satellites or (None,) * len(table.revisits)
    rows = tuple(
        (float(revisit), number, *map(float, shares))
        for revisit, number, shares in zip(table.revisits, needed, table.shares, strict=True)
    )
    return Supplement(FOUND_IN_TIME, note, columns, rows)


def backtest_supplement(outcomes: list[Outcome], drawn: Mapping[str, Outturn], settings: Settings) -> Supplement:
    """The model against published totals, and where those that were predicted lie among the draws."""
    columns = (
        text_column("Published total", 60),
        text_column("Kind", 10),
        Column("Published", 14, PLAIN),
        Column("Model", 14, PLAIN),
        Column("Unit", 24, kind="unit"),
        Column("Difference", 12, DIFFERENCE),
        Column("Allowed", 20, kind="unit"),
        text_column("Holds", 8),
        Column("P5", 14, PLAIN),
        Column("P95", 14, PLAIN),
        Column("Percentile", 12, SHARE),
        text_column("Source", 34),
        text_column("Explanation", 90),
        text_column("Why it misses", 90),
    )
    note = (
        f"With the values of the files, whatever is typed in. {KINDS_NOTE} P5, P95 and percentile of a prediction: of "
        f"{SHOWN_DRAWS:,} draws of what was known before."
    )
    rows = tuple(_case(each, drawn.get(each.case.id), settings) for each in outcomes)
    return Supplement(BACKTEST, note, columns, rows, follows=False)


def _case(outcome: Outcome, drawn: Outturn | None, settings: Settings) -> Cells:
    case = outcome.case
    ends = (drawn.percentiles[LEVELS[0]], drawn.percentiles[LEVELS[-1]], drawn.percentile) if drawn else (None,) * 3
    return (
        case.label,
        case.kind,
        case.value,
        outcome.computed,
        in_words_of_file(case.unit, settings) or PURE_WORDS["ratio"],
        _off(outcome.difference),
        allowed(outcome),
        held(outcome),
        *ends,
        case.source,
        case.explanation,
        case.miss,
    )


def _off(difference: float) -> float:
    """A difference too small for the column's digits is none: a cell would say -0.00%."""
    return difference if abs(difference) >= SMALLEST_DIFFERENCE else 0.0


def quality_supplement(evidence: Evidence) -> Supplement:
    """The sheet Quality: a line for each standard, and a line for each of its practices."""
    columns = (
        text_column("Standard", 44),
        text_column("Group", 18),
        text_column("Practice", 60),
        text_column("State", 24),
        text_column("Where to see it", 70),
        text_column("Now", 50),
    )
    rows: list[tuple[str, ...]] = []
    for standard, practices in judged(evidence).items():
        rows.append((standard.title, "", standard.source, tally([state for _, state, _ in practices]), "", ""))
        rows += [(standard.title, each.group, each.text, state, each.where, now) for each, state, now in practices]
    note = "By the estimator's own judgement, or computed from this model where the last column says so."
    return Supplement(QUALITY, note, columns, tuple(rows))
