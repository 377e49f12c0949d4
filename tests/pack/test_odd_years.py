"""Years that make no sense are refused wherever they are given: in files, by --set, as ends of ranges."""

from __future__ import annotations

import re

import pytest

from estimator.api import load
from estimator.errors import EstimatorError
from tests.model.test_terms import bare

COLUMNS = "2024 to 2053"


def with_line(folder, name, value):
    """The bare fleet with another value of one of its inputs."""
    path = bare(folder, "fleet") / "options" / "bare.toml"
    text, times = re.subn(rf"(?m)^({name} = {{.*?value = )[^,]+", rf"\g<1>{value}", path.read_text(encoding="utf-8"))
    assert times == 1
    path.write_text(text, encoding="utf-8")
    return path.parents[1]


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("lead_time", "-5", "expected a number of years, 0 or more, or a fiscal year"),
        ("service_life", "-0.5", "expected a number of years, 0 or more, or a fiscal year"),
        ("first_order_year", "2050.5", "expected a whole fiscal year"),
        ("first_order_year", "99999", f"expected a fiscal year with a column, {COLUMNS}"),
        ("service_life", "2060", f"expected a fiscal year with a column, {COLUMNS}"),
        ("first_order_year", "2054", f"expected a fiscal year with a column, {COLUMNS}"),
    ],
)
def test_odd_years_are_refused_in_files_and_on_the_command_line(name, value, says, tmp_path):
    with pytest.raises(EstimatorError) as in_file:
        load(with_line(tmp_path / "file", name, value))
    assert says in str(in_file.value)
    assert "options/bare.toml" in str(in_file.value)
    with pytest.raises(EstimatorError) as set_:
        load(bare(tmp_path / "set", "fleet")).with_settings(f"bare.bare.{name}={value}")
    assert says in str(set_.value)


@pytest.mark.parametrize(("name", "value"), [("lead_time", "0"), ("service_life", "2.5"), ("first_order_year", "2040")])
def test_years_that_make_sense_pass(name, value, tmp_path):
    model = load(with_line(tmp_path / "pack", name, value)).model()
    assert model.inputs[f"bare.bare.{name}"].value == float(value)


def test_a_first_year_of_disposal_beyond_the_columns_is_no_longer_lost_without_a_word(tmp_path):
    folder = bare(tmp_path / "pack", "fleet")
    path = folder / "options" / "bare.toml"
    line = '= { label = "Disposal", value = %s, unit = "%s", source = "judgement", grade = "C" }\n'
    more = "disposal_share " + line % (5, "%") + "disposal_start " + line % (2070, "year")
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    with pytest.raises(EstimatorError, match=f"disposal_start.value = 2070\\s+expected a fiscal year .*{COLUMNS}"):
        load(folder)


def test_the_mean_of_a_range_of_fiscal_years_need_not_be_whole(tmp_path):
    folder = bare(tmp_path / "pack", "fleet")
    path = folder / "options" / "bare.toml"
    drawn = 'value = 2026.4, range = [2025, 2028], shape = "pert"'
    path.write_text(path.read_text(encoding="utf-8").replace("value = 2025,", f"{drawn},"), encoding="utf-8")
    assert load(folder).model().inputs["bare.bare.first_order_year"].value == 2026.4
