"""Tornado and two-way table of What-if as Excel's data tables: they give what Python gives by substitution."""

import re
import zipfile

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from estimator import load
from estimator.analysis.questions.tornado_drivers import Substituted
from estimator.errors import WorkbookError
from estimator.returned.file.libreoffice import recalculate_with_libreoffice, resaved_by_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.importing import read_import
from estimator.returned.lint.rules import lint
from estimator.returned.verify import MOST_TABLES, compared, verify
from estimator.workbook.cells.data_table import DRIVER, GROWTH_ADDED, SHARE_ADDED, SIDE, TORNADO, TWO_WAY
from estimator.workbook.cells.shares import from_cell
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, CHECKS, COMPARISON, WHAT_IF
from estimator.workbook.sheets.value_sheet import Attached
from estimator.workbook.sheets.what_if.driver_table import HIGH_END, ID, LOW_END, NOTE, OF_SHAPE, STAYS, SWING
from estimator.workbook.sheets.what_if.tornado import CURRENT, STALE, Tornado
from tests.cli.conftest import estimator, pack  # noqa: F401 (fixtures)
from tests.opened import opened
from tests.workbook import small

SHARE, GROWTH = "budget.gdp_share", "economy.growth_shift"
FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^>]*>(<f t="dataTable"[^>]*?)(?: ?/>|></f>)<v>([^<]*)</v></c>')


@pytest.fixture(scope="module")
def sent(pack, tmp_path_factory):  # noqa: F811
    """The workbook of a small pack, with data tables."""
    return load(pack).compare().to_workbook(tmp_path_factory.mktemp("tables") / "case.xlsx", data_tables=True)


def part_of(path, sheet=WHAT_IF):
    """The XML of a sheet."""
    package = read_package(path)
    return package.parts[package.sheet_parts()[sheet]].decode()


def place(path, name):
    """The cell or cells that a name stands for, without dollars."""
    return read_package(path).names()[name].rpartition("!")[2].replace("$", "")


def divisor_of(cells, metric):
    """What the list of metrics divides by, beside its id in column A."""
    row = next(at[1:] for (sheet, at), value in cells.items() if sheet == WHAT_IF and value == metric and at[0] == "A")
    return cells[WHAT_IF, f"C{row}"]


def ranges_of(cells):
    """Low and high of each driver, as they stand beside the data table."""
    low, high, id = (openpyxl.utils.get_column_letter(each) for each in (LOW_END, HIGH_END, ID))
    rows = {value: at[1:] for (sheet, at), value in cells.items() if sheet == WHAT_IF and at[: len(id)] == id}
    return {name: tuple(cells.get((WHAT_IF, end + row)) for end in (low, high)) for name, row in rows.items()}


def in_file(estimate, id, number):
    """What stands in a cell of an assumption as its file has it: a part of one is percent there."""
    return from_cell(number, estimate.pack.assumptions[id].scale)


def assert_tornado(path, cells, estimate, option, metric, stays=()):
    """Each cell of the tornado is the metric with one override; what `stays` is moved by nothing."""
    left, top, _, bottom = range_boundaries(place(path, TORNADO))
    per, ranges, count = divisor_of(cells, metric), ranges_of(cells), 0
    letters = [openpyxl.utils.get_column_letter(each) for each in (left, left + 1, ID)]
    base = estimate.compare([option]).metrics[option][metric].value / per
    for letter in letters[:2]:
        assert cells[WHAT_IF, f"{letter}{top}"] == pytest.approx(base, rel=1e-9)
    for row in range(top + 1, bottom + 1):
        id = cells[WHAT_IF, f"{letters[2]}{row}"]
        for letter, end in zip(letters, ranges[id], strict=False):
            moved = estimate if id in stays else estimate.with_overrides({id: in_file(estimate, id, end)})
            wanted = moved.compare([option]).metrics[option][metric].value / per
            assert cells[WHAT_IF, f"{letter}{row}"] == pytest.approx(wanted, rel=1e-9), (id, letter)
            count += wanted != base
    return count


def last_headroom(estimate, option):
    result = estimate.compare([option])
    return result.value("budget.headroom")[result.model.pack.settings.last_year]


