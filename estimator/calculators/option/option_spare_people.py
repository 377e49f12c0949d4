"""Can the services spare the people whom an option needs?

People bind as hard as money: an option that needs more than a service can spare is short of people in that year,
whatever the money. A service can spare what stands above its lowest workable fill rate, or a share of its people that
can be moved whatever its fill rate, whichever is more; as whole crews, so only as far as the scarcest rank goes. Crews
of ships that the option frees stand apart, unless `freed_crews_counted` says otherwise. Joint units spare nobody: the
services post people to them.
"""

from __future__ import annotations

from functools import reduce

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import divide_or, largest, maximum, minimum, smallest, sum_of, total, where

SCOPE = "option"
MARKS = {"needs": "manpower"}
PLACE = 3
LABEL = "People to spare"
MOVABLE_SHARE = "manpower.{service}.movable_share or manpower.movable_share"


@row(
    label="People who can be moved as whole crews, {service_label}",
    unit="person",
    each="recruiting_service",
    wire={"strength": "manpower.{service}.strength", "rank_gap": "manpower.{service}.rank_gap"},
)
def usable_people_service(strength, rank_gap=0):
    """Strength as far as the scarcest rank goes."""
    return strength - rank_gap


@row(
    label="People in crews of freed ships that count, {service_label}",
    unit="person",
    each="recruiting_service",
    gather={"freed": {"scope": "option", "measure": "freed_people", "service": "{service}"}},
)
def freed_people_counted_service(freed, freed_crews_counted=0):
    """The part of them that the pack lets the service spare."""
    return sum_of(freed) * freed_crews_counted


@row(
    label="People that the service can spare, {service_label}",
    unit="person",
    each="recruiting_service",
    wire={"authorised": "manpower.{service}.authorised", "movable_share": MOVABLE_SHARE},
    role=Role.SPARE_PEOPLE,
)
def spare_people_service(
    usable_people_service, authorised, minimum_fill_rate, movable_share, needed_service, freed_people_counted_service=0
):
    """People that the service can give to a new task.

    Those above its lowest workable fill rate, or a share of all that can be moved, whichever is more. The share is the
    service's own (`manpower.SERVICE.movable_share`) where the pack gives one, else that of all services.
    """
    spare = maximum(usable_people_service - authorised * minimum_fill_rate, usable_people_service * movable_share)
    return where(0 < needed_service, spare + freed_people_counted_service, 0)


@row(
    label="Part of the new billets that can be manned, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    measure="manned_part",
)
def manned_part_service(needed_service, spare_people_service):
    """People that the service can spare over those it has to find, at most 1; 1 where it has none to find."""
    return minimum(1, divide_or(spare_people_service, needed_service, 1))


@row(
    label="Short of people, {service_label}",
    unit="1",
    each="recruiting_service",
    measure="short_of_people",
    role=Role.SHORT_OF_PEOPLE,
)
def short_of_people_service(manned_part_service):
    """1 in the years in which the option needs more people than the service can spare."""
    return manned_part_service < 1


@row(
    label="Movable share needed, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    wire={"authorised": "manpower.{service}.authorised"},
)
def movable_needed_service(
    usable_people_service, authorised, minimum_fill_rate, needed_service, freed_people_counted_service=0
):
    """People to find over those who can be moved, in years in which those above the lowest fill rate do not suffice."""
    left = maximum(0, needed_service - freed_people_counted_service)
    enough = left <= usable_people_service - authorised * minimum_fill_rate
    return where(enough, 0, divide_or(left, usable_people_service, 0))


@row(
    label="Can be manned from this movable share on, {service_label}",
    unit="1",
    each="recruiting_service",
    measure="flip",
    by="movable_share",
    over="years_short_of_people",
    wire={"movable_share": MOVABLE_SHARE},
)
def movable_share_to_man_service(movable_needed_service):
    """The movable share from which the service can give the option its people in every year."""
    return largest(movable_needed_service)


@row(label="Short of people", unit="1", gather={"flags": {"scope": "option", "measure": "short_of_people"}})
def short_of_people(flags):
    """1 in the years in which at least one service cannot spare the people."""
    return 0 < sum_of(flags)


@row(label="Years short of people", unit="1", shown="years", metric="Years short", role=Role.YEARS_SHORT)
def years_short_of_people(short_of_people):
    """Years of the horizon in which the option needs more people than a service can spare; above 0 it is infeasible."""
    return total(short_of_people)


@row(
    label="Part of the new billets that can be manned",
    unit="1",
    shown="share",
    gather={"parts": {"scope": "option", "measure": "manned_part"}},
)
def manned_part(parts):
    """The lowest of the services' parts in each year."""
    return reduce(minimum, parts)


@row(label="Manned share", unit="1", shown="share", metric="Manned share", better="more")
def manned_share(manned_part):
    """The lowest part of its new billets that the option can man in any year; 100 % if it is never short of people."""
    return smallest(manned_part)
