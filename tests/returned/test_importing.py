"""A workbook that comes back with rows moved, or for a newer pack: every edit is still found, and nothing else is."""

import re
import shutil

import openpyxl
import pytest

from estimator import load
from estimator.returned.alignment import Aligned
from estimator.returned.file.package import read_package
from estimator.returned.importing import read_import
from estimator.workbook.file.fill import packed
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST
from tests.opened import opened
from tests.returned.moved_lines import delete_row, insert_column, insert_row
from tests.returned.sent_back import SCENARIO, YEAR, fill_in, more_columns
from tests.returned.sent_back import renamed as rename_sheets
from tests.workbook.selector import selector

PRICE, SHARE, GROWTH = "patrol_ship.unit_price", "budget.gdp_share", "economy.real_growth"
MOVED = "rows inserted or moved"
pytestmark = pytest.mark.usefixtures("keeping")  # what a pack gives today is composed once, not for each file


def row_of(sheet, id, column=1):
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == id)


def typed(book):
    """The value that the colleague meant to send."""
    sheet = book["Assumptions"]
    sheet.cell(row_of(sheet, SHARE), COLUMN["your_value"]).value = 0.0015


def told(found):
    """Kinds of edit with the sheets in which they are."""
    return {(each.where.partition("!")[0], each.what) for each in found}


SHEETS = [
    "Assumptions",
    "Yearly inputs",
    "Scenarios",
    "Comparison",
    "Economy and budget",
    "patrol_ships",
    "Checks",
    "In place",
]


def test_nothing_has_moved_in_a_workbook_with_its_draws_that_nobody_edited(pack, sent, monkeypatch):
    # the row of chances on Comparison is blank in what is computed again without draws; taking every formula apart for
    # it took a third of the time of an import
    monkeypatch.setattr(Aligned, "formula", lambda self, text, sheet: pytest.fail(f"taken apart: {text}"))
    assert read_import(sent, load(pack).pack).edited == ()


@pytest.mark.parametrize("sheet", SHEETS)
def test_an_inserted_row_is_named_and_no_formula_that_followed_it(pack, returned, sheet):
    row = 20 if sheet != "Scenarios" else 7
    found = read_import(returned(typed, lambda book: insert_row(book, sheet, row)), load(pack).pack)
    assert told(found.edited) == {(sheet, MOVED)}
    assert [(each.id, each.number) for each in found.taken] == [(SHARE, 0.15)]


def test_rows_inserted_above_the_headings_hide_no_value_and_no_scenario(pack, returned):
    def change(book):
        typed(book)
        selector(book).value = "lean_years"
        growth = book["Yearly inputs"]
        row = row_of(growth, GROWTH, 4)
        while growth.cell(row, 1).value != "Your value":
            row += 1
        growth.cell(row, FIRST + 10).value = 0.025
        for sheet in ("Assumptions", "Yearly inputs", "Comparison"):
            insert_row(book, sheet, 2)

    found = read_import(returned(change), load(pack).pack)
    assert [(each.id, each.year, each.number) for each in found.taken] == [(SHARE, None, 0.15), (GROWTH, 2030, 2.5)]
    assert found.scenarios == ("lean_years",)
    assert not found.refused
    assert told(found.edited) == {(sheet, MOVED) for sheet in ("Assumptions", "Yearly inputs", "Comparison")}


def edit_ships(book):
    """One year's formula of a row edited, a scalar's formula typed over."""
    sheet = book["patrol_ships"]
    rows = [row for row in range(5, sheet.max_row) if sheet.cell(row, FIRST).data_type == "f"]
    sheet.cell(rows[10], FIRST + 3).value = "=1+1"
    scalars = [row for row in range(5, sheet.max_row) if sheet.cell(row, 3).data_type == "f" and row not in rows]
    sheet.cell(scalars[-1], 3).value = 7
    return rows[10], scalars[-1]


