"""The brief says what the numbers say, in whole sentences."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from estimator.analysis.standing.compare import Metric
from estimator.analysis.standing.flips import Flip
from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.unit_words import plural
from estimator.pack.records import Service
from estimator.report.words.brief import brief, written
from estimator.report.words.numbers_in_sentences import counted, listed, number_with_unit
from estimator.report.words.option_sentences import IN_WORKBOOK
from estimator.report.words.option_text import Facts, option_text
from tests.report import case

GOLDEN = Path(__file__).parents[2] / "golden" / "brief.md"
SHIPS_ID = "buy_two_large_ships"
NOTHING = Metric(None, "1", "does not apply")


def number(value, unit="1"):
    return Metric(None if value is None else float(value), unit)


# Two ships: 150 of 200 billion yen to buy, 1.25 billion a year to run; over headroom in one year, people short in two.
SHIPS = {
    "life_cycle_cost": number(200e9, "JPY_2020"),
    "acquisition_cost": number(150e9, "JPY_2020"),
    "operation_cost_per_year": number(1.25e9, "JPY_2020"),
    "committed_cost": number(20e9, "JPY_2020"),
    "sunk_cost": number(1e9, "JPY_2020"),
    "cost_vs_reference": number(1),
    "years_over_headroom": number(1),
    "peak_share_of_headroom": number(1.1234),
    "break_even_gdp_share": number(0.0123),
    "break_even_year": number(2022, "year"),
    "people": number(504, "person"),
    "people_navy": number(504, "person"),
    "share_of_yearly_intake": number(0.1),
    "years_short_of_people": number(2),
    "fill_rate_change_navy": number(-0.012),
    "first_element_year": number(2021, "year"),
    "complete_chain_year": number(2022, "year"),
    "stations_held": number(0.67, "station"),
    "destroyers_freed": number(1, "ship"),
    "destroyer_crews_freed": number(-0.25, "crew"),
    "expected_leakers": number(1.5, "missile"),
    "expected_leakers_limited": number(0.25, "missile"),
    "chance_of_no_leaker_limited": number(0.8),
    "expected_launchers_destroyed": number(1, "launcher"),
    "expected_leakers_after_strike": number(1.25, "missile"),
}
STAY = {
    **dict.fromkeys(SHIPS, NOTHING),
    "life_cycle_cost": number(100e9, "JPY_2020"),
    "years_over_headroom": number(0),
    "people": number(0, "person"),
    "cost_vs_buy_two_large_ships": number(0.5),
    "expected_leakers": number(4, "missile"),
}
GDP_SHARE = "budget.gdp_share"
FLIPS = [
    Flip("x.a", SHIPS_ID, "Fits from this share of GDP on", "years", GDP_SHARE, 0.0123, 0.01, "1", "fine share"),
    Flip("x.b", SHIPS_ID, "Never", "years", "ship.none", float("nan"), 0.01, "1"),
    Flip("x.c", SHIPS_ID, "One more ship from this loss on", "years", "ship.loss", 0.0, 0.01, "1"),
]
JUDGED = {"stay": 0.0, "buy_two_large_ships": 0.256}


def small():
    """The hand-made model with a navy, a raid of six and a row along the years."""
    from dataclasses import replace

    pack = replace(case.PACK, services={"navy": Service("navy", "Navy")})
    values = {
        **case.VALUES,
        "threat.raid_first_day": np.array([[6.0]]),
        "threat.limited_raid": np.array([[1.0]]),
        "buy_two_large_ships.share_of_headroom": np.array([[0.0, 0.5, 1.1234, 0.0, 0.0]]),
    }
    roles = {
        (Role.RAID_FIRST_DAY, "", ""): "threat.raid_first_day",
        **{(Role.LIMITED_RAID, option, ""): "threat.limited_raid" for option in pack.options},
        (Role.SHARE_OF_HEADROOM, SHIPS_ID, ""): "buy_two_large_ships.share_of_headroom",
    }
    names = {
        (Role.YARDSTICKS_FREED, ""): "destroyers_freed",
        (Role.CREWS_FREED, ""): "destroyer_crews_freed",
        (Role.PEOPLE_OF_SERVICE, "navy"): "people_navy",
        (Role.FILL_RATE_CHANGE, "navy"): "fill_rate_change_navy",
        (Role.COST_AGAINST_REFERENCE, ""): "cost_vs_buy_two_large_ships",
    }
    return replace(case.MODEL, pack=pack, roles=roles, role_names=names), values


def made(**changed):
    model, values = small()
    metrics = {"stay": STAY, "buy_two_large_ships": {**SHIPS, **changed}}
    return brief(model, values, metrics, JUDGED, FLIPS)


def test_the_brief_of_a_small_comparison_is_as_agreed():
    assert written(made(), "markdown") == GOLDEN.read_text(encoding="utf-8")


def test_the_text_is_the_same_words_in_lines_of_a_hundred():
    text, markdown = written(made(), "text"), written(made(), "markdown")
    assert max(map(len, text.splitlines())) <= 100
    assert text.split() == re.sub(r"^#+ |\*", "", markdown, flags=re.MULTILINE).split()


def test_the_document_holds_each_sentence_by_its_subject():
    document = json.loads(written(made(), "json"))
    sentences = document["options"]["buy_two_large_ships"]["sentences"]
    assert sentences["break_even"].startswith("It fits the budget from a ceiling")
    assert "break_even" not in document["options"]["stay"]["sentences"]


@pytest.mark.parametrize("missing", SHIPS)
def test_no_gap_shows_where_a_number_does_not_apply(missing):
    words = written(made(**{missing: NOTHING}), "text")
    assert not re.search(r"None(?! of )|nan|\(\)|  |\s[,.;]|\.\.|: \.", words), words


def test_money_and_people_bind_apart_and_together():
    def verdict(over, short):
        model, values = small()
        found = {"years_over_headroom": number(over), "years_short_of_people": number(short)}
        return option_text(IN_WORKBOOK["verdict"], Facts(model, values, "stay", found, None, ()))

    assert verdict(0, 0) == "Fits money and people."
    assert verdict(3, 0) == "Over budget."
    assert verdict(0, 3) == "Short of people."
    assert verdict(1, 1) == "Over budget, short of people."
    assert verdict(0, None) == "Fits money and people."  # no new billet to fill


@pytest.mark.parametrize(
    ("value", "noun", "words"),
    [
        (1, "ship", "1 ship"),
        (2, "ship", "2 ships"),
        (0, "crew", "0 crews"),
        (0.67, "station", "0.67 stations"),
        (1.004, "ship", "1 ship"),
        (12345, "person", "12,345 people"),
        (1, "person", "1 person"),
        (3, "", "3"),
        (2, "battery", "2 batteries"),
        (2, "aircraft", "2 aircraft"),
        (-0.004, "ship", "0 ships"),
        (41.27, "missile", "41.3 missiles"),
    ],
)
def test_counts_agree_with_their_nouns(value, noun, words):
    assert counted(value, noun) == words


def test_numbers_are_said_with_their_units():
    settings = case.SETTINGS
    assert number_with_unit(466.4e9, shown("JPY_2020", settings, "", [466.4e9]), settings) == "¥466.4 bn"
    assert number_with_unit(-2e9, shown("JPY_then", settings, "", [-2e9]), settings) == "−¥2.00 bn then-year"
    assert number_with_unit(0.1234, shown("1", settings, "share"), settings) == "12.3 %"
    assert number_with_unit(2027, shown("year", settings), settings) == "FY2027"
    rate = replace(shown("JPY_2020", settings), unit="¥ / USD_2018", scale=1.0, places=2)
    assert number_with_unit(117.87, rate, settings) == "¥117.87 / USD_2018"
    crowns = replace(settings, currency="NOK", price_year=2024, money_shown="MNOK")  # no sign of its own: the code
    assert number_with_unit(15e9, shown("NOK_2024", crowns, "", [15e9]), crowns) == "NOK 15,000.0 m"
    assert number_with_unit(-2e6, shown("NOK_then", crowns, "", [-2e6]), crowns) == "−NOK 2.00 m then-year"


def test_lists_and_plurals():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], ";") == "a; b and c"
    assert plural("day") == "days"
