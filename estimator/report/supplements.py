"""What the workbook holds beside the model, as exported: grades, judgement, back-test, and the long table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from estimator.analysis.backtest import Outcome, backtest, cases
from estimator.analysis.compare import Comparison
from estimator.analysis.grades import cost_by_grade
from estimator.analysis.judgement import Judgement, judgement
from estimator.analysis.substitution import substituted
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.pack.records import Pack
from estimator.report.comparison import Metrics
from estimator.report.long_table import COLUMNS, long_table
from estimator.report.quality import Evidence, quality_supplement
from estimator.report.verdicts import allowed
from estimator.workbook.layout import BACKTEST, GRADES, JUDGEMENT
from estimator.workbook.supplements import Attached, Column, Supplement, text_column

Cells = tuple[float | str | None, ...]
SHARE, PLAIN, NUMBER = "0.0%", "#,##0.0##", "0.00"
GRADE_WORDS = {"A": "A, official", "B": "B, good secondary", "C": "C, judgement *"}


def attached(model: Model, values: Mapping[str, Array], metrics: Metrics) -> Attached:
    """Everything that goes with the workbook of a comparison; sheets without a subject in the pack are left out."""
    return replace(attached_values(model, values, metrics), substituted=substituted(model))


def attached_values(model: Model, values: Mapping[str, Array], metrics: Metrics) -> Attached:
    """The sheets of values alone, without what data tables show."""
    pack, lines = model.pack, long_table(model, values, metrics)
    outcomes = outcomes_of(pack)
    found = [grade_supplement(model, values)]
    if outcomes:
        found.append(backtest_supplement(outcomes))
    if pack.documents.get("judgement"):
        found.append(judgement_supplement(pack, judgement(pack)))
    held = Evidence(model, values, lines, [each.holds for each in outcomes])
    return Attached((*found, quality_supplement(held)), COLUMNS, lines)


def attached_again(found: Comparison) -> Attached:
    """The sheets of values of a comparison, to hold a workbook that came back against."""
    return attached_values(found.model, found.values, found.options)


def evidence(model: Model, values: Mapping[str, Array], metrics: Metrics) -> Evidence:
    """What the computed practices of the standards look at."""
    holds = [each.holds for each in outcomes_of(model.pack)]
    return Evidence(model, values, long_table(model, values, metrics), holds)


def outcomes_of(pack: Pack) -> list[Outcome]:
    """The back-test of a pack as its files have it; empty without published totals."""
    return backtest(of_the_files(pack)) if cases(pack) else []


def of_the_files(pack: Pack) -> Pack:
    """The pack as its files have it, without scenarios and settings."""
    return replace(pack, assumptions=pack.base or pack.assumptions, applied=(), scenario=())


def grade_supplement(model: Model, values: Mapping[str, Array]) -> Supplement:
    """On what grade of numbers each option's life-cycle cost rests."""
    columns = (text_column("Option", 60), *(Column(each, 16, SHARE) for each in GRADE_WORDS.values()))
    note = (
        "Shares of life-cycle cost in the years compared. Each outlay counts under the lowest grade among the prices "
        "that it multiplies."
    )
    rows = tuple(_grade_rows(model, values))
    return Supplement(GRADES, "How much of each option's cost rests on numbers of which grade", note, columns, rows)


def _grade_rows(model: Model, values: Mapping[str, Array]) -> Iterator[Cells]:
    for option in model.options:
        costs = cost_by_grade(model, dict(values), option)
        whole = sum(costs.values())
        shares = (costs[grade] / whole if whole else None for grade in GRADE_WORDS)
        yield (model.pack.options[option].label, *shares)


def judgement_supplement(pack: Pack, found: Judgement) -> Supplement:
    """Ratings with reasons; the weighted score on the first line of each option."""
    columns = (
        text_column("Option", 44), text_column("Factor", 30), Column("Weight", 9, NUMBER), Column("Rating", 9, NUMBER),
        text_column("Reason", 90), text_column("Source", 34),
    )  # fmt: skip
    note = "From 1 (bad) to 5 (good): the analyst's own judgement, apart from money. No assumption moves it."
    rows = tuple(row for option in found.ratings for row in _judgement_rows(pack, found, option))
    return Supplement(JUDGEMENT, "What no formula settles, rated with reasons", note, columns, rows, follows=False)


def _judgement_rows(pack: Pack, found: Judgement, option: str) -> Iterator[Cells]:
    label = pack.options[option].label
    weights = sum(found.factors[id].weight for id in found.ratings[option])
    yield label, "Weighted score", weights, found.scores.get(option), "", ""
    for id, rating in found.ratings[option].items():
        factor = found.factors[id]
        yield label, factor.label, factor.weight, rating.value, rating.reason, rating.source


def backtest_supplement(outcomes: list[Outcome]) -> Supplement:
    """The model against published totals."""
    columns = (
        text_column("Published total", 60), text_column("Kind", 10), Column("Published", 14, PLAIN),
        Column("Model", 14, PLAIN), Column("Unit", 24, kind="unit"), Column("Difference", 12, "+0.00%;-0.00%;0.00%"),
        Column("Allowed", 20, kind="unit"), text_column("Holds", 8), text_column("Source", 34),
        text_column("Explanation", 90),
    )  # fmt: skip
    note = (
        "With the values of the files, whatever is typed in. A model case exercises the calculators; an identity "
        "adds up published parts."
    )
    rows = tuple(_case(each) for each in outcomes)
    return Supplement(BACKTEST, "The model held against published totals", note, columns, rows, follows=False)


def _case(outcome: Outcome) -> Cells:
    case = outcome.case
    holds = "yes" if outcome.holds else "NO"
    return (
        case.label, case.kind, case.value, outcome.computed, case.unit, outcome.difference, allowed(outcome), holds,
        case.source, case.explanation,
    )  # fmt: skip
