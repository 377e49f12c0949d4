"""Cells for shares hold true percentages; what is typed as 20 % is 20 %, in workbooks of today and of yesterday."""

import re
import tomllib
from pathlib import Path

import openpyxl
import pytest

from estimator import load
from estimator.analysis.differences.sides import side_of_pack
from estimator.errors import WorkbookError
from estimator.evaluation import evaluate
from estimator.pack import write_pack_skeleton
from estimator.returned.file.package import read_package
from estimator.returned.import_answer import answer, as_toml
from estimator.returned.imported import with_import
from estimator.returned.importing import read_import
from estimator.returned.reader.workbook import read_returned
from estimator.returned.sides import side_of_workbook
from estimator.workbook.file.fill import packed
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST, HEADER
from tests.coast import rewrite
from tests.opened import opened
from tests.returned.sent_back import row_of
from tests.workbook.selector import selector

pytestmark = pytest.mark.usefixtures("keeping")  # what a pack gives today is composed once, not for each file
OLD = Path(__file__).with_name("percent_as_points.xlsx")
SHORT = {"last_year = 2044": "last_year = 2032", "last_column_year = 2070": "last_column_year = 2034"}
YOURS_AND_IN_USE = [openpyxl.utils.get_column_letter(COLUMN[name]) for name in ("your_value", "in_use")]
SHARE, LIMIT, GROWTH = "budget.gdp_share", "budget.redirectable_limit", "economy.real_growth"
PRICE, LOSS = "patrol_ship.unit_price", "manpower.coastguard.loss_rate"


@pytest.fixture(scope="module")
def old_pack(tmp_path_factory):
    """The example pack with fewer years, as the old workbook was made from."""
    folder = tmp_path_factory.mktemp("old") / "coast"
    write_pack_skeleton(folder)
    rewrite(folder / "pack.toml", SHORT)
    rewrite(folder / "manpower.toml", {"2040 = 780000": "2030 = 780000"})
    return folder


def type_in(id, number, format=None):
    """Type a number into the yellow cell of an assumption, as the cell holds it."""

    def change(book):
        cell = book["Assumptions"].cell(row_of(book["Assumptions"], id), COLUMN["your_value"])
        cell.value = number
        if format:
            cell.number_format = format

    return change


def taken(found):
    return [(each.id, each.year, each.number) for each in found.taken]


def test_a_workbook_without_a_format_number_is_read_by_the_old_rule(old_pack):
    found = read_import(OLD, load(old_pack).pack)
    assert taken(found) == [
        (SHARE, None, 0.15),
        (LIMIT, None, 24.7),
        (PRICE, None, 95.5),
        (GROWTH, 2030, 2.5),
        (GROWTH, 2031, -0.35),
    ]
    assert (found.refused, found.scenarios) == ((), ("lean_years",))
    changed = "base value changed|scale changed|limit|low changed|high changed|scenario value changed|number changed"
    assert [each for each in found.edited if re.search(changed, each.what)] == []
    assert not [each for each in found.differs if "value" in each.what]
    assert not any("100" in each for each in found.notes)


def test_an_old_workbook_is_compared_with_a_pack_in_the_units_of_the_pack(old_pack):
    side, base = side_of_workbook(OLD), side_of_pack(load(old_pack).pack, "pack")
    assert (side.assumptions[SHARE].value, side.assumptions[LIMIT].value) == (0.15, 24.7)
    assert side.assumptions["economy.growth_shift"].value == -0.5  # the scenario's
    assert side.assumptions["economy.wage_growth"].value[2028] == 1.75  # from 1.5 in 2026 to 2.0 in 2030
    ranges = [each.assumptions["economy.discount_rate"].texts["range"] for each in (side, base)]
    assert ranges == ["1 to 4", "1 to 4"]
    for id in ("manpower.minimum_fill_rate", LOSS, "economy.discount_rate"):
        assert side.assumptions[id].value == base.assumptions[id].value


