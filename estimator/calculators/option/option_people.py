"""Has the country the people? An option's billets against the strength and the intake of each service.

Billets lie within authorised strength unless `billets_on_top_share` says otherwise: the option's people are
taken from the rest of the service, whose posts stay. People of what is done anyway (`funding = "attributed"`) are
left out. People bind as hard as money: an option that needs more than a service can spare is short of people in that
year, whatever the money. What a service can spare, and why, is a decision of its own (`spare_people_…`).
"""

from __future__ import annotations

from functools import reduce

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import (
    divide_or,
    equals,
    largest,
    maximum,
    minimum,
    previous,
    smallest,
    sum_of,
    total,
    where,
)

SCOPE = "option"
PLACE = 3
LABEL = "People"
MOVABLE_SHARE = "manpower.{service}.movable_share or manpower.movable_share"
NEW = {"measure": "billets", "funding": "!attributed"}


@row(
    label="Billets, {service_label}",
    unit="person",
    each="service",
    measure="option_billets",
    gather={"parts": {"measure": "billets", "service": "{service}"}},
)
def billets_service(parts, in_horizon):
    """Billets of all elements in this service in the horizon, those of existing units included."""
    return sum_of(parts) * in_horizon


@row(
    label="People, {service_label}",
    unit="person",
    each="service",
    metric=True,
    better="less",
    lacking="nil",
    role=Role.PEOPLE_OF_SERVICE,
)
def people_service(billets_service):
    """Billets in this service in the peak year."""
    return largest(billets_service)


@row(
    label="Billets",
    unit="person",
    gather={"parts": {"scope": "option", "measure": "option_billets"}},
    role=Role.BILLETS,
)
def billets(parts):
    """Billets of all services in the horizon."""
    return sum_of(parts)


@row(label="People", unit="person", metric=True, better="less", role=Role.PEOPLE)
def people(billets):
    """Billets of all services in the peak year."""
    return largest(billets)


@row(
    label="New billets, {service_label}",
    unit="person",
    each="service",
    gather={"parts": {**NEW, "service": "{service}"}},
    role=Role.NEW_BILLETS,
)
def new_billets_service(parts, in_horizon):
    """Billets that the service must find for the option, without those of what is done anyway."""
    return sum_of(parts) * in_horizon


@row(
    label="Fill rate with the option, {service_label}",
    unit="1",
    shown="share",
    each="service",
    wire={"strength": "manpower.{service}.strength", "authorised": "manpower.{service}.authorised"},
)
def fill_rate_with_service(strength, authorised, new_billets_service, billets_on_top_share):
    """Fill rate of the rest of the service: the option's people are taken out, their old posts stay.

    Billets on top of authorised strength add posts instead.
    """
    on_top = new_billets_service * billets_on_top_share
    return (strength - new_billets_service + on_top) / (authorised + on_top)


@row(
    label="Fill rate in the horizon, {service_label}",
    unit="1",
    shown="share",
    each="service",
    wire={"fill_rate": "manpower.{service}.fill_rate"},
)
def horizon_fill_rate_service(fill_rate, in_horizon):
    """The service's fill rate without the option; 1 outside the horizon."""
    return where(in_horizon, fill_rate, 1)


@row(label="Lowest fill rate, {service_label}", unit="1", shown="share", each="service")
def lowest_fill_rate_service(horizon_fill_rate_service):
    """The service's lowest fill rate in the horizon, without the option."""
    return smallest(horizon_fill_rate_service)


@row(label="Fill-rate change in the lowest year, {service_label}", unit="1", shown="share", each="service")
def change_at_lowest_service(fill_rate_with_service, horizon_fill_rate_service, lowest_fill_rate_service, in_horizon):
    """Fill rate with less without the option, in the year in which the service's fill rate is lowest."""
    lowest = equals(horizon_fill_rate_service, lowest_fill_rate_service) * in_horizon
    return (fill_rate_with_service - horizon_fill_rate_service) * lowest


@row(
    label="Fill-rate change, {service_label}",
    unit="1",
    shown="share",
    each="service",
    metric=True,
    better="more",
    lacking="nil",
    role=Role.FILL_RATE_CHANGE,
)
def fill_rate_change_service(change_at_lowest_service):
    """With less without the option, in the year in which the service's fill rate is lowest."""
    return smallest(change_at_lowest_service)


