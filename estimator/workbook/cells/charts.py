"""Charts as plain data: what is drawn, from which cells, where it stands, and what it shows in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bars", "columns", "lines", "areas", "points", "curves"]
# Okabe and Ito's palette, which people with any colour vision can tell apart; black and grey for what is given.
PALETTE = ("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "8C6D1F", "7F7F7F")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "solid", "dash", "sysDot")
MARKERS = ("circle", "square", "triangle", "diamond")

KIND_WORDS = {
    "bars": "Bar chart",
    "columns": "Column chart",
    "lines": "Line chart",
    "areas": "Area chart",
    "points": "Scatter chart",
    "curves": "Line chart",
}
MOST_SHEETS, MANY = 3, "several sheets"


@dataclass(frozen=True, slots=True)
class Line:
    """One series: addresses of its name, categories (or x values) and values; without a colour it is not seen."""

    name: str
    across: str
    values: str
    color: str
    dash: str = "solid"
    thick: bool = False
    marker: str = "circle"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart with where it stands, in centimetres; `stacked` bars or areas stand on one another.

    `diverging` bars go both ways from nil on one line, their labels at the side. `most` is where the axis upwards ends,
    `least` where it begins: columns that begin elsewhere than at nil make a small change look large.
    Bars `beside` the rows of a table have neither axes nor title, and take this part of the height; a legend the rest.
    Of the labels along lines and areas, and beneath columns if they are `thinned`, one in `label_every` is shown, or as
    many as there is room for.
    """

    kind: Kind
    title: str
    across_title: str
    up_title: str
    lines: tuple[Line, ...]
    row: int
    column: int
    wide: float
    high: float
    up_format: str = "#,##0"
    across_format: str = "General"
    stacked: bool = False
    over: tuple[Line, ...] = ()
    diverging: bool = False
    most: float | None = None
    least: float | None = None
    label_every: int | None = 3
    beside: float = 0.0
    thinned: bool = False


def description(chart: Chart) -> str:
    """What a chart shows, for somebody who cannot see it, and where its numbers can be read."""
    count = len((*chart.lines, *chart.over))
    return f"{KIND_WORDS[chart.kind]}: {chart.title}. Series: {count}. Its numbers stand on: {stands_on(chart)}."


def stands_on(chart: Chart) -> str:
    """The tabs on which the numbers of a chart stand."""
    sheets = dict.fromkeys(line.values.rpartition("!")[0].strip("'") for line in (*chart.lines, *chart.over))
    return ", ".join(sheets) if len(sheets) <= MOST_SHEETS else MANY
