"""Units without recruits of their own: the services post people to them.

A service of the pack is such an organisation where the pack says from which services its people come
(`manpower.NAME.from_SERVICE`, which add up to 1). After the published years its strength is its authorised strength,
filled as the services that recruit are, weighted by their posts; and what an option needs there the services have to
find. A pack has at most one organisation of this kind.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import posts
from estimator.expression.functions import equals, sum_of, where

SCOPE = "service"
PLACE = 2
LABEL = "Joint units"
INCLUDES = (posts,)
MARKS = {"recruits": "no", "needs": "manpower"}


@row(
    label="Part of the people posted, {service_label}",
    unit="1",
    shown="share",
    each="recruiting_service",
    measure="posted_from",
)
def posted_from_service(from_service=0):
    """Share of the people that this service posts."""
    return from_service + 0


@row(
    label="The services post all people",
    unit="1",
    measure="check",
    gather={"parts": {"scope": "service", "measure": "posted_from"}},
)
def check_posted(parts):
    """1 if the shares of the services (`from_SERVICE`) add up to 1."""
    return equals(sum_of(parts), 1)


@row(
    label="People, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="posting_people",
    wire={"strength": "manpower.{service}.strength"},
)
def people_in_service(strength):
    """Strength of a service that posts people."""
    return strength + 0


@row(
    label="Posts, {service_label}",
    unit="person",
    each="recruiting_service",
    measure="posting_posts",
    wire={"authorised": "manpower.{service}.authorised"},
)
def posts_in_service(authorised):
    """Authorised strength of a service that posts people."""
    return authorised + 0


@row(
    label="Losses expected, {service_label}",
    unit="person / year",
    each="recruiting_service",
    measure="posting_losses",
    wire={"authorised": "manpower.{service}.authorised", "loss_rate": "manpower.{service}.loss_rate"},
)
def losses_in_service(authorised, loss_rate):
    """What the service would lose in a year with all posts filled."""
    return authorised * loss_rate


@row(
    label="Fill rate of the services that post people",
    unit="1",
    shown="share",
    gather={
        "people": {"scope": "service", "measure": "posting_people"},
        "posts": {"scope": "service", "measure": "posting_posts"},
    },
)
def fill_rate_of_services(people, posts):
    """Their strength over their authorised strength."""
    return sum_of(people) / sum_of(posts)


@row(
    label="Losses a year per member",
    unit="1 / year",
    gather={
        "losses": {"scope": "service", "measure": "posting_losses"},
        "posts": {"scope": "service", "measure": "posting_posts"},
    },
)
def loss_rate(losses, posts):
    """As in the services that post people, weighted by their posts."""
    return sum_of(losses) / sum_of(posts)


@row(label="Strength", unit="person", measure="strength")
def strength(authorised, fill_rate_of_services, strength_actual, last_strength_year, year):
    """People posted to the units: published, then as many as fill their posts as those of the services are filled."""
    return where(year <= last_strength_year, strength_actual, authorised * fill_rate_of_services)
