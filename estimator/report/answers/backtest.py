"""The back-test against published totals: model, difference, what is allowed; where outturns lie among the draws."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.analysis.draws.outturns import LEVELS, Outturn
from estimator.analysis.standing.backtest import Outcome
from estimator.analysis.standing.published_cases import KINDS
from estimator.display.unit_words import with_noun
from estimator.pack.records import Pack
from estimator.report.manifest import Document, manifest
from estimator.report.number_table import as_percent
from estimator.report.tables import Cell, Column, Number, Table

KINDS_NOTE = (
    "An identity adds up published parts; a calibrated case exercises calculators with inputs set to the figure; "
    "a prediction uses only what was known before."
)
NO_CASES = "The pack has no published totals to be held against (published.toml)."
BACKTEST_COLUMNS = (
    Column("case", "case"),
    Column("label", "published total"),
    Column("kind", "kind"),
    Column("published", "published", right=True),
    Column("model", "model", right=True),
    Column("unit", "unit"),
    Column("difference", "difference", right=True),
    Column("allowed", "allowed"),
    Column("holds", "holds"),
)


def backtest_table(outcomes: Sequence[Outcome]) -> Table:
    """The cases with the model's value, the difference and whether it is within what is allowed."""
    missed = [f"{each.case.id}: {each.case.miss}" for each in outcomes if held(each) == "missed"]
    notes = (KINDS_NOTE, *_tally(outcomes), *missed) if outcomes else (NO_CASES,)
    return Table("Model against published totals", BACKTEST_COLUMNS, tuple(map(_case, outcomes)), notes)


def _tally(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """How many cases of each kind hold, and how many neither hold nor say why."""
    of_kind = {kind: [each.holds for each in outcomes if each.case.kind == kind] for kind in KINDS}
    told = ", ".join(f"{sum(found)} of {len(found)} {kind}" for kind, found in of_kind.items() if found)
    unexplained = sum(not each.passes for each in outcomes)
    do = "does" if unexplained == 1 else "do"
    wrong = (f"{unexplained} of {with_noun(str(len(outcomes)), 'case')} {do} not hold.",) if unexplained else ()
    return (f"Cases that hold: {told}.", *wrong)


def held(outcome: Outcome) -> str:
    """Whether a case holds; a prediction that misses and says why is missed."""
    return "yes" if outcome.holds else "missed" if outcome.passes else "NO"


def _case(outcome: Outcome) -> tuple[Cell, ...]:
    case = outcome.case
    return (
        case.id,
        case.label,
        case.kind,
        Number(case.value, f"{case.value:,.6g}"),
        Number(outcome.computed, f"{outcome.computed:,.6g}"),
        case.unit,
        Number(outcome.difference, f"{outcome.difference * 100:+z.2f} %"),
        allowed(outcome),
        held(outcome),
    )


def allowed(outcome: Outcome) -> str:
    """The tolerance or the band of a case, in words."""
    case = outcome.case
    return f"{case.band[0]:g} to {case.band[1]:g}" if case.band else f"±{as_percent(case.tolerance or 0, 2)}"


def backtest_document(pack: Pack, outcomes: Sequence[Outcome]) -> Document:
    """The back-test as JSON, with the explanations."""
    return {
        "manifest": manifest(pack),
        "cases": {
            each.case.id: {
                "label": each.case.label,
                "kind": each.case.kind,
                "published": each.case.value,
                "model": each.computed,
                "unit": each.case.unit,
                "difference": each.difference,
                "holds": each.holds,
                "source": each.case.source,
                "explanation": each.case.explanation,
                **({"scenario": each.case.scenario} if each.case.scenario else {}),
                **({"miss": each.case.miss} if each.case.miss else {}),
            }
            for each in outcomes
        },
    }


NO_OUTTURN = "No predicted case of published.toml names the scenario of what was known before (scenario = ...)."
OUTTURN_COLUMNS = (
    Column("case", "case"),
    Column("label", "published outturn"),
    Column("unit", "unit"),
    *(Column(f"p{level * 100:.0f}", f"P{level * 100:.0f}", right=True) for level in LEVELS),
    Column("published", "published", right=True),
    Column("percentile", "percentile", right=True),
)


def outturn_table(found: Sequence[Outturn], draws: int) -> Table:
    """Where each published outturn lies among the draws of what was known before."""
    inside = sum(each.inside for each in found)
    notes = (
        f"{draws:,} draws of the ranges of each case's scenario; the percentile is the share of them below it.",
        f"{inside} of {len(found)} outturns lie between P5 and P95; honest ranges hold about nine of ten.",
    )
    title = "Published outturns among the draws of what was known"
    return Table(title, OUTTURN_COLUMNS, tuple(map(_outturn, found)), notes if found else (NO_OUTTURN,))


def _outturn(outturn: Outturn) -> tuple[Cell, ...]:
    case = outturn.case
    numbers = (Number(each, f"{each:,.6g}") for each in (*outturn.percentiles.values(), case.value))
    return (case.id, case.label, case.unit, *numbers, Number(outturn.percentile, as_percent(outturn.percentile)))


def outturn_document(pack: Pack, found: Sequence[Outturn], draws: int) -> Document:
    """The outturns as JSON."""
    return {
        "manifest": manifest(pack),
        "draws": draws,
        "outturns": {
            each.case.id: {
                "label": each.case.label,
                "scenario": each.case.scenario,
                "unit": each.case.unit,
                "percentiles": {f"{level:g}": value for level, value in each.percentiles.items()},
                "published": each.case.value,
                "percentile": each.percentile,
            }
            for each in found
        },
    }
