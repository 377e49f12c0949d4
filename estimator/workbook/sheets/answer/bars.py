"""Bars that stand beside the rows of a table, so that the rows are their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from estimator.workbook.cells.addresses import at, fixed
from estimator.workbook.cells.charts import PALETTE, Chart, Line
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.cells.paper import DIGIT, PADDING
from estimator.workbook.plan.chart_plan import HEADS, PHASES, ChartPlan
from estimator.workbook.plan.sheet_registry import ANSWER, CHARTS

CENTIMETRES = 2.54 / 72
PIXEL = 2.54 / 96
COST, LOW, HIGH = 2, 4, 6  # the columns of the strip that the bars of cost read
BELOW, ABOVE, SINGLE = PALETTE[0], PALETTE[4], PALETTE[1]
AIR, LEGEND = 1.03, 6
TWICE = 2.0


@dataclass(frozen=True)
class Place:
    """The rows of the table, and how high each is, in points."""

    grid: Grid
    first: int
    last: int
    height: float

    def span(self, column: int) -> str:
        """The cells of a column."""
        return f"{ANSWER}!{fixed(self.first, column)}:{fixed(self.last, column)}"

    def chart(self, title: str, lines: tuple[Line, ...], column: int, most: float, legend: int = 0) -> Chart:
        """Bars as wide as a column and as high as the rows, with so many rows beneath for a legend."""
        count = self.last - self.first + 1
        wide = (DIGIT * self.grid.widths[column] + PADDING) * PIXEL
        high = (count + legend) * self.height * CENTIMETRES
        return Chart(
            "bars",
            title,
            "",
            "",
            lines,
            self.first,
            column,
            wide,
            high,
            stacked=True,
            most=most or None,
            beside=count / (count + legend),
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of an option: the point, and P20 and P80 where something was drawn."""

    point: float
    low: float | None = None
    high: float | None = None


def cost_bars(place: Place, column: int, helpers: int, largest: float, costs: Sequence[Cost], format: str) -> Chart:
    """From P20 to the point and from the point to P80; what the bars are made of stands in three folded columns."""
    for row, cost in enumerate(costs, place.first):
        for shift, formula in enumerate(_parts(row, helpers, cost)):
            place.grid.put(row, helpers + shift, formula, "helper", format)
    heads = ("Up to P20", "P20 to the point", "The point to P80")
    place.grid.line(place.first - 1, heads, "subheader", helpers)
    lines = tuple(
        Line(f"{ANSWER}!{fixed(place.first - 1, helpers + shift)}", place.span(1), place.span(helpers + shift), color)
        for shift, color in enumerate(("", BELOW, ABOVE))
    )
    return place.chart("Life-cycle cost, P20 to P80 and point", lines, column, AIR * largest)


def _parts(row: int, column: int, cost: Cost) -> tuple[Formula, Formula, Formula]:
    """What is left blank, and the two parts of a bar; without draws both are nil."""
    point, p20, p80 = (at(row, each) for each in (COST, LOW, HIGH))
    start = cost.point if cost.low is None else min(cost.low, cost.point)
    above = 0.0 if cost.high is None else max(cost.high - cost.point, 0.0)
    return (
        Formula(f"IF(ISNUMBER({p20}),MIN({p20},N({point})),N({point}))", start),
        Formula(f"N({point})-{at(row, column)}", cost.point - start),
        Formula(f"IF(ISNUMBER({p80}),MAX({p80}-N({point}),0),0)", above),
    )


def phase_bars(place: Place, column: int, charts: ChartPlan, largest: float) -> Chart | None:
    """Cost by phase, from the table on Charts; None where a pack has no phases."""
    if charts.phases is None:
        return None
    top = charts.phases + HEADS - 1
    count = place.last - place.first + 1
    lines = tuple(
        Line(
            f"{CHARTS}!{fixed(top, at_column)}",
            place.span(1),
            f"{CHARTS}!{fixed(top + 1, at_column)}:{fixed(top + count, at_column)}",
            color,
        )
        for at_column, color in zip(range(3, 3 + len(PHASES)), PALETTE, strict=False)
    )
    return place.chart("Life-cycle cost by phase", lines, column, AIR * largest, LEGEND)


def share_bars(place: Place, column: int, metric: int) -> Chart | None:
    """The largest share of headroom that an option takes in a year, up to twice of it."""
    if not metric:
        return None
    name = f"{ANSWER}!{fixed(place.first - HEADS, metric)}"
    return place.chart(
        "Peak share of headroom", (Line(name, place.span(1), place.span(metric), SINGLE),), column, TWICE
    )
