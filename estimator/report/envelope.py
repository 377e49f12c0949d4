"""The envelope of life-cycle cost beside its percentiles: a table for people, lines of CSV, and JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.text import text
from estimator.language.speaker import UNIT, in_oku
from estimator.model.graph import Model
from estimator.report.manifest import Document
from estimator.report.tables import Cell, Column, Number, Table

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Simulation
    from estimator.analysis.questions.cost_bounds import Bounds

TITLE: Final = "Envelope of life-cycle cost"
HEADS: Final = {"low": "all low", "point": "as it stands", "high": "all high"}
LEVELS: Final = {"P20": 0.2, "P80": 0.8}
NOTES: Final = (
    "All low, all high: every ranged input at once at the end of its published range that lowers, or raises, the cost.",
    "No likely range: what is likely lies between P20 and P80 of the draws.",
)
LINES: Final = {
    "low": "every ranged input at the end that lowers it",
    "high": "every ranged input at the end that raises it",
}


def envelope_table(
    model: Model,
    bounds: Mapping[str, Bounds],
    simulation: Simulation | None = None,
    say: Callable[[str], str] = str,
    moves_money: bool = False,
) -> Table:
    """One line an option: the cost with all inputs low, as it stands and with all high; P20 and P80 of draws."""
    settings = model.pack.settings
    how = shown(settings.money, settings, "", [each.point for each in bounds.values()])
    moved = in_oku if moves_money and how.unit.startswith(UNIT) else str

    def number(money: float | None) -> Number:
        known = None if money is None or math.isnan(money) else money
        told = text(known, how)
        return Number(known, told if known is None else moved(told))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for option, each in bounds.items():
            drawn = _percentiles(simulation, option) if simulation else {}
            yield (
                say(model.pack.options[option].label),
                *(number(getattr(each, key)) for key in HEADS),
                *(number(drawn.get(level)) for level in LEVELS if simulation),
            )

    levels = LEVELS if simulation else {}
    heads = (
        Column("option", say("option")),
        *(Column(key, say(words), True) for key, words in HEADS.items()),
        *(Column(level, level, True) for level in levels),
    )
    return Table(f"{say(TITLE)}, {say(how.unit)}", heads, tuple(rows()), tuple(map(say, NOTES)))


def _percentiles(simulation: Simulation, option: str) -> dict[str, float]:
    spread = simulation.spreads.get(option, {}).get(simulation.cost)
    return {name: spread.percentiles[level].value for name, level in LEVELS.items()} if spread else {}


def envelope_lines(
    model: Model, bounds: Mapping[str, Bounds]
) -> Iterator[tuple[str, str, str, str, float | None, str, str]]:
    """Lines of the tidy table: `life_cycle_cost_all_low` and `life_cycle_cost_all_high` of each option."""
    metric = model.name(Role.LIFE_CYCLE_COST)
    named, unit = model.metric_labels.get(metric, metric), model.metric_units[metric]
    for option, each in bounds.items():
        for key, words in LINES.items():
            value = getattr(each, key)
            known = None if math.isnan(value) else value
            label = model.pack.options[option].label
            yield option, label, f"{metric}_all_{key}", f"{named}, {words}", known, unit, ""


def envelope_document(model: Model, bounds: Mapping[str, Bounds]) -> Document:
    """`{OPTION: {"metric": …, "unit": …, "low": x, "point": x, "high": x, "ends": {ID: [low case, high case]}}}`."""
    metric = model.name(Role.LIFE_CYCLE_COST)
    return {
        option: {
            "metric": metric,
            "unit": model.metric_units[metric],
            **{key: None if math.isnan(getattr(each, key)) else getattr(each, key) for key in HEADS},
            "ends": {id: list(pair) for id, pair in each.ends.items()},
        }
        for option, each in bounds.items()
    }