def assert_two_way(path, cells, estimate, share, growth, option):
    """Each cell of the two-way table is the headroom with both values overridden."""
    left, top, right, bottom = range_boundaries(place(path, TWO_WAY))
    per, seen = divisor_of(cells, "last_headroom"), set()
    letters = [openpyxl.utils.get_column_letter(each) for each in range(left - 1, right + 1)]
    for row in (top, bottom):  # each evaluation takes its time: the first row, the last row, all columns
        for letter in letters[1:]:
            parts = cells[WHAT_IF, f"{letters[0]}{row}"], cells[WHAT_IF, f"{letter}{top - 1}"]
            points = [100 * part for part in parts]  # cells hold parts of one, packs percent
            moved = estimate.with_overrides({SHARE: share + points[0], GROWTH: growth + points[1]})
            wanted = last_headroom(moved, option) / per
            assert cells[WHAT_IF, f"{letter}{row}"] == pytest.approx(wanted, rel=1e-9), (row, letter)
            seen.add(wanted)
    assert len(seen) == 2 * (right - left + 1)  # no two are alike: both directions count


def test_a_table_is_written_as_excel_writes_it(sent):
    """ECMA-376 part 1, 18.3.1.40: r1 takes the values of the top row, r2 those of the left column of a 2-D table."""
    xml, cells = part_of(sent), read_package(sent).cells(WHAT_IF)
    found = {at: dict(re.findall(r'(\w+)="([^"]*)"', formula)) for at, formula, _ in FORMULA.findall(xml)}
    assert len(found) == 2 == xml.count("dataTable")
    inputs = {
        TORNADO: (place(sent, SIDE), place(sent, DRIVER)),
        TWO_WAY: (place(sent, GROWTH_ADDED), place(sent, SHARE_ADDED)),
    }
    for name, (across, down) in inputs.items():
        span = place(sent, name)
        left, top, right, bottom = range_boundaries(span)
        wanted = {"t": "dataTable", "ref": span, "dt2D": "1", "dtr": "1", "r1": across, "r2": down}
        assert found[span.partition(":")[0]] == wanted
        assert right > left  # LibreOffice computes no table that is one column wide
        for cell in (across, down):
            row, column = coordinate_to_tuple(cell)
            assert isinstance(cells[cell].value, float)
            assert not (top - 1 <= row <= bottom and left - 1 <= column <= right)  # Office refuses it there
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                assert isinstance(cells[f"{openpyxl.utils.get_column_letter(column)}{row}"].value, float)


def test_excel_computes_the_tables_when_told_to(sent):
    assert opened(sent).calculation.calcMode == "autoNoTable"
    assert any("F9" in str(cell.value) for cell in read_package(sent).cells(WHAT_IF).values())


def test_the_file_verifies_and_has_nothing_for_the_lint(sent):
    found = verify(sent)
    spans = [range_boundaries(place(sent, name)) for name in (TORNADO, TWO_WAY)]
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:5]
    assert found.not_computed == sum((right - left + 1) * (bottom - top + 1) for left, top, right, bottom in spans)
    assert lint(sent) == []


def test_verify_says_which_cells_it_leaves_to_other_programs(sent, estimator):  # noqa: F811
    outcome = estimator("verify", sent)
    assert outcome.code == 0
    assert f"{verify(sent).not_computed} cells of data tables left as they are" in outcome.out


def test_an_import_goes_on_with_the_values_and_fails_for_a_driver_left_moved(sent, estimator, pack, tmp_path):  # noqa: F811
    plain = changed(sent, tmp_path, r'<f t="dataTable"[^>]*?(?:/>|></f>)', "", count=2)
    outcome = estimator("import", plain, "-p", pack)
    assert (outcome.code, outcome.err) == (0, "")
    assert "was lost when another program saved the file" in outcome.out
    book = opened(sent)
    book[WHAT_IF][place(sent, DRIVER)].value = 1
    book.save(tmp_path / "left.xlsx")
    outcome = estimator("import", tmp_path / "left.xlsx", "-p", pack)
    assert outcome.code == 1
    assert f"{WHAT_IF}!{place(sent, DRIVER)}" in outcome.out


def test_libreoffice_gives_in_each_cell_what_python_gives_by_substitution(sent, pack, soffice):  # noqa: F811
    cells = recalculate_with_libreoffice(sent, soffice)
    found = compared(sent, read_package(sent), cells)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:5]
    base = load(pack)
    option = base.pack.settings.reference_option
    assert assert_tornado(sent, cells, base, option, "life_cycle_cost") > 5
    share, growth = (base.pack.assumptions[id].value for id in (SHARE, GROWTH))
    assert_two_way(sent, cells, base, share, growth, option)


