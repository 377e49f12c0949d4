"""What elements are told: each input of their rows with its meaning, unit and an example, by its name.

Rows name their inputs; what a name means is the same wherever it is read, so it stands here once: for `show`, for the
skeletons, for the message about what is missing, for the schema that editors read. `item` is what the calculator
counts, `price` the pack's money in the pack's prices. An input that means another thing to one calculator has an entry
`calculator.name`. What rows read and nobody types (what another row supplies by a wire) has no entry.

The examples belong together: with them every calculator computes (a test holds that), and none of them is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from estimator.units import Pure


@dataclass(frozen=True, slots=True)
class Asked:
    """One input as an analyst is asked for it: unit and meaning, a number that fits, and what kind of number it is.

    `note` says what may stand instead, or what to mind. The example of one that is `dated` counts from the first
    fiscal year compared. `without` says in words what holds where the input is left out, if no number does.
    """

    unit: str
    meaning: str
    example: float
    note: str = ""
    whole: bool = False
    shown: Pure = ""
    dated: bool = False
    without: str = ""

    @property
    def is_cost(self) -> bool:
        """True for money, which carries its price year and says what it rests on."""
        return self.unit.startswith("price")

    def meaning_here(self, item: str) -> str:
        """The meaning with the word `item` filled in."""
        return self.meaning.replace("{item}", item.replace("_", " ") or "item")

    def unit_here(self, item: str, price: str) -> str:
        """The unit with the words filled in: `item` by what is counted, `price` by money of the pack's price year."""
        words = self.unit.split(" ")
        return " ".join(price if word == "price" else (item or "item") if word == "item" else word for word in words)


def asked(calculator: str, name: str) -> Asked | None:
    """What an input of a calculator is, or None for one that nobody types."""
    return ASKED.get(f"{calculator}.{name}") or ASKED.get(name) or _of_a_stream(name)


def _share(meaning: str, example: float, without: str = "") -> Asked:
    """A share is asked for in per cent: whoever reads "share" and types 5 means a twentieth."""
    return Asked("%", meaning, round(example * 100, 6), without=without)


def _event(meaning: str, example: float) -> Asked:
    return Asked("1", meaning, example, shown="share")


def _year(meaning: str, example: float) -> Asked:
    return Asked("year", meaning, example, whole=True)


def _date(meaning: str, without: str = "") -> Asked:
    return Asked("year", meaning, 1, whole=True, dated=True, without=without)


def _switch(meaning: str, example: float = 1) -> Asked:
    return Asked("1", meaning, example, whole=True, shown="count")


def _ratio(meaning: str, example: float) -> Asked:
    return Asked("1", meaning, example, shown="ratio")


def _of_a_stream(name: str) -> Asked | None:
    """The years over which the contracts of one stream of payments are paid in equal parts."""
    stream, _, rest = name.partition("_")
    if rest == "contract_years" and stream in STREAMS:
        without = "" if stream == "procurement" else "paid within the year"
        return Asked("year", f"Years of payment: {STREAMS[stream]}", 2, whole=True, without=without)
    return None


STREAMS: Final = {
    "procurement": "what is bought",
    "facilities": "works",
    "upkeep": "upkeep",
    "support": "support",
    "refit": "refits",
    "introduction": "introduction",
    "replacement": "replacements",
    "spares": "first spares",
    "trial": "system tests",
    "land": "land and community measures",
    "software": "software upkeep",
    "disposal": "disposal",
}
"""What each stream of payments pays for."""

OF_THE_OPTION: Final = frozenset(
    "quantity orders_per_year first_order_year rounds satellites units units_per_year orbits stations_wanted "
    "extra_satellites links chains watch_start watch_years training_start disposal_start development_start "
    "arrangement_start arrangement_years".split()
)
"""What an option decides, how many and when; a system leaves it open to the options that use it."""

