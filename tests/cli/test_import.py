"""A workbook goes out, comes back edited, and gives in Python what it shows; what cannot be used is named."""

import json
import shlex
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from estimator import cache, load
from estimator.cli.app import app
from estimator.errors import InputError, WorkbookError
from estimator.returned.file.libreoffice import resaved_by_libreoffice
from estimator.returned.reader.workbook import read_returned
from estimator.returned.shown_values import read_exported
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST, HEADER
from tests.opened import opened
from tests.workbook.selector import selector

PRICE, SHARE, GDP = "patrol_ship.unit_price", "budget.gdp_share", "economy.gdp_actual"
GROWTH = "economy.real_growth"


def row_of(book, id):
    """The row of an assumption."""
    return next(cell.row for cell in book["Assumptions"]["A"] if cell.value == id)


def cell_of(book, id, column="your_value"):
    """A cell of an assumption's row."""
    return book["Assumptions"].cell(row_of(book, id), COLUMN[column])


def year_cell(book, id, year, label="Your value"):
    """A cell of an assumption by year."""
    sheet = book["Yearly inputs"]
    row = next(cell.row for cell in sheet["D"] if cell.value == id)
    while sheet.cell(row, 1).value != label:
        row += 1
    columns = (column for column in range(FIRST, sheet.max_column) if sheet.cell(HEADER, column).value == year)
    return sheet.cell(row, next(columns))


def type_in(id, content):
    """An edit: type into the yellow cell of an assumption."""

    def change(book):
        cell_of(book, id).value = content

    return change


def imported(estimator, pack, path, *more):
    """What `import --format json` says, and its exit code."""
    found = estimator("import", path, "--pack", pack, "--format", "json", *more)
    return (json.loads(found.out) if found.out else {}), found


def with_workbook(pack, path):
    """A pack with the values of a workbook; what it is held against is kept, as it is between commands."""
    cache.use()
    try:
        return load(pack).with_workbook(path)
    finally:
        cache.use(False)


def metrics(estimate):
    """Metrics by option and id."""
    found = estimate.compare().metrics
    return {option: {id: each.value for id, each in row.items()} for option, row in found.items()}


def assert_close(one, other):
    """Equal to 1e-9 of the value; a dash is None on both sides."""
    assert one.keys() == other.keys()
    for option, row in one.items():
        for id, value in row.items():
            assert other[option].get(id) == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-12)), id


def test_a_workbook_that_nobody_edited_gives_nothing_and_is_fine(estimator, pack, sent):
    found, outcome = imported(estimator, pack, sent)
    assert outcome.code == 0
    told = estimator("import", sent, "--pack", pack).out.partition("What they change in the results: estimator ")[2]
    assert estimator(*shlex.split(told.split("\n\n")[0].replace("\n", " "))).code == 0, told  # as it stands there
    assert [found[key] for key in ("values", "refused", "edited", "differs", "scenarios")] == [[]] * 5


def test_typed_numbers_and_the_chosen_scenario_give_what_the_command_line_gives(estimator, pack, returned):
    def change(book):
        cell_of(book, PRICE).value = 95.5
        year_cell(book, GROWTH, 2030).value = 0.025
        selector(book).value = "lean_years"

    path = returned(change)
    found, outcome = imported(estimator, pack, path)
    assert outcome.code == 0, outcome.err
    assert [(each["id"], each["year"], each["value"]) for each in found["values"]] == [
        (PRICE, None, 95.5),
        (GROWTH, 2030, 2.5),
    ]
    assert found["scenarios"] == ["lean_years"]
    wanted = load(pack).with_scenarios("lean_years").with_settings(f"{PRICE}=95.5", f"{GROWTH}=2030:2.5")
    back = with_workbook(pack, path)
    assert metrics(back) == metrics(wanted)
    assert back.pack.assumptions[PRICE].layer == "workbook"
    assert back.pack.assumptions[PRICE].why.startswith("back.xlsx, Assumptions!D")


