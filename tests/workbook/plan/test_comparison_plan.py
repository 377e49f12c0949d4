"""Where metrics and options stand in the comparison, and why a dash stands: for rows that are not there, and others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.workbook.builders import built
from estimator.workbook.plan.comparison_plan import HEADER_ROW, HEADLINES, ID_ROW, NEXT, ROLE_ROW, plan_comparison
from estimator.workbook.plan.sheet_registry import COMPARISON
from estimator.workbook.plans import plan
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED
from tests.workbook import small

PACK = Path(__file__).parents[3] / "assumptions" / "coastguard"
WHY = "The most in one year; a dash means that nobody is needed."


def test_a_row_that_can_be_a_dash_says_why_also_where_it_is_none_yet():
    made = small.model()
    people = made.rows["alpha.people"]
    told = replace(people, definition=replace(people.definition, doc=f"{WHY}\n\nMore words."))
    made = replace(made, rows={**made.rows, people.id: told})
    for value in (7.0, np.nan):
        values = {**small.values(made), people.id: np.array([[value]])}
        assert plan_comparison(made, values).reasons[WHY] == (made.metric_labels.get("people", "people"),)


def test_a_row_that_is_never_a_dash_gives_no_reason():
    made = small.model()
    assert not any("What " in reason for reason in plan_comparison(made, small.values(made)).reasons)


def test_options_of_one_role_stand_side_by_side_in_the_order_of_their_roles():
    """The pack lists a, b, c, d; a and c keep the watch, b and d strike."""
    made = small.model()
    options = {
        id: replace(made.pack.options["beta"], id=id, label=id.upper(), role=role)
        for id, role in (("a", "watch"), ("b", "strike"), ("c", "watch"), ("d", "strike"))
    }
    made = replace(made, options=tuple(options), pack=replace(made.pack, options=options), rows={}, absent={})
    found = plan_comparison(made, {})
    assert list(found.options.items()) == [("a", "A"), ("c", "C"), ("b", "B"), ("d", "D")]
    assert list(found.roles.values()) == ["watch", "watch", "strike", "strike"]


@pytest.fixture(scope="module")
def coastguard():
    found = load(PACK).compare()
    return plan(found.model, found.values, {}, NOTHING_ATTACHED)


def test_each_group_of_metrics_has_one_heading_and_its_headlines_on_top(coastguard):
    comparison, model = coastguard.comparison, coastguard.model
    assert len(set(comparison.bands.values())) == len(comparison.bands)
    headlines = {model.name(role) for role in HEADLINES} & set(comparison.metrics)
    folded = {row for first, last in comparison.folded for row in range(first, last + 1)}
    in_sight = [id for id, line in comparison.metrics.items() if line.row not in folded]
    assert set(in_sight) == headlines
    assert 8 <= len(headlines) <= 12
    for first, _ in comparison.folded:  # the plus sign stands beside a headline or a heading
        assert first - 1 in comparison.bands or first - 1 in {comparison.metrics[id].row for id in headlines}


def test_a_metric_that_no_option_has_is_left_out():
    made = small.model()
    made = replace(
        made,
        metric_labels={"launchers": "Launchers destroyed", "people": "People in the peak year"},
        absent={"alpha.launchers": "Nobody strikes.", "beta.launchers": "Nobody strikes."},
    )
    comparison = plan_comparison(made, small.values(made))
    assert next(iter(comparison.metrics)) == "people"
    assert "launchers" not in comparison.metrics
    assert "Nobody strikes." not in comparison.reasons


def test_three_rows_stay_in_sight_and_what_other_cells_read_is_folded_away(coastguard):
    grid, comparison = built(coastguard, COMPARISON), coastguard.comparison
    assert grid.freeze == "C4"
    assert (ID_ROW, ID_ROW, True) in grid.row_groups
    assert set(comparison.folded) <= {(first, last) for first, last, closed in grid.row_groups if closed}
    (first, last, closed), *others = grid.groups
    assert closed
    assert not others
    headings = [grid.entries[HEADER_ROW, column].content for column in range(first, last + 1)]
    assert headings == ["Best value", "Next best", "Metric id", "Unit of the cells"]
    assert last == comparison.last + NEXT + 2
    assert [grid.entries[ROLE_ROW, comparison.column(each)].content for each in comparison.options] == [
        "Patrol at sea",
        None,
        None,
        None,
        "Patrol from the air",
    ]
