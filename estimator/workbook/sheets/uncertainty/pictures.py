"""The charts of the sheet Uncertainty: S-curves, chances by year, a fan of the budget and a tornado for each option."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from estimator.analysis.draws.records import Simulation
from estimator.display.decision import Shown
from estimator.display.number_format import number_format
from estimator.report.number_table import Cell, Name, NumberTable
from estimator.workbook.cells.charts import DASHES, PALETTE
from estimator.workbook.plan.chart_plan import DWARFS
from estimator.workbook.sheets.uncertainty.sheet import Picture, Trace

MOST_LINES = 12
YEAR, POINT, FIRST_LEVEL, MEDIAN, FIRST_BAND = 1, 2, 3, 6, 10  # columns of a fan's table
TENTH, NINETIETH = 4, 8
BAND_COLORS = ("CFE3F1", "8FBFE0", "4A94C7", "8FBFE0", "CFE3F1")
DEEP, BLACK = "003A5C", "000000"
LOW, HIGH = 7, 8  # columns of a tornado's table
LONGEST_LABEL = 48  # letters beside the bars of a chart that takes half a page
HIGH_PICTURE = 11.2
LAST_LEVEL, AIR, NEAR, REACH, SEEN = 9, 1.1, 1.5, 3.0, 0.005
STEPS = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


@dataclass(frozen=True)
class Shelf:
    """The tables that charts draw, those of options by id."""

    curves: NumberTable
    over: NumberTable
    headroom: NumberTable | None
    fans: Mapping[str, NumberTable]
    tornadoes: Mapping[str, NumberTable]


def pictures(simulation: Simulation, shelf: Shelf, cost: Shown, outlay: Shown) -> Iterator[Picture]:
    """All charts in their order; what a pack has no numbers for is left out."""
    labels = {option: each.label for option, each in simulation.model.pack.options.items()}
    yield from _curves(simulation, shelf.curves, cost)
    yield from _over(simulation, shelf.over)
    if shelf.headroom:
        yield _budget(shelf.headroom, outlay)
    for option, fan in shelf.fans.items():
        yield _fan(labels[option], fan, shelf.headroom, outlay)
    for option, tornado in shelf.tornadoes.items():
        if tornado.rows:
            yield _tornado(f"{labels[option]}: what moves life-cycle cost, {cost.words}", tornado, cost)


def _curves(simulation: Simulation, table: NumberTable, cost: Shown) -> Iterator[Picture]:
    """S-curves of the options that would not dwarf the others."""
    spreads = {option: each.get(simulation.cost) for option, each in simulation.spreads.items()}
    middles = {option: each.percentiles[0.5].value for option, each in spreads.items() if each}
    most = DWARFS * median(middles.values()) if middles else 0.0
    drawn = [place for place, middle in enumerate(middles.values(), 2) if middle <= most or most <= 0]
    looks = _looks(simulation, table)
    traces = tuple(Trace(table, place, 1, place, *looks[place]) for place in drawn[:MOST_LINES])
    if traces:
        yield Picture(
            "curves",
            table.title,
            cost.words,
            "Probability",
            traces,
            wide=True,
            high=HIGH_PICTURE,
            across_format=_plain(number_format(cost)),
            up_format="0%",
            most=1.0,
        )


def _over(simulation: Simulation, table: NumberTable) -> Iterator[Picture]:
    """The options that break headroom in more than a few draws of some year."""
    places = range(2, len(table.columns) + 1)
    drawn = [place for place in places if any(_number(cells, place) >= SEEN for cells in table.rows)]
    looks = _looks(simulation, table)
    traces = tuple(Trace(table, YEAR, place, place, *looks[place]) for place in drawn[:MOST_LINES])
    if traces:
        yield Picture(
            "lines",
            table.title,
            "Fiscal year",
            "Share of the draws",
            traces,
            wide=True,
            high=HIGH_PICTURE,
            up_format="0%",
            most=1.0,
        )


def _number(cells: Sequence[Cell], place: int) -> float:
    found = cells[place - 1]
    return found if isinstance(found, int | float) else 0.0


def _fan(label: str, table: NumberTable, headroom: NumberTable | None, how: Shown) -> Picture:
    """Bands between percentiles and the median as a line; headroom with them where it comes near in some year."""
    top = max(_number(cells, LAST_LEVEL) for cells in table.rows)
    near = headroom is not None and any(
        _number(free, TENTH) < NEAR * _number(taken, LAST_LEVEL)
        for free, taken in zip(headroom.rows, table.rows, strict=True)
    )
    lines = [Trace(table, YEAR, MEDIAN, MEDIAN, DEEP, thick=True)]
    most = top
    if headroom and near:
        lines += [
            Trace(headroom, YEAR, MEDIAN, MEDIAN, BLACK, "solid", thick=True),
            Trace(headroom, YEAR, TENTH, TENTH, BLACK, "sysDot"),
            Trace(headroom, YEAR, NINETIETH, NINETIETH, BLACK, "dash"),
        ]
        most = max(top, min(max(_number(cells, MEDIAN) for cells in headroom.rows), REACH * top))
    about = "outlays against headroom" if near else "outlays, well below headroom" if headroom else "outlays"
    return Picture(
        "areas",
        f"{label}: {about}, {how.words}",
        "Fiscal year",
        how.words,
        _bands(table),
        tuple(lines),
        up_format=_plain(number_format(how)),
        stacked=True,
        most=_round(AIR * most),
    )


def _bands(table: NumberTable) -> tuple[Trace, ...]:
    """The bands of a fan, stacked on what lies below the first percentile, which is not seen."""
    base = Trace(table, YEAR, FIRST_LEVEL, FIRST_LEVEL, "")
    return (base, *(Trace(table, YEAR, place, place, color) for place, color in enumerate(BAND_COLORS, FIRST_BAND)))


def _budget(headroom: NumberTable, how: Shown) -> Picture:
    """The fan of headroom; percentiles as lines where it may fall below nil, since areas cannot stand on that."""
    lines = (Trace(headroom, YEAR, MEDIAN, MEDIAN, DEEP, thick=True),)
    negative = any(_number(cells, FIRST_LEVEL) < 0 for cells in headroom.rows)
    levels = range(FIRST_LEVEL, LAST_LEVEL + 1)
    plain = tuple(Trace(headroom, YEAR, place, place, *_look(k)) for k, place in enumerate(levels))
    return Picture(
        "lines" if negative else "areas",
        headroom.title,
        "Fiscal year",
        how.words,
        plain if negative else _bands(headroom),
        () if negative else lines,
        wide=True,
        high=HIGH_PICTURE,
        up_format=_plain(number_format(how)),
        stacked=not negative,
    )


def _round(value: float) -> float:
    """The next round number at or above."""
    size = 10.0 ** math.floor(math.log10(value))
    return float(f"{next(step for step in STEPS if step * size >= value * (1 - 1e-9)) * size:.6g}")


def _tornado(title: str, table: NumberTable, cost: Shown) -> Picture:
    """Two bars a line, from the point estimate to where the input's low and high value take the cost.

    Labels too long for the half of a page get the whole, or they would run over the frame.
    """
    traces = (Trace(table, 1, LOW, LOW, PALETTE[4]), Trace(table, 1, HIGH, HIGH, PALETTE[5]))
    change = _plain(number_format(cost))
    longest = max(len(_label(cells[0])) for cells in table.rows)
    return Picture(
        "bars",
        title,
        "",
        cost.words,
        traces,
        wide=longest > LONGEST_LABEL,
        up_format=f"+{change};-{change};0",
        diverging=True,
    )


def _label(cell: Cell) -> str:
    return cell.label if isinstance(cell, Name) else str(cell)


def _looks(simulation: Simulation, table: NumberTable) -> dict[int, tuple[str, str]]:
    """Colour and dash by column, the same for an option in every chart."""
    order = list(simulation.model.options)
    return {place: _look(order.index(each.key)) for place, each in enumerate(table.columns, 1) if each.key in order}


def _look(index: int) -> tuple[str, str]:
    return PALETTE[index % len(PALETTE)], DASHES[index // len(PALETTE) % len(DASHES)]


def _plain(format: str) -> str:
    """A number format without decimals, for the labels of an axis."""
    return format.replace(".00", "").replace(".0", "")
