"""`new option --calculator` and `new system`: commented tables of what a kind reads, that compute once filled in."""

from __future__ import annotations

import re

import numpy as np
import pytest

from estimator.api import load
from estimator.calculators import calculators, element_calculators
from estimator.calculators.asked import OF_THE_OPTION
from estimator.errors import InputError, PackError
from estimator.evaluation import evaluate
from estimator.model.needs.inputs import calculator_inputs, typed_inputs
from estimator.model.needs.skeletons import element_kinds, elements_text, system_text
from estimator.model.needs.stubs import example_value, wording_of
from estimator.pack import read_pack, write_option_skeleton, write_pack_skeleton, write_system_skeleton

KEY = re.compile(r"^\[?([a-z_0-9]+)(?:\]| = \{)", re.MULTILINE)


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("as_written") / "pack"
    write_pack_skeleton(folder)
    return read_pack(folder)


def filled(text, kind, pack):
    """The text with an example in each open place, as somebody would type it."""
    lines, name = [], ""
    for line in text.splitlines():
        found = KEY.match(line)
        name = found[1] if found else name
        number = "value = " + example_value(calculators()[kind], name, wording_of(pack))
        lines.append(line.replace('value = "?"', number).replace('service = "?"', 'service = "coastguard"'))
    return "\n".join(lines).replace('"?"', '"in words"') + "\n"


def rewrite(path, kind, pack):
    path.write_text(filled(path.read_text(encoding="utf-8"), kind, pack), encoding="utf-8")


@pytest.mark.parametrize("kind", element_calculators())
def test_a_new_option_of_a_kind_is_open_as_written_and_computes_once_filled_in(tmp_path, pack, kind):
    folder = tmp_path / "pack"
    write_pack_skeleton(folder)
    path = write_option_skeleton(folder, "tried", elements_text(pack, element_kinds(kind)))
    with pytest.raises(PackError) as caught:
        load(folder).model()
    assert [each.message.split(" ")[2:4] for each in caught.value.problems] == [["are", "open,"]]  # and nothing else
    rewrite(path, kind, pack)
    model = load(folder).model(["tried"])
    assert f"tried.{kind}" in {row.group for row in model.rows.values()}
    evaluate(model)


@pytest.mark.parametrize("kind", ["fleet", "munitions", "battery"])
def test_a_new_system_with_an_option_that_uses_it_computes_once_both_are_filled_in(tmp_path, pack, kind):
    folder = tmp_path / "pack"
    write_pack_skeleton(folder)
    system = write_system_skeleton(folder, "thing", system_text(pack, calculators()[kind]))
    rewrite(system, kind, pack)
    text = elements_text(read_pack(folder), element_kinds(f"{kind}:thing"))
    told = set(KEY.findall(text)) - {"element"}
    assert told <= OF_THE_OPTION
    option = write_option_skeleton(folder, "tried", text)
    rewrite(option, kind, pack)
    evaluate(load(folder).model(["tried"]))


@pytest.mark.parametrize("kind", element_calculators())
def test_every_optional_input_of_a_kind_stands_in_its_skeleton_as_a_comment_that_is_legal(tmp_path, pack, kind):
    text = elements_text(pack, element_kinds(kind))
    comments = {line.split(" = ")[0].removeprefix("# ") for line in text.splitlines() if line.startswith("# ")}
    known = {each.name for each in calculator_inputs(calculators()[kind]) if each.asked}
    named = {each for each in comments if re.fullmatch("[a-z_0-9]+", each)}
    assert named <= known
    optional = {each.name for each in typed_inputs(calculators()[kind]) if each.default is not None}
    assert {each for each in optional if "rate_" not in each} <= named | set(KEY.findall(text))


def test_the_optional_lines_of_a_fleet_compute_once_their_signs_are_taken_away(tmp_path, pack):
    folder = tmp_path / "pack"
    write_pack_skeleton(folder)
    path = write_option_skeleton(folder, "tried", elements_text(pack, element_kinds("fleet")))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.removeprefix("# ") if "{ label" in line else line for line in lines), "utf-8")
    rewrite(path, "fleet", pack)
    rows = load(folder).model(["tried"]).rows
    assert "tried.fleet.refit_outlay" in rows
    assert "tried.fleet.software_outlay" in rows


LEARNED = re.compile(r"# (learning_slope|learning_by_unit|later_slope|learning_changes_at) = ")
LEARNING_KINDS = [
    kind for kind in element_calculators() if any(row.name == "series_so_far" for row in calculators()[kind].rows)
]


