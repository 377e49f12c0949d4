"""The back-test against published totals: model, difference, and what is allowed."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.analysis.standing.backtest import Outcome
from estimator.pack.records import Pack
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Column, Number, Table

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
    failed = sum(not each.holds for each in outcomes)
    note = "All cases hold." if not failed else f"{failed} of {len(outcomes)} cases do not hold."
    kinds = (
        "An identity adds up published parts; a model case exercises the calculators.",
        "Calibrated: the record set the value; predicted: it did not, and may fail.",
    )
    notes = (*kinds, note)
    return Table("Model against published totals", BACKTEST_COLUMNS, tuple(map(_case, outcomes)), notes)


def _case(outcome: Outcome) -> tuple[Cell, ...]:
    case = outcome.case
    return (
        case.id,
        case.label,
        case.kind,
        Number(case.value, f"{case.value:,.6g}"),
        Number(outcome.computed, f"{outcome.computed:,.6g}"),
        case.unit,
        Number(outcome.difference, f"{outcome.difference:+z.2%}"),
        allowed(outcome),
        "yes" if outcome.holds else "NO",
    )


def allowed(outcome: Outcome) -> str:
    """The tolerance or the band of a case, in words."""
    case = outcome.case
    return f"{case.band[0]:g} to {case.band[1]:g}" if case.band else f"±{case.tolerance or 0:.2%}"


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
            }
            for each in outcomes
        },
    }
