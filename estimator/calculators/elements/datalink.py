"""The link from a radar on shore to launchers at sea: terminals, relays, spare chains, availability, cost.

A chain has a terminal at each end and relays between, as many as the distance needs beyond the reach of one hop. All
parts of a chain must work (product); of several chains one is enough (parallel). Jamming and other causes that cut all
chains at once are a factor of their own, since spare chains do not help against them. The platform that uses the link
wires its `link_availability` from here. Terminals are renewed at the age `terminal_life`, once. Left out: delay of data
over relays, and terminals that other tasks buy anyway.

Source of the method: reliability block diagram of series and parallel parts, the standard form.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.calculators.shared import deliveries, learning, payments, staffing
from estimator.expression.functions import ceiling, divide_or, lagged, maximum

SCOPE = "element"
LABEL = "Link from shore to launchers at sea"
ITEM = "terminal"
INCLUDES = (deliveries, learning, payments, staffing)
MARKS = {"kind": "link"}


@row(label="Relays in one chain", unit="1", shown="count")
def relays_per_chain(link_distance, hop_reach):
    """Relays between shore and launcher: hops of at most the reach of one, less one."""
    return maximum(0, ceiling(link_distance / hop_reach) - 1)


@row(label="Availability of one chain", unit="1", shown="share")
def chain_availability(terminal_availability, relay_availability, relays_per_chain, path_availability):
    """Two terminals, all relays and the path between them must work: the product of their availabilities."""
    return terminal_availability**2 * relay_availability**relays_per_chain * path_availability


@row(label="At least one chain works", unit="1", shown="share")
def chains_availability(chain_availability, chains):
    """1 − (1 − availability of one)^number of chains side by side."""
    return 1 - (1 - chain_availability) ** chains


@row(label="Availability of the link", unit="1", shown="share", measure="link_availability")
def link_availability(chains_availability, common_outage=0):
    """One chain works, and nothing (jamming, a failure of the shore node) cuts all chains at once."""
    return chains_availability * (1 - common_outage)


@row(label="Within the distance limit", unit="1", measure="check", only_with="distance_limit")
def within_distance(link_distance, distance_limit):
    """1 if the launchers lie within the distance at which data arrive in time for an engagement."""
    return link_distance <= distance_limit


@row(label="Terminals", unit="item")
def quantity(links, chains, terminals_per_end):
    """Terminals at both ends of all chains of all links, spares included."""
    return ceiling(2 * links * chains * terminals_per_end)


@row(label="Relays", unit="1", shown="count")
def relays(links, chains, relays_per_chain):
    """Relays of all chains of all links."""
    return links * chains * relays_per_chain


@row(label="Terminals contracted", unit="item")
def procurement_units(ordered, learning_exponent=0, priced_so_far=0):
    """Terminals with their integration."""
    return learning.as_learned(ordered + 0, learning_exponent, priced_so_far)


@row(label="Relays contracted", unit="1", shown="count")
def facilities_units(relays, ordered, quantity):
    """Relays, built in step with the terminals."""
    return relays * divide_or(ordered, quantity, 0)


@row(label="Terminal-years operated", unit="item * year")
def upkeep_units(in_service, one_year):
    """Terminals in service over this year."""
    return in_service * one_year


@row(label="Renewal falls within the service life", unit="1", shown="flag")
def renewed_in_life(terminal_life, service_life, renewals=0):
    """1 where terminals reach the end of their life while the link still serves; nil without renewals."""
    return (ceiling(terminal_life) < ceiling(service_life)) * (0 < renewals)


@row(label="Terminals renewed", unit="item")
def replacement_units(delivered, terminal_life, renewed_in_life, renewals=0):
    """Terminals that reach the end of their life while the link still serves; `renewals` is 1 or 0."""
    return renewals * lagged(delivered, ceiling(terminal_life)) * renewed_in_life


@row(label="Price of renewing one terminal", unit="money / item")
def replacement_price(unit_price):
    """As in the first buy."""
    return unit_price + 0


@row(label="Billets", unit="person", measure="billets")
def billets(in_service, people_per_terminal=0):
    """People who run and keep the terminals ashore and aboard, beyond the crews, all shifts."""
    return in_service * people_per_terminal
