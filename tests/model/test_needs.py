"""What elements must be told: one message an element, lines that can be pasted, examples that compute."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.calculators import calculators, element_calculators
from estimator.calculators.asked import ASKED
from estimator.errors import PackError
from estimator.evaluation import evaluate
from estimator.model.needs.inputs import calculator_inputs, needed_with
from estimator.model.needs.stubs import example, example_value, told_of, wording_of
from estimator.pack import read_pack, write_bare_pack, write_pack_skeleton

HEAD = '[option]\nlabel = "Tried"\nshort = "Tried"\nrole = "coast watch"\n\n'
FREE = ("strike_rounds",)  # a kind that has no cost


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("as_written") / "pack"
    write_pack_skeleton(folder)
    return read_pack(folder)


@pytest.fixture
def folder(tmp_path):
    write_pack_skeleton(tmp_path / "pack")
    listing = tmp_path / "pack" / "pack.toml"
    text = listing.read_text(encoding="utf-8")
    listing.write_text(text.replace('"patrol_ships"]', '"patrol_ships", "tried"]'), encoding="utf-8")
    return tmp_path / "pack"


def write(folder, text):
    (folder / "options" / "tried.toml").write_text(HEAD + text + "\n", encoding="utf-8")


def problems(folder):
    with pytest.raises(PackError) as caught:
        load(folder).model()
    return [str(each) for each in caught.value.problems]


def outlay(model):
    values = evaluate(model)
    rows = (row for row in model.rows.values() if row.group.startswith("tried."))
    return sum(float(values[row.id].sum()) for row in rows if row.marks.get("measure") == "outlay")


@pytest.mark.parametrize("name", element_calculators())
def test_the_example_of_each_calculator_computes_and_costs_something(folder, pack, name):
    write(folder, example(calculators()[name], pack))
    assert (outlay(load(folder).model()) > 0) == (name not in FREE)


@pytest.mark.parametrize("name", element_calculators())
def test_what_a_bare_element_lacks_comes_in_one_message_and_its_lines_filled_in_compute(folder, pack, name):
    write(folder, f'[element.part]\ncalculator = "{name}"')
    (says,) = problems(folder)
    assert says.startswith("options/tried.toml:6: tried.part lacks ")
    pasted = [line.strip() for line in says.splitlines()[2:]]
    filled = [_filled(pack, name, line) for line in pasted]
    write(folder, "\n".join([f'[element.part]\ncalculator = "{name}"', *filled]))
    assert (outlay(load(folder).model()) > 0) == (name not in FREE)


def _filled(pack, name, line):
    """A pasted line with what somebody writes for its open place."""
    key = line.split(" = ")[0]
    number = "coastguard" if key == "service" else example_value(calculators()[name], key, wording_of(pack))
    return line.replace('"?"', f'"{number}"' if key == "service" else number)


def test_a_pasted_line_that_nobody_filled_in_is_told_by_file_and_line_and_not_as_missing(folder):
    lines = ['[element.part]\ncalculator = "development"', "[element.part.set]"]
    write(folder, "\n".join(lines))
    (says,) = problems(folder)
    write(folder, "\n".join([lines[0], *(line.strip() for line in says.splitlines()[2:])]))
    (says,) = problems(folder)
    assert says.splitlines()[0].startswith('options/tried.toml:9: 3 places are open, marked "?"')
    assert [line.split(": ")[1] for line in says.splitlines()[2:]] == [
        "part.development_start [year]",
        "part.development_years [year]",
        "part.development_cost [MCRN_2024]",
    ]


def test_every_word_that_is_explained_is_asked_for_by_a_calculator_of_its_name():
    asked = {name: {each.name for each in calculator_inputs(calculators()[name])} for name in element_calculators()}
    for key in ASKED:
        calculator, _, name = key.rpartition(".")
        assert name in (asked[calculator] if calculator else set().union(*asked.values())), key


def test_what_comes_with_an_optional_input_is_known():
    fleet = calculators()["fleet"]
    more = needed_with(fleet, "refits_per_ship") - needed_with(fleet)
    assert more == {"refit_age", "refit_price"}


def test_a_usual_input_is_told_though_it_has_a_default():
    assert "rounds" in told_of(calculators()["munitions"])
    assert "equipment_price" in told_of(calculators()["unit"])


def test_a_misspelt_value_of_an_element_names_what_was_meant_and_what_was_meant_is_not_missing_as_well(folder, pack):
    write(folder, example(calculators()["fleet"], pack).replace("unit_price =", "unit_prise ="))
    (says,) = problems(folder)
    assert "nothing reads tried.fleet.unit_prise" in says
    assert 'Did you mean "unit_price"?' in says


def test_a_misspelt_optional_value_is_no_less_a_mistake(folder, pack):
    text = example(calculators()["fleet"], pack)
    line = 'wether_loss = { label = "Weather", value = 10, unit = "%", source = "judgement", grade = "C" }'
    write(folder, f"{text}\n{line}")
    (says,) = problems(folder)
    assert 'Did you mean "weather_loss"?' in says


def test_a_value_that_another_element_reads_by_a_wire_is_read(folder, pack):
    text = example(calculators()["fleet"], pack)
    rounds = example(calculators()["munitions"], pack).replace(
        "[element.munitions.set]", '[element.munitions.from]\nrounds_per_cell = "fleet.loads"\n[element.munitions.set]'
    )
    line = 'loads = { label = "Loads", value = 0, unit = "missile / cell", source = "judgement", grade = "C" }'
    write(folder, f"{text}\n{line}\n{rounds}")
    assert "tried.fleet.loads" in load(folder).model().inputs


def test_a_misspelt_value_of_the_whole_pack_names_what_was_meant(folder, pack):
    write(folder, example(calculators()["fleet"], pack))
    with (folder / "contract.toml").open("a", encoding="utf-8") as file:
        file.write('\n[learning_slop]\nlabel = "Learning"\nvalue = 90\nunit = "%"\nsource = "judgement"\ngrade = "C"\n')
    (says,) = problems(folder)
    assert "nothing reads contract.learning_slop" in says
    assert 'Did you mean "learning_slope"?' in says


def test_all_that_a_file_of_the_pack_lacks_comes_in_one_message_with_lines_in_its_currency(folder):
    path = folder / "manpower.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition("[intake_shift]")[0], encoding="utf-8")  # the first of its fourteen values stays
    write(folder, '[element.part]\ncalculator = "development"\n')
    (file,) = (each for each in problems(folder) if each.startswith("manpower.toml"))
    assert "the pack lacks 13 values of this file: " in file
    assert 'coastguard.authorised = { label = "Authorised strength, Coastguard", by_year = { 2024 = "?" }' in file
    assert 'unit = "MCRN_2024 / person / year", basis = "outturn"' in file
    assert "Did you mean" not in file


def test_the_lines_of_a_currency_are_in_that_currency_and_compute_when_they_are_filled_in(folder):
    path = folder / "systems" / "patrol_ship.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('unit = "MCRN_2024 / ship"', 'unit = "MSEK_2024 / ship"', 1), encoding="utf-8")
    listing = folder / "pack.toml"
    listing.write_text(listing.read_text(encoding="utf-8").replace(', "tried"]', "]"), encoding="utf-8")
    (says,) = problems(folder)
    lines = [line.strip() for line in says.splitlines() if line.strip().startswith("sek.")]
    assert len(lines) == 10
    assert 'label = "CRN per SEK, mean of the fiscal year"' in says
    assert "USD" not in says
    filled = {"_year": "2024", "price_level_actual": "100", "rate_actual": "0.5", "forward_rate": "0.5"}
    numbers = (next((number for word, number in filled.items() if word in line.split()[0]), "0") for line in lines)
    text = "\n".join(line.replace('"?"', number) for line, number in zip(lines, numbers, strict=True))
    (folder / "currency.toml").write_text(text, encoding="utf-8")
    load(folder).model()


def test_an_empty_file_asks_for_its_subject_and_is_told_what_belongs_in_it(tmp_path):
    write_bare_pack(tmp_path / "case", "AUD", 2024, ["army"])
    for name, number in (("pack.toml", '"Words"'), ("economy.toml", "2")):
        path = tmp_path / "case" / name
        path.write_text(path.read_text(encoding="utf-8").replace('= "?"', f"= {number}"), encoding="utf-8")
    assert load(tmp_path / "case").model().rows  # costs alone
    (tmp_path / "case" / "manpower.toml").write_text("# people\n", encoding="utf-8")
    economy, manpower = sorted(problems(tmp_path / "case"))
    assert "wage_growth" in economy
    assert 'army.authorised = { label = "Authorised strength, Army"' in manpower


def test_what_may_be_left_out_with_all_that_goes_with_it_is_lacking_beside_a_part_of_that(folder, pack):
    (folder / "effects.toml").unlink()  # else the pack says how many stations are wanted
    told = example(calculators()["fleet"], pack).splitlines()
    write(folder, "\n".join(each for each in told if not each.startswith("stations_wanted")))
    (says,) = (each for each in problems(folder) if "tried" in each)
    assert "lacks an input of fleet: stations_wanted" in says
    assert says.endswith("# needed beside stations_per_hull, material_watch_share, crew_endurance_share")


def test_of_a_kind_that_buys_nothing_without_them_the_usual_inputs_are_not_said_to_be_left_out(folder):
    write(folder, '[element.part]\ncalculator = "munitions"')
    (says,) = problems(folder)
    assert says.endswith("with rounds_per_cell; one such number is needed, else nothing is bought")
