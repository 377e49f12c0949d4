"""What a comparison tells of its draws: verdicts by event, chances to be the cheapest, percentiles of what is drawn."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.analysis.draws.records import Simulation
from estimator.calculators.roles import Role
from estimator.display.verdict import EVENTS
from estimator.report.manifest import Document
from estimator.report.number_table import known, level_heading, level_name

TOLD = (0.2, 0.5, 0.8)
SPREAD = (Role.LIFE_CYCLE_COST, Role.NEW_MONEY, Role.LEAKERS, Role.LAUNCHERS_DESTROYED)
CHEAPEST = "cheapest of all"
Line = tuple[str, str, str, str, float | None, str, str]


def spread_metrics(simulation: Simulation) -> list[str]:
    """The metrics whose percentiles stand beside the verdicts, as far as the pack has them."""
    known = {id for each in simulation.spreads.values() for id in each}
    return [id for role in SPREAD if (id := simulation.model.name(role)) in known]


def chances_document(simulation: Simulation) -> Document:
    """Verdicts, chances and percentiles as JSON, in base units; null where the pack has nothing of an event."""
    settings = simulation.model.pack.settings
    return {
        "draws": simulation.draws,
        "seed": simulation.run.seed,
        "thresholds": {"holds": settings.chance_holds, "fails": settings.chance_fails},
        "options": {option: _option(simulation, option) for option in simulation.chances},
    }


def _option(simulation: Simulation, option: str) -> Document:
    verdicts = {event: each.record() for event, each in simulation.verdicts(option).items()}
    spreads = simulation.spreads[option]
    percentiles = {
        id: {
            **{level_name(level): known(spreads[id].percentiles[level].value) for level in TOLD},
            "point_percentile": known(spreads[id].point_percentile),
        }
        for id in spread_metrics(simulation)
        if id in spreads
    }
    return {"verdicts": verdicts, "cheapest": simulation.cheapest.get(option), "percentiles": percentiles}


def chance_lines(simulation: Simulation) -> Iterator[Line]:
    """The same as lines of the tidy table, a chance as `chance_money`, a percentile as `life_cycle_cost_p80`."""
    for option in simulation.chances:
        label = simulation.model.pack.options[option].label
        for event, verdict in simulation.verdicts(option).items():
            if verdict.chance is not None:
                yield option, label, f"chance_{event}", f"Chance that {EVENTS[event]}", verdict.chance, "1", ""
        if option in simulation.cheapest:
            yield option, label, "chance_cheapest", f"Chance to be the {CHEAPEST}", simulation.cheapest[option], "1", ""
        for id in spread_metrics(simulation):
            yield from _percentiles(simulation, option, label, id)


def _percentiles(simulation: Simulation, option: str, label: str, id: str) -> Iterator[Line]:
    spread = simulation.spreads[option].get(id)
    if spread is None:
        return
    named = simulation.model.metric_labels.get(id, id)
    for level in TOLD:
        value = known(spread.percentiles[level].value)
        metric, heading = f"{id}_{level_name(level)}", f"{named}, {level_heading(level)}"
        yield option, label, metric, heading, value, spread.unit, ""
