"""Crews, people and ship-years of upkeep of ships in service, new or existing.

Ships of whose crews and people nothing is told need none. People under training are left out; the manpower calculator
counts the delay of training for the service as a whole.
"""

from __future__ import annotations

from estimator.calculators.row import row

CREWS = "people_per_crew or crews_per_hull"
PEOPLE = f"{CREWS} or shore_people_per_ship"


@row(label="Crews", unit="crew", measure="crews", only_with=CREWS)
def crews(in_service, crews_per_hull):
    """Crews of the ships in service."""
    return in_service * crews_per_hull


@row(label="Billets", unit="person", measure="billets", only_with=PEOPLE)
def billets(crews, people_per_crew, in_service, shore_people_per_ship=0):
    """Crews and shore support of the ships in service; people under training are left out."""
    return crews * people_per_crew + in_service * shore_people_per_ship


@row(label="Ship-years of upkeep", shown="count")
def upkeep_units(in_service, one_year):
    """Ship-years in service: fuel, spares, inspections and dock."""
    return in_service * one_year