def edit_base(book):
    sheet = book["Assumptions"]
    sheet.cell(row_of(sheet, PRICE), COLUMN["value"]).value = 99


def test_edits_are_found_at_their_new_place_where_rows_were_inserted(pack, sent, returned):
    places = []
    changes = (
        lambda book: places.extend(edit_ships(book)),
        edit_base,
        lambda book: insert_row(book, "patrol_ships", 8),
        lambda book: insert_row(book, "Assumptions", 6),
    )
    found = {(each.where, each.what) for each in read_import(returned(*changes), load(pack).pack).edited}
    edited, overwritten = places
    price = row_of(opened(sent)["Assumptions"], PRICE) + 1
    assert found == {
        ("patrol_ships", MOVED),
        ("Assumptions", MOVED),
        (f"patrol_ships!{openpyxl.utils.get_column_letter(FIRST + 3)}{edited + 1}", "formula edited"),
        (f"patrol_ships!C{overwritten + 1}", "formula overwritten"),
        (f"Assumptions!C{price}", "base value changed"),
    }


def test_a_deleted_row_is_named_and_not_every_formula_that_read_it(pack, sent, returned):
    id = "patrol_ships.ships.procurement_gross_outlay"
    row = row_of(opened(sent)["patrol_ships"], id, 4)
    path = returned(lambda book: delete_row(book, "patrol_ships", row))
    cells = [cell.value for row in openpyxl.load_workbook(path)["patrol_ships"].iter_rows() for cell in row]
    assert any("#REF!" in str(each) for each in cells)
    found = read_import(path, load(pack).pack)
    assert {(each.what, each.was) for each in found.edited} == {("row deleted", id), (MOVED, "")}


def test_a_formula_that_lost_what_it_read_without_a_deleted_row_is_named(pack, returned):
    def change(book):
        book["patrol_ships"].cell(row_of(book["patrol_ships"], "patrol_ships.people", 4), 3).value = "=#REF!+1"

    found = read_import(returned(change), load(pack).pack)
    assert [each.what for each in found.edited] == ["formula that reads what was deleted"]


def test_a_deleted_column_is_named(pack, returned):
    found = read_import(returned(lambda book: book["patrol_ships"].delete_cols(FIRST + 2)), load(pack).pack)
    assert ("patrol_ships", "column deleted") in told(found.edited)


def newer(pack, tmp_path, change):
    copy = tmp_path / "coast"
    shutil.copytree(pack, copy)
    change(copy)
    return load(copy).pack


def dearer(folder):
    file = folder / "systems" / "patrol_ship.toml"
    file.write_text(file.read_text().replace("value = 55", "value = 60"))


def under_new_names(folder):
    """The system and the option under other names."""
    (folder / "systems" / "patrol_ship.toml").rename(folder / "systems" / "guard_vessel.toml")
    (folder / "options" / "patrol_ships.toml").rename(folder / "options" / "guard_vessels.toml")
    for file in ("pack.toml", "options/guard_vessels.toml", "systems/guard_vessel.toml"):
        (folder / file).write_text((folder / file).read_text().replace("patrol_ship", "guard_vessel"))


def longer(folder):
    """One more assumption, so that rows stand elsewhere; and one more scenario."""
    file = folder / "economy.toml"
    block = '[spare_number]\nlabel = "Spare"\nvalue = 1\nunit = "1"\nsource = "judgement"\ngrade = "C"\n\n'
    text = file.read_text()
    start = text.index("[")
    file.write_text(text[:start] + block + text[start:])
    lean = (folder / "scenarios" / "lean_years.toml").read_text()
    (folder / "scenarios" / "hard_years.toml").write_text(lean)


@pytest.mark.parametrize("change", [dearer, under_new_names, longer])
def test_against_a_newer_pack_a_workbook_that_nobody_edited_shows_the_packs_differences_only(
    pack, returned, tmp_path, change
):
    found = read_import(returned(typed), newer(pack, tmp_path, change))
    assert [each.what for each in found.edited if each.what != "sheet renamed"] == []
    assert "formula in the file and as written today" not in {each.what for each in found.differs}
    kinds = {
        dearer: {f"base value of {PRICE} in the file and in the pack"},
        longer: {"not in the file"},
        under_new_names: {"renamed in the pack"},
    }
    assert {each.what for each in found.differs} == kinds[change]