def test_a_value_set_on_the_command_line_goes_before_the_workbook(estimator, pack, returned):
    path = returned(type_in(SHARE, 0.0015))
    both = estimator("show", SHARE, "-p", pack, "--from-workbook", path, "--set", f"{SHARE}=0.18", "-f", "json")
    alone = estimator("show", SHARE, "-p", pack, "--set", f"{SHARE}=0.18", "-f", "json")
    assert json.loads(both.out)["value"] == json.loads(alone.out)["value"]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        (("sweep", f"{SHARE}=0.1..0.2"), "swept"),
        (("sweep", "economy.growth_shift=0..1", f"{GROWTH}=2029-2031:1..2"), "swept"),
        (("breakeven", "years_over_headroom=0", "--by", SHARE), "turned"),
        (("afford", "patrol_ships", "--by", SHARE), "turned"),
    ],
)
def test_what_was_typed_into_a_workbook_cannot_be_turned_as_little_as_what_is_set(
    estimator, pack, returned, question, word
):
    def change(book):
        cell_of(book, SHARE).value = 0.0015
        year_cell(book, GROWTH, 2030).value = 0.025

    found = estimator(*question, "-p", pack, "--from-workbook", returned(change))
    assert found.code == 2
    where = "Yearly inputs!" if GROWTH in question[-1] else "Assumptions!D"
    assert f"is both typed into the workbook (back.xlsx, {where}" in found.err
    assert f"and {word}; clear that cell" in found.err


def test_years_that_were_not_typed_in_can_be_turned(estimator, pack, returned):
    path = returned(lambda book: setattr(year_cell(book, GROWTH, 2030), "value", 0.025))
    assert estimator("sweep", f"{GROWTH}=2031-2032:1..2:1", "-p", pack, "--from-workbook", path).code == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("１２３", 123.0),
        (" 95.5 ", 95.5),
        ("95.5 MCRN_2024 / ship", 95.5),
        ("0.0955 GCRN_2024 / ship", 95.5),
        ("９５．５", 95.5),
    ],
)
def test_numbers_typed_as_text_are_understood(estimator, pack, returned, typed, meant):
    found, outcome = imported(estimator, pack, returned(type_in(PRICE, typed)))
    assert outcome.code == 0, outcome.err
    assert [(each["value"], each["typed"]) for each in found["values"]] == [(pytest.approx(meant, rel=1e-12), typed)]


@pytest.mark.parametrize("typed", ["1,234.0", "1 234", "１，２３４．０", "1\u202f234 person / unit"])
def test_thousands_may_be_set_apart_by_commas_or_thin_spaces(estimator, pack, returned, typed):
    found, _ = imported(estimator, pack, returned(type_in("watch_unit.people_per_unit", typed)))
    assert [each["value"] for each in found["values"]] == [1234.0]


def test_a_percentage_typed_as_text_is_understood_where_the_unit_is_percent(estimator, pack, returned):
    found, _ = imported(estimator, pack, returned(type_in(SHARE, "0.2 %")))
    assert [each["value"] for each in found["values"]] == [0.2]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1.234,5", "no plain number"),
        ("1,5", "no plain number"),
        ("96,125", "it can be read as 96125 or as 96.125"),
        ("96.125", "it can be read as 96125 or as 96.125"),
        ("９６．１２５", "it can be read as 96125 or as 96.125"),
        ("0,125", "write 0.125"),
        ("0 125", "no plain number"),
        ("10²", "no plain number"),
        ("about 90", "no plain number"),
        ("90 to 95", "cannot be read"),
        ("95 MCRN_2030 / ship", "does not measure the same"),
        ("2 %", "does not measure the same"),
        ("95 ships", '"ships" is not a unit; expected "MCRN_2024 / ship"'),
        ("95 MCRN", 'money needs a price year; expected "MCRN_2024 / ship"'),
        ("1e999", "finite number"),
        (True, "holds TRUE"),
        (date(2026, 4, 1), "a date"),
        ("=90+5", "the formula =90+5"),
        ("#N/A", "holds '#N/A'"),
        (-5, "limits"),
    ],
)
def test_what_is_no_number_is_refused_with_the_address_of_its_cell(estimator, pack, returned, typed, words, tmp_path):
    rows = []
    path = returned(type_in(PRICE, typed), lambda book: rows.append(row_of(book, PRICE)))
    target = tmp_path / "values.toml"
    found, outcome = imported(estimator, pack, path, "-o", target)
    (row,) = rows
    assert outcome.code == 2
    assert [each["cell"] for each in found["refused"]] == [f"Assumptions!D{row}"]
    assert words in outcome.err
    assert not target.exists()
    with pytest.raises(InputError, match=f"Assumptions!D{row}"):
        with_workbook(pack, path)