@pytest.mark.parametrize("kind", LEARNING_KINDS)
def test_a_series_of_any_kind_that_is_learned_by_unit_with_a_change_of_slope_computes_by_hand(tmp_path, pack, kind):
    # slope 0.95: exponent 1 - 0.051293 / 0.693147 = 0.926000, the same later on; n items cost
    # ((n + 1/2)^0.926 - (1/2)^0.926) / 0.926 first items, and all that are bought what was quoted for all
    folder = tmp_path / "pack"
    write_pack_skeleton(folder)
    path = write_option_skeleton(folder, "tried", elements_text(pack, element_kinds(kind)))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line.removeprefix("# ") if LEARNED.match(line) else line for line in lines), "utf-8")
    rewrite(path, kind, pack)
    model = load(folder).model(["tried"])
    values = evaluate(model)
    ordered = values[f"tried.{kind}.ordered_so_far"][0]
    whole, exponent = ordered.max(), 1 - 0.0512932944 / 0.6931471806

    def cost(number):
        return ((number + 0.5) ** exponent - 0.5**exponent) / exponent

    assert model.rows[f"tried.{kind}.priced_so_far"].unit == calculators()[kind].item
    assert values[f"tried.{kind}.priced_so_far"][0] == pytest.approx(cost(ordered) / cost(whole) * whole, rel=1e-6)
    assert values[f"tried.{kind}.procurement_units"][0].sum() == pytest.approx(whole)
    first = next(each for each in ordered if each)
    if first < whole:
        assert values[f"tried.{kind}.procurement_units"][0].max() > first


@pytest.mark.parametrize("kind", ["aircraft", "battery", "constellation", "launcher", "orbit", "site"])
def test_a_thing_of_which_only_price_and_upkeep_are_known_needs_no_people_and_no_works(tmp_path, pack, kind):
    folder = tmp_path / "pack"
    write_pack_skeleton(folder)
    text = elements_text(pack, element_kinds(kind)).replace("# satellites = {", "satellites = {")
    path = write_option_skeleton(folder, "tried", text)
    unsaid = (*calculators()[kind].usual, "service", "facilities_price", "facilities_contract_years")
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(tuple(f"{name} = " for name in unsaid))]
    path.write_text("\n".join(kept), encoding="utf-8")
    rewrite(path, kind, pack)
    model = load(folder).model(["tried"])
    values = evaluate(model)
    bought = values.get(f"tried.{kind}.quantity", np.array(3))
    assert values[f"tried.{kind}.procurement_outlay"].sum() > 0
    assert not [id for id in model.rows if id.startswith(f"tried.{kind}.") and id.endswith(("billets", "pay_outlay"))]
    assert not [id for id in model.rows if id == f"tried.{kind}.facilities_outlay"]
    assert kind != "constellation" or float(np.ravel(bought)[0]) == 5  # the example of `satellites`, given outright


def test_the_kinds_that_may_be_learned():
    assert {"aircraft", "battery", "bought_and_kept", "datalink", "launcher", "platform", "site"} <= set(LEARNING_KINDS)


def test_a_service_is_asked_for_only_where_a_kind_is_usually_told_of_people(pack):
    asks = {
        kind: 'service = "?"' in elements_text(pack, element_kinds(kind)).splitlines() for kind in ("fleet", "unit")
    }
    assert asks == {"fleet": True, "unit": True}
    text = elements_text(pack, element_kinds("bought_and_kept"))
    assert '# Whose people serve with it, if any do: service = "?"' in text.splitlines()


def test_two_elements_of_one_kind_have_names_of_their_own(pack):
    text = elements_text(pack, element_kinds("munitions,munitions"))
    assert [line for line in text.splitlines() if re.fullmatch(r"\[element\.[a-z0-9_]+\]", line)] == [
        "[element.munitions]",
        "[element.munitions2]",
    ]


@pytest.mark.parametrize(("words", "says"), [("flet", 'Did you mean "fleet"'), ("fleet:frigat", "new system frigat")])
def test_a_kind_or_a_system_that_is_not_there_is_told_with_what_may_be_meant(pack, words, says):
    with pytest.raises(InputError, match=says):
        elements_text(pack, element_kinds(words))


@pytest.mark.parametrize("kind", element_calculators())
def test_shares_are_asked_for_in_per_cent_and_only_chances_of_events_as_a_number(kind):
    for each in typed_inputs(calculators()[kind]):
        if each.asked.shown == "share":
            assert "1 or 0" in each.asked.meaning
        if each.asked.unit == "%":
            assert 0 < each.asked.example <= 100


def test_an_open_place_that_may_be_left_out_says_so_and_what_holds_then(pack):
    lines = elements_text(pack, element_kinds("fleet")).splitlines()
    said = {line.split(" = ")[0]: line.partition("  # ")[2] for line in lines if " = {" in line and line[0] != "#"}
    assert said["people_per_crew"] == "may be left out: nobody"
    assert said["crews_per_hull"] == "may be left out"
    assert said["unit_price"] == ""
