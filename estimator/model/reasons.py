"""Why a row does not apply to an option, and what to do where nothing supplies what it needs, in plain words."""

from __future__ import annotations

from collections.abc import Mapping

from estimator.model.planning import Planned
from estimator.pack.records import Service

SERVICE = "service"
NOTHING_SUPPLIES = "nothing of the option supplies it"
NOTHING_TO_DIVIDE_BY = "what it is divided by is nil for the option, so that it cannot be computed"
# What an element would have to do, by the mark `measure` that a row gathers.
DOINGS = {
    "stations": "keeps a watch station",
    "launchers_found": "strikes at launchers",
    "destroyed": "strikes at launchers",
    "fixed_targets": "strikes at fixed aim points",
    "raid_after_strike": "strikes at launchers",
    "leakers_after_strike": "strikes at launchers",
    "avoided": "is supplied by an ally",
    "in_service": "is counted in items",
    "hours": "is used by the hour",
    "service_share": "enters service because of the decision",
}
NO_NEW_PEOPLE = "the option needs no people beyond those who do the task today"
BY_PEOPLE = frozenset({"needed", "peak_intake_share", "times_service", "short_of_people", "manned_part"})


def nothing_gives(wanted: Mapping[str, str], services: Mapping[str, Service]) -> str:
    """The reason why a row that gathers these marks finds none."""
    measure = wanted.get("measure", "")
    if measure in BY_PEOPLE:
        return NO_NEW_PEOPLE
    if measure == "billets":
        return f"no element of the option {_people(wanted, services)}"
    if measure in DOINGS:
        return f"no element of the option {DOINGS[measure]}"
    kinds = ", ".join(f"{key} {value}" for key, value in wanted.items())
    return f"no element of the option gives {kinds}"


def _people(wanted: Mapping[str, str], services: Mapping[str, Service]) -> str:
    new = "needs new people" if wanted.get("funding", "").startswith("!") else "has people"
    service = services.get(wanted.get("service", ""))
    return f"{new} in the {service.label}" if service else new


def lacks_service(planned: Planned, target: str) -> bool:
    """True for a row that reads what the element's service has, where the element names none."""
    return f"{{{SERVICE}}}" in target and planned.instance.scope == "element" and not planned.words.get(SERVICE)