def test_where_what_was_typed_cannot_be_used_nothing_says_that_nothing_was(estimator, pack, returned, sent):
    printed = estimator("import", returned(type_in(PRICE, "about 90")), "--pack", pack).out
    assert "Cells that cannot be used" in printed
    assert "No value that was typed in can be used." in printed
    assert "What they change in the results" not in printed
    assert "No value was typed in." not in printed
    assert "No value was typed in." in estimator("import", sent, "--pack", pack).out


def test_a_number_that_excel_made_a_percentage_is_refused_where_the_unit_is_none(estimator, pack, returned):
    def change(book):
        cell_of(book, PRICE).value = 0.35
        cell_of(book, PRICE).number_format = "0.0%"

    _, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 2
    assert "shows 35 % and the workbook reads 0.35 MCRN_2024 / ship" in outcome.err


def test_a_number_in_the_wrong_row_is_refused(estimator, pack, returned):
    def change(book):
        cell_of(book, GDP).value = 5
        book["Assumptions"].cell(row_of(book, SHARE) - 1, COLUMN["your_value"]).value = 3

    _, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 2
    assert "no assumption stands in this row" in outcome.err
    assert f"{GDP} goes by year: type into its row on Yearly inputs" in outcome.err


def edit_formula(book):
    """A formula edited, and one typed over."""
    sheet = book["patrol_ships"]
    cells = [cell for row in sheet.iter_rows(min_row=5) for cell in row if cell.data_type == "f"]
    cells[0].value = "=1+1"
    cells[1].value = 7


def edit_base(book):
    """Base values edited."""
    cell_of(book, PRICE, "value").value = 99
    year_cell(book, GROWTH, 2030, "Base value").value = 9


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (edit_formula, ["formula edited", "formula overwritten"]),
        (edit_base, ["base value changed", "base or scenario value changed"]),
        (lambda book: book["Assumptions"].delete_rows(row_of(book, PRICE)), ["row deleted", "rows inserted or moved"]),
        (lambda book: book["Assumptions"].insert_rows(8), ["rows inserted or moved"]),
        (lambda book: book.remove(book["Manpower"]), ["sheet deleted"]),
        (lambda book: setattr(book["Manpower"], "title", "People"), ["sheet renamed"]),
        (lambda book: setattr(cell_of(book, PRICE, "limit_high"), "value", 1e9), ["limit high changed"]),
        (lambda book: setattr(cell_of(book, PRICE, "source"), "value", "me"), ["source changed"]),
        (lambda book: setattr(cell_of(book, SHARE, "label"), "value", "What is left"), ["label changed"]),
    ],
)
def test_edits_outside_the_yellow_cells_are_reported_and_not_taken_over(estimator, pack, returned, change, words):
    def both(book):
        cell_of(book, SHARE).value = 0.0015
        change(book)

    path = returned(both)
    found, outcome = imported(estimator, pack, path)
    assert outcome.code == 1
    assert [each["id"] for each in found["values"]] == [SHARE]
    assert {each["what"] for each in found["edited"]} >= set(words)
    used = estimator("compare", "-p", pack, "--from-workbook", path, "--no-workbook", "-f", "csv")
    assert used.code == 0
    assert words[0] in used.err