def test_the_tables_follow_an_edit_and_another_choice_in_libreoffice(sent, pack, tmp_path, soffice):  # noqa: F811
    base = load(pack)
    option = next(each for each in base.pack.settings.options if each != base.pack.settings.reference_option)
    book = opened(sent)
    driver = book[WHAT_IF].cell(range_boundaries(place(sent, TORNADO))[1] + 1, ID).value
    rows = {cell.value: cell.row for cell in book[ASSUMPTIONS]["A"]}
    low, high = (book[ASSUMPTIONS].cell(rows[driver], COLUMN[end]).value for end in ("low", "high"))
    held = low + (high - low) / 4
    for id, value in ((driver, held), (SHARE, 0.0015)):
        book[ASSUMPTIONS].cell(rows[id], COLUMN["your_value"]).value = value
    sheet = book[WHAT_IF]
    chosen = {cell.value: cell for (cell,) in sheet.iter_rows(min_col=3, max_col=3) if isinstance(cell.value, str)}
    chosen[base.pack.settings.reference_option].value = option
    chosen["life_cycle_cost"].value = "present_value"
    path = tmp_path / "edited.xlsx"
    book.save(path)
    cells = recalculate_with_libreoffice(path, soffice)
    now = base.with_overrides({driver: in_file(base, driver, held), SHARE: 0.15})
    assert assert_tornado(path, cells, now, option, "present_value", stays={driver}) > 0
    assert_two_way(path, cells, now, 0.15, base.pack.assumptions[GROWTH].value, option)
    row = range_boundaries(place(path, TORNADO))[1] + 1
    letters = [openpyxl.utils.get_column_letter(each) for each in (SWING, NOTE)]
    assert [cells[WHAT_IF, f"{each}{row}"] for each in letters] == [0, STAYS]
    assert cells[WHAT_IF, status_of(cells)] == CURRENT


def status_of(cells):
    return next(at for (sheet, at), value in cells.items() if sheet == WHAT_IF and value in (CURRENT, STALE))


def test_a_table_that_was_not_computed_is_flagged(sent, tmp_path):
    """Number 0 moves nothing; where its row is not the number in use, the table is older than what stands around it."""
    first, value = next(
        (at, value) for at, _, value in FORMULA.findall(part_of(sent)) if at == place(sent, TORNADO).split(":")[0]
    )
    path = changed(sent, tmp_path, f'(<c r="{first}".*?<v>){re.escape(value)}<', rf"\g<1>{float(value) + 1}<")
    assert recalculate(sent)[WHAT_IF, status_of(recalculate(sent))] == CURRENT
    cells = recalculate(path)
    assert cells[WHAT_IF, status_of(cells)] == STALE


def changed(path, folder, pattern, replacement, count=1):
    """A copy of a workbook whose sheet What-if has something replaced."""
    package = read_package(path)
    part = package.sheet_parts()[WHAT_IF]
    xml, found = re.subn(pattern, replacement, package.parts[part].decode())
    assert found >= count
    with zipfile.ZipFile(folder / "changed.xlsx", "w") as made:
        for name, content in {**package.parts, part: xml.encode()}.items():
            made.writestr(name, content)
    return folder / "changed.xlsx"


def test_a_driver_has_links_to_its_range_or_percentiles_that_its_remark_tells(sent):
    """Ends of the range that are percentiles stay live; those of bounds are computed at export."""
    cells = read_package(sent).cells(WHAT_IF)
    _, top, _, bottom = range_boundaries(place(sent, TORNADO))
    low, high, note = (openpyxl.utils.get_column_letter(each) for each in (LOW_END, HIGH_END, NOTE))
    seen = set()
    for row in range(top + 1, bottom + 1):
        live = all((cells[f"{each}{row}"].formula or "").startswith(f"{ASSUMPTIONS}!") for each in (low, high))
        assert (cells[f"{note}{row}"].value or "") == ("" if live else OF_SHAPE), row
        seen.add(live)
    assert seen == {True, False}


def test_of_many_drivers_the_table_and_the_chart_show_the_fourteen_largest_and_the_data_table_holds_all():
    drivers = {f"driver_{each}": (0.0, 1.0) for each in range(20)}
    many = Tornado(Substituted("alpha", "life_cycle_cost", drivers), dict.fromkeys(drivers, "Of alpha"), 1, 60)
    assert many.last - many.first + 1 == 14
    assert many.table.last - many.table.still == 20
    drivers = {"one": (0.0, 1.0), "two": (0.0, 1.0)}
    few = Tornado(Substituted("alpha", "life_cycle_cost", drivers), dict.fromkeys(drivers, "Of alpha"), 1, 60)
    assert few.last - few.first + 1 == 2


