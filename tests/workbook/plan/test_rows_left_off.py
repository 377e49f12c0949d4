"""Copies and rows that can only be nil have no place on a sheet; every number stays what it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from estimator.calculators.roles import Role
from estimator.expression import Reference
from estimator.expression.functions import minimum, previous, sum_of, total
from estimator.model.graph import Model
from estimator.returned.verify import verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.rows_left_off import with_rows_left_off
from tests.shipped import wired
from tests.workbook import small

BOATS = "alpha.boats"
r = small.r


def _with(**more: tuple[str, str, str, Any, dict[str, Any]]) -> Model:
    """The small model with more rows: id, unit, shape, scope, expression, marks; by their last word."""
    made = small.model()
    rows = dict(made.rows)
    for key, (owner, shape, scope, node, marks) in more.items():
        rows[f"{owner}.{key}"] = small.row(f"{owner}.{key}", key, "boat", shape, scope, node, marks)
    return replace(made, rows=rows, order=tuple(rows))


@pytest.fixture
def copied() -> Model:
    """A copy along the years, one of it, a copy of a number, what can only be nil, and rows that read them all."""
    return _with(
        bought=(BOATS, "by_year", "element", r(f"{BOATS}.in_service"), {}),
        sold=(BOATS, "by_year", "element", r(f"{BOATS}.bought"), {}),
        wanted=(BOATS, "scalar", "element", r(f"{BOATS}.quantity"), {}),
        never=(BOATS, "by_year", "element", minimum(r("boat.unit_price") * 0, 0), {}),
        less=(BOATS, "scalar", "element", minimum(0, r("boat.unit_price")), {}),
        spread=(BOATS, "by_year", "element", r(f"{BOATS}.quantity"), {}),
        in_all=(
            "alpha",
            "scalar",
            "option",
            total(r(f"{BOATS}.sold")) + sum_of((r(f"{BOATS}.wanted"), r(f"{BOATS}.less"))) + total(r(f"{BOATS}.never")),
            {"metric": True},
        ),
    )


def test_copies_and_nil_rows_leave_and_their_readers_read_what_they_said(copied: Model) -> None:
    kept = with_rows_left_off(copied)
    left = [each.removeprefix(f"{BOATS}.") for each in copied.rows if each not in kept.rows]
    assert left == ["bought", "sold", "wanted", "never", "less"]  # a number spread over the years is no copy
    assert set(kept.rows["alpha.in_all"].precedents) == {f"{BOATS}.in_service", f"{BOATS}.quantity"}
    assert list(kept.order) == [each for each in copied.order if each in kept.rows]


def test_the_workbook_has_the_same_number_without_them(copied: Model, tmp_path: Path) -> None:
    values, path = small.values(copied), tmp_path / "copied.xlsx"
    path.write_bytes(workbook_bytes(copied, values, manifest={}))
    assert verify(path).holds
    # boats in service: 2 a year ordered from 2022 to 2024, each for 5 years: 2 x 3 x 5 = 30, and 6 wanted
    assert values["alpha.in_all"][0, 0] == 36
    sheet = openpyxl.load_workbook(path, data_only=True)["alpha"]
    found = {sheet.cell(row, 4).value: sheet.cell(row, 3).value for row in range(1, sheet.max_row + 1)}
    assert found["alpha.in_all"] == 36
    assert f"{BOATS}.sold" not in found


@pytest.mark.parametrize(
    ("scope", "more"), [("option", {}), ("element", {"metric": True}), ("element", {"marks": {"measure": "check"}})]
)
def test_what_tables_ask_for_stays(scope: str, more: dict[str, Any]) -> None:
    made = _with(again=(BOATS, "by_year", scope, r(f"{BOATS}.in_service"), more))
    assert f"{BOATS}.again" in with_rows_left_off(made).rows


def test_a_row_with_a_role_and_one_that_is_read_a_year_later_stay() -> None:
    made = _with(
        again=(BOATS, "by_year", "element", r(f"{BOATS}.in_service"), {}),
        before=(BOATS, "by_year", "element", previous(r(f"{BOATS}.again"), 1), {}),
        role=(BOATS, "by_year", "element", r(f"{BOATS}.in_service"), {}),
    )
    row = made.rows[f"{BOATS}.role"]
    rows = {**made.rows, row.id: replace(row, definition=replace(row.definition, role=Role.PAY))}
    assert set(with_rows_left_off(replace(made, rows=rows)).rows) == set(rows)


@pytest.mark.parametrize("pack", ["japan", "coastguard"])
def test_no_row_on_the_sheet_of_an_element_only_repeats_another(pack: str) -> None:
    model = wired(pack)
    kept = with_rows_left_off(model)
    copies = [
        row.id
        for row in kept.rows.values()
        if row.scope == "element" and isinstance(row.expression, Reference) and row.definition.role is None
        if row.id not in {id for ring in model.rings for id in ring} and row.opening is None and not row.metric
        if row.expression.id in kept.rows and kept.rows[row.expression.id].shape == row.shape
    ]
    assert copies == []
    assert len(kept.rows) < len(model.rows)
    assert {row.id for row in model.rows.values() if row.scope == "option"} <= set(kept.rows)