@pytest.mark.parametrize(("column", "content"), [("file_unit", "kCRN_2024 / ship"), ("scale", 1000.0)])
def test_a_value_beside_an_edited_unit_or_scale_is_refused(estimator, pack, returned, column, content):
    def change(book):
        cell_of(book, PRICE).value = 95
        cell_of(book, PRICE, column).value = content

    _, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 2
    assert f"the {column.removeprefix('file_')} beside it" in outcome.err


def test_sheets_with_your_values_are_found_by_their_titles_when_they_are_renamed(estimator, pack, returned):
    def change(book):
        cell_of(book, PRICE).value = 95
        year_cell(book, GROWTH, 2030).value = 0.025
        book["Assumptions"].title, book["Yearly inputs"].title = "Annahmen", "Jahre"

    found, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 1
    assert [each["value"] for each in found["values"]] == [95.0, 2.5]
    assert [each["was"] for each in found["edited"] if each["what"] == "sheet renamed"] == [
        "Assumptions",
        "Yearly inputs",
    ]


def newer(pack, tmp_path, *changes):
    """The pack with some of its text replaced."""
    copy = tmp_path / "coast"
    shutil.copytree(pack, copy)
    for file, was, now in changes:
        text = (copy / file).read_text()
        assert was in text
        (copy / file).write_text(text.replace(was, now))
    return copy


def test_a_newer_pack_is_named_with_each_base_value_old_and_new(estimator, pack, returned, tmp_path):
    price = load(pack).pack.assumptions[PRICE].value
    path = returned(type_in(SHARE, 0.0015))
    copy = newer(pack, tmp_path, ("systems/patrol_ship.toml", f"value = {price:g}", f"value = {price + 7:g}"))
    found, outcome = imported(estimator, copy, path)
    assert outcome.code == 1
    assert [each["value"] for each in found["values"]] == [0.15]
    assert [(each["what"], each["was"], each["now"]) for each in found["differs"]] == [
        (f"base value of {PRICE} in the file and in the pack", f"{price:g}", f"{price + 7:g}")
    ]
    assert "Made from coast" in found["notes"][0]


def test_a_value_for_an_id_that_the_pack_renamed_is_refused_with_the_new_name(estimator, pack, returned, tmp_path):
    path = returned(type_in("economy.discount_rate", 2.0))
    old, new = "[discount_rate]", "[discounting_rate]"
    copy = newer(pack, tmp_path, ("economy.toml", old, new))
    found, outcome = imported(estimator, copy, path)
    assert outcome.code == 2
    assert "it is called economy.discounting_rate there" in found["refused"][0]["to_do"]
    assert [(each["was"], each["now"]) for each in found["differs"] if each["what"] == "renamed in the pack"] == [
        ("economy.discount_rate", "economy.discounting_rate")
    ]


def test_a_unit_that_the_pack_changed_by_a_prefix_is_converted_and_named(estimator, pack, returned, tmp_path):
    text = (Path(pack) / "systems/patrol_ship.toml").read_text()
    block = text[text.index("[unit_price]") :].split("\n\n")[0]
    lines = [
        line for line in block.splitlines() if line.split(" = ")[0] in ("label", "unit", "source", "grade", "basis")
    ]
    unit = next(line for line in lines if line.startswith("unit"))
    thousandth = block.replace(unit, 'unit = "GCRN_2024 / ship"')
    numbers = [line for line in block.splitlines() if line.split(" = ")[0] in ("value", "range", "limits", "shape")]
    for line in numbers:
        thousandth = thousandth.replace(line + "\n", "value = 0.09\n" if line.startswith("value") else "")
    copy = newer(pack, tmp_path, ("systems/patrol_ship.toml", block, thousandth))
    found, outcome = imported(estimator, copy, returned(type_in(PRICE, 95.5)))
    assert outcome.code == 1, outcome.err
    assert [(each["value"], each["unit"]) for each in found["values"]] == [
        (pytest.approx(0.0955, rel=1e-12), "GCRN_2024 / ship")
    ]
    assert ["unit of"] == [each["what"][:7] for each in found["differs"] if PRICE in each["what"]]