def test_a_wrong_number_inside_a_table_is_found_by_libreoffice(sent, tmp_path, soffice):
    last = place(sent, TWO_WAY).partition(":")[2]
    value = read_package(sent).cells(WHAT_IF)[last].value
    path = changed(sent, tmp_path, f'(<c r="{last}"[^>]*><v>)[^<]*<', rf"\g<1>{value * 1.001}<")
    found = compared(path, read_package(path), recalculate_with_libreoffice(path, soffice))
    assert f"{WHAT_IF}!{last}" in {f"{each.sheet}!{each.cell}" for each in found.differences}


def test_a_file_that_libreoffice_saved_again_names_its_lost_tables_and_gives_its_values(sent, pack, tmp_path, soffice):  # noqa: F811
    book = opened(sent)
    row = next(cell.row for cell in book[ASSUMPTIONS]["A"] if cell.value == SHARE)
    book[ASSUMPTIONS].cell(row, COLUMN["your_value"]).value = 0.0015
    book.save(tmp_path / "back.xlsx")
    again = resaved_by_libreoffice(tmp_path / "back.xlsx", tmp_path / "again", soffice)
    found = read_import(again, load(pack).pack)
    assert [(each.id, each.number) for each in found.taken] == [(SHARE, 0.15)]
    assert (found.edited, found.refused, found.differs) == ((), (), ())
    lost = [f"{WHAT_IF}!{place(sent, name)}" for name in (TORNADO, TWO_WAY)]
    assert [each.split(": ")[0] for each in found.notes] == lost
    assert all("formulas that Excel does not know" in each and "export" in each for each in found.notes)
    assert verify(again).holds  # what it cannot compute it leaves as it stands


def test_a_table_turned_into_plain_numbers_is_named(sent, pack, tmp_path):  # noqa: F811
    path = changed(sent, tmp_path, r'<f t="dataTable"[^>]*?(?:/>|></f>)', "", count=2)
    found = read_import(path, load(pack).pack)
    assert len(found.notes) == 2
    assert all("plain numbers that no longer follow" in each for each in found.notes)


@pytest.mark.parametrize(("name", "number"), [(DRIVER, 2), (SHARE_ADDED, 0.4), (GROWTH_ADDED, -0.1)])
def test_a_driver_left_moved_fails_a_check_and_is_named_on_import(sent, pack, tmp_path, name, number):  # noqa: F811
    book, cell = opened(sent), place(sent, name)
    book[WHAT_IF][cell].value = number
    book.save(tmp_path / "left.xlsx")
    cells = recalculate(tmp_path / "left.xlsx")
    assert cells[CHECKS, "C4"] == 0
    found = read_import(tmp_path / "left.xlsx", load(pack).pack)
    assert [(each.where, each.was, each.now) for each in found.edited] == [
        (f"{WHAT_IF}!{cell}", "0", str(float(number)))
    ]
    assert found.taken == ()


def one_driver(scenarios=()):
    """The small model with a tornado of one driver: growth, 1.5 %, from 0.5 to 2.5 %."""
    made = small.model(scenarios)
    given = Substituted("alpha", "life_cycle_cost", {"economy.growth": (1.0e9, 1.0e9)})
    return made, workbook_bytes(
        made, small.values(made), manifest={}, attached=Attached(substituted=given, data_tables=True)
    )


def in_use(path, number, side, yours=None):
    """Growth in use while the table puts a driver's number and side into its cells."""
    book = openpyxl.load_workbook(path)
    book[WHAT_IF][place(path, DRIVER)].value, book[WHAT_IF][place(path, SIDE)].value = number, side
    row = next(cell.row for cell in book[ASSUMPTIONS]["A"] if cell.value == "economy.growth")
    book[ASSUMPTIONS].cell(row, COLUMN["your_value"]).value = yours
    moved = path.with_name("moved.xlsx")
    book.save(moved)
    return recalculate(moved)[ASSUMPTIONS, f"{openpyxl.utils.get_column_letter(COLUMN['in_use'])}{row}"]


def test_your_value_goes_before_the_driver_and_the_driver_before_the_scenario(tmp_path):
    path = tmp_path / "case.xlsx"
    path.write_bytes(one_driver(("slump",))[1])  # the slump sets growth to -2 %
    assert in_use(path, 0, 1) == pytest.approx(-0.02, rel=1e-12)
    assert in_use(path, 1, 1) == pytest.approx(0.005, rel=1e-12)
    assert in_use(path, 1, 2) == pytest.approx(0.025, rel=1e-12)
    assert in_use(path, 1, 2, yours=0.04) == pytest.approx(0.04, rel=1e-12)


