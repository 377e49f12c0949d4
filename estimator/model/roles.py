"""Where the roles stand in a model: the ids of rows and assumptions by what they are to the program."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.calculators import OF_SERVICES
from estimator.calculators.roles import Role
from estimator.model.graph import OF_THE_PACK, Place
from estimator.model.planning import Planned
from estimator.model.wiring import Wiring


def placed_roles(wiring: Wiring) -> dict[Place, str]:
    """The id of each role in each place, without rows that do not apply."""
    known = {*wiring.rows, *wiring.inputs}
    return {_place(planned, role): id for planned, role, id in _claims(wiring) if id in known}


def role_names(wiring: Wiring) -> dict[tuple[Role, str], str]:
    """The last word of the ids of each role and service: the metric id of a metric."""
    return {
        (role, _place(planned, role)[2]): planned.definition.name
        for planned, role, _ in _claims(wiring)
        if planned.definition.role is role
    }


def _claims(wiring: Wiring) -> Iterator[tuple[Planned, Role, str]]:
    """Each row that is planned with a role, and each assumption that is read with one."""
    for id, planned in wiring.plans.items():
        if planned.definition.role:
            yield planned, planned.definition.role, id
        for argument, role in planned.definition.reads.items():
            found = wiring.supplier(planned, argument)
            if found:
                yield planned, role, found


def _place(planned: Planned, role: Role) -> Place:
    """Whose it is, and of which service where each has its own."""
    scope, definition = planned.instance.scope, planned.definition
    marks = {**planned.instance.marks, **definition.marks}
    service = marks.get("service", "") if scope == "service" or definition.each in OF_SERVICES else ""
    return role, "" if scope in OF_THE_PACK else planned.instance.group, service