def test_twenty_per_cent_typed_into_an_old_workbook_is_still_refused(old_pack, tmp_path):
    book = opened(OLD)
    type_in(LIMIT, 0.2, "0%")(book)
    book.save(tmp_path / "old.xlsx")
    found = read_import(tmp_path / "old.xlsx", load(old_pack).pack)
    assert ["shows 20 % and the workbook reads 0.2 %" in each.hint for each in found.refused] == [True]


@pytest.mark.parametrize(("held", "meant"), [(0.2, 20.0), (0.07, 7.0), (0.29, 29.0), (0.000123, 0.0123), (0.0, 0.0)])
def test_a_share_typed_with_its_sign_is_read_as_it_was_typed(pack, returned, held, meant):
    found = read_import(returned(type_in(LIMIT, held, "0.00%")), load(pack).pack)
    assert taken(found) == [(LIMIT, None, meant)]
    assert found.refused == ()
    again = tomllib.loads(as_toml(found, load(pack).pack))
    assert again["set"][LIMIT]["value"] == meant
    assert again["set"][LIMIT]["unit"] == "%"


def test_import_shows_what_the_cell_holds_and_what_it_means(pack, returned):
    found = read_import(returned(type_in(LIMIT, 0.125)), load(pack).pack)
    (row,) = answer(found, "").tables[0].rows
    assert row[-1] == "0.125 → 12.5 %"
    assert found.notes == ()


def test_a_share_of_all_or_more_is_taken_with_a_word_where_the_limits_allow_it(pack, returned):
    found = read_import(returned(type_in("manpower.minimum_fill_rate", 1)), load(pack).pack)
    assert taken(found) == [("manpower.minimum_fill_rate", None, 100.0)]
    (note,) = found.notes
    assert "1 is 100 % for manpower.minimum_fill_rate; type 1% if that was meant" in note


def test_ten_typed_for_ten_per_cent_is_outside_the_limits_and_told_as_a_thousand(pack, returned):
    found = read_import(returned(type_in(LIMIT, 10)), load(pack).pack)
    assert found.taken == ()
    (refusal,) = found.refused
    assert "holds 10 (1000 %)" in refusal.what
    assert "outside its limits, 0 to 100 %" in refusal.hint


@pytest.mark.parametrize("text", ["0.2", "20"])
def test_a_share_typed_as_text_needs_its_sign(pack, returned, text):
    path = returned(type_in(LIMIT, text))
    (refusal,) = read_import(path, load(pack).pack).refused
    assert f"write {float(text):g} % or {float(text) * 100:g} %" in refusal.hint
    assert side_of_workbook(path).assumptions[LIMIT].value == 20.0  # the base value


def test_a_share_typed_as_text_with_its_sign_is_read(pack, returned):
    path = returned(type_in(LIMIT, "24.7 %"))
    assert taken(read_import(path, load(pack).pack)) == [(LIMIT, None, 24.7)]
    assert side_of_workbook(path).assumptions[LIMIT].value == 24.7


def test_every_number_of_a_share_stands_as_a_true_percentage_and_is_shown_as_one(pack, sent):
    found, sheet = load(pack).pack, opened(sent)["Assumptions"]
    seen = 0
    for row in range(5, sheet.max_row + 1):
        each = found.assumptions.get(sheet.cell(row, 1).value)
        if each is None or not each.unit.startswith("%"):
            continue
        wanted = {"value": each.value, "low": each.low, "high": each.high}
        wanted |= dict(zip(("limit_low", "limit_high"), each.limits or (), strict=False))
        for name, number in wanted.items():
            if number is not None:
                cell = sheet.cell(row, COLUMN[name])
                assert cell.value == pytest.approx(number / 100, rel=1e-15), (each.id, name)
                assert cell.number_format.endswith("%"), (each.id, name)
                seen += 1
        assert sheet.cell(row, COLUMN["scale"]).value == 1
    assert seen > 30