@row(
    label="Extra entrants, {service_label}",
    unit="person",
    each="service",
    measure="entrants",
    wire={"loss_rate": "manpower.{service}.loss_rate"},
)
def entrants_service(new_billets_service, loss_rate, one_year):
    """Entrants a year for the option's billets: the growth of this year and the losses to replace."""
    growth = maximum(0, new_billets_service - previous(new_billets_service, 0))
    return growth + new_billets_service * loss_rate * one_year


@row(
    label="Intake of services concerned, {service_label}",
    unit="person",
    each="service",
    measure="intake_concerned",
    wire={"intake": "manpower.{service}.intake"},
)
def intake_concerned_service(intake, new_billets_service):
    """The service's yearly intake in the years in which the option has billets there."""
    return where(0 < new_billets_service, intake, 0)


@row(
    label="Share of yearly intake by year",
    unit="1",
    shown="share",
    gather={
        "entrants": {"scope": "option", "measure": "entrants"},
        "intakes": {"scope": "option", "measure": "intake_concerned"},
    },
)
def intake_share(entrants, intakes):
    """Extra entrants over the intake of the services concerned."""
    return divide_or(sum_of(entrants), sum_of(intakes), 0)


@row(
    label="Share of yearly intake",
    unit="1",
    shown="share",
    metric=True,
    better="less",
    lacking="nil",
    role=Role.SHARE_OF_INTAKE,
)
def share_of_yearly_intake(intake_share):
    """Extra entrants a year for the option's billets over that year's intake, at the peak."""
    return largest(intake_share)


@row(
    label="People that the service can spare, {service_label}",
    unit="person",
    each="service",
    wire={
        "strength": "manpower.{service}.strength",
        "authorised": "manpower.{service}.authorised",
        "movable_share": MOVABLE_SHARE,
    },
    role=Role.SPARE_PEOPLE,
)
def spare_people_service(strength, authorised, minimum_fill_rate, movable_share, new_billets_service):
    """People that the service can give to a new task.

    Those above its lowest workable fill rate, or a share of all that can be moved, whichever is more. The share is the
    service's own (`manpower.SERVICE.movable_share`) where the pack gives one, else that of all services.
    """
    spare = maximum(strength - authorised * minimum_fill_rate, strength * movable_share)
    return where(0 < new_billets_service, spare, 0)


@row(
    label="Short of people, {service_label}",
    unit="1",
    each="service",
    measure="short_of_people",
    role=Role.SHORT_OF_PEOPLE,
)
def short_of_people_service(new_billets_service, spare_people_service):
    """1 in the years in which the option needs more people than the service can spare."""
    return spare_people_service < new_billets_service


@row(
    label="Part of the new billets that can be manned, {service_label}",
    unit="1",
    shown="share",
    each="service",
    measure="manned_part",
)
def manned_part_service(new_billets_service, spare_people_service):
    """People that the service can spare over the option's new billets, at most 1; 1 where it has none."""
    return minimum(1, divide_or(spare_people_service, new_billets_service, 1))


@row(
    label="Movable share needed, {service_label}",
    unit="1",
    shown="share",
    each="service",
    wire={"strength": "manpower.{service}.strength", "authorised": "manpower.{service}.authorised"},
)
def movable_needed_service(strength, authorised, minimum_fill_rate, new_billets_service):
    """New billets over strength in the years in which people above the lowest workable fill rate do not suffice."""
    enough = new_billets_service <= strength - authorised * minimum_fill_rate
    return where(enough, 0, divide_or(new_billets_service, strength, 0))


@row(
    label="Can be manned from this movable share on, {service_label}",
    unit="1",
    each="service",
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


@row(label="Years short of people", unit="1", shown="years", metric=True, role=Role.YEARS_SHORT)
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


@row(label="Manned share", unit="1", shown="share", metric=True, better="more")
def manned_share(manned_part):
    """The lowest part of its new billets that the option can man in any year; 100 % if it is never short of people."""
    return smallest(manned_part)
