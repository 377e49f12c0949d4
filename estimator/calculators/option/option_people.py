"""Has the country the people? An option's billets against the strength and the intake of each service.

Billets lie within authorised strength: the option's people are taken from the rest of the service, whose posts stay.
On top of it come the share that `billets_on_top_share` says and what goes beyond `within_share` of authorised strength;
their pay is charged to the option. People of what is done anyway (`funding = "attributed"`) and billets that the growth
of authorised strength holds already are left out. What joint units need, the services that post people to them have to
find (`manpower.NAME.from_SERVICE`): billets count by organisation, everything else after that.

Whether the services can spare them is the question of `option_spare_people`.
"""

from __future__ import annotations

from functools import reduce

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.calculators.shared.staffing import entrants
from estimator.expression.functions import divide_or, equals, largest, maximum, smallest, sum_of, where

SCOPE = "option"
PLACE = 3
LABEL = "People"
NEW = {"measure": "billets", "funding": "!attributed"}
COUNTED = {"measure": "authorised_billets", "funding": "!attributed"}
OF_SERVICE = {"strength": "manpower.{service}.strength", "authorised": "manpower.{service}.authorised"}


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
    metric="People, {service_short}",
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


@row(label="People", unit="person", metric="People", better="less", role=Role.PEOPLE)
def people(billets):
    """Billets of all services in the peak year."""
    return largest(billets)


@row(
    label="New billets, {service_label}",
    unit="person",
    each="service",
    measure="needed",
    gather={"parts": {**NEW, "service": "{service}"}, "counted": {**COUNTED, "service": "{service}"}},
)
def new_billets_service(parts, in_horizon, counted=0):
    """Billets that must be found for the option, without those of what is done anyway or authorised already."""
    return (sum_of(parts) - sum_of(counted)) * in_horizon


@row(
    label="New billets that the services post, {service_label}",
    unit="person",
    each="posted_service",
    measure="posted_billets",
)
def posted_billets_service(new_billets_service):
    """New billets in units to which the services post people."""
    return new_billets_service + 0


@row(
    label="People posted to joint units, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="needed",
    gather={
        "billets": {"scope": "option", "measure": "posted_billets"},
        "part": {"scope": "service", "measure": "posted_from", "service": "{service}"},
    },
)
def posted_people_service(billets, part):
    """The service's part of the new billets in joint units."""
    return sum_of(billets) * sum_of(part)


@row(
    label="People to find, {service_label}",
    unit="person",
    each="recruiting_service",
    gather={"parts": {"scope": "option", "measure": "needed", "service": "{service}"}},
    role=Role.NEW_BILLETS,
)
def needed_service(parts):
    """New billets of the service and its part of those in joint units: what it has to give."""
    return sum_of(parts)


@row(
    label="Billets on top of authorised strength, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="on_top",
    wire={"authorised": "manpower.{service}.authorised"},
)
def on_top_service(needed_service, authorised, billets_on_top_share, within_share=1):
    """The share that is said to come on top, or what goes beyond a share of authorised strength, whichever is more."""
    return maximum(needed_service * billets_on_top_share, needed_service - authorised * within_share)


@row(label="New billets, all services", unit="person", gather={"billets": NEW})
def new_billets(billets):
    """Billets of all services that are not there anyway."""
    return sum_of(billets)


@row(
    label="Part of the new billets on top of authorised strength",
    unit="1",
    shown="share",
    gather={"on_top": {"scope": "option", "measure": "on_top"}},
)
def on_top_part(on_top, new_billets):
    """Billets on top over all billets that are not there anyway: the part of pay that the option is charged with."""
    return divide_or(sum_of(on_top), new_billets, 0)


@row(
    label="Fill rate with the option, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    wire=OF_SERVICE,
)
def fill_rate_with_service(strength, authorised, needed_service, on_top_service):
    """Fill rate of the rest of the service: the option's people are taken out, their old posts stay.

    Billets on top of authorised strength add posts instead. Never below nil.
    """
    return maximum(0, strength - needed_service + on_top_service) / (authorised + on_top_service)