ASKED: Final = {
    # Orders, deliveries, life
    "quantity": Asked("item", "Number bought", 3),
    "orders_per_year": Asked("item / year", "Ordered in a year", 1),
    "first_order_year": _date("Year of the first order"),
    "lead_time": _year("Years from order to service", 3),
    "service_life": _year("Years in service", 20),
    "item_life": _year("Life of one {item}, after which it is bought again", 10),
    "disposal_start": _date("First year of disposal; until then it waits", "at once"),
    "training_start": _date("First year of training; until then it waits", "at once"),
    "offered": _event("The seller offers when asked: 1 or 0, or the chance", 0.8),
    "offer_delay": Asked("year", "Years until an offer comes after all", 3),
    "risk_strikes": _event("A risk delays the start: 1 or 0, or the chance", 0.2),
    "risk_delay": Asked("year", "Years by which that risk delays the start", 2),
    # Prices
    "unit_price": Asked("price / item", "Price of one {item}", 100),
    "upkeep_price": Asked("price / item / year", "Upkeep of one {item} in a year, without pay", 5),
    "reference_quantity": Asked("item", "Number for which the price was given", 3, without="all bought"),
    "learning_slope": _ratio("Learning: mean price of twice the series, over its own", 0.95),
    "series_startups": _ratio("Times that series production is set up", 1),
    "introduction_price": Asked("price / item", "Introduction of one {item}: adapting, first training", 4),
    "fleet.introduction_price": Asked("price", "Start-up of the series: design, tooling, trials", 40),
    "munitions.introduction_price": Asked("price", "Start-up of the series: tooling, trials", 10),
    "trainings_per_order": _ratio("First trainings or adaptations for each {item} ordered", 1),
    "facilities_price": Asked("price / item", "Works for one {item}: buildings, roads, power", 20),
    "works_per_order": _ratio("Sets of works for each {item} ordered", 1),
    "disposal_share": _share("Disposal as a share of the price", 0.05),
    "sunk_cost": Asked("price", "Paid before the decision for what this element buys", 10),
    "committed_cost": Asked("price", "Signed before the decision and unpaid", 10),
    "cancel_share": _share("Share of the unpaid part that falls due on cancelling", 0.4),
    # What fields a thing besides its price
    "spares_share": _share("First spares as a share of the price", 0.1),
    "trials_per_order": Asked("1 / item", "System tests for each {item} ordered", 1),
    "trial_price": Asked("price", "One system test, with target and range", 8),
    "places_per_order": Asked("1 / item", "Places with land and community measures for each {item} ordered", 1),
    "land_price": Asked("price", "Land, compensation and community measures of one place", 3),
    "programmes_per_item": Asked("1 / item", "Software programmes to keep up for each {item}", 1),
    "software_price": Asked("price / year", "Upkeep of one software programme in a year", 2),
    # People
    "training_price": Asked("price / person", "Basic and first trade training of one entrant", 0.08),
    "people_per_crew": Asked("person / crew", "Crew of one ship", 120, without="nobody"),
    "shore_people_per_ship": Asked("person / ship", "Shore support of one ship", 15),
    "people_per_battery": Asked("person / battery", "People of one battery", 90),
    "support_people_per_battery": Asked("person / battery", "Headquarters, maintenance and training, a battery", 30),
    "crew_per_battery": Asked("person / battery", "Soldiers of one battery", 90),
    "support_factor": _ratio("People of a battery with its support over those of the battery", 1.5),
    "people_per_aircraft": Asked("person / aircraft", "Aircrew and ground crew of one aircraft", 25),
    "people_per_orbit": Asked("person / orbit", "People for one orbit, analysts included", 70),
    "people_per_terminal": Asked("person / terminal", "People for one terminal, all shifts", 4),
    "people_per_unit": Asked("person / unit", "People of one full unit", 120),
    "existing_people": Asked("person / unit", "People who stand there already", 40),
    "outside_share": _share("Part of the people who serve in the services, not in the unit's own", 0.4),
    "authorised_share": _share("Part of the people whose posts stand in authorised strength already", 0.2),
    "people_per_team": Asked("person / team", "People of one watch team", 20),
    "watch_teams": Asked("team / item", "Watch teams for a watch day and night", 4),
    "guards": Asked("person / item", "Guards of one {item}", 60),
    "support_people": Asked("person / item", "Maintenance, signals, supply and command of one {item}", 50),
    "rotation_factor": _ratio("People for each place aboard, those ashore between turns counted in", 2),
    "operators_per_site": Asked("person / site", "Operators of one ground site, all shifts", 40),
    "analysts_per_satellite": Asked("person / satellite", "Image analysts for one satellite, all shifts", 5),
    "liaison_people": Asked("person", "Liaison people", 20),
    # Ships on station
    "stations_wanted": Asked("station", "Stations to be held day and night", 1, without="none"),
    "stations_per_hull": Asked("station / ship", "Stations held by one hull on watch", 1, without="none"),
    "material_watch_share": _share("Share of the year in which a hull can stand the watch", 0.45, "no watch"),
    "crews_per_hull": Asked("crew / ship", "Crews for each hull", 1),
    "crew_endurance_share": Asked(
        "ship / crew", "Ships that one crew can keep on watch, on a year's mean", 0.4, without="no watch"
    ),
    "weather_loss": _share("Part of the watch lost to weather", 0.05),
    "cells_per_ship": Asked("cell / ship", "Launch cells of one ship", 32),
    "refits_per_ship": _ratio("Mid-life refits of a ship: 1 or 0", 1),
    "refit_age": _year("Age at the mid-life refit", 12),
    "refit_price": Asked("price / item", "Mid-life refit of one {item}", 25),
    "hulls_available": Asked("ship", "Existing ships fit for the task", 8, without="not checked"),
    "watch_start": _date("First year of the watch that is counted"),
    "watch_years": _year("Years of the watch that are counted", 15),
    # Sites and platforms
    "stations_per_item": Asked("station / item", "Stations held by one {item}", 1, without="none"),
    "material_availability": _share("Share of the year in which the material is up", 0.9, "no station"),
    "weather_downtime": _share("Part of the time lost to weather", 0.03),
    "cells_per_item": Asked("cell / item", "Launch cells of one {item}", 24),
    "support_price": Asked("price / item / year", "Marine operation and overhaul of one {item} in a year", 4),
    "guard_ships_per_platform": Asked("ship / platform", "Guard ships bound to one platform", 1),
    "guard_price": Asked("price / ship / year", "One guard ship in a year, without pay", 6),
    "people_per_guard_ship": Asked("person / ship", "Crew of one guard ship", 30),
    "distance_to_shore": Asked("km", "Distance to the shore radar and command post", 20, without="not checked"),
    "link_reach": Asked("km", "Reach of a line-of-sight link without a relay", 40, without="not checked"),
    # Batteries and launchers
    "launchers_per_battery": Asked("launcher / battery", "Launchers of one battery", 4),
    "rounds_per_launcher": Asked("missile / launcher", "Rounds on one launcher", 8),
    "circle_area": Asked("km ** 2 / battery", "Area that one battery covers", 2800),
    "overlap": _share("Share of the circles that overlaps or falls outside the land", 0.3),
    "cells_per_launcher": Asked("cell / launcher", "Cells of one launcher", 2),
    "stock_rounds": Asked("missile", "Rounds of the stock", 48),
    "rounds_per_magazine": Asked("missile / site", "Rounds in one magazine", 24),
    "launcher.facilities_price": Asked("price / site", "Works of one magazine", 6),
    # Stocks of missiles
    "rounds": Asked("missile", "Rounds in stock", 48, "or launch_cells, by a wire, with rounds_per_cell"),
    "rounds_per_cell": Asked("missile / cell", "Rounds for one launch cell, reloads counted in", 1),
    "load_share": _share("Share of the launch cells that hold this round", 0.5),
    "round_price": Asked("price / missile", "Price of one round as quoted", 2.5),
    "battery.round_price": Asked("price / missile", "Price of one round, for a battery quoted with its load", 2.5),
    "munitions.reference_quantity": Asked("missile", "Rounds for which the price was given", 48),
    "quantity_slope": _ratio("Price of twice the quantity over the price", 0.95),
    "surcharge": _share("Surcharge for training, support and sale by a government", 0.1),
    "recertification_share": Asked("1 / year", "Storage and inspection in a year, as a share of the price", 0.02),
    "yearly_upkeep": Asked("price / missile / year", "Storage and inspection of one round in a year", 0.05),
    "renewals_per_round": _ratio("Renewals of a round: 1 or 0", 1),
    "renewal_age": _year("Age at which a round is renewed", 10),
    "replacement_share": _ratio("Price of renewing a round over that of a new one", 0.4),
    "test_firings": Asked("missile / year", "Rounds fired for practice in a year", 1),
    "upper_tier": _switch("Meets missiles above the atmosphere: 1 or 0"),
    "lower_tier": _switch("Meets missiles near the ground: 1 or 0"),
    # Strike missiles
    "firing_cells": Asked("cell", "Cells that fire this kind", 24),
    "loads_per_day": Asked("missile / cell", "Rounds of this kind that a cell fires on the first day", 1),
    "reliability": _share("Chance that a round works and finds its aim point", 0.8),
    "penetration_bare": _share("Chance that defences do not stop a round, without help", 0.7),
    "penetration_supported": _share("Chance that defences do not stop a round, with cyber and jamming", 0.85),
    "target_distance": Asked("km", "Distance to the target area", 600),
    "missile_speed": Asked("km / minute", "Mean speed", 15),
    "launch_delay": Asked("minute", "Time for aircraft to reach the launch point", 45),
    "fixed_aim_points": Asked("aim_point", "Fixed aim points", 60),
    "launchers_ready": Asked("launcher", "Mobile launchers ready to fire", 20),
    "rounds_per_aim_point": Asked("missile / aim_point", "Hits wanted on one aim point", 2),
    "fixed_share": _share("Part of the fixed aim points that this kind serves", 0.5),
    "mobile_share": Asked("aim_point / launcher", "Aim points of this kind for each mobile launcher", 1),
    "share_for_launchers": _share("Share of the first day's rounds set aside for mobile launchers", 0.5),
    # Aircraft and orbits
    "strike_share": _share("Part of the aircraft's use that serves the task", 0.5),
    "hours_per_aircraft": Asked("hour / aircraft / year", "Flying hours of one aircraft in a year", 200),
    "cells_per_aircraft": Asked("cell / aircraft", "Stand-off missiles that one aircraft carries", 2),
    "aircraft_availability": _share("Share of aircraft fit to fly", 0.65),
    "bases": Asked("site", "Bases to be built", 1),
    "aircraft.facilities_price": Asked("price / site", "Hangars, loading and mission planning of one base", 30),
    "orbits": Asked("orbit", "Orbits to be held day and night", 1),
    "aircraft_per_orbit": Asked("aircraft / orbit", "Drones to hold one orbit", 4),
    "hours_per_orbit": Asked("hour / orbit / year", "Hours of an orbit in a year", 8760, without="not counted"),
    "drone_search_time": Asked(
        "minute * orbit", "Time in which one orbit looks over the whole area once", 240, without="no looks"
    ),
    "orbit.losses_per_hour": Asked("aircraft / hour", "Drones lost for each hour flown", 0.00002),
    "orbit.facilities_price": Asked("price / site", "Hangars and control rooms of one base", 15),
    # Satellites
    "satellites": Asked("satellite", "Satellites wanted, in place of the number by revisit time", 5),
    "wanted_revisit": Asked("minute", "Wanted time between two looks at one place", 30),
    "reference_revisit": Asked("minute", "Time between two looks of the constellation taken as a scale", 120),
    "reference_satellites": Asked("satellite", "Satellites of that constellation", 6),
    "satellite_price": Asked("price / satellite", "Price of one satellite", 15),
    "launch_price": Asked("price / satellite", "Launch of one satellite", 6),
    "extra_satellites": Asked("satellite", "Satellites beyond those for the wanted time", 0, whole=True),
    "launches_per_year": Asked("satellite / year", "Satellites launched in a year", 6),
    "ground_sites": Asked("site", "Ground sites", 2),
    "constellation.facilities_price": Asked("price / site", "Building one ground site", 25),
    "supplied_by_ally": _share("Share that an ally supplies", 0.3),
    # Links
    "links": Asked("1", "Launch platforms linked", 2, whole=True, shown="count"),
    "chains": Asked("1", "Chains of terminals and relays side by side", 2, whole=True, shown="count"),
    "terminals_per_end": Asked("terminal", "Terminals at one end of a chain, spares counted in", 1),
    "link_distance": Asked("km", "Distance that the link bridges", 60),
    "hop_reach": Asked("km", "Reach of one hop without a relay", 40),
    "distance_limit": Asked("km", "Distance at which data still arrive in time", 300, without="not checked"),
    "terminal_availability": _share("Availability of one terminal", 0.99),
    "relay_availability": _share("Availability of one relay", 0.97),
    "path_availability": _share("Availability of the path between two terminals", 0.97),
    "common_outage": _share("Share of the time in which all chains are cut at once", 0.02),
    "datalink.facilities_price": Asked("price", "One relay", 5),
    "renewals": _ratio("Terminals are renewed at the end of their life: 1 or 0", 1),
    "terminal_life": _year("Life of one terminal", 12),
    # Units
    "units": Asked("unit", "Units wanted", 1),
    "units_per_year": Asked("unit / year", "Units formed in a year", 1, "0.5 for a unit formed over two years"),
    "attributed_share": _share("Part of the unit that counts for this option", 0.5),
    "equipment_price": Asked("price / unit", "Equipment of one unit, bought again at the end of its life", 24),
    "cost_per_head": Asked("price / person / year", "Yearly cost of one head, without pay", 0.02),
    "cost_per_unit": Asked("price / unit / year", "What the unit as a whole costs in a year, without pay", 1.5),
    # Things bought and kept
    "learning_by_unit": _switch("Learning by unit: 1; by cumulative average: 0"),
    "later_slope": _ratio("Learning: the slope that holds later on", 0.95),
    "learning_changes_at": Asked("item", "Last item of the first slope of learning", 2),
    "bought_and_kept.yearly_upkeep": Asked("price / item / year", "Upkeep of one item in a year", 2),
    "losses_per_hour": Asked("item / hour", "Losses of one {item} for each hour of use", 0.00002),
    "upkeep_share": Asked("1 / year", "Upkeep in a year as a share of the price", 0.02),
    "hours_per_item": Asked("hour / item / year", "Hours of use of one {item} in a year", 200),
    "cost_per_hour": Asked("price / hour", "Cost of one hour of use", 0.01),
    "loss_rate": Asked("% / year", "Chance of losing one {item} in a year", 0.5),
    "losses_replaced": _switch("Lost items are bought again: 1; the number in use falls: 0"),
    "works_per_item": Asked("1", "Buildings and works for each item bought: 1 or 0", 1, shown="ratio"),
    "disposal_cost": Asked("price / item", "Disposal of one item", 1),
    "people_per_item": Asked("person / item", "People who serve with one item", 10),
    # Development and contracts that are cancelled
    "development_cost": Asked("price", "Cost of the whole development", 200),
    "development_start": _date("First year of development"),
    "development_years": Asked("year", "Years of development", 5),
    "outlay_shape": Asked("1", "Shape of the Rayleigh profile", 3.5, shown="ratio", without="equal parts"),
    "happens": _event("The development is needed: 1 or 0, or the chance", 0.5),
    "paid_cost": Asked("price", "Paid before the decision", 30),
    "unpaid_cost": Asked("price", "Signed and unpaid at the decision", 50),
    "settlement_years": _year("Years over which the settlement is paid", 2),
    # What an ally supplies
    "own_price": Asked("price / year", "Yearly cost of the enabler if bought alone", 60),
    "ally_share": _share("Share of the enabler that the ally supplies", 0.8),
    "charge_share": _share("Part of the value that is paid for", 0.1),
    "arrangement_start": _date("First year of the arrangement"),
    "arrangement_years": _year("Years of the arrangement", 15),
    "ally_revisit": Asked("minute", "Time between two looks of the ally at one place", 30),
    "looks_passed_on": _share("Share of its looks that the ally passes on", 0.5),
    "jamming_brought": _share("Part of the jamming that the ally does", 0.5),
    "command_brought": _share("Part of the command that the ally does", 0.5),
}
