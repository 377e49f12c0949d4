"""A row that each service has its own of is found by role and service, whichever axis of services it follows."""

from __future__ import annotations

from estimator import load
from estimator.calculators import OF_SERVICES, calculators


def test_every_role_of_services_is_placed_by_service():
    roles = {row.role for each in calculators().values() for row in each.rows if row.role and row.each in OF_SERVICES}
    model = load("coastguard").model()
    assert roles
    placed = {(role, service) for role, _, service in model.roles if role in roles}
    assert placed
    assert {service for _, service in placed} <= set(model.pack.services)