def test_the_cell_its_formula_and_the_model_agree_to_the_last_bit(pack, tmp_path):
    """35 % is 0.35 in the file; 35 × 0.01 would be 0.35000000000000003."""
    made = load(pack).with_settings(f"{LIMIT}=35", f"{SHARE}=0.7", f"{LOSS}=5.7", f"{GROWTH}=2030:2.9").compare()
    path = made.to_workbook(tmp_path / "case.xlsx")
    cells, yearly = read_package(path).cells("Assumptions"), read_package(path).cells("Yearly inputs")
    rows = {cell.value: address[1:] for address, cell in cells.items() if address[0] == "A"}
    values = evaluate(made.model)
    for id, wanted in ((LIMIT, 0.35), (SHARE, 0.007), (LOSS, 0.057)):
        typed, in_use = (cells[f"{column}{rows[id]}"].value for column in YOURS_AND_IN_USE)
        assert (typed, in_use, float(values[id][0, 0])) == (wanted,) * 3
    assert 0.029 in {cell.value for cell in yearly.values()}
    assert 0.029 in values[GROWTH].tolist()[0]
    assert taken(read_import(path, load(pack).pack)) == [
        (SHARE, None, 0.7),
        (LIMIT, None, 35.0),
        (LOSS, None, 5.7),
        (GROWTH, 2030, 2.9),
    ]


def test_a_scenario_and_its_years_stand_as_true_percentages(pack, sent):
    book = opened(sent)
    sheet = book["Scenarios"]
    row = row_of(sheet, "economy.growth_shift")
    column = next(each for each in range(1, 20) if sheet.cell(4, each).value == "lean_years")
    assert (sheet.cell(row, column).value, sheet.cell(row, column).number_format) == (-0.005, "#,##0.0%")
    yearly = book["Yearly inputs"]
    start = row_of(yearly, "economy.wage_growth", 4)
    row = next(each for each in range(start, start + 9) if yearly.cell(each, 1).value == "Scenario lean_years")
    column = next(each for each in range(FIRST, FIRST + 60) if yearly.cell(HEADER, each).value == 2028)
    assert yearly.cell(row, column).value == 0.0175  # half way from 1.5 in 2026 to 2.0 in 2030
    assert yearly.cell(row, column).number_format.endswith("%")


def test_a_scenario_chosen_in_the_file_reaches_the_results(pack, returned):
    def change(book):
        type_in(LIMIT, 0.3)(book)
        selector(book).value = "lean_years"

    estimate = load(pack)
    found = with_import(estimate.pack, read_import(returned(change), estimate.pack))
    assert (found.assumptions[LIMIT].value, found.assumptions["economy.growth_shift"].value) == (30.0, -0.5)


def without_property(path, target, pattern, now):
    """A copy of a workbook with its custom properties changed."""
    parts = dict(read_package(path).parts)
    text, count = re.subn(pattern, now, parts["docProps/custom.xml"].decode(), flags=re.DOTALL)
    assert count
    target.write_bytes(packed(parts | {"docProps/custom.xml": text.encode()}))
    return target


def test_a_later_format_is_refused_with_what_to_do(sent, tmp_path):
    pattern = r'(name="format".*?<vt:lpwstr>)2(<)'
    path = without_property(sent, tmp_path / "later.xlsx", pattern, r"\g<1>17\2")
    with pytest.raises(WorkbookError, match='format is "17"; this program knows format 2'):
        read_returned(path)


def test_a_workbook_that_lost_its_properties_is_known_by_read_me_or_by_its_scales(sent, tmp_path):
    book = opened(sent)
    type_in(LIMIT, 0.3)(book)
    for name in list(book.custom_doc_props.names):
        del book.custom_doc_props[name]
    book.save(tmp_path / "bare.xlsx")
    assert read_returned(tmp_path / "bare.xlsx").format == 2
    book["Read me"].delete_rows(1, book["Read me"].max_row)
    book.save(tmp_path / "barer.xlsx")
    assert read_returned(tmp_path / "barer.xlsx").format == 2
    assert read_returned(OLD).format == 1
