"""People of one service as a stock and flow, at the end of each fiscal year.

    strength = strength a year before + entrants of a training delay ago - losses

Entrants are the recruit-age population times the service's intake rate; losses (retirement, end of term, quitting,
training failures) are the strength a year before times one loss rate. Up to `last_strength_year` the published
strength stands. Authorised strength, fill rate and shortfall follow; an option's billets lie within the authorised
strength unless it says they come on top. Pay per head is in constant prices and follows the real wage index.

Where enlisted people are scarcer than the rest (`enlisted_fill_ratio`), whole crews can be moved only as far as they
go. A fiscal year's figure is that of its last day: 31 March of the next calendar year. Women's share, reserves, and
transfers between services are left out; units to which the services post people are a matter of their own
(`joint_units`).
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import posts
from estimator.expression.functions import ceiling, divide_or, lagged, maximum, previous, where

SCOPE = "service"
MARKS = {"needs": "manpower"}
PLACE = 1
LABEL = "Manpower"
INCLUDES = (posts,)


@row(label="Year of the shifts", unit="1")
def shifted(year, first_shift_year):
    """1 in the years in which the shifts of entrants and losses are in force."""
    return first_shift_year <= year


@row(label="Entrants", unit="person")
def intake(recruit_age_population, intake_rate, intake_shift, shifted, one_year):
    """People who enter the service in this year, all types of entry, before training losses."""
    return recruit_age_population * intake_rate * where(shifted, intake_shift, 1) * one_year


@row(label="Entrants out of training", unit="person")
def trained(intake, training_delay):
    """Entrants who begin to serve in this year, a training delay after they entered."""
    return lagged(intake, ceiling(training_delay))


@row(label="Losses", unit="person")
def losses(strength, loss_rate, loss_shift, shifted, one_year):
    """Retirements, ends of term and people who quit in this year: a share of the strength a year before."""
    return previous(strength, 0) * loss_rate * where(shifted, loss_shift, 1) * one_year


@row(label="Strength", unit="person", measure="strength")
def strength(strength, strength_actual, trained, losses, last_strength_year, year):
    """Uniformed people at the end of the year: published, then carried on by entrants and losses, never below nil."""
    carried = maximum(0, previous(strength, 0) + trained - losses)
    return where(year <= last_strength_year, strength_actual, carried)


@row(label="People whom the scarcest rank leaves without a full crew", unit="person")
def rank_gap(strength, enlisted_fill_ratio=1):
    """What strength would be less if every rank were filled as the enlisted are; nil where ranks are not told apart."""
    return strength * (1 - enlisted_fill_ratio)


@row(label="Entrants over losses", unit="1", shown="share")
def replacement_share(trained, losses):
    """Share of the year's losses that trained entrants replace; below 1 the service shrinks."""
    return divide_or(trained, losses, 0)
