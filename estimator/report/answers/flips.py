"""What flips a verdict: the value of one assumption at which it changes, beside the value in use."""

from __future__ import annotations

from collections.abc import Sequence

from estimator.analysis.standing.flips import Flip
from estimator.expression import NO_UNIT
from estimator.pack.records import Settings
from estimator.report.numbers import shown, text
from estimator.report.tables import Cell, Column, Number, Table

FLIP_COLUMNS = (
    Column("option", "option"),
    Column("verdict", "verdict"),
    Column("assumption", "turns on"),
    Column("flips_at", "flips at", right=True),
    Column("in_use", "in use", right=True),
    Column("unit", "unit"),
    Column("label", "what it says"),
)


def flips_table(flips: Sequence[Flip], settings: Settings) -> Table:
    """Each flip with the value in use beside it."""
    rows = tuple(_flip(each, settings) for each in flips)
    notes = ("A verdict changes where the assumption in use crosses the value in 'flips at', all else unchanged.",)
    return Table("What flips a verdict", FLIP_COLUMNS, rows, notes)


def _flip(flip: Flip, settings: Settings) -> tuple[Cell, ...]:
    how = shown(flip.unit, settings, flip.by)
    shown_as = how if abs(how.scale) != 1 or flip.unit != NO_UNIT else shown(NO_UNIT, settings, f"{flip.by}_share")
    digits = max(2, shown_as.least)
    numbers = (Number(value, text(value, shown_as, digits)) for value in (flip.value, flip.in_use))
    return (flip.option, flip.over, flip.by, *numbers, shown_as.unit, flip.label)
