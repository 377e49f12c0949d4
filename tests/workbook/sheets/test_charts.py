"""Charts: native, with titled axes and colours of their own, reading cells that hold numbers."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from estimator.report.manifest import manifest_texts
from estimator.returned.file.package import Package, read_package
from estimator.workbook.book import compose
from estimator.workbook.export import workbook_bytes
from estimator.workbook.file.printing import print_area
from estimator.workbook.plan.sheet_registry import CHARTS, WHAT_IF
from tests.shipped import compared, shipped

OPTIONS = ["status_quo", "aegis_ashore", "patriot_500", "integrated_strike"]
SPAN = re.compile(r"<(?:c:)?f>([^<]+)</(?:c:)?f>")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    path = tmp_path_factory.mktemp("charts") / "book.xlsx"
    found = shipped().compare(OPTIONS)
    path.write_bytes(workbook_bytes(found.model, found.values, manifest=manifest_texts(found.model.pack)))
    return read_package(path)


def charts(package: Package) -> dict[str, str]:
    return {name: content.decode() for name, content in package.parts.items() if name.startswith("xl/charts/chart")}


def test_the_costs_people_money_and_effects_have_a_chart_each(package: Package) -> None:
    titles = "".join(charts(package).values())
    for words in (
        "Life-cycle cost by phase",
        "People needed",
        "Outlays as a share of headroom (pay within authorised strength and what is spent anyway left out)",
        "Fill rate by service",
        "Unfilled posts",
        "The budget under its ceiling",
        "Cost against effect",
    ):
        assert words in titles


def test_every_chart_has_a_title_axes_in_sight_and_no_colour_by_default(package: Package) -> None:
    beside = {"From P20 over the point to P80", "Life-cycle cost by phase", "Outlays as a share of headroom"}
    bars = [name for name, xml in charts(package).items() if "<a:t>" not in xml]
    assert len(bars) == len(beside)  # bars beside the rows of Answer: heads of the table are their titles
    assert beside <= {cell.value for cell in package.cells("Answer").values()}
    for name, xml in charts(package).items():
        axes = re.sub(r"<legend>.*?</legend>", "", xml.replace("c:", ""), flags=re.DOTALL)
        assert ('delete val="1"' in axes) is (name in bars), name
        series = re.findall(r"<(?:c:)?ser>.*?</(?:c:)?ser>", xml, re.DOTALL)
        assert series, name
        assert all("srgbClr" in each or "noFill" in each for each in series), name


def test_every_cell_that_a_chart_reads_holds_something(package: Package) -> None:
    sheets = {name: package.cells(name) for name in package.sheet_parts() if name != "Data"}
    spans = {each for xml in charts(package).values() for each in SPAN.findall(xml)}
    assert len(spans) > 40
    for span in spans:
        sheet, _, area = span.rpartition("!")
        first, _, last = area.replace("$", "").partition(":")
        for address in {first, last or first}:
            found = sheets[sheet.strip("'")].get(address)
            assert found is not None, span
            assert found.value not in (None, ""), span


def test_an_option_that_would_dwarf_the_rest_is_left_out_and_named(package: Package) -> None:
    note = package.cells(CHARTS)["A4"].value
    assert isinstance(note, str)
    assert "500 Patriot batteries" in note


def test_points_are_told_apart_by_colour_and_mark_in_the_legend_without_labels_that_could_collide() -> None:
    found = compared()
    chart = next(each for each in compose(found.model, found.values, {}).grids if each.name == CHARTS)
    points = next(each for each in chart.charts if each.kind == "points").lines
    assert len(points) == 12  # all but the one that would dwarf the rest: more than there are colours
    assert len({(each.color, each.marker) for each in points}) == 12


def test_no_axis_is_logarithmic_and_no_point_has_a_label(package: Package) -> None:
    assert not any("logBase" in xml or "<c:dLbls>" in xml or "<dLbls>" in xml for xml in charts(package).values())


def test_outlays_are_drawn_as_shares_of_headroom_with_a_line_where_it_is_all(package: Package) -> None:
    found = [xml for xml in charts(package).values() if "pay within authorised strength" in xml]
    assert len(found) == 2  # one for each role
    for xml in found:
        first, *others = re.findall(r"<(?:c:)?val>.*?<(?:c:)?f>([^<]+)</(?:c:)?f>", xml, re.DOTALL)
        sheet, _, area = first.rpartition("!")
        cells = package.cells(sheet.strip("'"))
        row = re.sub(r"[^0-9]", "", area.split(":")[0])
        assert cells[f"A{row}"].value == "All of the headroom"
        assert {cells[each].value for each in cells if re.fullmatch(rf"[A-Z]+{row}", each) and each[0] not in "AB"} == {
            1
        }
        rows = {(each.rpartition("!")[0].strip("'"), re.findall(r"[0-9]+", each)[0]) for each in others}
        assert {package.cells(name)[f"A{row}"].value for name, row in rows} == {"Share of headroom"}


def test_rows_are_high_enough_for_labels_that_wrap(tmp_path: Path) -> None:
    found = shipped().compare(["status_quo", "independent_strike"])
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook_bytes(found.model, found.values, manifest=manifest_texts(found.model.pack)))
    sheet = openpyxl.load_workbook(path)[CHARTS]
    label = found.model.pack.options["independent_strike"].label
    rows = [cell.row for cell in sheet["A"] if cell.value == label]
    assert len(label) > 44  # wider than the column, so two lines
    assert len(rows) == 4  # costs, effects, people, the answer
    assert all((sheet.row_dimensions[row].height or 0) > 26 for row in rows)
    joint = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Joint staff and joint units")
    assert sheet.row_dimensions[joint].height > 39  # "Joint staff", "and joint", "units"


def test_the_lists_behind_the_answer_which_read_me_prints_whole_are_not_printed_cut_off() -> None:
    found = compared("coastguard")
    grid = next(each for each in compose(found.model, found.values, {}).grids if each.name == CHARTS)
    top = next(row for (row, _), entry in grid.entries.items() if entry.content == "Behind the answer")
    assert int(print_area(grid).rpartition("K")[2]) < top


def test_shares_of_gdp_and_their_step_have_the_decimals_of_the_ceiling() -> None:
    # A step of a tenth of 0.26 % is 0.026 %: two decimals would show 0.03 %, and 0.29 % for 0.286 %.
    found = compared("coastguard")
    grid = next(each for each in compose(found.model, found.values, {}).grids if each.name == WHAT_IF)
    formats = {entry.format for (_, column), entry in grid.entries.items() if column == 1 and "%" in entry.format}
    assert formats
    assert all("0.000%" in each for each in formats)
