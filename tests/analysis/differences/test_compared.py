"""What differs: assumptions first, results after; packs, JSON results and workbooks in any pair."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from estimator import load
from estimator.analysis.differences.compared import Result, Side, differences
from estimator.analysis.differences.renames import Known, renames
from estimator.errors import InputError, WorkbookError
from estimator.report.answers.diff import answer
from estimator.returned.shown_values import read_exported
from estimator.returned.sides import read_side, side_of_workbook
from estimator.workbook.plan.input_places import COLUMN
from tests.coast import write_shorter_pack
from tests.opened import opened


def side(assumptions=(), results=None, complete=True, **facts):
    held = {each.id: each for each in assumptions}
    return Side("side", complete, held, held, results or {}, facts)


def test_changed_new_and_gone_come_in_this_order():
    old = side([Known("a", 1.0, "ship"), Known("b", 2.0, "ship"), Known("c", 3.0, "ship")])
    new = side([Known("d", 4.0, "ship"), Known("b", 2.5, "ship", why="newer"), Known("c", 3.0, "ship")])
    found = differences(old, new)
    assert [(each.sign, each.id, each.old, each.new) for each in found.assumptions] == [
        ("~", "b", 2.0, 2.5),
        ("+", "d", None, 4.0),
        ("-", "a", 1.0, None),
    ]
    assert found.assumptions[0].why == "newer"
    assert not found.equal


def test_of_a_row_along_the_years_those_that_differ_are_named():
    old = side([Known("a", {2021: 1.0, 2022: 2.0, 2023: 3.0}, "%")])
    new = side([Known("a", {2021: 1.0, 2022: 2.5, 2023: 3.5}, "%")])
    (change,) = differences(old, new).assumptions
    assert change.years == (2022, 2023)


def test_a_range_a_source_or_a_unit_that_differs_is_a_change_too():
    old = side([Known("a", 1.0, "ship", texts={"range": "0 to 2", "source": "x"})])
    new = side([Known("a", 1.0, "ship", texts={"range": "0 to 3", "source": "x"})])
    assert differences(old, new).assumptions[0].texts == (("range", "0 to 2", "0 to 3"),)


def test_results_differ_by_amount_and_by_whether_they_apply():
    old = side(results={"buy": {"cost": Result(100.0, "JPY_2020"), "people": Result(None), "year": Result(2021.0)}})
    new = side(results={"buy": {"cost": Result(130.0, "JPY_2020"), "people": Result(5.0), "year": Result(None)}})
    found = differences(old, new).results
    assert [(each.sign, each.metric, each.change) for each in found] == [
        ("~", "cost", 30.0),
        ("+", "people", None),
        ("-", "year", None),
    ]


def test_the_last_digits_of_a_result_do_not_count_but_those_of_a_value_do():
    old = side([Known("a", 1.0, "1")], {"buy": {"cost": Result(1e12)}})
    same = side([Known("a", 1.0, "1")], {"buy": {"cost": Result(1e12 * (1 + 1e-10))}})
    other = side([Known("a", 1.0 + 1e-10, "1")], {"buy": {"cost": Result(1e12)}})
    assert differences(old, same).equal
    assert not differences(old, other).equal


def test_options_that_one_result_leaves_out_are_named_and_not_compared():
    found = differences(side(results={"buy": {}, "stay": {}}), side(results={"buy": {}}))
    assert found.equal
    assert found.notes == ("Options that only one side shows are left out: stay.",)


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """A small pack, and its result and workbook, each as it is and with one price changed."""
    folder = tmp_path_factory.mktemp("sides")
    write_shorter_pack(folder / "coast")
    estimate = load(folder / "coast")
    id = next(each.id for each in estimate.pack.assumptions.values() if each.key == "unit_price")
    dearer = estimate.with_overrides({id: estimate.pack.assumptions[id].value * 1.5})
    for name, made in (("base", estimate), ("dear", dearer)):
        result = made.compare()
        (folder / f"{name}.json").write_text(result.to_json(), encoding="utf-8")
        result.to_workbook(folder / f"{name}.xlsx")
    return folder, id


@pytest.mark.parametrize("new", ["coast", "base.json", "base.xlsx"])
@pytest.mark.parametrize("old", ["coast", "base.json", "base.xlsx"])
def test_a_pack_its_result_and_its_workbook_are_equal(three, old, new):
    found = differences(read_side(three[0] / old), read_side(three[0] / new))
    assert found.equal, (found.facts, found.assumptions[:3], found.results[:3])


@pytest.mark.parametrize("new", ["dear.json", "dear.xlsx"])
@pytest.mark.parametrize("old", ["coast", "base.json", "base.xlsx"])
def test_a_changed_price_is_found_in_every_pair(three, old, new):
    folder, id = three
    found = differences(read_side(folder / old), read_side(folder / new))
    assert [each.id for each in found.assumptions] == [id]
    assert "life_cycle_cost" in {each.metric for each in found.results}


@pytest.fixture(scope="module")
def under_new_names(three):
    """The pack with a system, and the option that buys it, under other names, and one price raised; its twins."""
    folder = three[0] / "renamed"
    shutil.copytree(three[0] / "coast", folder)
    (folder / "systems" / "patrol_ship.toml").rename(folder / "systems" / "guard_vessel.toml")
    (folder / "options" / "patrol_ships.toml").rename(folder / "options" / "guard_vessels.toml")
    for file in ("pack.toml", "options/guard_vessels.toml", "systems/guard_vessel.toml"):
        text = (folder / file).read_text(encoding="utf-8").replace("patrol_ship", "guard_vessel")
        (folder / file).write_text(text.replace("value = 55", "value = 60"), encoding="utf-8")
    result = load(folder).compare()
    (three[0] / "renamed.json").write_text(result.to_json(), encoding="utf-8")
    result.to_workbook(three[0] / "renamed.xlsx")
    return three[0]


@pytest.mark.parametrize("new", ["renamed", "renamed.json", "renamed.xlsx"])
@pytest.mark.parametrize("old", ["coast", "base.json", "base.xlsx"])
def test_renamed_ids_and_options_are_known_again_in_every_pair(under_new_names, old, new):
    found = differences(read_side(under_new_names / old), read_side(under_new_names / new))
    assert {each.sign for each in found.assumptions} == {"~"}
    assert all(each.was.replace("patrol_ship", "guard_vessel") == each.id for each in found.assumptions)
    # Every assumption of the system and of the option, and nothing else.
    ids = load(under_new_names / "renamed").pack.assumptions
    assert {each.id for each in found.assumptions} == {id for id in ids if id.startswith("guard_vessel")}
    dearer = [(each.id, each.old, each.new) for each in found.assumptions if each.old != each.new]
    assert dearer == [("guard_vessel.unit_price", 55.0, 60.0)]
    assert found.renamed == {"patrol_ships": "guard_vessels"}
    # The results of the option stand beside those that it had under its old name.
    assert {each.sign for each in found.results} == {"~"}
    assert "life_cycle_cost" in {each.metric for each in found.results if each.option == "guard_vessels"}


@pytest.mark.parametrize("pair", [("base.json", "renamed.json"), ("base.xlsx", "renamed.xlsx"), ("coast", "renamed")])
def test_going_back_the_names_are_known_again_too(under_new_names, pair):
    there, back = (differences(*(read_side(under_new_names / each) for each in way)) for way in (pair, pair[::-1]))
    assert {(each.was, each.id) for each in there.assumptions} == {(each.id, each.was) for each in back.assumptions}


def known(id, value=1.0, label="", unit="ship", source=""):
    return Known(id, value, unit, label, texts={"source": source} if source else {})


def renamed(old, new):
    return renames(*({each.id: each for each in side} for side in (old, new)))


def test_a_new_assumption_of_the_same_measure_is_no_renamed_one():
    old = [known("fleet.ships", 4.0, "Ships in service"), known("fleet.kept", 2.0, "Ships kept")]
    new = [known("fleet.kept", 2.0, "Ships kept"), known("yard.docks", 7.0, "Ships on the slip")]
    assert renamed(old, new) == {}
    # With another unit, not even the same label and value make one.
    assert renamed([known("a.price", 5.0, "Price")], [known("a.cost", 5.0, "Price", "person")]) == {}


def test_of_two_that_are_equally_likely_none_is_taken():
    old = [known("a.rate", 2.0, "Rate")]
    new = [known("b.rate", 2.0, "Rate"), known("c.rate", 2.0, "Rate")]
    assert renamed(old, new) == {}


def test_ids_of_one_owner_move_together():
    # Two options renamed at once, whose rounds say the same; their ships tell which is which.
    def option(name, ships, label):
        return [
            known(f"{name}.ships.quantity", ships, label),
            known(f"{name}.ships.first_year", 2030.0, "First order"),
            known(f"{name}.ships.rate", 2.0, "Orders a year"),
        ]

    old = [*option("one", 2.0, "Large ships"), *option("two", 4.0, "Small ships")]
    new = [*option("big", 2.0, "Large ships"), *option("little", 4.0, "Small ships")]
    assert renamed(old, new) == {id.id: id.id.replace("one", "big").replace("two", "little") for id in old}


def test_an_option_that_replaces_another_is_not_the_same_under_another_name():
    # One of four assumptions is alike: less than half of what is gone.
    old = [known("a.x.start", 2030.0, "First order"), *(known(f"a.x.old{n}", float(n), f"Old {n}") for n in "345")]
    new = [known("b.x.start", 2030.0, "First order"), *(known(f"b.x.new{n}", float(n), f"New {n}") for n in "678")]
    assert renamed(old, new) == {}


def test_a_result_of_an_earlier_version_that_holds_no_assumptions_is_still_read(three, tmp_path):
    document = json.loads((three[0] / "dear.json").read_text(encoding="utf-8"))
    del document["assumptions"]
    (tmp_path / "earlier.json").write_text(json.dumps(document), encoding="utf-8")
    found = differences(read_side(three[0] / "base.json"), read_side(tmp_path / "earlier.json"))
    assert [(each.sign, each.id) for each in found.assumptions] == [("+", three[1])]
    assert any("earlier version" in note for note in found.notes)


def test_a_pack_edited_by_hand_shows_what_was_edited(three, tmp_path):
    folder, id = three
    shutil.copytree(folder / "coast", tmp_path / "mine")
    toml = tmp_path / "mine" / "systems" / f"{id.split('.')[0]}.toml"
    text = toml.read_text(encoding="utf-8")
    start = text.index("value", text.index("[unit_price]"))
    toml.write_text(text[:start] + "value = 61.0" + text[text.index("\n", start) :], encoding="utf-8")
    found = differences(read_side(folder / "coast"), read_side(tmp_path / "mine"))
    assert [(each.sign, each.new) for each in found.assumptions] == [("~", 61.0)]


def test_a_value_typed_into_a_workbook_that_was_saved_without_results_is_recalculated(three, tmp_path):
    folder, id = three
    book = opened(folder / "base.xlsx")
    sheet = book["Assumptions"]
    row = next(cell.row for cell in sheet["A"] if cell.value == id)
    sheet.cell(row, 4).value = 77.0
    book.save(tmp_path / "typed.xlsx")
    assert read_exported(tmp_path / "typed.xlsx").assumptions[id].value == 77.0
    found = differences(read_side(folder / "base.xlsx"), read_side(tmp_path / "typed.xlsx"))
    assert [(each.id, each.new, each.layer) for each in found.assumptions] == [(id, 77.0, "your value")]
    # The results are those that the pack gives with the same value.
    expected = load(folder / "coast").with_overrides({id: 77.0}).compare().metrics
    for each in found.results:
        assert each.new == pytest.approx(expected[each.option][each.metric].value, rel=1e-9)
    assert "life_cycle_cost" in {each.metric for each in found.results}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.json", "{", "no JSON"),
        ("a.json", "[1]", "no comparison of this program"),
        ("a.json", '{"manifest": {}, "options": {}}', "no comparison of this program"),
        ("a.json", '{"manifest": NaN}', "NaN is no number of JSON"),
        ("a.json", "[" * 100_000, "no JSON"),
        ("a.txt", "x", "expected the folder of a pack, a JSON result"),
        ("a.xlsx", "x", "no workbook"),
    ],
)
def test_what_is_no_side_says_why(tmp_path, name, content, words):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises((InputError, WorkbookError), match=words):
        read_side(tmp_path / name)


def test_a_number_of_a_result_that_is_none_is_refused(three, tmp_path):
    document = json.loads((three[0] / "base.json").read_text(encoding="utf-8"))
    next(iter(document["options"].values()))["life_cycle_cost"]["value"] = "much"
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match="no comparison"):
        read_side(tmp_path / "a.json")


def edited(path, target, change):
    """A copy of a workbook under an edit; LibreOffice is not needed, since results stay as they were stored."""
    book = opened(path)
    change(book)
    book.save(target)
    return target


def row_of(book, id):
    """The row of an assumption."""
    return next(cell.row for cell in book["Assumptions"]["A"] if cell.value == id)


def test_a_changed_grade_and_note_of_two_workbooks_are_differences(three, tmp_path):
    folder, id = three

    def change(book):
        row = row_of(book, id)
        book["Assumptions"].cell(row, COLUMN["grade"]).value = "A"
        book["Assumptions"].cell(row, COLUMN["note"]).value = "asked the yard"

    sides = [
        side_of_workbook(edited(folder / "base.xlsx", tmp_path / name, each))
        for name, each in (("old.xlsx", lambda book: None), ("new.xlsx", change))
    ]
    found = differences(*sides)
    assert [each.id for each in found.assumptions] == [id]
    assert [(name, new) for name, _, new in found.assumptions[0].texts] == [("grade", "A"), ("note", "asked the yard")]


def test_a_workbook_names_the_layer_in_use_and_no_scenario_that_is_not_in_force(three, tmp_path):
    pack = load(three[0] / "coast").pack
    chosen = next(iter(pack.scenarios))
    target = load(three[0] / "coast").with_scenarios(chosen).compare()
    target.to_workbook(tmp_path / "under.xlsx", draws=0)
    found = side_of_workbook(tmp_path / "under.xlsx").assumptions
    moved = {override.id for override in pack.scenarios[chosen].overrides}
    assert moved
    assert {id for id, each in found.items() if each.layer == f"scenario {chosen}"} == moved
    assert not any(each.why for each in found.values())
    assert not any(found[id].texts for id in moved)


def test_the_table_shows_money_in_one_prefix_and_a_small_change_not_as_nothing():
    old = side(results={"buy": {"cost": Result(2e9, "EUR_2025"), "price": Result(5e7, "EUR_2025")}})
    new = side(results={"buy": {"cost": Result(2e9 + 5e3, "EUR_2025"), "price": Result(6e7, "EUR_2025")}})
    table = answer(differences(old, new)).tables[-1]
    shown = [[str(getattr(cell, "text", cell)) for cell in row] for row in table.rows]
    # 2e9 is 2,000 million; 5,000 is 0.005 million, which takes three decimals in all of its row; 60 less 50 are 10.
    assert shown[1:] == [
        ["~", "cost", "2,000.000", "2,000.005", "0.005", "€m 2025"],
        ["~", "price", "50.0", "60.0", "10.0", "€m 2025"],
    ]


def test_money_of_one_price_year_on_both_sides_is_shown_without_it():
    def priced(amount, year):
        return replace(
            side(results={"buy": {"cost": Result(amount, "EUR_2025")}}), facts={"price_year": year}, money_shown="MEUR"
        )

    def unit_of(one, other):
        return answer(differences(one, other)).tables[-1].rows[1][-1]

    assert unit_of(priced(3e9, "2025"), priced(4e9, "2025")) == "€m"
    assert unit_of(priced(3e9, "2025"), priced(4e9, "2026")) == "€m 2025"


def test_a_table_with_a_workbook_names_the_command_that_reads_what_was_typed():
    book = replace(side(results={"buy": {"cost": Result(1e9, "EUR_2025")}}), name="from her.xlsx", is_workbook=True)
    notes = answer(differences(side(), book)).tables[0].notes
    assert any(note.endswith("estimator import 'from her.xlsx'.") for note in notes)
    assert not any("estimator import" in note for note in answer(differences(side(), side())).tables[0].notes)