def test_added_points_are_added_to_what_is_in_use_be_it_typed_in_or_not(sent, tmp_path):
    book = opened(sent)
    row = next(cell.row for cell in book[ASSUMPTIONS]["A"] if cell.value == SHARE)
    base = book[ASSUMPTIONS].cell(row, COLUMN["value"]).value
    shares = []
    for yours in (None, 0.0015):
        book[ASSUMPTIONS].cell(row, COLUMN["your_value"]).value = yours
        book[WHAT_IF][place(sent, SHARE_ADDED)].value = 0.0004
        book.save(tmp_path / "added.xlsx")
        letters = openpyxl.utils.get_column_letter(COLUMN["in_use"])
        shares.append(recalculate(tmp_path / "added.xlsx")[ASSUMPTIONS, f"{letters}{row}"])
    assert shares == pytest.approx([base + 0.0004, 0.0019], rel=1e-12)


@pytest.fixture
def without_a_share(tmp_path):
    """The workbook of a pack without a share of output."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(one_driver()[1])
    return path


def test_a_pack_without_a_share_of_output_has_the_tornado_alone(without_a_share):
    names = read_package(without_a_share).names()
    assert {TORNADO, DRIVER, SIDE} <= set(names)
    assert not {TWO_WAY, SHARE_ADDED, GROWTH_ADDED} & set(names)
    assert verify(without_a_share).holds


def test_libreoffice_computes_the_tornado_alone(without_a_share, soffice):
    path = without_a_share
    cells = recalculate_with_libreoffice(path, soffice)
    left, top, _, _ = range_boundaries(place(path, TORNADO))
    # 41 MEUR of spares and boats at 40 MEUR each do not hang on growth: nothing moves, whatever the driver
    assert cells[WHAT_IF, f"C{top + 1}"] == cells[WHAT_IF, f"D{top + 1}"] == cells[WHAT_IF, f"C{top}"]
    assert left == 3


def test_a_workbook_without_results_by_substitution_has_no_tables(tmp_path):
    made = small.model()
    path = tmp_path / "plain.xlsx"
    path.write_bytes(workbook_bytes(made, small.values(made), manifest={}))
    assert WHAT_IF not in read_package(path).sheet_parts()
    assert DRIVER not in read_package(path).names()


def test_the_chart_holds_the_changes_that_the_sheet_shows(sent):
    package = read_package(sent)
    chart = next(
        each.decode()
        for name, each in package.parts.items()
        if name.startswith("xl/charts/") and b"Tornado: change" in each
    )
    cells, drawn = package.cells(WHAT_IF), re.findall(r"<numRef><f>([^<]*)</f><numCache>(.*?)</numCache>", chart)
    assert len(drawn) == 2
    for reference, cache in drawn:
        left, top, _, bottom = range_boundaries(reference.rpartition("!")[2].replace("$", ""))
        letters = openpyxl.utils.get_column_letter(left)
        shown = [cells[f"{letters}{row}"].value for row in range(top, bottom + 1)]
        assert [float(each) for each in re.findall(r"<v>([^<]*)</v>", cache)] == pytest.approx(shown, rel=1e-12)
    assert re.search(r"<strCache><ptCount val=\"1\" ?/><pt idx=\"0\"><v>At low</v>", chart)


def test_a_sheet_full_of_tables_is_refused(sent, tmp_path):
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f t="dataTable" ref="A{row}:B{row}" r1="C1"/><v>1</v></c></row>'
        for row in range(2000, 2001 + MOST_TABLES)
    )
    path = changed(sent, tmp_path, "</sheetData>", rows + "</sheetData>")
    with pytest.raises(WorkbookError, match="data tables; at most 50 are read"):
        verify(path)


def test_the_choices_are_lists_of_what_the_comparison_has(sent):
    package = read_package(sent)
    found = re.findall(r'<dataValidation [^>]*?type="list"[^>]*?>.*?</dataValidation>', part_of(sent))
    assert len(found) == 3  # option, metric of the tornado, measure of the two-way table
    assert sum(f"<formula1>={COMPARISON}!" in each or f"<formula1>{COMPARISON}!" in each for each in found) == 1
    ids = {cell.value for at, cell in package.cells(WHAT_IF).items() if at[0] == "A"}
    assert {"life_cycle_cost", "last_headroom", "smallest_headroom"} <= ids
