"""Metrics that a pack defines: a sum or a ratio of what its options have, worked out by hand; each mistake is named."""

from __future__ import annotations

import math
import shutil

import numpy as np
import pytest

from estimator.api import load
from estimator.calculators.option import own_metrics
from estimator.errors import EstimatorError
from estimator.evaluation import evaluate
from estimator.model import load_pack
from estimator.model.renamed import rename
from estimator.pack import shipped_pack
from estimator.pack.records import OwnMetric
from estimator.returned.verify import verify

HOURS = 88 * 187 * 30  # aircraft, flying hours a year of one, years of life


def case(folder, text, name="canada_fighters"):
    """A shipped pack with more metrics."""
    shutil.copytree(shipped_pack(name), folder, dirs_exist_ok=True)
    with (folder / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    return folder


def metric(id, **keys):
    told = {"label": f"About {id}", "short": id[:18], **keys}
    lines = [f'{key} = "{each}"' if isinstance(each, str) else f"{key} = {list(each)}" for key, each in told.items()]
    return f"\n[metric.{id}]\n" + "\n".join(lines).replace("'", '"') + "\n"


def found(folder, *settings):
    return load(folder).with_settings(*settings).compare().metrics


def test_operation_over_hours_and_acquisition_over_aircraft_are_what_one_costs():
    # every flying hour costs 71.5043 thousand dollars, every aircraft 207.6751 million, all within the years compared
    each = found("canada_fighters")["fighters"]
    assert each["operation_per_hour"].value == pytest.approx(71_504.3, rel=1e-9)
    assert each["operation_per_hour"].unit == "CAD_2023 / hour"
    assert each["acquisition_per_aircraft"].value == pytest.approx(207.6751e6, rel=1e-7)
    assert each["acquisition_per_aircraft"].unit == "CAD_2023 / item"


def test_a_metric_may_add_up_other_metrics_those_that_may_be_a_dash_included(tmp_path):
    folder = case(tmp_path, metric("both", of=["operation_per_hour", "cost_per_hour_of_use"]))
    whole = 88 * (207.6751e6 + 1.6699e6) / HOURS + 71_504.3  # price and disposal over all hours, and the hour itself
    assert found(folder)["fighters"]["both"].value == pytest.approx(71_504.3 + whole, rel=1e-6)
    idle = found(folder, "fighter.hours_per_item=0")["fighters"]
    assert idle["both"].value is None
    assert idle["operation_per_hour"].value is None
    assert "cannot be computed" in idle["operation_per_hour"].reason


def test_a_measure_is_added_up_over_the_elements_and_the_years_compared(tmp_path):
    model = load(case(tmp_path, metric("posts", of=["billets"]), "coastguard")).model()
    values = evaluate(model)
    years = values["horizon.in_horizon"]
    for option in model.options:
        rows = [
            id for id, row in model.rows.items() if row.marks.get("measure") == "billets" and row.scope == "element"
        ]
        own = [id for id in rows if id.startswith(f"{option}.")]
        counted = sum(float(np.sum(values[id] * years)) for id in own)
        id = f"{option}.posts"
        assert (float(values[id][0, 0]) if id in values else 0) == pytest.approx(counted), option
    assert values["ten_patrol_ships.posts"] > 0


def test_an_option_without_the_element_has_a_dash_and_says_why(tmp_path):
    folder = case(tmp_path, metric("of_drones", of=["life_cycle_cost"], over=["drones.billets"]), "coastguard")
    metrics = found(folder)
    assert {option: each["of_drones"].value is None for option, each in metrics.items()} == {
        option: not any(element.key == "drones" for element in load(folder).pack.options[option].elements)
        for option in metrics
    }
    assert "nothing of the option" in metrics["chartered_vessels"]["of_drones"].reason


def test_a_sum_of_one_unit_is_shown_in_it_and_a_ratio_of_like_units_as_a_ratio(tmp_path):
    text = metric("first", of=["acquisition_cost", "replacement_cost"]) + metric(
        "part", of=["acquisition_cost"], over=["first", "sunk_cost"]
    )
    each = found(case(tmp_path, text))["fighters"]
    assert (each["first"].unit, each["first"].value) == ("CAD_2023", pytest.approx(88 * 207.6751e6, rel=1e-7))
    assert (each["part"].unit, each["part"].value) == ("1", 1)


def test_the_rows_of_a_metric_compute_what_they_say():
    # 12 over 4; nothing over nil; 7 in the two years of the horizon of three
    (ratio, *_) = own_metrics.definitions([OwnMetric("a", "A", "A", ("b",), ("c",))])
    assert ratio.name == "a"
    assert own_metrics.ratio(12, 4) == 3
    assert own_metrics.value(12, 4, [1]) == 3
    assert math.isnan(own_metrics.value(12, 0, []))
    assert math.isnan(own_metrics.value(12, 4, [0]))
    assert own_metrics.value(12, None, []) == own_metrics.counted(12) == own_metrics.added_up(12) == 12
    assert list(own_metrics.in_the_years(np.array([7, 7, 7]), np.array([0, 1, 1]))) == [0, 7, 7]


def wired(folder):
    """Read a pack and wire it: some mistakes are found by one, some by the other."""
    load_pack(folder)
    load(folder).model()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            metric("m", of=["life_cicle_cost"]),
            ['metric.m: of names "life_cicle_cost"', 'Did you mean "life_cycle_cost'],
        ),
        (metric("m", of=["pay"], over=["aircraft.hours_use"]), ["over names", 'Did you mean "aircraft.hours_used"']),
        (metric("m", of=["n"]) + metric("n", of=["m"]), ["metrics read one another in a circle: m → n → m"]),
        (metric("m", of=["life_cycle_cost", "aircraft.hours_used"]), ["not in one unit", '"CAD_2023"', '"hour"']),
        (metric("m", of=["life_cycle_cost"], unit="hour"), ["the formula gives CAD_2023, the row says hour"]),
        (metric("m", of=["life_cycle_cost"], unit="kCAD_2023"), ["without a prefix"]),
        (metric("life_cycle_cost", of=["pay"]), ["is the id of something else already"]),
        (metric("aircraft", of=["life_cycle_cost"]), ["is the id of something else already"]),
        (metric("m", of=[]), ["name at least one thing"]),
        (metric("m", of=["pay", "pay"]), ["it is listed twice"]),
        (metric("m", over=["pay"]), ['"of" is missing']),
        (metric("m", of=["life_cycle_cost"], bettter="less"), ['unknown key "bettter"', 'Did you mean "better"']),
    ],
)
def test_a_mistake_is_told_once_with_its_place_and_what_was_meant(tmp_path, text, words):
    folder = case(tmp_path, text)
    with pytest.raises(EstimatorError) as caught:
        wired(folder)
    message = str(caught.value)
    assert message.count("pack.toml:") == 1
    for each in words:
        assert each in message, message


