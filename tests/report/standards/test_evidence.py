"""The table of standards is complete, page and sheet are made from it, and what is computed can fail."""

import importlib.util
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from estimator.report.standards import MET, NOT, PARTLY, STANDARDS, STATES
from estimator.report.standards.evidence import CHECKS, Evidence, evidence, judged, page, tally
from estimator.workbook.file.styles import LOOKS
from estimator.workbook.sheets.value_sheets import quality_supplement
from tests.shipped import compared

DOCS = Path(__file__).parents[3] / "docs"
ROWS = {standard.id: standard.practices for standard in STANDARDS}


@pytest.fixture(scope="module")
def found():
    result = compared()
    return evidence(result.model, result.values, result.metrics)


def test_the_page_is_written_from_the_table(found):
    spec = importlib.util.spec_from_file_location("standards_page", DOCS / "standards_page.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert page(found) == script.PAGE.read_text(encoding="utf-8"), "run: python docs/standards_page.py"


def test_every_practice_has_a_place_to_look_and_a_state_or_a_check():
    for standard in STANDARDS:
        for each in standard.practices:
            assert each.text
            assert each.where
            assert (each.state in STATES) != (each.computed in CHECKS), each
    assert {each.computed for rows in ROWS.values() for each in rows} - {""} == set(CHECKS)


def test_the_standards_have_as_many_practices_as_they_should():
    counts = {id: len(practices) for id, practices in ROWS.items()}
    assert counts == {
        "gao": 18,
        "cape": 6,
        "mil_std_881": 13,
        "japan_phases": 5,
        "icaew": 20,
        "uk_accessibility": 33,
        "japan_tables": 15,
    }
    groups = Counter(each.group for each in ROWS["gao"])
    assert groups == {"comprehensive": 4, "well documented": 4, "accurate": 6, "credible": 4}


def test_the_sheet_says_what_the_page_says(found):
    table = quality_supplement(found)
    told = [row[3] for row in table.rows if row[2] not in {standard.source for standard in STANDARDS}]
    assert told == [state for practices in judged(found).values() for _, state, _ in practices]
    written = page(found)
    for standard, practices in judged(found).items():
        assert f"{standard.source}. {tally([state for _, state, _ in practices])}." in written


def test_the_default_pack_meets_what_can_be_computed_save_a_range_on_every_number(found):
    states = {check: CHECKS[check](found) for check in CHECKS}
    assert {check for check, (state, _) in states.items() if state != MET} <= {"ranges"}, states


def spoilt(found, **columns):
    """The evidence with a cell of its first line changed, by column number."""
    line = list(found.lines[0])
    for column, value in columns.items():
        line[int(column[1:])] = value
    return replace(found, lines=[tuple(line), *found.lines[1:]])


@pytest.mark.parametrize(
    ("check", "columns"),
    [
        ("numeric", {"c5": "12 yen"}),
        ("no_padding", {"c3": " Life-cycle  cost"}),
        ("named", {"c3": ""}),
        ("with_units", {"c6": ""}),
        ("portable", {"c3": "① cost"}),
        ("western", {"c4": 3}),
    ],
)
def test_a_fault_in_the_long_table_shows(found, check, columns):
    assert CHECKS[check](spoilt(found, **columns))[0] == PARTLY


def test_a_line_twice_shows(found):
    assert CHECKS["one_value"](replace(found, lines=[*found.lines, found.lines[0]]))[0] == PARTLY


def test_money_missing_from_a_total_shows(found):
    option = found.model.options[0]
    values = {**found.values, f"{option}.outlays": found.values[f"{option}.outlays"] + 1e6}
    assert CHECKS["breakdown"](replace(found, values=values))[0] == PARTLY


def test_a_failing_check_or_published_total_shows(found):
    assert CHECKS["backtest"](replace(found, cases=[True, False]))[0] == PARTLY
    assert CHECKS["backtest"](replace(found, cases=[]))[0] == NOT
    check = next(row.id for row in found.model.rows.values() if row.marks.get("measure") == "check")
    values = {**found.values, check: np.zeros((1, 1))}
    assert CHECKS["checks"](replace(found, values=values))[0] == PARTLY


def test_assumptions_without_source_grade_or_range_show(found):
    inputs = dict(found.model.inputs)
    id = next(id for id, each in inputs.items() if each.layer != "given")
    bare = {**inputs, id: replace(inputs[id], source="", grade="")}
    poorer = replace(found, model=replace(found.model, inputs=bare))
    assert CHECKS["documented"](poorer)[0] == PARTLY
    assert CHECKS["graded"](poorer)[0] == PARTLY
    certain = {id: replace(each, low=None, high=None, outcomes=()) for id, each in inputs.items()}
    assert CHECKS["ranges"](replace(found, model=replace(found.model, inputs=certain)))[0] == NOT


def test_without_money_no_phase_and_no_price_base_is_met(found):
    nothing = {id: np.zeros_like(each) for id, each in found.values.items()}
    empty = Evidence(found.model, nothing, found.lines, found.cases)
    checks = [check for check in CHECKS if check.startswith(("phase", "part_"))]
    assert {CHECKS[check](empty)[0] for check in checks} == {NOT}
    unpriced = replace(found.model, pack=replace(found.model.pack, assumptions={}))
    assert CHECKS["price_bases"](replace(found, model=unpriced))[0] == NOT


def contrast(text, ground):
    """The contrast ratio of two colours by the web accessibility guidelines (WCAG 2, relative luminance)."""

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(text), light(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_text_colours_reach_the_contrast_that_the_checklist_asks_for():
    for kind, look in LOOKS.items():
        assert contrast(look.color, look.fill or "FFFFFF") >= 4.5, kind
