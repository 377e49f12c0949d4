"""Rows find their arguments by name, and say so plainly when they do not."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.row import row
from estimator.errors import ModelError, UnknownNameError, WiringError
from estimator.evaluation import evaluate
from estimator.expression.functions import ceiling, cumulative, previous, sum_of, total
from estimator.model import build_model
from estimator.pack.records import Place, System
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Ships", unit="item")
def hulls(stations, ships_per_station):
    """Whole ships for the stations."""
    return ceiling(stations * ships_per_station)


@row(label="Crew", unit="person", measure="billets")
def billets(hulls, crew_per_ship, weather_loss=0):
    """People aboard."""
    return hulls * crew_per_ship * (1 - weather_loss)


@row(label="Refit", unit="money")
def refit(hulls, refit_price, refit_count=0):
    """Nil when the element has no refits, and then gone."""
    return hulls * refit_price * refit_count


STATIONS = [
    assumption("buy.ships.stations", 1.5, "station"),
    assumption("buy.ships.ships_per_station", 2, "ship / station"),
    assumption("buy.ships.crew_per_ship", 100, "person / ship"),
]


def test_arguments_are_rows_of_the_element_then_its_assumptions(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    model = build_model(pack(STATIONS))
    values = evaluate(model)
    # 1.5 stations × 2 ships = 3 ships; 3 ships × 100 people = 300
    assert values["buy.ships.hulls"].item() == 3
    assert values["buy.ships.billets"].item() == 300
    assert model.precedents("buy.ships.billets") == ("buy.ships.hulls", "buy.ships.crew_per_ship")
    assert model.dependents("buy.ships.stations") == ("buy.ships.hulls",)


def test_a_row_that_nothing_supplies_is_left_out_though_its_price_is_missing(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, refit, item="ship"))
    model = build_model(pack(STATIONS))
    assert "buy.ships.refit" not in model.rows


def test_an_unknown_argument_fails_with_the_nearest_names(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    spelled = [each for each in STATIONS if "crew" not in each.id]
    misspelt = assumption("buy.ships.crew_per_shp", 100, "person / ship", place=Place("options/buy.toml", 7))
    with pytest.raises(ModelError, match="crew_per_ship") as caught:
        build_model(pack([*spelled, misspelt]))
    assert "nothing reads buy.ships.crew_per_shp" in str(caught.value)


def test_an_unknown_option_fails_with_the_nearest_name(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, item="ship"))
    with pytest.raises(UnknownNameError, match='Did you mean "buy"'):
        build_model(pack(STATIONS), ["bye"])


def test_two_pack_wide_ids_with_one_last_word_must_be_wired(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    spelled = [each for each in STATIONS if "crew" not in each.id]
    doubled = [assumption(f"{stem}.crew_per_ship", 100, "person / ship") for stem in ("one_file", "two_file")]
    with pytest.raises(ModelError, match=r"one_file.crew_per_ship and two_file.crew_per_ship"):
        build_model(pack([*spelled, *doubled]))


@row(label="Share", unit="1", shown="share")
def wide(wide_share):
    """A pack-wide share."""
    return wide_share * 2


@row(label="Uses the share", unit="1", shown="share")
def uses(wide):
    """Reads a pack-wide row by its last word."""
    return wide + 1


def test_pack_wide_rows_are_found_by_their_last_word(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", wide), calculator("boats", "element", uses, item="ship"))
    values = evaluate(build_model(pack([assumption("economy.wide_share", 2)], ships=True)))
    assert values["buy.ships.uses"].item() == 5  # 2 × 2 + 1


@row(label="All people", unit="person", metric="All people", gather={"parts": {"measure": "billets"}})
def people(parts):
    """Sum over the elements."""
    return sum_of(parts)


@row(label="Twice", unit="person")
def twice(people):
    """Depends on a row that may be absent."""
    return people * 2


@row(
    label="People of the {service_label}",
    unit="person",
    metric="People, {service_short}",
    each="service",
    gather={"parts": {"measure": "billets", "service": "{service}"}},
)
def people_service(parts):
    """One row a service."""
    return sum_of(parts)


def test_options_gather_marked_rows_and_say_why_a_row_is_absent(monkeypatch):
    install(
        monkeypatch,
        calculator("boats", "element", hulls, billets, item="ship"),
        calculator("people", "option", people, twice, people_service),
    )
    model = build_model(pack(STATIONS))
    values = evaluate(model)
    assert values["buy.people"].item() == 300
    assert values["buy.people_navy"].item() == 300
    assert model.rows["buy.people_navy"].label == "People of the Navy"
    assert model.absent["stay.people"] == "no element of the option has people"
    assert model.absent["stay.twice"] == model.absent["stay.people"]


@row(label="Stock", unit="person")
def strength(strength, intake, opening_strength):
    """Reads its own last year."""
    return previous(strength, opening_strength) + intake


def test_a_row_may_read_its_own_last_year(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", strength))
    held = [
        assumption("economy.intake", {2020: 5, 2022: 7}, "person"),
        assumption("economy.opening_strength", 10, "person"),
    ]
    model = build_model(pack(held))
    # opening 10; intake 5, 5, 7, 7, 7
    np.testing.assert_array_equal(evaluate(model)["economy.strength"], [[15, 20, 27, 34, 41]])
    assert model.rings == (("economy.strength",),)
    assert model.rows["economy.strength"].opening is not None


@row(label="Egg", unit="1", shown="count")
def egg(hen):
    """Half of a circle."""
    return hen + 1


@row(label="Hen", unit="1", shown="count")
def hen(egg):
    """The other half."""
    return egg + 1


def test_a_circle_is_shown_as_a_chain(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", egg, hen))
    with pytest.raises(ModelError, match=r"economy\.egg → economy\.hen → economy\.egg"):
        build_model(pack([]))


@row(label="Total of a ring", unit="person")
def ring_total(ring_total, intake, opening_strength):
    """A running sum inside its own ring cannot be computed year by year."""
    return cumulative(ring_total) + previous(ring_total, opening_strength) + intake


def test_a_whole_row_may_not_be_read_inside_its_ring(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", ring_total))
    held = [assumption("economy.intake", {2020: 5}, "person"), assumption("economy.opening_strength", 10, "person")]
    with pytest.raises(ModelError, match=r"circle|use previous"):
        build_model(pack(held))


@row(label="First reader", unit="person")
def first_reader(strength):
    """Another opening value for the same row."""
    return previous(strength, 0)


def test_two_opening_values_of_one_row_are_refused(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", strength, first_reader))
    held = [assumption("economy.intake", {2020: 5}, "person"), assumption("economy.opening_strength", 10, "person")]
    with pytest.raises(ModelError, match="two different opening values"):
        build_model(pack(held))


@row(label="Sum", unit="money")
def cost(hulls, unit_price):
    """Price times quantity."""
    return hulls * unit_price


@row(label="Price in pack prices: {label}", unit="")
def at_pack_prices(amount, factor=1, cost_growth=1):
    """Converted price."""
    return amount * factor * cost_growth


@row(label="Factor", unit="")
def factor(link, price_index_then):
    """Home factor: link over the index of the price year."""
    return link / price_index_then


def test_prices_of_other_years_come_converted_and_with_growth_for_estimates(monkeypatch):
    install(
        monkeypatch,
        calculator("boats", "element", hulls, cost, item="ship"),
        calculator("price", "price", at_pack_prices),
        calculator("base", "price_base", factor, marks={"currency": "home"}),
    )
    held = [
        *STATIONS[:2],
        assumption("buy.ships.unit_price", 4, "GJPY_2021 / ship", growth="growth.ship", basis="estimate"),
        assumption("growth.ship", 2),
        assumption("economy.price_index_then", 0.5, "JPY_then / JPY_2020"),
    ]
    model = build_model(pack(held))
    # 3 ships × 4e9 × (1 ÷ 0.5) × growth 2 = 48e9
    assert evaluate(model)["buy.ships.cost"].item() == 48e9
    assert "buy.ships.unit_price_at_pack_prices" in model.rows
    assert model.rows["buy.ships.unit_price_at_pack_prices"].unit == "JPY_2020 / ship"


@row(label="Wrong", unit="person")
def wrong_unit(stations, ships_per_station):
    """Declares persons, gives ships."""
    return stations * ships_per_station


@row(label="Months", unit="year")
def wrong_scale(first_year, months):
    """Adds months to years."""
    return first_year + months


def test_units_must_fit_with_factor_one_and_all_problems_come_together(monkeypatch):
    install(monkeypatch, calculator("boats", "element", wrong_unit, wrong_scale, item="ship"))
    with pytest.raises(ModelError) as caught:
        build_model(pack([*STATIONS, assumption("buy.ships.months", 6, "month")]))
    text = str(caught.value)
    assert "the formula gives ship, the row says person" in text
    assert "factor of 12" in text
    assert "buy.ships.wrong_scale" in text


@row(label="Total", unit="ship")
def scalar_total(hulls):
    """A total of one value."""
    return total(hulls)


@row(label="Nested", unit="ship")
def nested_total(hulls):
    """A total of an expression."""
    return total(hulls * 2)


@pytest.mark.parametrize(
    ("definition", "words"),
    [(scalar_total, "needs a row along the years"), (nested_total, "make the expression inside it a row of its own")],
)
def test_time_operations_need_a_row_along_the_years(monkeypatch, definition, words):
    install(monkeypatch, calculator("boats", "element", hulls, definition, item="ship"))
    with pytest.raises(ModelError, match=words):
        build_model(pack(STATIONS))


def wired_pack(wires):
    """The small pack with `[element.ships.from]`."""
    from dataclasses import replace

    made = pack(STATIONS)
    element = replace(made.options["buy"].elements[0], wires=wires, place=Place("options/buy.toml", 7))
    return replace(made, options={**made.options, "buy": replace(made.options["buy"], elements=(element,))})


def test_a_wire_to_nothing_names_the_element_and_the_nearest_id(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    with pytest.raises(ModelError) as caught:
        build_model(wired_pack({"weather_loss": "ships.hull"}))
    assert str(caught.value) == (
        'options/buy.toml:7: buy.ships.billets is wired to "ships.hull", which does not exist\n'
        '  Did you mean "buy.ships.hulls" or "buy.ships.billets"?'
    )


def test_a_wire_that_no_row_asks_for_is_a_misspelling(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    with pytest.raises(ModelError) as caught:
        build_model(wired_pack({"wether_loss": "ships.hulls"}))
    assert str(caught.value) == (
        'options/buy.toml:7: buy.ships: no row of boats asks for "wether_loss"\n  Did you mean "weather_loss"?'
    )


def test_prices_of_years_before_the_columns_are_refused(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, item="ship"))
    old = assumption("buy.ships.unit_price", 4, "GJPY_1998 / ship", place=Place("options/buy.toml", 9))
    with pytest.raises(ModelError, match=r"options/buy.toml:9: buy.ships.unit_price is in .* run from 2020 to 2024"):
        build_model(pack([*STATIONS, old]))


def test_an_override_of_a_systems_value_does_not_answer_for_the_whole_pack(monkeypatch):
    from dataclasses import replace

    install(monkeypatch, calculator("boats", "element", hulls, billets, item="ship"))
    held = [*STATIONS[:2], assumption("other_ship.crew_per_ship", 90, "person / ship", layer="command line")]
    made = replace(pack(held), systems={"other_ship": System("other_ship", "Other")})
    with pytest.raises(ModelError, match="crew_per_ship"):
        build_model(made)


@row(label="{yardstick}s freed", unit="station")
def freed(stations):
    """Ships freed."""
    return stations


def test_a_label_says_a_yardstick_of_two_words_with_a_space(monkeypatch):
    install(monkeypatch, calculator("boats", "element", freed, item="ship"))
    model = build_model(pack(STATIONS, yardstick="patrol_ship"))
    assert model.rows["buy.ships.freed"].label == "Patrol ships freed"


def problems_of(*assumptions, **more):
    """What is wrong with a small pack, line by line."""
    with pytest.raises(WiringError) as caught:
        build_model(pack(list(assumptions), **more))
    return [str(each) for each in caught.value.problems]


def line_of(definition):
    """Where a row of this file is defined."""
    return f"tests/model/test_wiring.py:{definition.function.__code__.co_firstlineno}"


@row(label="Traced", unit="ship")
def counts_with_if(hulls):
    """A row that decides by if."""
    return hulls if hulls > 1 else 0


@row(label="Literal", unit="ship")
def with_a_number(hulls):
    """A row with a number of its own."""
    return hulls * 7


@row(label="On a wrong row", unit="person")
def on_a_wrong_row(with_a_number, counts_with_if):
    """Two wrong rows, in the wrong unit: no more is said of it."""
    return with_a_number + counts_with_if


@row(label="Fine by default", unit="ship")
def fine_by_default(hulls, with_a_number=1):
    """With the default in place of the wrong row its units would not fit: that is no mistake of its own."""
    return hulls + with_a_number


def test_mistakes_in_rows_stand_at_their_line_each_once_and_what_rests_on_them_is_left_out(monkeypatch):
    rows = (hulls, counts_with_if, with_a_number, on_a_wrong_row, fine_by_default, egg, hen)
    install(monkeypatch, calculator("boats", "element", *rows, item="ship"), calculator("economy", "pack", strength))
    assert problems_of(*STATIONS, assumption("economy.intake", {2020: 5}, "person")) == [
        "economy.toml: the pack lacks a value of this file: opening_strength\n"
        '  Put this at the top of economy.toml and write what holds for each "?"; estimator init DIR --from coastguard '
        "copies a pack that has them:\n"
        '    opening_strength = { label = "?", value = "?", unit = "?", source = "judgement", grade = "C" }',
        f"{line_of(egg)}: rows read one another in a circle: buy.ships.egg → buy.ships.hen → buy.ships.egg\n"
        "  take out what lets one of them read the next, or let it read last year's value: previous(x, opening)",
        f"{line_of(counts_with_if)}: buy.ships.counts_with_if: if, and, or, not cannot be traced into a formula; "
        "use where(condition, a, b), minimum or maximum",
        f"{line_of(with_a_number)}: buy.ships.with_a_number: 7 stands in a row; only 0, 1 and 2 may. "
        "Make it an assumption with a source",
    ]


@row(label="Two steps", unit="ship")
def two_steps(hulls, spare_hulls, hulls_lost):
    """Reads a row that lacks an argument, and two that are not there."""
    return hulls + spare_hulls - hulls_lost


def test_a_row_that_reads_a_wrong_row_still_says_what_it_lacks_itself(monkeypatch):
    install(monkeypatch, calculator("boats", "element", hulls, two_steps, item="ship"))
    losses = assumption("economy.hull_lost", 1, "ship", place=Place("economy.toml", 9))
    found = problems_of(STATIONS[0], losses)
    assert [each.partition("\n")[0] for each in found] == [
        ": buy.ships lacks 2 inputs of boats: ships_per_station, spare_hulls",
        'economy.toml:9: nothing reads economy.hull_lost: no row asks for "hull_lost"',
    ]
    assert 'Did you mean "hulls_lost"?' in found[1]


@row(label="Wear", unit="1")
def wear(hulls, ships_per_station):
    """A pure number by its unit: parts of a ship and a station."""
    return hulls / (hulls + ships_per_station * 0)


@row(label="Worn", unit="item / item")
def worn(wear):
    """A pure number by what the unit's words come to."""
    return wear * 2


@row(label="Enough", unit="1")
def enough(wear):
    """A comparison is 1 or 0 by itself."""
    return wear < 1


@row(label="Holds", unit="1", measure="check")
def holds(wear):
    """A check is 1 or 0 by what it is for."""
    return wear * 0 + 1


@row(label="Left to its formula")
def left_to_its_formula(wear):
    """What a row without a unit comes to is a matter of the pack."""
    return wear + 1


def test_a_pure_number_that_does_not_say_of_what_kind_is_a_problem_at_its_row_with_the_choices(monkeypatch):
    rows = (hulls, wear, worn, enough, holds, left_to_its_formula)
    install(monkeypatch, calculator("boats", "element", *rows, item="ship"))
    stations = [STATIONS[0], assumption("buy.ships.ships_per_station", 2, "ship / station")]
    assert problems_of(*stations) == [
        f"{line_of(wear)}: buy.ships.wear: it is a pure number (unit 1) and does not say of what kind\n"
        '  write shown="…" into its @row: one of share, fine share, count, ratio, index, years, flag',
        f"{line_of(worn)}: buy.ships.worn: it is a pure number (unit 1) and does not say of what kind\n"
        '  write shown="…" into its @row: one of share, fine share, count, ratio, index, years, flag',
    ]
