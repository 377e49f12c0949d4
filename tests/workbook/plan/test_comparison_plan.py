"""Why a dash stands in the comparison: for rows that are not there, and for rows that can give one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from estimator.workbook.plan.comparison_plan import plan_comparison
from tests.workbook import small

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
