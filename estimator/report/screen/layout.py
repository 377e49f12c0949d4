"""Which columns the screen has room for, and the lines of its table."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from estimator.calculators.roles import Role
from estimator.display.text import DASH
from estimator.report.headlines import effects
from estimator.report.screen.columns import (
    MONEY,
    OPTION,
    PEOPLE,
    UNBROKEN,
    VERDICT,
    Column,
    amount_column,
    chance_column,
    chance_key,
    cheapest_column,
    option_column,
    verdict_column,
)
from estimator.report.screen.seen import Seen
from estimator.report.words.wrapped_lines import folded
from estimator.visible import width_of

WIDE: Final = 100
"""From so many columns on a terminal has room for money and more."""
GAPS: Final = (2, 1)
MORE: Final = (
    Role.PEAK_SHARE,
    Role.LEAKERS_AFTER_STRIKE,
    Role.FIXED_TARGETS,
    Role.YARDSTICKS_FREED,
    Role.YEARLY_OPERATION,
    Role.BREAK_EVEN_SHARE,
    Role.WHOLE_LIFE_COST,
    Role.FIRST_ELEMENT,
)
"""What else a very wide terminal has room for, the most wanted first."""


@dataclass(frozen=True)
class Laid:
    """Columns side by side, so many spaces apart."""

    columns: tuple[Column, ...]
    gap: int

    @property
    def widths(self) -> list[int]:
        """The width of each column."""
        return [max(map(width_of, (*head_lines(each), *each.cells))) for each in self.columns]

    @property
    def width(self) -> int:
        """The width of all."""
        return sum(self.widths) + self.gap * (len(self.columns) - 1)

    def head(self) -> list[str]:
        """The headings, in as many lines as the longest takes, on the ground of the last."""
        parts = [head_lines(each) for each in self.columns]
        depth = max(map(len, parts))
        filled = [[""] * (depth - len(each)) + each for each in parts]
        return [self._line(each) for each in zip(*filled, strict=True)]

    def rows(self) -> list[str]:
        """One line an option."""
        return [self._line(cells) for cells in zip(*(each.cells for each in self.columns), strict=True)]

    def _line(self, cells: Iterable[str]) -> str:
        padded = (
            " " * (width - width_of(cell)) + cell if column.right else cell + " " * (width - width_of(cell))
            for cell, width, column in zip(cells, self.widths, self.columns, strict=True)
        )
        return (" " * self.gap).join(padded).rstrip()


def head_lines(column: Column) -> list[str]:
    """A heading in lines as narrow as the cells allow; a unit is never parted."""
    heading = column.heading
    if width_of(heading) <= column.room:
        lines = [heading]
    elif width_of(heading) > len(heading):
        lines = folded(heading, column.room)
    else:
        lines = textwrap.wrap(heading, column.room, break_long_words=False, break_on_hyphens=False)
    return [each.replace(UNBROKEN, " ") for each in lines]


def laid_out(seen: Seen, width: int, metrics: Sequence[str] = ()) -> list[Laid]:
    """The table in one part; metrics that were asked for take as many parts as they need."""
    if metrics:
        return _chosen(seen, width, metrics)
    base = _narrow(seen, width)
    if width < WIDE:
        return [base]
    for wanted in _extras(seen):
        tried = Laid(_in_order(seen, _with(base.columns, wanted)), base.gap)
        base = tried if tried.width <= width else base
    return [base]


def _named(seen: Seen, role: Role, *, ranged: bool = False) -> Column | None:
    metric = seen.model.name(role)
    return amount_column(seen, metric, seen.model.metric_shorts.get(metric, metric), ranged=ranged)


def _cost(seen: Seen, *, ranged: bool = True) -> Column | None:
    return amount_column(seen, seen.model.name(Role.LIFE_CYCLE_COST), "Cost", ranged=ranged)


def _effect(seen: Seen, place: int, *, ranged: bool = False) -> Column | None:
    found = effects(seen.model, seen.metrics)
    if place >= len(found):
        return None
    return amount_column(seen, found[place], seen.model.metric_shorts[found[place]], ranged=ranged)


def _narrow(seen: Seen, width: int) -> Laid:
    """The columns of eighty, of which the least wanted are left out where even these are too wide."""
    option, verdict, people = option_column(seen), verdict_column(seen), _named(seen, Role.PEOPLE)
    effect, year, cost, point = (
        _effect(seen, 0),
        _named(seen, Role.COMPLETE_CHAIN),
        _cost(seen),
        _cost(seen, ranged=False),
    )
    tries = (
        (option, cost, people, effect, year, verdict),
        (option, point, people, effect, year, verdict),
        (option, point, people, verdict),
        (option, point, verdict),
    )
    made = [Laid(tuple(filter(None, each)), gap) for each in tries for gap in GAPS]
    return next((each for each in made if each.width <= width), made[-1])


def _extras(seen: Seen) -> Iterator[Column]:
    """What more width has room for, the most wanted first; one that is wanted again with its range takes its place."""
    found = (
        _named(seen, Role.NEW_MONEY),
        chance_column(seen, MONEY, "Money holds"),
        chance_column(seen, PEOPLE, "People hold"),
        _effect(seen, 1),
        _effect(seen, 2),
        cheapest_column(seen),
        _named(seen, Role.NEW_MONEY, ranged=True),
        *(_effect(seen, place, ranged=True) for place in range(3)),
        *(_named(seen, role) for role in MORE),
    )
    return (each for each in found if each)


def _with(columns: Sequence[Column], wanted: Column) -> tuple[Column, ...]:
    """The columns with one more, which takes the place of the same without its range."""
    return (*(each for each in columns if each.key != wanted.key), wanted)


def _in_order(seen: Seen, columns: Iterable[Column]) -> tuple[Column, ...]:
    """Money beside money, people beside people, effects; the year and the verdict last."""
    name = seen.model.name
    order = [
        OPTION,
        *map(name, (Role.LIFE_CYCLE_COST, Role.NEW_MONEY)),
        chance_key("cheapest"),
        *map(name, (Role.YEARLY_OPERATION, Role.WHOLE_LIFE_COST, Role.PEAK_SHARE, Role.BREAK_EVEN_SHARE)),
        chance_key(MONEY),
        name(Role.PEOPLE),
        chance_key(PEOPLE),
        *effects(seen.model, seen.metrics),
        *map(name, (Role.LEAKERS_AFTER_STRIKE, Role.FIXED_TARGETS, Role.YARDSTICKS_FREED)),
        *map(name, (Role.FIRST_ELEMENT, Role.COMPLETE_CHAIN)),
        VERDICT,
    ]
    return tuple(sorted(columns, key=lambda each: order.index(each.key)))


def _chosen(seen: Seen, width: int, metrics: Sequence[str]) -> list[Laid]:
    """The metrics asked for, in as many parts as they need, each with the options; the first has the verdicts."""
    option, verdict = option_column(seen), verdict_column(seen)
    last = (verdict,) if verdict else ()
    parts: list[tuple[Column, ...]] = [(option, *last)]
    for column in (_metric(seen, each) for each in metrics):
        before = parts[-1][: len(parts[-1]) - len(last)] if len(parts) == 1 else parts[-1]
        longer = (*before, column, *(last if len(parts) == 1 else ()))
        if len(before) > 1 and Laid(longer, GAPS[0]).width > width:
            parts.append((option, column))
        else:
            parts[-1] = longer
    return [Laid(each, GAPS[0]) for each in parts]


def _metric(seen: Seen, metric: str) -> Column:
    """A metric that was asked for by its id: a column of dashes if it applies to no option."""
    heading = seen.model.metric_shorts[metric]
    found = amount_column(seen, metric, heading, ranged=True)
    return found or Column(metric, seen.say(heading), (DASH,) * len(seen.options))
