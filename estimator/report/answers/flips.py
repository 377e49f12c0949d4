"""What flips a verdict: the value of one assumption at which it changes, beside the value in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from estimator.analysis.standing.flips import Flip
from estimator.display.decision import shown
from estimator.display.text import text
from estimator.pack.records import Settings
from estimator.report.tables import Cell, Column, Number, Table

LEAST_DECIMALS = 2
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
    how = shown(flip.unit, settings, flip.shown)
    how = replace(how, places=max(LEAST_DECIMALS, how.least))
    numbers = (Number(value, text(value, how)) for value in (flip.value, flip.in_use))
    return (flip.option, flip.over, flip.by, *numbers, how.unit, flip.label)
