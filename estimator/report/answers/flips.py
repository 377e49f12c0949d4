"""What flips a verdict: the value of one assumption at which it changes, beside the value in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estimator.analysis.standing.flips import Flip, shown_flips
from estimator.display.decision import Shown
from estimator.display.text import text
from estimator.pack.records import Settings
from estimator.report.number_table import known
from estimator.report.tables import Cell, Column, Number, Table
from estimator.report.words.flip_words import just_beside

AT_THIS_VALUE = "at this value"
FLIP_COLUMNS = (
    Column("option", "option"),
    Column("verdict", "verdict"),
    Column("assumption", "turns on"),
    Column("flips_at", "flips at", right=True),
    Column("in_use", "in use", right=True),
    Column("unit", "unit"),
    Column("label", "what it says"),
)
TIDY_COLUMNS = (*FLIP_COLUMNS, Column("changes", "changes"))
NONE = "No verdict on these options turns on the value of one assumption."
NONE_SUCH = "None of these verdicts turns on such an assumption."
NOTES = (
    "A verdict changes where the assumption in use crosses the value in 'flips at', all else unchanged.",
    "At any value, at no value: what is said holds at every value that the assumption may have, or at none.",
)


def flips_table(flips: Sequence[Flip], settings: Settings) -> Table:
    """Each flip with the value in use beside it."""
    how = shown_flips(flips, settings)
    rows = tuple(_flip(each, how[each.label, each.by]) for each in flips)
    return Table("What flips a verdict", FLIP_COLUMNS, rows, NOTES)


def _flip(flip: Flip, how: Shown) -> tuple[Cell, ...]:
    at, used = just_beside(flip, how) + text(flip.value, how), text(flip.in_use, replace(how, limits=None))
    return (flip.option, flip.over, flip.by, Number(flip.value, at), Number(flip.in_use, used), how.unit, flip.label)


def flips_tidy(flips: Sequence[Flip], settings: Settings) -> Table:
    """The same for machines: numbers in the flip's own unit; none, with the reason, where no number says it."""
    how = shown_flips(flips, settings)
    return Table("", TIDY_COLUMNS, tuple(_tidy(each, how[each.label, each.by]) for each in flips))


def _tidy(flip: Flip, how: Shown) -> tuple[Cell, ...]:
    words = how.beyond(flip.value)
    at, used = Number(None if words else known(flip.value), ""), Number(known(flip.in_use), "")
    return (flip.option, flip.over, flip.by, at, used, flip.unit, flip.label, words or AT_THIS_VALUE)
