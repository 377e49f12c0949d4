"""The life-cycle cost of each option shown by element and phase: a table for people, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from estimator.analysis.standing.element_costs import ORDER, ElementPhases
from estimator.display.decision import shown
from estimator.display.text import DASH, text
from estimator.language.speaker import UNIT, in_oku
from estimator.model.graph import Model
from estimator.report.manifest import Document
from estimator.report.tables import Cell, Column, Number, Table

Costs = Mapping[str, Sequence[ElementPhases]]
"""The elements of each option with their costs."""
TITLE = "Life-cycle cost by element and phase"


def element_table(model: Model, costs: Costs, say: Callable[[str], str] = str, moves_money: bool = False) -> Table:
    """Elements down, under the label of their option, phases across; phases of which no option has any are left out."""
    settings = model.pack.settings
    every = [each for found in costs.values() for each in found]
    phases = [phase for phase in ORDER if any(phase in each.phases for each in every)]
    how = shown(settings.money, settings, "", [each.total for each in every])
    moved = in_oku if moves_money and how.unit.startswith(UNIT) else str

    def number(money: float | None) -> Number:
        return Number(money, DASH) if money is None else Number(money, moved(text(money, how)))

    def rows() -> Iterator[tuple[Cell, ...]]:
        for option, found in costs.items():
            if found:
                yield (say(model.pack.options[option].label),)
            for each in found:
                numbers = (number(each.phases.get(phase)) for phase in phases)
                yield (say(each.element.label), number(each.total), *numbers)

    heads = (Column("element", say("element")), *(Column(each, say(each), True) for each in ("total", *phases)))
    note = say("Constant prices, years compared; elements that cost nothing are left out.")
    return Table(f"{say(TITLE)}, {say(how.unit)}", heads, tuple(rows()), (note,))


def element_document(model: Model, costs: Costs) -> Document:
    """`{OPTION: {ELEMENT: {"label": …, "unit": …, "total": x, "phases": {PHASE: x}}}}` in base units."""
    unit = model.pack.settings.money
    return {
        option: {
            each.element.id: {
                "label": each.element.label,
                "unit": unit,
                "total": each.total,
                "phases": dict(each.phases),
            }
            for each in found
        }
        for option, found in costs.items()
    }
