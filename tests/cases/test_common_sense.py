"""What must hold of every option of every pack under every scenario, and under all scenarios layered."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.model.instances import elements_of, price_base_of
from tests.cases.conftest import PACKS, computed

CLOSE = {"rtol": 1e-9, "atol": 1e-3}  # money in base units: a thousandth of a yen or euro
PHASES = ("development", "procurement", "facilities", "operation_without_pay", "pay", "disposal")
PARTS = {"manpower", "unit_operations", "maintenance", "sustaining_support", "system_improvements", "replacement"}
NEVER_NEGATIVE = (
    "outlay",
    "gross_outlay",
    "pay",
    "obligation",
    "paid",
    "billets",
    "ordered",
    "delivered",
    "in_service",
    "retired",
    "stations",
    "full_stations",
    "upper_rounds",
    "lower_rounds",
    "crews",
    "sunk",
    "committed",
)
FLAGS = ("complete", "first_in_service", "check")
SHARES = ("_seen_", "found_", "hit_", "lost_", "left_", "chance_of", "_chance", "availability", "watch_share")


def failing(case, measure):
    """Rows of a measure with a year in which they are not 1."""
    return [id for id in case.marked(measure) if not np.all(case.values[id] == 1)]


def children(case, option):
    """The outlay and pay rows of the elements that count for an option, shared elements once."""
    return [id for element in elements_of(case.model.pack, option) for id in case.rows_of(element.id, "outlay", "pay")]


def test_every_check_holds(case):
    assert case.marked("check")
    assert failing(case, "check") == []


def test_every_number_is_finite_but_for_metrics_that_do_not_apply(case):
    wrong = {id for id, value in case.values.items() if not np.isfinite(value).all()}
    assert {id for id in wrong if not case.model.rows[id].metric} == set()
    assert not any(np.isinf(case.values[id]).any() for id in wrong)


def test_the_phases_and_the_elements_both_add_up_to_the_outlays_of_each_year(case):
    for option in case.model.options:
        outlays = case.by_year(f"{option}.outlays")
        phases = sum(case.by_year(f"{option}.{phase}") for phase in PHASES)
        elements = sum(case.by_year(id) for id in children(case, option))
        np.testing.assert_allclose(phases, outlays, **CLOSE, err_msg=option)
        np.testing.assert_allclose(elements, outlays, **CLOSE, err_msg=option)


def test_each_phase_is_the_sum_of_the_rows_that_carry_it(case):
    for option in case.model.options:
        rows = children(case, option)
        for phase in ("development", "procurement", "facilities", "operation", "disposal"):
            parts = [case.by_year(id) for id in rows if case.model.rows[id].marks["phase"] == phase]
            whole = case.by_year(f"{option}.{phase}")
            np.testing.assert_allclose(sum(parts, 0 * whole), whole, **CLOSE, err_msg=f"{option} {phase}")


def test_operation_is_the_sum_of_its_elements_of_operation_and_support(case):
    for option in case.model.options:
        rows = [id for id in children(case, option) if case.model.rows[id].marks["phase"] == "operation"]
        parts = {part: [id for id in rows if case.model.rows[id].marks.get("part") == part] for part in PARTS}
        by_part = [case.by_year(id) for ids in parts.values() for id in ids]
        whole = case.by_year(f"{option}.operation")
        np.testing.assert_allclose(sum(by_part, 0 * whole), whole, **CLOSE, err_msg=option)


def test_totals_are_the_sums_of_their_years_and_the_horizon_is_no_more_than_the_whole_life(case):
    inside = case.by_year("horizon.in_horizon")
    index = case.by_year("economy.price_index")
    for option in case.model.options:
        outlays = case.by_year(f"{option}.outlays")
        totals = {
            "whole_life_cost": outlays.sum(),
            "life_cycle_cost": (outlays * inside).sum(),
            "life_cycle_cost_then_year": (outlays * inside * index).sum(),
            "life_cycle_cost_without_pay": ((outlays - case.by_year(f"{option}.pay")) * inside).sum(),
        }
        for name, total in totals.items():
            assert case.one(f"{option}.{name}") == pytest.approx(total, rel=1e-9), (option, name)
        assert case.one(f"{option}.life_cycle_cost") <= case.one(f"{option}.whole_life_cost") * (1 + 1e-9)
        assert case.one(f"{option}.present_value") <= case.one(f"{option}.life_cycle_cost") * (1 + 1e-9)
        assert case.one(f"{option}.life_cycle_cost_without_pay") <= case.one(f"{option}.life_cycle_cost") * (1 + 1e-9)


def test_obligations_and_outlays_of_an_element_are_the_same_money_over_its_whole_life(case):
    """Foreign prices differ: an obligation takes the rate of its signature, an outlay that of the payment.

    What was signed before the decision is an obligation of no year in sight, and is paid all the same.
    """
    home = case.model.pack.settings.currency
    bases = {id: price_base_of(each) for id, each in case.model.inputs.items()}
    foreign = {id for id, base in bases.items() if base and base[0] != home}
    for element in (each for option in case.model.options for each in elements_of(case.model.pack, option)):
        outlays, bound = case.rows_of(element.id, "outlay"), case.rows_of(element.id, "obligation")
        if any(ancestors(case, id) & foreign for id in outlays):
            continue
        paid = sum(case.by_year(id).sum() for id in outlays)
        signed = case.by_year(f"{element.id}.committed_outlay").sum()
        assert sum(case.by_year(id).sum() for id in bound) + signed == pytest.approx(paid, rel=1e-9, abs=1.0), (
            element.id
        )


def ancestors(case, id):
    """Every assumption behind a row."""
    found, waiting = set(), [id]
    while waiting:
        for each in case.model.precedents(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found & set(case.model.inputs)


def test_no_outlay_no_stock_and_no_people_are_negative(case):
    for measure in NEVER_NEGATIVE:
        for id in case.marked(measure):
            assert case.values[id].min() >= -1e-6, id
    for service in case.model.pack.services:
        for key in ("strength", "intake", "losses", "trained", "shortfall"):
            assert case.by_year(f"manpower.{service}.{key}").min() >= 0, (service, key)


def test_flags_are_0_or_1(case):
    for measure in FLAGS:
        for id in case.marked(measure):
            assert set(np.unique(case.values[id])) <= {0.0, 1.0}, id


def test_shares_and_chances_lie_between_0_and_1(case):
    for id, row in case.model.rows.items():
        if row.unit == "dimensionless" and any(part in f"{row.key}" for part in SHARES) and "looks" not in row.key:
            assert -1e-12 <= np.nanmin(case.values[id]), id
            assert np.nanmax(case.values[id]) <= 1 + 1e-12, id


def test_sunk_money_is_in_no_total(case):
    for id in case.marked("sunk"):
        group = case.model.rows[id].group
        gross = case.by_year(f"{group}.procurement_gross_outlay").sum()
        if gross:
            paid = (case.by_year(f"{group}.{each}").sum() for each in ("procurement_outlay", "committed_outlay"))
            net = sum(paid)
            assert net == pytest.approx(gross - min(case.one(id), gross), rel=1e-9), id


def test_what_is_committed_is_no_more_than_the_whole_life_costs(case):
    for option in case.model.options:
        assert case.one(f"{option}.committed_cost") <= case.one(f"{option}.whole_life_cost") * (1 + 1e-9), option


def test_the_equal_watch_is_the_cost_with_what_the_baseline_has_to_hold_in_its_place(case):
    baseline, inside = case.model.pack.settings.baseline_option, case.by_year("horizon.in_horizon")
    whole = case.by_year(f"{baseline}.stations") * inside
    price = case.one(f"{baseline}.life_cycle_cost") / whole.sum()
    for option in case.model.options:
        if case.one(f"{option}.stations_held") > 0:
            held, cost = case.by_year(f"{option}.stations") * inside, case.one(f"{option}.life_cycle_cost")
            left = sum(max(0.0, most - own) for most, own in zip(whole, held, strict=True))
            assert case.one(f"{option}.equal_watch_cost") == pytest.approx(cost + left * price, rel=1e-9), option
            assert case.one(f"{option}.cost_per_station_year") == pytest.approx(cost / held.sum(), rel=1e-9), option


def test_the_baseline_frees_nothing_and_the_reference_costs_what_it_costs(case):
    settings = case.model.pack.settings
    assert case.one(f"{settings.baseline_option}.{settings.yardstick}s_freed") == pytest.approx(0, abs=1e-12)
    assert case.one(f"{settings.baseline_option}.{settings.yardstick}_crews_freed") == pytest.approx(0, abs=1e-12)
    assert case.one(f"{settings.reference_option}.cost_vs_{settings.reference_option}") == 1


def test_people_are_the_sum_of_the_services_in_every_year(case):
    for option in case.model.options:
        by_service = sum(case.by_year(f"{option}.billets_{service}") for service in case.model.pack.services)
        np.testing.assert_allclose(by_service, case.by_year(f"{option}.billets"), rtol=1e-12, err_msg=option)


def test_an_option_can_be_manned_exactly_where_it_is_never_short_of_people(case):
    for option in case.model.options:
        short, manned = (case.values.get(f"{option}.{id}") for id in ("years_short_of_people", "manned_share"))
        assert (short is None) == (manned is None), option
        if short is not None:
            assert 0 <= manned.item() <= 1, option
            assert (short.item() == 0) == (manned.item() == 1), option


def test_no_fill_rate_falls_below_nil_and_what_is_on_top_is_part_of_what_is_found(case):
    for option in case.model.options:
        for service in case.model.pack.services:
            rate, top = (case.values.get(f"{option}.{id}_{service}") for id in ("fill_rate_with", "on_top"))
            if rate is not None:
                assert rate.min() >= 0, (option, service)
                assert (0 <= top).all(), (option, service)
                assert (top <= case.values[f"{option}.needed_{service}"]).all(), (option, service)


def test_an_option_that_includes_others_is_their_sum_less_what_they_share(case):
    for option in case.model.pack.options.values():
        if option.include:
            counted = elements_of(case.model.pack, option.id)
            words = [each.share or each.id for each in counted]
            assert len(words) == len(set(words))
            included = [each for id in option.include for each in elements_of(case.model.pack, id)]
            twice = [each for place, each in enumerate(included) if each not in counted or each in included[:place]]
            whole = sum(case.one(f"{id}.whole_life_cost") for id in option.include)
            own, shared = (sum(cost_of(case, each) for each in some) for some in (option.elements, twice))
            assert case.one(f"{option.id}.whole_life_cost") == pytest.approx(whole + own - shared, rel=1e-9)


def cost_of(case, element):
    """The whole-life cost of one element."""
    return sum(case.by_year(id).sum() for id in case.rows_of(element.id, "outlay", "pay"))


@pytest.mark.parametrize("pack", PACKS)
def test_all_options_of_the_pack_are_tested_here(pack):
    case = computed(pack, "base")
    assert case.model.options == tuple(case.model.pack.options)
    assert all(children(case, option) for option in case.model.options)
