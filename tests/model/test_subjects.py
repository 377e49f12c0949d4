"""Budget, people, yardstick and threat may be left out of a pack; a part of one is a mistake that names the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estimator.api import load
from estimator.calculators.roles import Role
from estimator.errors import ModelError, PackError, WiringError
from estimator.evaluation import evaluate
from estimator.model import build_model, load_pack
from estimator.pack import write_pack_skeleton

SUBJECTS = ("budget", "manpower", "yardstick")
TRACES = {
    "budget": {"new_money", "years_over_headroom", "break_even_gdp_share", "added_gdp_share"},
    "manpower": {"years_short_of_people", "manned_share", "share_of_yearly_intake", "life_cycle_cost_without_pay"},
    "yardstick": {"yardsticks_freed", "corvettes_freed", "corvette_crews_freed", "people_in_corvette_crews"},
}
"""Metrics of the skeleton that speak of each subject."""


def without(folder: Path, *subjects: str) -> Path:
    """A pack of the skeleton that leaves subjects out, and what of its options and scenarios speaks of them."""
    write_pack_skeleton(folder)
    for subject in subjects:
        (folder / f"{subject}.toml").unlink()
    (folder / "scenarios" / "lean_years.toml").unlink()
    if "yardstick" in subjects:
        option, settings = folder / "options" / "shore_watch.toml", folder / "pack.toml"
        text = option.read_text(encoding="utf-8")
        option.write_text(text.partition("[element.watch]")[0], encoding="utf-8")
        lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
        settings.write_text("".join(each for each in lines if not each.startswith("yardstick")), encoding="utf-8")
    return folder


@pytest.mark.parametrize("subjects", [*((each,) for each in SUBJECTS), SUBJECTS], ids="+".join)
def test_what_is_left_out_leaves_no_metric_and_no_row(tmp_path, subjects):
    model = build_model(load_pack(without(tmp_path / "pack", *subjects)))
    assert "life_cycle_cost" in model.metric_labels
    for subject in subjects:
        assert not TRACES[subject] & model.metric_labels.keys()
        assert not [id for id in (*model.rows, *model.inputs) if id.startswith(f"{subject}.")]


def test_what_is_given_keeps_its_metrics(tmp_path):
    model = build_model(load_pack(without(tmp_path / "pack")))
    assert {*TRACES["budget"], *TRACES["manpower"], "corvettes_freed"} <= model.metric_labels.keys()


def test_costs_do_not_depend_on_a_budget_or_a_yardstick(tmp_path):
    whole = load(without(tmp_path / "whole")).compare().metrics["patrol_ships"]
    bare = load(without(tmp_path / "bare", "budget", "yardstick")).compare().metrics["patrol_ships"]
    for id in ("acquisition_cost", "life_cycle_cost", "present_value", "whole_life_cost"):
        assert bare[id].value == pytest.approx(whole[id].value, rel=1e-12)


def test_without_people_nobody_is_paid(tmp_path):
    whole = load(without(tmp_path / "whole")).compare().metrics["patrol_ships"]
    bare = load(without(tmp_path / "bare", "manpower")).compare().metrics["patrol_ships"]
    assert bare["life_cycle_cost"].value == pytest.approx(whole["life_cycle_cost_without_pay"].value, rel=1e-12)
    assert bare["people"].value == whole["people"].value


def test_personnel_of_a_budget_without_people_follows_wages_alone(tmp_path):
    model = build_model(load_pack(without(tmp_path / "pack", "manpower")))
    values = evaluate(model)
    personnel, level = (values[id][0] for id in ("budget.personnel", "economy.wage_level"))
    first, last = model.years.index(2024), model.years.index(2030)
    # 152 MCRN in FY2024, the last published budget, at the wages of FY2030
    assert personnel[last] == pytest.approx(152e6 * level[last] / level[first], rel=1e-12)


def test_a_part_of_a_budget_is_a_mistake_that_names_the_rest(tmp_path):
    folder = without(tmp_path / "pack")
    text = (folder / "budget.toml").read_text(encoding="utf-8")
    (folder / "budget.toml").write_text(re.split(r"(?m)^\[first_budget_year\]", text)[0], encoding="utf-8")
    with pytest.raises(WiringError) as caught:
        build_model(load_pack(folder))
    said = str(caught.value)
    for name in ("first_budget_year", "base_year", "personnel_actual", "redirectable_limit"):
        assert name in said


def test_a_budget_that_cannot_be_read_is_not_left_out(tmp_path):
    folder = without(tmp_path / "pack")
    (folder / "budget.toml").write_text("[gdp_share\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert "budget.toml:1" in str(caught.value)


def test_a_question_about_headroom_says_that_the_pack_has_no_budget(tmp_path):
    model = build_model(load_pack(without(tmp_path / "pack", "budget")))
    with pytest.raises(ModelError, match=re.escape("The pack says nothing of budget (budget.toml)")):
        model.require_role(Role.HEADROOM)


def test_gross_domestic_product_is_asked_for_only_by_a_budget(tmp_path):
    folder = without(tmp_path / "pack", *SUBJECTS)
    economy = folder / "economy.toml"
    kept = re.split(r"(?m)^(?=\[)", economy.read_text(encoding="utf-8"))
    economy.write_text("".join(each for each in kept if each.startswith(("[deflator_change]", "[discount_rate]"))))
    model = build_model(load_pack(folder))
    assert {id for id in model.rows if id.startswith("economy.")} == {
        "economy.inflation_in_use",
        "economy.price_level",
        "economy.price_index",
        "economy.discount_factor",
    }


def test_people_without_any_service_to_count_them_are_a_mistake(tmp_path):
    folder = without(tmp_path / "pack", "yardstick")
    for file in (folder / "pack.toml", *(folder / "options").iterdir()):
        text = re.sub(r"(?m)^service = .*\n", "", file.read_text(encoding="utf-8"))
        file.write_text(text.partition("[services.")[0], encoding="utf-8")
    with pytest.raises(WiringError, match=r"manpower\.toml speaks of people, and pack\.toml names no service"):
        build_model(load_pack(folder))