def test_an_assumption_that_only_a_metric_reads_is_read(tmp_path):
    folder = case(tmp_path, metric("per_pilot", of=["life_cycle_cost"], over=["aircraft.pilots"]))
    with (folder / "options" / "fighters.toml").open("a", encoding="utf-8") as file:
        file.write(
            '[element.aircraft.set.pilots]\nlabel = "Pilots"\nvalue = 200\nunit = "person"\n'
            'source = "judgement"\ngrade = "C"\n'
        )
    each = found(folder)["fighters"]
    assert each["per_pilot"].value == pytest.approx(each["life_cycle_cost"].value / 200)


def test_a_metric_and_the_element_that_it_names_are_renamed_in_every_file(tmp_path):
    folder = case(tmp_path, metric("twice", of=["operation_per_hour"]))
    before = found(folder)["fighters"]["twice"].value
    rename(folder, "fighters.aircraft", "jets")
    rename(folder, "operation_per_hour", "cost_in_the_air")
    text = (folder / "pack.toml").read_text(encoding="utf-8")
    assert 'over = ["jets.hours_used"]' in text
    assert "[metric.cost_in_the_air]" in text
    assert found(folder)["fighters"]["twice"].value == before


def test_the_workbook_of_one_option_computes_own_metrics_live_as_a_number_and_as_a_dash(tmp_path):
    folder = case(tmp_path / "pack", metric("both", of=["operation_per_hour", "cost_per_hour_of_use"]))
    for hours in (187, 0):
        file = tmp_path / f"hours{hours}.xlsx"
        load(folder).with_settings(f"fighter.hours_per_item={hours}").compare().to_workbook(file, draws=0)
        assert verify(file).holds


@pytest.mark.parametrize(
    ("key", "said", "of"),
    [("label", "Life-cycle cost", "life_cycle_cost"), ("short", "acquisition", "acquisition_cost")],
)
def test_a_metric_may_not_be_called_what_another_is(tmp_path, key, said, of):
    short = load("canada_fighters").model().rows[f"fighters.{of}"].definition.short
    said = short.lower() if key == "short" else said
    with pytest.raises(EstimatorError) as caught:
        load(case(tmp_path, metric("mine", of=["operation"], **{key: said}))).model()
    assert f'{key} = "{said}" is what {of} is called' in str(caught.value)
    assert "pack.toml:" in str(caught.value)


def test_a_circle_of_metrics_gives_one_message_whatever_else_they_name(tmp_path):
    text = metric("one", of=["life_cycle_cost", "fighters.aircraft.quantity"], over=["other"])
    with pytest.raises(EstimatorError) as caught:
        load(case(tmp_path, text + metric("other", of=["acquisition_cost"], over=["one"]))).model()
    assert [each.message.partition(":")[0] for each in caught.value.problems] == ["metric.one"]
    assert "in a circle: one → other → one" in str(caught.value)


def test_a_misspelling_in_a_circle_is_told_beside_it(tmp_path):
    text = metric("one", of=["life_cycle_cst"], over=["other"]) + metric("other", of=["one"])
    with pytest.raises(EstimatorError) as caught:
        load(case(tmp_path, text)).model()
    assert len(caught.value.problems) == 2
    assert "life_cycle_cst" in str(caught.value)
