"""Ids: one word that is legal in TOML, Python, Excel, the CLI and JSON."""

from __future__ import annotations

import keyword
import re

WORD = re.compile(r"[a-z][a-z0-9_]*\Z")
FULL_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+\Z")
CELL_ADDRESS = re.compile(r"[a-z]{1,3}[0-9]+\Z")
R1C1_ADDRESS = re.compile(r"(r[0-9]*)?(c[0-9]*)?\Z")
LONGEST = 60
LONGEST_SHORT = 18
"""Columns that a short label of an option or a metric takes at most; a wide character takes two."""
DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\Z", re.IGNORECASE)
EXCEL_WORDS = frozenset({"true", "false", "year", "one_year"})

PROGRAM_WORDS = frozenset({"base", "none", "all"})
"""What the program calls the values without a scenario, nothing at all, and everything: no name of a pack."""
OPTION_WORDS = PROGRAM_WORDS | {"id", "kind", "label", "meaning", "metric", "unit"}
"""What stands beside the options of a pack in a table or a JSON document."""

WITHDRAWN = {
    "support_probability": "support_probability_all_out and support_probability_limited: by kind of attack",
    "decide_time": "decide_time_fast and decide_time_slow: with and without command and analysts",
    "penetration": "penetration_supported and penetration_bare: with and without cyber and jamming",
    "exposure_short": "the exposure of a class, such as solid_fuel_exposure_least and solid_fuel_exposure_beyond",
    "exposure_typical": "the exposure of a class, such as liquid_fuel_exposure_least and liquid_fuel_exposure_beyond",
    "exposure_long": "the exposure of a class, such as liquid_fuel_exposure_beyond",
    "share_short": "the launchers of each class, such as solid_fuel_launchers",
    "share_long": "the launchers of each class, such as liquid_fuel_launchers",
    "share_for_launchers": "that of each kind of round, in the element of an option",
    "found_in_time": "launchers_found_in_time",
    "fixed_aim_points_hit": "fixed_targets_hit",
    "exposures": "the launches before which a class is hunted, such as liquid_fuel_hunts",
    "reloads": "the launches of a class, such as liquid_fuel_launches",
    "strike_flight_time": "flight_time of each kind of round",
    "raid_after_strike": "raid_after_strike_without_support and raid_after_strike_with_support",
    "expected_share": "ally_share times support_probability_all_out",
    "value_at_risk": "the effects with and without support",
    "elements_missing": "chain_share",
    "upper_reachable": "glide_share, cruise_share and submarine_share of engagement, with their multiplier",
    "existing_patriot_cover": "existing_patriot_units, with the people whom they cover in patriot_cover",
    "own_patriot_cover": "patriot_cover, today's units and the option's together",
    "covered_share": "patriot_cover, the share of people under units that are ready",
    "full_cover": "patriot_cover, the share of people under units that are ready",
    "rounds_per_ship": "the national stock: stock_before, stock_purchases and stock_ready_share of engagement",
    "ready_share": "stock_ready_share of engagement; rounds that an option buys all count",
    "ready_rounds": "rounds_per_station",
    "full_rounds": "upper_rounds or lower_rounds",
    "own_rounds_per_place": "rounds_per_station",
    "own_areas_up": "own_stations_up",
    "watch_areas_up": "watch_stations_up",
    "saturation_raid": "raid_first_day, which follows from the launchers of each class in threat",
    "first_salvo": "raid_first_salvo",
    "later_missiles": "raid_first_day less raid_first_salvo",
    "launch_capacity": "raid_first_salvo",
    "mobile_launchers": "launchers_ready",
    "medium_range_launchers": "a class of the pack, such as liquid_fuel_launchers",
    "longer_range_launchers": "a class of the pack, such as solid_fuel_launchers",
    "launch_reliability": "the reliability of a class, such as liquid_fuel_reliability",
    "missiles_per_launch": "that of a class, such as liquid_fuel_missiles_per_launch",
    "missiles_per_launcher": "the missiles held of a class, such as liquid_fuel_missiles_held",
    "reload_time": "the reload time of a class, such as liquid_fuel_reload_time",
}
"""The last words of ids that users may have noted and that are no more, with what took their place."""


def problem_with(word: str) -> str:
    """Say why a word is no legal id, or return an empty string.

    Excel reads `f35`, `fy25`, `r` and `c` as cell addresses, so they are refused.
    """
    if not WORD.match(word):
        return "an id is lower-case letters, digits and _, and starts with a letter"
    if len(word) > LONGEST:
        return f"an id has at most {LONGEST} characters"
    if CELL_ADDRESS.match(word) or R1C1_ADDRESS.match(word):
        return "Excel reads it as a cell address; add a word, as in f35_price"
    if is_device(word):
        return "Windows keeps the word for a device; add a word, as in con_site"
    if keyword.iskeyword(word) or word in EXCEL_WORDS:
        return "the word is reserved; choose another"
    return ""


def is_device(file_name: str) -> bool:
    """True for a name that Windows keeps for a device, with any ending: `con`, `NUL.txt`, `com1.tar.gz`."""
    return DEVICE.match(re.split(r"[.:]", file_name, maxsplit=1)[0].strip()) is not None


def problem_with_name(word: str, taken: frozenset[str] = PROGRAM_WORDS) -> str:
    """Say why a word cannot name a part of a pack: as `problem_with`, or because the program means something by it."""
    meant = f'"{word}" is a word of the program itself; rename it, as in {word}_case'
    return problem_with(word) or (meant if word in taken else "")


def is_legal(word: str) -> bool:
    """True for a word that may be an id."""
    return not problem_with(word)


def may_be_full_id(text: str) -> bool:
    """True for words joined by dots, as in `economy.gdp`; false for a heading, a note, a sentence."""
    return FULL_ID.match(text) is not None


def full(*parts: str) -> str:
    """Join the parts of a full id: `full("economy", "gdp")` is `economy.gdp`."""
    return ".".join(part for part in parts if part)
