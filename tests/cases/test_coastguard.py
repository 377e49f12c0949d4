"""The second pack: another country, another currency, other services, and not a line of code for it.

Figures in MEUR of 2025 unless said otherwise; each expected value is worked by hand in the comment before it.
"""

from __future__ import annotations

import json
import shutil
from math import ceil

import pytest

from estimator.analysis.standing.backtest import backtest
from estimator.analysis.standing.checking import condition
from estimator.analysis.standing.compare import compare
from estimator.model import build_model
from estimator.pack import apply, parse_setting, read_pack
from tests.cases.conftest import ASSUMPTIONS, computed

FOLDER = ASSUMPTIONS / "coastguard"
MILLION = 1e6
REAL_WAGES = 1.025 / 1.02  # pay grows by 2.5 %, prices by 2 % a year from FY2025 on


@pytest.fixture(scope="module")
def case():
    return computed("coastguard", "base")


def metric(case, option, name):
    return case.one(f"{option}.{name}")


def pay(billets):
    """Pay of billets by fiscal year at 0.062 a head, in the horizon."""
    return sum(people * 0.062 * REAL_WAGES ** (year - 2025) for year, people in billets.items())


def test_services_yardstick_baseline_and_reference_are_those_of_the_pack(case):
    names = set(case.model.metric_labels)
    assert {"people_coastguard", "people_navy", "fill_rate_change_navy"} <= names
    assert {"patrol_ships_freed", "patrol_ship_crews_freed", "cost_vs_ten_patrol_ships"} <= names
    assert not {name for name in names if "destroyer" in name or "msdf" in name or "aegis" in name}
    assert not {name for name in names if "ally" in name or "allied" in name}  # the pack names no ally
    assert case.model.metric_labels["patrol_ships_freed"].lower().startswith("patrol")
    assert case.model.metric_units["life_cycle_cost"] == "EUR_2025"


def test_the_ageing_ships_cost_what_ten_hulls_cost(case):
    # one hull holds 0.35 × (1 − 0.2) = 0.28 stations, so 2.8 stations tie 10 hulls; upkeep 10 × 2.2 × 20 years = 440;
    # engines 14 MEUR of 2024 × 1.02 = 14.28; people 10 × (28 + 5) = 330
    assert metric(case, "ageing_ships", "life_cycle_cost_without_pay") == pytest.approx(454.28 * MILLION, rel=1e-9)
    assert metric(case, "ageing_ships", "people_coastguard") == pytest.approx(330)
    expected = 454.28 + pay(dict.fromkeys(range(2025, 2045), 330))
    assert metric(case, "ageing_ships", "life_cycle_cost") == pytest.approx(expected * MILLION, rel=1e-9)
    assert metric(case, "ageing_ships", "sunk_cost") == pytest.approx(6 * 1.02 * MILLION)
    assert metric(case, "ageing_ships", "committed_cost") == pytest.approx(14.28 * MILLION)


def test_ten_patrol_ships_cost_design_ships_missiles_upkeep_and_the_cancelled_engines(case):
    # design 20 × 1.2 = 24; ten ships at 68 × 1.2 = 816; engines 14 × 1.02 × 0.4 = 5.712
    # missile 0.12 × 1.3 = 0.156, twice the quoted 80 so × 0.93 = 0.14508; 8 tubes × 10 × 2 = 160 missiles: 23.2128
    acquisition = 24 + 816 + 5.712 + 160 * 0.14508
    assert metric(case, "ten_patrol_ships", "acquisition_cost") == pytest.approx(acquisition * MILLION, rel=1e-9)
    # two a year delivered FY2029 to FY2033: 2 + 4 + 6 + 8 + 12 × 10 = 140 ship-years at 2.8 × 1.1 = 3.08;
    # refits at 15 years: 2 in FY2044, paid over two years, so 1 of them at 9 × 1.2 = 10.8 in the horizon
    ships = 140 * 3.08 + 10.8
    # missiles 32 a year delivered FY2030 to FY2034: 32 × (1 + 2 + 3 + 4) + 160 × 11 = 2,080 missile-years at 2 %;
    # 6 fired a year for 15 years and paid over two, so the last 3 fall out: 87
    missiles = (2080 * 0.02 + 87) * 0.14508
    expected = acquisition + ships + missiles
    assert metric(case, "ten_patrol_ships", "life_cycle_cost_without_pay") == pytest.approx(
        expected * MILLION, rel=1e-9
    )
    crews = {year: 52 * min(10, 2 * (year - 2028)) for year in range(2029, 2045)}  # 32 × 1.5 + 4 = 52 a ship
    whole = (expected + pay(crews)) * MILLION
    assert metric(case, "ten_patrol_ships", "life_cycle_cost") == pytest.approx(whole, rel=1e-9)


def test_drones_are_paid_in_dollars_of_their_year(case):
    # 6 drones × 30 MUSD of 2024 × 1.3; one dollar of 2024 is 128.964 / 125.422 dollars of 2025, at 0.9 euros; with full
    # parity the real price stays; base 14; four watch units at 18 × 1.3
    drones = 6 * 30 * 1.3 * 128.964 / 125.422 * 0.9
    expected = drones + 14 + 4 * 18 * 1.3
    assert metric(case, "drones_and_shore_watch", "acquisition_cost") == pytest.approx(expected * MILLION, rel=1e-9)


