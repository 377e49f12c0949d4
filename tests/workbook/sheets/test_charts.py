"""Charts: native, with titled axes and colours of their own, reading cells that hold numbers."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from estimator.analysis.standing.compare import compare
from estimator.model import build_model
from estimator.pack import read_pack
from estimator.report.manifest import manifest_texts
from estimator.returned.file.package import Package, read_package
from estimator.workbook.book import compose
from estimator.workbook.cells.point_labels import label_places
from estimator.workbook.export import write_workbook
from estimator.workbook.file.printing import print_area
from estimator.workbook.plan.sheet_registry import CHARTS, WHAT_IF

PACK = Path(__file__).parents[3] / "assumptions" / "japan"
OPTIONS = ["status_quo", "aegis_ashore", "patriot_500", "integrated_strike"]
SPAN = re.compile(r"<(?:c:)?f>([^<]+)</(?:c:)?f>")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    path = tmp_path_factory.mktemp("charts") / "book.xlsx"
    found = compare(build_model(read_pack(PACK), OPTIONS))
    write_workbook(found.model, found.values, path, manifest=manifest_texts(found.model.pack))
    return read_package(path)


def charts(package: Package) -> dict[str, str]:
    return {name: content.decode() for name, content in package.parts.items() if name.startswith("xl/charts/chart")}


def test_the_costs_people_money_and_effects_have_a_chart_each(package: Package) -> None:
    titles = "".join(charts(package).values())
    for words in (
        "Life-cycle cost by phase",
        "People needed",
        "Yearly outlays against headroom (pay within authorised strength and what is spent anyway left out)",
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


def test_labels_of_neighbours_go_to_different_sides() -> None:
    # two points 1 cm apart on one height: a label to the right of the first would cover the second
    places = label_places({"one label": (9.0, 5.0), "another label": (10.0, 5.0)}, wide=10, high=5)
    assert places["one label"] != "r"
    assert label_places({}, 10, 5) == {}


def test_no_label_runs_through_the_next_point() -> None:
    # On axes to 10 and 50 the dear point stands 2.2 cm right of the middle one, at the same height; the middle one's
    # label is 6 cm long, so that to the right it would run through the dear point.
    middle = "Ground-launched missiles, with enablers"
    points = {
        "Destroyers keep the watch": (1.96, 44.5),
        "Limited strike, as integrated with an ally": (2.33, 42.0),
        "Two more large destroyers": (1.59, 40.8),
        "Interceptors on two dedicated ships": (2.19, 40.8),
        "Stand-off missiles on aircraft, with all enablers": (4.43, 42.0),
        middle: (3.69, 42.0),
        "Far off": (9.06, 31.8),
    }
    assert label_places(points, wide=29.4, high=17)[middle] != "r"


def test_rows_are_high_enough_for_labels_that_wrap(tmp_path: Path) -> None:
    found = compare(build_model(read_pack(PACK), ["status_quo", "independent_strike"]))
    path = tmp_path / "book.xlsx"
    write_workbook(found.model, found.values, path, manifest=manifest_texts(found.model.pack))
    sheet = openpyxl.load_workbook(path)[CHARTS]
    label = found.model.pack.options["independent_strike"].label
    rows = [cell.row for cell in sheet["A"] if cell.value == label]
    assert len(label) > 44  # wider than the column, so two lines
    assert len(rows) == 4  # costs, effects, people, the answer
    assert all((sheet.row_dimensions[row].height or 0) > 26 for row in rows)
    joint = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "Joint staff and joint units")
    assert sheet.row_dimensions[joint].height > 39  # "Joint staff", "and joint", "units"


def test_the_lists_behind_the_answer_which_read_me_prints_whole_are_not_printed_cut_off() -> None:
    found = compare(build_model(read_pack(PACK.parent / "coastguard")))
    grid = next(each for each in compose(found.model, found.values, {}).grids if each.name == CHARTS)
    top = next(row for (row, _), entry in grid.entries.items() if entry.content == "Behind the answer")
    assert int(print_area(grid).rpartition("K")[2]) < top


def test_shares_of_gdp_and_their_step_have_the_decimals_of_the_ceiling() -> None:
    # A step of a tenth of 0.26 % is 0.026 %: two decimals would show 0.03 %, and 0.29 % for 0.286 %.
    found = compare(build_model(read_pack(PACK.parent / "coastguard")))
    grid = next(each for each in compose(found.model, found.values, {}).grids if each.name == WHAT_IF)
    formats = {entry.format for (_, column), entry in grid.entries.items() if column == 1 and "%" in entry.format}
    assert formats
    assert all("0.000%" in each for each in formats)