def test_a_workbook_of_another_pack_is_refused_and_its_pack_named(estimator, sent):
    outcome = estimator("import", sent)
    assert outcome.code == 2
    assert 'made from the pack "coast"' in outcome.err
    assert "--pack" in outcome.err


def test_where_a_program_dropped_the_properties_the_manifest_is_read_from_the_first_sheet(sent, returned):
    def change(book):
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]

    path = returned(change)
    kept = read_returned(sent).manifest
    assert read_returned(path).manifest.items() >= {(key, kept[key]) for key in ("pack", "digest", "version")}


def test_a_scenario_that_the_pack_does_not_have_is_refused(estimator, pack, returned):
    path = returned(lambda book: setattr(selector(book), "value", "lean_year"))
    _, outcome = imported(estimator, pack, path)
    assert outcome.code == 2
    assert 'Answer!A3: the pack has no scenario "lean_year"; Did you mean "lean_years"' in outcome.err


def test_an_emptied_choice_of_scenario_is_called_empty(estimator, pack, returned):
    _, outcome = imported(estimator, pack, returned(lambda book: setattr(selector(book), "value", None)))
    assert outcome.code == 2
    assert "Answer!A3: is empty; choose a scenario from the list" in outcome.err


def test_the_file_that_import_writes_is_a_scenario_for_other_commands(estimator, pack, returned, tmp_path):
    def change(book):
        cell_of(book, PRICE).value = "95.5 MCRN_2024 / ship"
        year_cell(book, GROWTH, 2030).value = 0.025

    path, target = returned(change), tmp_path / "her_values.toml"
    outcome = estimator("import", path, "-p", pack, "-o", target)
    assert outcome.code == 0, outcome.err
    again = estimator("import", path, "-p", pack, "-o", target)
    assert (again.code, again.out, "not overwritten" in again.err) == (2, "", True)
    assert metrics(load(pack).with_scenarios(str(target))) == metrics(with_workbook(pack, path))
    one, other = (
        estimator("compare", "-p", pack, "--no-workbook", "-f", "csv", *more)
        for more in (["--scenario", target], ["--from-workbook", path])
    )
    assert one.code == other.code == 0
    assert one.out == other.out


@pytest.mark.parametrize(
    ("file", "id"),
    [
        ("t4.toml", "values_t4"),
        ("Her-Values.toml", "her_values"),
        ("2030.toml", "values_2030"),
        ("値.toml", "values"),
        ("Mine.TOML", "mine"),
    ],
)
def test_the_command_that_import_says_comes_next_runs_whatever_the_file_is_called(
    estimator, pack, returned, tmp_path, file, id
):
    target = tmp_path / file
    outcome = estimator("import", returned(type_in(SHARE, 0.0015)), "-p", pack, "-o", target)
    told = shlex.split(outcome.err.partition("Next: estimator ")[2])
    assert told == ["compare", "--pack", str(pack), "--scenario", str(target)]
    after = estimator(*told, "--no-workbook", "-f", "json")
    assert after.code == 0, after.err
    assert json.loads(after.out)["manifest"]["scenarios"] == [id]
    assert f"# Use: estimator compare --pack {Path(pack).name} --scenario THIS_FILE.toml" in target.read_text()


def test_a_file_named_like_a_scenario_of_the_pack_is_refused_before_it_is_written(estimator, pack, returned, tmp_path):
    target = tmp_path / "lean_years.toml"
    outcome = estimator("import", returned(type_in(SHARE, 0.0015)), "-p", pack, "-o", target)
    assert outcome.code == 2
    assert 'the pack has a scenario "lean_years" of its own' in outcome.err
    assert not target.exists()