def test_a_weaker_euro_makes_only_the_drones_dearer(case):
    weak = computed("coastguard", "weaker_euro")
    for option in case.model.options:
        before, after = (metric(each, option, "acquisition_cost") for each in (case, weak))
        assert after > before * 1.1 if option == "drones_and_shore_watch" else after == before, option


def test_stations_and_freed_hulls_follow_from_shares_of_the_year(case):
    # ten ships hold 10 × 0.5 × 0.9 = 4.5, six large ones 6 × 0.55 × 0.96 = 3.168, five vessels 5 × 0.75 × 0.85 = 3.1875
    held = {"ageing_ships": 2.8, "ten_patrol_ships": 4.5, "six_large_ships": 3.168, "chartered_vessels": 3.1875}
    for option, stations in held.items():
        assert metric(case, option, "stations_held") == pytest.approx(stations, rel=1e-12), option
    assert metric(case, "ten_patrol_ships", "patrol_ships_freed") == pytest.approx(10)  # 2.8 / 0.28
    assert "drones_and_shore_watch.patrol_ships_freed" in case.model.absent  # drones hold no station
    # 10 crews freed less the 520 people of the new ships in crews of 28
    assert metric(case, "ten_patrol_ships", "patrol_ship_crews_freed") == pytest.approx(10 - 520 / 28, rel=1e-12)
    assert metric(case, "six_large_ships", "patrol_ship_crews_freed") == pytest.approx(10)  # the navy crews them


def test_four_stations_take_nine_new_ships_with_a_narrow_margin(case):
    needed = 4 / 0.45
    assert case.one("ten_patrol_ships.ships.hulls_needed") == pytest.approx(needed)
    assert case.one("ten_patrol_ships.ships.ships_to_hold") == ceil(needed) == 9


def test_a_raid_of_drones_meets_the_ships_and_no_battery_ashore(case):
    # 14 trucks × 0.6 ready × 0.85: 7.14 at first, three loads a day 21.42; half in reach, below what ships can engage.
    # 2 shots at 0.6 give 0.84; 4 of 4 places, up at 0.9 in the weather, common 0.9: 0.84 × 0.9 × 0.9 × 0.5 = 0.3402
    for metric_id, raid in (
        ("expected_leakers", 21.42),
        ("expected_leakers_first_salvo", 7.14),
        ("expected_leakers_limited", 4),
    ):
        assert metric(case, "ten_patrol_ships", metric_id) == pytest.approx(raid * (1 - 0.3402), rel=1e-9)
    assert metric(case, "chartered_vessels", "expected_leakers") == pytest.approx(21.42)  # no missiles aboard
    assert not {id for id in case.model.rows if "patriot" in id}  # the country has no lower tier, so its rows vanish


def test_the_headroom_of_the_decision_year_is_the_ceiling_less_what_is_bound(case):
    # 0.26 % of 250 × 1.012 × 1.02 GEUR = 670.956; 278 + 130 + 137 = 545 is bound; nothing can be redirected yet
    place = case.model.years.index(2025)
    assert case.by_year("budget.headroom")[place] == pytest.approx((670.956 - 545) * MILLION, rel=1e-9)


def test_the_strength_of_the_coastguard_is_stock_and_flow(case):
    # FY2025: 2,310 × (1 − 0.056) + entrants of FY2024: (950,000 − 90,000 × 4 / 25) × 0.0145 % = 135.662
    place = case.model.years.index(2025)
    assert case.by_year("manpower.coastguard.strength")[place] == pytest.approx(2310 * 0.944 + 135.662, rel=1e-9)


def test_the_pack_is_in_order_and_holds_against_its_cases(case):
    found = condition(case.model, case.values)
    assert found.holds
    assert found.unused == ()
    assert all(outcome.holds for outcome in backtest(case.model.pack))


def test_an_invented_figure_never_claims_to_be_official(case):
    invented = {"notional", "judgement"}
    assert {each.grade for each in case.model.pack.assumptions.values() if each.source in invented} == {"C"}


def test_an_element_that_two_included_options_share_counts_once(tmp_path):
    folder = tmp_path / "both"
    shutil.copytree(FOLDER, folder)
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    (folder / "pack.toml").write_text(text.replace('"drones_and_shore_watch"]', '"drones_and_shore_watch", "both"]'))
    included = json.dumps(["ten_patrol_ships", "chartered_vessels"])
    (folder / "options" / "both.toml").write_text(
        f'[option]\nlabel = "Both"\nshort = "Both"\nrole = "patrol"\ninclude = {included}\n'
    )
    pack = apply(read_pack(folder), [parse_setting("manpower.billets_on_top_share=0", read_pack(folder))])
    found = compare(build_model(pack)).options
    one, two, both = (
        found[each]["whole_life_cost"].value for each in ("ten_patrol_ships", "chartered_vessels", "both")
    )
    assert both == pytest.approx(one + two - 5.712 * MILLION, rel=1e-12)  # the cancelled engines once
    assert found["both"]["stations_held"].value == pytest.approx(4.5 + 3.1875)
