"""What the ally's ships on the same watch add while the ally supports: for options with an element of integration.

`ally_watch_hulls` keep the watch beside the baseline's; those that new elements free leave it. The rest hold places as
the yardstick does (`station_yield`), never more than are wanted, and let through less: an ally's ship engages what the
option's station and the baseline's leave of the missiles within reach, no more than it can engage at a time and no more
than its own rounds allow. So the ally acts with support only, in the limited raid by the chance of support there, in
all-out war by the chance there; what all stations share fails for the ally's ships too. For the chance of no leaker an
ally's ship stands in where no station works, independent of it.

Left out: Patriot units of the ally, and an ally whose ships wait for a raid of their own.
"""

from __future__ import annotations

from typing import Any

from estimator.calculators.row import row
from estimator.expression.functions import maximum, minimum

SCOPE = "option"
MARKS = {"needs": "threat"}
PLACE = 6
LABEL = "Watch of the ally"
HELPED = "helped"


@row(
    label="Hulls of the ally on the watch, without those freed",
    unit="ship",
    each=HELPED,
    needs_setting="ally",
    wire={"freed": "{ally}_{yardstick}s_freed"},
)
def allied_hulls_helped(ally_watch_hulls, freed):
    """Hulls that the ally keeps on the same watch, less those that the option's new elements free."""
    return maximum(0, ally_watch_hulls - freed)


@row(
    label="Stations of the ally that work, {helped_label}",
    unit="station",
    each=HELPED,
    needs_setting="ally",
    wire={"station_yield": "yardstick.station_yield", "chance_up": "{baseline_option}.own_chance_up"},
)
def allied_stations_helped(allied_hulls_helped, station_yield, chance_up, stations_wanted):
    """Places that the ally's hulls hold, no more than wanted, times the chance that a ship of the watch works there."""
    return minimum(stations_wanted, allied_hulls_helped * station_yield) * chance_up


@row(
    label="Share of places without a station where the ally stands in, {helped_label}",
    unit="1",
    shown="share",
    each=HELPED,
)
def allied_cover_helped(stations_wanted, allied_stations_helped=0):
    """Stations of the ally that work, over the stations wanted: how likely one stands at a place."""
    return allied_stations_helped / stations_wanted


@row(
    label="Rounds for one station of the ally, {helped_label}",
    unit="missile / station",
    each=HELPED,
    needs_setting="ally",
    wire={"stations_per_hull": "yardstick.stations_per_hull"},
)
def allied_rounds_helped(stations_per_hull, ally_rounds_per_hull=0):
    """Upper-tier rounds that a hull of the ally carries, over the stations that it holds while on watch."""
    return ally_rounds_per_hull / stations_per_hull


def expected(alone: Any, helped: Any, chance: Any) -> Any:
    """p × with support + (1 − p) × without, nothing inside mixed; without where no ally helps (`helped` is empty)."""
    return chance * helped[0] + (1 - chance) * alone if helped else alone
