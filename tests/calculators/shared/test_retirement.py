"""Retirement and disposal: each row worked by hand, and a case whose disposal waits for its first year."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from estimator.api import load
from estimator.calculators.elements import bought_and_kept, fleet
from estimator.calculators.shared import retirement
from estimator.pack import shipped_pack
from estimator.returned.verify import verify

YEARS = np.array([2030.0, 2031.0, 2032.0, 2033.0])
RETIRED = np.array([2.0, 1.0, 0.0, 3.0])


def test_what_retires_before_the_first_year_of_disposal_waits_for_it():
    released = retirement.released(RETIRED, YEARS, 2032.0)
    assert released.ravel().tolist() == [0, 0, 3, 6]  # 2 and 1 have waited, then 3 more
    assert fleet.disposal_units(RETIRED, released, 2032.0).ravel().tolist() == [0, 0, 3, 3]
    assert bought_and_kept.disposal_units(RETIRED, released, 2032.0).ravel().tolist() == [0, 0, 3, 3]


def test_without_a_first_year_everything_is_disposed_of_as_it_retires():
    assert np.all(retirement.released(RETIRED, YEARS) == 0)
    assert fleet.disposal_units(RETIRED).ravel().tolist() == RETIRED.tolist()


def test_a_first_year_of_disposal_beyond_the_columns_fails_the_check():
    early, late = (retirement.released(RETIRED, YEARS, start) for start in (2032.0, 2040.0))
    assert retirement.check_disposed(early, RETIRED, YEARS, 2033.0, 2032.0) == 1
    assert retirement.check_disposed(late, RETIRED, YEARS, 2033.0, 2040.0) == 0


def waiting(folder, start):
    """The fighters, which retire from 2056 to 2062, disposed of from a year on."""
    shutil.copytree(shipped_pack("canada_fighters"), folder, dirs_exist_ok=True)
    with (folder / "options" / "fighters.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'[element.aircraft.set.disposal_start]\nlabel = "First year of disposal"\nvalue = {start}\n'
            'unit = "year"\nsource = "judgement"\ngrade = "C"\n'
        )
    return load(folder)


def test_a_case_pays_for_disposal_from_its_first_year_on_and_its_workbook_computes_the_same(tmp_path):
    found = waiting(tmp_path / "pack", 2060).compare()
    paid = found.value("fighters.aircraft.disposal_outlay")
    each, years = 88 * 1.6699e6 / 7, 5  # of seven equal deliveries those of 2056 to 2060 have retired by 2060
    assert [round(paid[year] / each, 5) for year in range(2056, 2063)] == [0, 0, 0, 0, years, 1, 1]
    assert sum(paid.values()) == pytest.approx(88 * 1.6699e6)
    assert found.value("fighters.aircraft.check_disposed") == 1
    assert verify(found.to_workbook(tmp_path / "waiting.xlsx", draws=0)).holds


def test_a_case_that_says_nothing_of_it_has_no_row_of_it():
    assert not [id for id in load("canada_fighters").model().rows if id.endswith(("released", "check_disposed"))]
