"""A comparison's table in another language: labels for ids, money in 億円."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from estimator.language.speaker import UNIT, Speaker, in_oku
from estimator.model.graph import Model
from estimator.report.tables import Cell, Column, Number, Table
from estimator.report.words.wrapped_lines import folded

LONGEST_HEADING = 12


def labelled(model: Model, made: Table, speaker: Speaker) -> Table:
    """A comparison with labels for ids. The first two columns are the metric and its unit."""
    columns = [replace(each, heading=_heading(model, each, speaker)) for each in made.columns]
    rows = tuple(tuple(_row(model, row, speaker)) for row in made.rows)
    return Table(speaker.say(made.title), tuple(columns), rows, tuple(map(speaker.say, made.notes)))


def _heading(model: Model, column: Column, speaker: Speaker) -> str:
    if column.key not in model.pack.options:
        return speaker.say(column.heading)
    return "\n".join(folded(speaker.say(model.pack.options[column.key].label), LONGEST_HEADING))


def _row(model: Model, row: tuple[Cell, ...], speaker: Speaker) -> Iterator[Cell]:
    if len(row) == 1:
        yield speaker.say(str(row[0]))
        return
    id, unit, *numbers = row
    yield speaker.say(model.metric_labels.get(str(id), str(id)))
    yield speaker.say(str(unit))
    money = str(unit).startswith(UNIT)
    yield from (_moved(each) if money and isinstance(each, Number) else each for each in numbers)


def _moved(number: Number) -> Number:
    """The digits of ¥bn as 億円; a dash stays."""
    return Number(number.value, in_oku(number.text)) if any(map(str.isdigit, number.text)) else number
