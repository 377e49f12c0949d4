"""The comparison in its formats, against golden files."""

import json
from pathlib import Path

import pytest

from estimator.report.answers import compare as comparison
from tests.report.case import METRICS, MODEL

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(("how", "file"), [("table", "txt"), ("markdown", "md"), ("csv", "csv"), ("json", "json")])
def test_the_comparison_reads_as_its_golden_file(how, file):
    expected = (GOLDEN / f"comparison.{file}").read_text(encoding="utf-8")
    assert comparison.written(MODEL, METRICS, how) == expected


def test_json_has_the_manifest_and_every_metric_in_base_units():
    found = json.loads(comparison.written(MODEL, METRICS, "json"))
    assert set(found) == {"manifest", "assumptions", "options"}
    assert found["options"]["buy_two_large_ships"]["life_cycle_cost"] == {"value": 200e9, "unit": "JPY_2020"}
    assert found["options"]["stay"]["life_cycle_cost"] == {
        "value": None,
        "unit": "JPY_2020",
        "reason": "the option has no outlay",
    }


def test_a_narrow_terminal_gets_the_options_in_several_tables():
    # metric 22 + 3 wide, unit 6 + 3, stay 4 + 3: 50 columns leave 9 for large_ships, which needs 11 + 3.
    parts = comparison.tables(MODEL, METRICS, 50)
    assert [len(part.columns) for part in parts] == [3, 3]
    assert parts[0].title
    assert not parts[1].title
    assert parts[1].notes
    assert not parts[0].notes


def test_a_wide_terminal_gets_one_table():
    assert len(comparison.tables(MODEL, METRICS, 160)) == 1


def test_long_ids_are_broken_at_underscores():
    assert comparison.broken("interceptors_on_ships") == "interceptors_\non_ships"
    assert comparison.broken("stay") == "stay"
