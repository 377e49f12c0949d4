"""The sheet Uncertainty: in every workbook, with the simulation's own numbers, or a plain sentence."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from estimator import load
from estimator.analysis.draws.records import COMPARED, Run
from estimator.analysis.draws.sensitivity import sensitivities
from estimator.analysis.draws.simulate import simulate
from estimator.display.decision import Shown
from estimator.errors import InputError
from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton
from estimator.report.answers import simulate as simulated
from estimator.report.answers.simulation_tables import curve_table, over_table
from estimator.report.tables import Column, Table, as_markdown
from estimator.returned.file.package import read_package
from estimator.workbook.cells.charts import PALETTE
from estimator.workbook.sheets.uncertainty import pictures
from estimator.workbook.sheets.uncertainty.drawn import begun_sheet, sheet
from estimator.workbook.sheets.uncertainty.tables import account
from tests.analysis.boats import boat_pack

COST = "life_cycle_cost"

ORDER = [
    "Read me",
    "Comparison",
    "Charts",
    "What-if",
    "Uncertainty",
    "Assumptions",
    "Yearly inputs",
    "Scenarios",
    "Prices",
    "Economy and budget",
    "Manpower",
    "Grades",
    "Back-test",
    "Judgement",
    "Quality",
    "Checks",
    "Sources",
    "Data",
]
LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
STEP = 0.01  # the dearest option costs some 7e8, so money on the sheet ends at 10 ** (8 - 10)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(made)
    return made


@pytest.fixture(scope="module")
def found(folder):
    return simulate(build_model(read_pack(folder)), Run(1024, workers=1))


@pytest.fixture(scope="module")
def told(found):
    return account(found, sensitivities(found.model, COST, "tornado")[0])


def panel(told, words):
    (one,) = [each for each in (*told.front, *told.behind) if words in each.title]
    return one


def test_every_workbook_has_the_sheet_in_reading_order_and_none_draws_leave_it_out(folder, tmp_path):
    result = load(folder).compare()
    names = list(read_package(result.to_workbook(tmp_path / "with.xlsx", draws=64, sheet_names="ids")).sheet_parts())
    options = [*result.model.options]
    assert [name for name in names if name in ORDER] == [name for name in ORDER if name in names]
    assert names.index("Manpower") < names.index(options[0]) < names.index("Grades")
    assert "Uncertainty" in names
    without = read_package(result.to_workbook(tmp_path / "without.xlsx", draws=0, sheet_names="ids")).sheet_parts()
    assert [name for name in names if name != "Uncertainty"] == list(without)


def drawn_sheet(model, draws=COMPARED, progress=None, tell=None):
    """The sheet of a model, from a simulation made here."""
    with begun_sheet(model, Run(draws), progress, tell) as finished:
        return finished().grid


def test_equal_seeds_give_the_same_sheet(folder):
    one, two = (drawn_sheet(build_model(read_pack(folder)), draws=128) for _ in range(2))
    assert one.entries == two.entries
    assert one.charts == two.charts


def test_the_sheet_tells_the_percentiles_of_the_simulation(found, told):
    rows = panel(told, "Life-cycle cost, FY").rows
    for (option, spreads), cells in zip(found.spreads.items(), rows, strict=True):
        spread = spreads[COST]
        assert cells[0] == found.model.pack.options[option].label
        assert cells[1:4] == pytest.approx((spread.point, spread.point_percentile, spread.mean), rel=1e-8)
        assert cells[-1] == pytest.approx(spread.percentiles[0.95].value, rel=1e-8)


def test_the_bands_of_a_fan_stand_on_one_another_from_the_5th_to_the_95th_percentile(found, told):
    label = found.model.pack.options["patrol_ships"].label
    rows = panel(told, f"{label}: outlays by fiscal year").rows
    fan = found.outlays["patrol_ships"]
    assert [cells[0] for cells in rows] == list(fan.point)
    for cells in rows:
        year = cells[0]
        direct = [fan.point[year], *(fan.percentiles[level][year].value for level in LEVELS)]
        assert list(cells[1:9]) == pytest.approx(direct, rel=1e-8, abs=STEP)
        assert cells[2] + sum(cells[9:]) == pytest.approx(cells[8], abs=5 * STEP)


def test_the_reserves_of_the_elements_add_up_to_the_option_above_them(told):
    sums, wholes = [], []
    for name, *parts in panel(told, "Reserve above").rows:
        if name.startswith("  "):
            sums[-1] += np.array(parts)
        else:
            wholes.append(np.array(parts))
            sums.append(np.zeros(len(parts)))
    assert len(wholes) == 2
    np.testing.assert_allclose(sums, wholes, rtol=1e-8)


def test_a_tornado_goes_from_the_point_estimate_to_the_cost_at_each_end(found, told):
    label = found.model.pack.options["patrol_ships"].label
    point = found.spreads["patrol_ships"][COST].point
    rows = panel(told, f"{label}: change of life-cycle cost").rows
    assert 3 <= len(rows) <= 10
    for _, _, _, low, high, swing, from_low, from_high, *_ in rows:
        assert point + from_low == pytest.approx(low, rel=1e-8)
        assert point + from_high == pytest.approx(high, rel=1e-8)
        assert swing == pytest.approx(abs(high - low), abs=2 * STEP)
    swings = [cells[5] for cells in rows]
    assert swings == sorted(swings, reverse=True)


def test_s_curves_have_cost_across_and_probability_upwards(found, told):
    grid = sheet(found, [])
    (chart,) = [each for each in grid.charts if each.kind == "curves"]
    assert chart.up_title == "Probability"
    assert (chart.up_format, chart.most) == ("0%", 1.0)
    first = panel(told, "S-curves").rows[0]
    (row, _), *_ = [place for place, entry in grid.entries.items() if entry.content == "Probability"]
    assert grid.entries[row + 1, 1].content == first[0] == 0.05
    for index, line in enumerate(chart.lines):
        column = "BC"[index]
        assert line.across.startswith(f"Uncertainty!${column}${row + 1}:")
        assert line.values.startswith(f"Uncertainty!$A${row + 1}:")
        assert grid.entries[row + 1, index + 2].content == first[index + 1]


def test_no_chart_covers_a_cell_or_another_chart(found, told):
    grid = sheet(found, sensitivities(found.model, COST, "tornado")[0])
    bottom = max(chart.row + chart.high / (13.2 * 2.54 / 72) for chart in grid.charts)
    covered = [row for row, _ in grid.entries if min(chart.row for chart in grid.charts) <= row <= bottom]
    assert covered == []
    rows = sorted({chart.row for chart in grid.charts})
    for above, below in pairwise(rows):
        high = max(chart.high for chart in grid.charts if chart.row == above)
        assert above + high / (13.2 * 2.54 / 72) < below


def test_a_pack_without_ranges_gets_a_plain_sentence(monkeypatch):
    grid = drawn_sheet(build_model(boat_pack(monkeypatch)))
    assert simulated.NO_RANGES in [entry.content for entry in grid.entries.values()]
    assert grid.charts == ()


def test_a_draw_that_cannot_be_computed_is_told_on_the_sheet_and_to_the_person(monkeypatch):
    made = boat_pack(monkeypatch)
    held = made.assumptions["buy.ships.quantity"]
    risky = replace(held, outcomes=((0.0, 0.5), (2.0, 0.5)), shape="discrete")
    heard = []
    model = build_model(replace(made, assumptions={**made.assumptions, held.id: risky}))
    grid = drawn_sheet(model, draws=64, tell=heard.append)
    assert len(heard) == 1
    assert "division by nil" in heard[0]
    assert any(str(entry.content).startswith("Not computed: ") for entry in grid.entries.values())


def test_ctrl_c_is_not_held_up_by_the_sheet(folder):
    def press(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        drawn_sheet(build_model(read_pack(folder)), draws=4096, progress=press)


@pytest.mark.parametrize("draws", [1, -5])
def test_a_number_of_draws_that_cannot_be_is_refused(folder, draws):
    with pytest.raises(InputError, match=f"{draws} draws"):
        drawn_sheet(build_model(read_pack(folder)), draws=draws)


def test_json_and_csv_hold_every_year_and_tables_when_asked_for(found):
    option, fan = next(iter(found.outlays.items()))
    told = simulated.document(found)
    assert told["options"][option]["outlays"]["percentiles"]["p90"] == {
        str(year): each.value for year, each in fan.percentiles[0.9].items()
    }
    assert told["headroom"]["unit"] == found.headroom.unit
    year = next(iter(fan.point))
    lines = simulated.written(found, "csv").splitlines()
    assert f"{option},charged_then,p90_{year},{fan.percentiles[0.9][year].value!r},{fan.unit}" in lines
    plain, with_years = (simulated.written(found, "markdown", by_year=each) for each in (False, True))
    assert "by fiscal year" not in plain
    assert with_years.count("by fiscal year") == 1 + len(found.outlays)


def test_headings_of_two_lines_keep_their_words_apart_in_markdown():
    columns = (Column("a", "at\npercentile"), Column("b", "aegis_\nashore"), Column("c", "護衛艦\n二隻"))
    assert as_markdown(Table("", columns, ())).splitlines()[0] == "| at percentile | aegis_ashore | 護衛艦二隻 |"


def test_numbers_that_differ_in_their_last_bits_stand_alike_on_the_sheet(found):
    def shaken(spread, factor):
        return replace(spread, mean=spread.mean * factor, deviation=spread.deviation * factor)

    other = {
        option: {id: shaken(each, 1 + 2e-15) for id, each in spreads.items()}
        for option, spreads in found.spreads.items()
    }
    assert other["patrol_ships"][COST].mean != found.spreads["patrol_ships"][COST].mean
    assert sheet(replace(found, spreads=other), []).entries == sheet(found, []).entries


def test_an_option_has_one_colour_in_all_charts_of_lines(found):
    tables = curve_table(found), over_table(found)
    looks = [pictures._looks(found, table) for table in tables]
    for option, color in zip(found.model.options, PALETTE, strict=False):
        for table, look in zip(tables, looks, strict=True):
            if option in table.keys:
                assert look[table.keys.index(option) + 1][0] == color


@pytest.mark.parametrize(("length", "wide"), [(48, False), (49, True)])
def test_a_tornado_with_a_label_too_long_for_half_a_page_takes_the_whole(told, length, wide):
    table = next(each for each in told.behind if len(each.columns) >= pictures.HIGH)
    row = ("x" * length, *table.rows[0][1:])
    picture = pictures._tornado("t", replace(table, rows=(row,)), Shown("money", "€m", "€m", 1e6, 1))
    assert picture.wide is wide
