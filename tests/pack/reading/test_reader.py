"""What a pack holds once it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator.errors import PackError
from estimator.pack import read_pack
from estimator.pack.records import Pack
from tests.pack.packs import CALCULATORS, good_pack


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return read_pack(good_pack(tmp_path / "coast"), CALCULATORS)


def test_the_pack_is_named_after_its_folder(pack: Pack) -> None:
    assert pack.name == "coast"


def test_settings_left_out_have_their_defaults(pack: Pack) -> None:
    assert pack.settings.money_shown == "GEUR"
    assert pack.settings.year_prefix == "FY"
    assert pack.settings.money == "EUR_2024"


def test_ids_are_file_key_file_group_key_system_key_and_option_element_key(pack: Pack) -> None:
    assert list(pack.assumptions) == [
        "economy.growth",
        "economy.shift",
        "economy.contract.boat_years",
        "economy.cost_growth.boat",
        "patrol_boat.unit_price",
        "patrol_boat.crew",
        "buy.boats.crew",
        "buy.boats.quantity",
    ]


def test_each_assumption_knows_its_place_and_layer(pack: Pack) -> None:
    price = pack.assumptions["patrol_boat.unit_price"]
    assert (str(price.place), price.layer) == ("systems/patrol_boat.toml:7", "system")
    assert pack.assumptions["economy.growth"].layer == "base"
    assert pack.assumptions["buy.boats.quantity"].layer == "option"


def test_units_keep_their_text_and_gain_a_scale(pack: Pack) -> None:
    price = pack.assumptions["patrol_boat.unit_price"]
    assert (price.unit, price.scale, price.normal_unit) == ("MEUR_2023 / boat", 1e6, "EUR_2023 / boat")
    growth = pack.assumptions["economy.growth"]
    assert (growth.scale, growth.normal_unit, dict(growth.by_year or {})) == (0.01, "1", {2020: 1.5, 2030: 1.0})


def test_an_element_takes_its_systems_assumptions_and_its_own_over_them(pack: Pack) -> None:
    (boats,) = pack.options["buy"].elements
    assert dict(boats.assumptions) == {
        "unit_price": "patrol_boat.unit_price",
        "crew": "buy.boats.crew",
        "quantity": "buy.boats.quantity",
    }
    assert dict(boats.wires) == {"procurement_contract_years": "economy.contract.boat_years"}
    assert boats.label == "Patrol boat"


def test_an_override_inherits_what_it_does_not_give(pack: Pack) -> None:
    crew = pack.assumptions["buy.boats.crew"]
    assert (crew.value, crew.label, crew.grade, crew.limits, crew.whole) == (9, "Crew", "C", (2, 30), True)
    assert crew.why == "longer watches"


OVERRIDE = """
[element.boats.set.unit_price]
value = {value}
unit = "{unit}"
why = "a yard abroad"
source = "judgement"
"""


def with_price(folder: Path, value: str, unit: str, more: str = "") -> Path:
    good_pack(folder)
    option = folder / "options" / "buy.toml"
    option.write_text(option.read_text() + OVERRIDE.format(value=value, unit=unit) + more)
    return folder


def test_an_override_may_change_the_unit_and_limits_follow(tmp_path: Path) -> None:
    # 11,500 kEUR is 11.5 MEUR; limits of 0 to 100 MEUR are 0 to 100,000 kEUR.
    made = read_pack(with_price(tmp_path, "11500", "kEUR_2023 / boat")).assumptions["buy.boats.unit_price"]
    assert (made.value, made.unit, made.scale, made.limits) == (11500, "kEUR_2023 / boat", 1e3, (0, 100_000))


SYSTEM_SHARE = """
[{key}]
label = "A number without a unit"
value = {value}
unit = "{unit}"
{more}
source = "judgement"
grade = "C"
"""


@pytest.mark.parametrize(
    ("system", "element", "expected"),
    [
        (("20", "%", ""), ("0.3", "1", ""), "share"),  # the system says it by its unit alone
        (("20", "%", 'shown = "fine share"'), ("0.3", "1", ""), "fine share"),
        (("1.2", "1", 'shown = "ratio"'), ("130", "%", ""), "ratio"),
        (("1.2", "1", 'shown = "ratio"'), ("1.3", "1", 'shown = "index"'), "index"),
        (("1.2", "1", ""), ("1.3", "1", ""), ""),
        (("1.2", "1", 'shown = "ratio"'), ("3", "year", ""), ""),  # no pure number any more
        (("3", "year", ""), ("30", "%", ""), "share"),
    ],
)
def test_an_element_keeps_what_its_systems_number_is_in_whatever_notation(
    tmp_path: Path, system: tuple[str, ...], element: tuple[str, ...], expected: str
) -> None:
    folder = good_pack(tmp_path)
    (boat, buy) = (folder / "systems" / "patrol_boat.toml", folder / "options" / "buy.toml")
    value, unit, more = system
    boat.write_text(boat.read_text() + SYSTEM_SHARE.format(key="spares", value=value, unit=unit, more=more))
    value, unit, more = element
    given = SYSTEM_SHARE.format(key="element.boats.set.spares", value=value, unit=unit, more=f'why = "x"\n{more}')
    buy.write_text(buy.read_text() + given)
    assert read_pack(folder).assumptions["buy.boats.spares"].pure == expected


def test_an_override_without_a_range_is_certain_and_keeps_basis_and_growth(tmp_path: Path) -> None:
    made = read_pack(with_price(tmp_path, "11.5", "MEUR_2023 / boat")).assumptions["buy.boats.unit_price"]
    assert (made.low, made.high, made.shape) == (None, None, "certain")
    assert (made.basis, made.growth) == ("estimate", "economy.cost_growth.boat")


def test_an_override_to_a_contract_no_longer_grows(tmp_path: Path) -> None:
    folder = with_price(tmp_path, "11.5", "MEUR_2023 / boat", 'basis = "contract"\n')
    assert read_pack(folder).assumptions["buy.boats.unit_price"].growth == ""


def test_constants_may_have_limits_without_width(tmp_path: Path) -> None:
    text = '[one]\nlabel = "One"\nvalue = 1\nunit = "1"\nlimits = [1, 1]\nsource = "judgement"\ngrade = "C"\n'
    assert read_pack(good_pack(tmp_path, {"effects.toml": text})).assumptions["effects.one"].limits == (1, 1)


def test_tables_that_others_read_are_handed_on(tmp_path: Path) -> None:
    text = '[two_boats]\nvalue = 3\n[[case]]\nid = "a"\n'
    pack = read_pack(good_pack(tmp_path, {"published.toml": text}))
    assert pack.documents["published"] == {"two_boats": {"value": 3}, "case": [{"id": "a"}]}
    assert list(pack.documents) == ["published"]


def test_calculators_are_unchecked_when_none_are_given(tmp_path: Path) -> None:
    folder = good_pack(tmp_path)
    assert read_pack(folder)
    with pytest.raises(PackError, match="no such calculator"):
        read_pack(folder, calculators=["orbit"])


def test_a_noun_of_another_pack_is_not_known_here(tmp_path: Path) -> None:
    read_pack(good_pack(tmp_path / "one"))
    two = good_pack(tmp_path / "two")
    text = (two / "pack.toml").read_text()
    (two / "pack.toml").write_text(text.replace('nouns = ["boat"]\n', ""))
    with pytest.raises(PackError, match='"boat" is not a unit; a noun of your own goes into nouns'):
        read_pack(two)


def test_a_scenario_with_fill_carries_its_years_on(tmp_path: Path) -> None:
    # 2026 = 2 and 2028 = 4 with linear: 2027 = 3, and 4 from 2028 to the last column, 2050.
    text = """[scenario]
label = "Boom"
[set."economy.growth"]
by_year = { 2026 = 2, 2028 = 4 }
fill = "linear"
unit = "%"
why = "a boom"
source = "judgement"
"""
    (override,) = read_pack(good_pack(tmp_path, {"scenarios/boom.toml": text})).scenarios["boom"].overrides
    assert override.by_year == {2026: 2, 2027: 3, **dict.fromkeys(range(2028, 2051), 4)}
    assert (override.layer, str(override.place)) == ("scenario", "scenarios/boom.toml:3")