@row(
    label="Fill rate in the horizon, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    wire={"fill_rate": "manpower.{service}.fill_rate"},
)
def horizon_fill_rate_service(fill_rate, in_horizon):
    """The service's fill rate without the option; 1 outside the horizon."""
    return where(in_horizon, fill_rate, 1)


@row(label="Lowest fill rate, {service_label}", unit="1", shown="share", each="recruiting_service")
def lowest_fill_rate_service(horizon_fill_rate_service):
    """The service's lowest fill rate in the horizon, without the option."""
    return smallest(horizon_fill_rate_service)


@row(label="Fill-rate change in the lowest year, {service_label}", unit="1", shown="share", each="recruiting_service")
def change_at_lowest_service(fill_rate_with_service, horizon_fill_rate_service, lowest_fill_rate_service, in_horizon):
    """Fill rate with less without the option, in the year in which the service's fill rate is lowest."""
    lowest = equals(horizon_fill_rate_service, lowest_fill_rate_service) * in_horizon
    return (fill_rate_with_service - horizon_fill_rate_service) * lowest


@row(
    label="Fill-rate change in percentage points, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    metric="Fill rate, {service_short}",
    better="more",
    lacking="nil",
    role=Role.FILL_RATE_CHANGE,
)
def fill_rate_change_service(change_at_lowest_service):
    """With less without the option, in the year in which the service's fill rate is lowest."""
    return smallest(change_at_lowest_service)


@row(
    label="People to find over those of the service, {service_label}",
    unit="1",
    shown="ratio",
    each="recruiting_service",
    wire={"strength": "manpower.{service}.strength"},
)
def times_by_year_service(needed_service, strength):
    """What the option asks of the service over all its people."""
    return divide_or(needed_service, strength, 0)


@row(
    label="Largest part of the service asked for, {service_label}",
    unit="1",
    shown="ratio",
    each="recruiting_service",
    measure="times_service",
)
def times_service(times_by_year_service):
    """The same at the peak."""
    return largest(times_by_year_service)


@row(
    label="Times the service",
    unit="1",
    shown="ratio",
    gather={"parts": {"scope": "option", "measure": "times_service"}},
    role=Role.TIMES_SERVICE,
)
def times_the_service(parts):
    """People asked for over all people of the service asked for most, where that is more than it has; else nil."""
    most = reduce(maximum, parts)
    return where(1 < most, most, 0)


@row(
    label="Extra entrants, {service_label}",
    unit="person",
    each="recruiting_service",
    wire={"loss_rate": "manpower.{service}.loss_rate"},
)
def entrants_service(needed_service, loss_rate, one_year):
    """Entrants a year for the option's people: the growth of this year and the losses to replace."""
    return entrants(needed_service, loss_rate, one_year)


@row(
    label="Extra entrants over intake, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    wire={"intake": "manpower.{service}.intake"},
)
def intake_share_service(entrants_service, intake):
    """Extra entrants over the service's yearly intake."""
    return divide_or(entrants_service, intake, 0)


@row(
    label="Largest share of yearly intake, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    measure="peak_intake_share",
    role=Role.INTAKE_SHARE_OF_SERVICE,
)
def peak_intake_share_service(intake_share_service):
    """The same in the year in which it is largest."""
    return largest(intake_share_service)


@row(
    label="Share of yearly intake",
    unit="1",
    shown="share",
    metric="Share of intake",
    better="less",
    lacking="nil",
    gather={"parts": {"scope": "option", "measure": "peak_intake_share"}},
    needs="manpower",
    role=Role.SHARE_OF_INTAKE,
)
def share_of_yearly_intake(parts):
    """Entrants for new billets and for losses on those held over intake: the peak year of the service hit most."""
    return reduce(maximum, parts)