def test_a_scenario_file_is_checked_as_those_of_a_pack_are(estimator, pack, tmp_path):
    target = tmp_path / "mine.toml"
    target.write_text('[scenario]\nlabel = "x"\n[set."budget.gdp_shar"]\nvalue = 1\nunit = "%"\n')
    outcome = estimator("compare", "-p", pack, "--scenario", target)
    assert outcome.code == 2
    assert f"{target}:3" in outcome.err
    assert 'Did you mean "budget.gdp_share"' in outcome.err


def test_every_command_that_takes_set_takes_a_workbook():
    for command in app.registered_commands:
        names = command.callback.__annotations__
        assert ("settings" in names) == ("from_workbook" in names), command.name


def test_a_workbook_saved_again_by_libreoffice_gives_in_python_what_it_shows(pack, returned, tmp_path, soffice):

    def change(book):
        cell_of(book, PRICE).value = 95.5
        cell_of(book, SHARE).value = 0.0015
        year_cell(book, GROWTH, 2030).value = 0.025
        selector(book).value = "lean_years"

    again = resaved_by_libreoffice(returned(change), tmp_path / "again", soffice)
    told = []
    back = load(pack).with_workbook(again, told.append)
    assert_close(metrics(back), read_exported(again).results)
    assert told == []  # nothing is lost on the way; of data tables tests/workbook/sheets/test_data_tables.py tells
    assert back.pack.scenario == ("lean_years",)


def test_a_file_without_our_sheets_is_no_workbook_of_this_program(tmp_path):
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    with pytest.raises(WorkbookError, match="is it a workbook of this program"):
        read_returned(tmp_path / "other.xlsx")


def test_a_file_exported_under_scenarios_and_overrides_is_held_against_what_was_exported(estimator, pack, tmp_path):
    path = tmp_path / "layered.xlsx"
    settings = [f"{PRICE}=95.5", f"{GROWTH}=2030:2.5 2031:2.25", f"{SHARE}=0.15 %"]
    load(pack).with_scenarios("lean_years").with_settings(*settings).compare().to_workbook(path)
    found, outcome = imported(estimator, pack, path)
    assert outcome.code == 0, outcome.err
    assert found["edited"] == []
    assert [(each["id"], each["year"], each["value"]) for each in found["values"]] == [
        (SHARE, None, 0.15),
        (PRICE, None, 95.5),
        (GROWTH, 2030, 2.5),
        (GROWTH, 2031, 2.25),
    ]


def test_edits_of_sheets_of_values_are_reported(estimator, pack, sent, returned):
    sheets = {"Grades", "Judgement", "Back-test", "Data"} & set(opened(sent).sheetnames)
    assert {"Grades", "Data"} <= sheets

    def change(book):
        cells = [book["Data"]["F9"]]
        for name in sheets - {"Data"}:
            found = (cell for row in book[name].iter_rows(min_row=8) for cell in row)
            cells.append(next(cell for cell in found if isinstance(cell.value, int | float)))
        for cell in cells:
            cell.value = 0.123456789

    found, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 1
    assert {each["where"].partition("!")[0] for each in found["edited"]} == sheets
    assert {each["what"] for each in found["edited"]} == {"value changed"}
    assert found["not_compared"] == ["Uncertainty"]


def test_sheets_of_values_that_were_deleted_or_renamed_are_reported(estimator, pack, returned):
    def change(book):
        for name in ("Data", "Uncertainty"):
            book.remove(book[name])
        book["Grades"].title = "Notes"

    found, outcome = imported(estimator, pack, returned(change))
    assert outcome.code == 1
    assert [(each["where"], each["what"]) for each in found["edited"]] == [
        ("Uncertainty", "sheet deleted"),
        ("Notes", "sheet renamed"),
        ("Data", "sheet deleted"),
    ]
