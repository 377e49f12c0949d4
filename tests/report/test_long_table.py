"""The long table holds every metric and yearly row once, as plain values."""

import csv

import numpy as np
import pytest

from estimator import api
from estimator.analysis.standing.compare import Metric
from estimator.errors import InputError
from estimator.report.long_table import COLUMNS, long_table, price_basis, write_csv
from tests.report import case


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    from estimator.pack import write_pack_skeleton

    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return api.load(folder).compare()


def test_a_metric_has_one_line_an_option_and_no_year():
    lines = long_table(case.MODEL, {**case.VALUES}, case.METRICS)
    basis = ("JPY_2020", "constant JPY 2020")
    assert lines[0] == ("metric", "stay", "life_cycle_cost", "Life-cycle cost", None, None, *basis)
    assert ("metric", "buy_two_large_ships", "people", "People", None, 1290.0, "person", "") in lines


def test_yearly_rows_cover_the_years_of_the_comparison_only(result):
    lines = long_table(result.model, result.values, result.metrics)
    settings = result.model.pack.settings
    option = result.model.options[-1]
    outlays = [(year, value) for _, of, id, _, year, value, *_ in lines if (of, id) == (option, "outlays")]
    years = range(settings.first_year, settings.last_year + 1)
    assert [year for year, _ in outlays] == list(years)
    told = result.value(f"{option}.outlays")
    assert dict(outlays) == {year: told[year] for year in years}


def test_no_line_comes_twice_and_every_metric_is_there(result):
    lines = long_table(result.model, result.values, result.metrics)
    keys = [(kind, option, id, year) for kind, option, id, _, year, *_ in lines]
    assert len(set(keys)) == len(keys)
    metrics = {(option, id) for option, found in result.metrics.items() for id in found}
    assert {(option, id) for kind, option, id, _ in keys if kind == "metric"} == metrics
    assert not any(id.startswith(f"{result.model.options[0]}.") for kind, _, id, _ in keys if kind != "element")


def test_rows_that_are_nil_or_only_yes_or_no_are_left_out(result):
    lines = long_table(result.model, result.values, result.metrics)
    assert not {"charged_flag", "over_headroom"} & {line[2] for line in lines}


def test_the_price_basis_is_in_words():
    assert price_basis("JPY_2020 / ship") == "constant JPY 2020"
    assert price_basis("EUR_then") == "then-year EUR"
    assert price_basis("person") == ""


def test_the_file_opens_with_a_byte_order_mark_and_never_holds_a_formula(tmp_path):
    metrics = {"stay": {"=1+1": Metric(1.5, "person")}}
    path = write_csv(tmp_path / "new", case.MODEL, case.VALUES, metrics)
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1] == ["metric", "stay", "'=1+1", "'=1+1", "", "1.5", "person", ""]
    assert [each.name for each in path.parent.iterdir()] == ["small-data.csv"]


def test_two_runs_give_the_same_bytes_and_pandas_reads_numbers(result, tmp_path):
    import pandas

    first, second = (result.to_csv(tmp_path / name) for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    frame = pandas.read_csv(first)
    assert frame["value"].dtype == np.float64
    assert frame["fiscal_year"].dtype == np.float64


def test_a_folder_that_is_a_file_is_refused_with_a_reason(tmp_path):
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(InputError, match="taken"):
        write_csv(tmp_path / "taken", case.MODEL, case.VALUES, case.METRICS)
    assert (tmp_path / "taken").read_text() == "mine"