@pytest.mark.parametrize("change", [dearer, under_new_names, longer])
def test_against_a_newer_pack_an_edited_formula_is_still_found(pack, returned, tmp_path, change):
    places = []
    found = read_import(returned(lambda book: places.extend(edit_ships(book))), newer(pack, tmp_path, change))
    edited, overwritten = places
    # One year unlike the rest of its row was edited; of a formula that stands alone either may be the reason.
    year = f"patrol_ships!{openpyxl.utils.get_column_letter(FIRST + 3)}{edited}"
    assert (year, "formula edited") in {(each.where, each.what) for each in found.edited}
    assert (f"patrol_ships!C{overwritten}", "7") in {(each.where, each.was) for each in found.differs}


def test_a_pack_that_cannot_be_computed_is_said_and_the_values_are_still_read(pack, returned, tmp_path):
    def broken(folder):
        file = folder / "economy.toml"
        file.write_text(file.read_text().replace("[discount_rate]", "[discounting_rate]"))

    found = read_import(returned(typed), newer(pack, tmp_path, broken))
    assert [(each.id, each.number) for each in found.taken] == [(SHARE, 0.15)]
    assert any("Formulas were not compared: the pack cannot be computed" in each for each in found.notes)


@pytest.mark.parametrize(("language", "move"), [("sent", more_columns), ("sent_in_japanese", rename_sheets)])
def test_a_question_asked_from_a_moved_workbook_is_asked_of_its_values_and_its_scenario(
    request, pack, returned, language, move
):
    path = returned(fill_in, move, sent=request.getfixturevalue(language))
    found = load(pack).with_workbook(path).pack
    assert found.scenario == (SCENARIO,)
    assert found.assumptions[PRICE].value == pytest.approx(95.5)
    assert found.assumptions[SHARE].value == 0.15
    assert found.assumptions[GROWTH].year_value(YEAR) == 2.5
    assert {found.assumptions[id].layer for id in (PRICE, SHARE, GROWTH)} == {"workbook"}


@pytest.mark.parametrize("language", ["sent", "sent_in_japanese"])
def test_a_column_of_remarks_on_assumptions_hides_no_value_and_is_no_edit_of_the_others(
    request, pack, returned, language
):
    def change(book):
        insert_column(book, "Assumptions", COLUMN["your_value"])

    found = read_import(returned(typed, change, sent=request.getfixturevalue(language)), load(pack).pack)
    assert [(each.id, each.number) for each in found.taken] == [(SHARE, 0.15)]
    assert found.edited == ()


def test_renamed_sheets_of_a_japanese_workbook_are_known_as_renamed(pack, returned, sent_in_japanese):
    found = read_import(returned(rename_sheets, sent=sent_in_japanese), load(pack).pack)
    assert {each.what for each in found.edited} == {"sheet renamed"}


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1" + "0" * 5000, "[" * 100_000, '{"2030":' * 5000])
def test_what_a_file_says_of_its_export_and_no_program_wrote_hides_none_of_its_values(pack, sent, tmp_path, number):
    told = f"patrol_ship.unit_price = {number} MCRN_2024 / ship".replace('"', "&quot;").encode()
    parts = dict(read_package(sent).parts)
    said = re.sub(rb'(name="overrides".*?<vt:lpwstr>)none<', rb"\g<1>" + told + b"<", parts["docProps/custom.xml"])
    assert told in said
    (tmp_path / "strange.xlsx").write_bytes(packed(parts | {"docProps/custom.xml": said}))
    found = read_import(tmp_path / "strange.xlsx", load(pack).pack)
    assert (found.edited, found.refused) == ((), ())
