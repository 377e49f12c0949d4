"""Who has the best of a metric, where some options need none of it and others lack it."""

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from estimator.analysis.standing.compare import compare
from estimator.expression.arithmetic import DECIMALS
from estimator.model import build_model, load_pack
from estimator.pack.reading.files import default_folder
from estimator.returned.file.recalculate import recalculate
from estimator.workbook.cells.formula import ROUNDING
from estimator.workbook.plan.comparison_plan import plan_comparison
from estimator.workbook.sheets.comparison.best import SEVERAL, best_of, ranked, whose, whose_best

DASH, LABELS = "–", ("One", "Two", "Three", "Four")
# Numbers of the options in order, a dash where there is none; how many of the dashes are nil; what is better;
# the best, the next best and whose it is.
CASES = [
    ((500.0, DASH, 700.0, DASH), (1,), "less", 0.0, 500.0, "Two"),
    ((500.0, DASH, 700.0, DASH), (1, 3), "less", 0.0, 0.0, SEVERAL),
    ((500.0, DASH, 700.0, DASH), (), "less", 500.0, 700.0, "One"),
    ((DASH, 300.0, DASH, DASH), (), "less", DASH, DASH, DASH),
    ((DASH, 300.0, DASH, DASH), (3,), "less", 0.0, 300.0, "Four"),
    ((0.0, DASH, 700.0, DASH), (1,), "less", 0.0, 0.0, SEVERAL),
    ((-2.0, DASH, 700.0, DASH), (1,), "less", -2.0, 0.0, "One"),
    ((-2.0, -3.0, 700.0, DASH), (3,), "less", -3.0, -2.0, "Two"),
    ((-0.2, DASH, -0.5, DASH), (1,), "more", 0.0, -0.2, "Two"),
    ((-0.2, DASH, -0.5, DASH), (1, 3), "more", 0.0, 0.0, SEVERAL),
    ((0.1, DASH, -0.5, DASH), (3,), "more", 0.1, 0.0, "One"),
    ((DASH, DASH, -0.5, DASH), (3,), "more", 0.0, -0.5, "Four"),
]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """Each case on a row of a sheet, with what the formulas store and what they give."""
    book, stored = openpyxl.Workbook(), []
    sheet = book.active
    sheet.title = "S"
    sheet["J1"] = DECIMALS
    book.defined_names[ROUNDING] = DefinedName(ROUNDING, attr_text="S!$J$1")
    for column, label in enumerate(LABELS, 1):
        sheet.cell(1, column).value = label
    for row, (numbers, nil, better, *_) in enumerate(CASES, 2):
        held = {at: 0.0 if at in nil else each for at, each in enumerate(numbers) if at in nil or each != DASH}
        known = [(LABELS[at], held[at]) for at in sorted(held)]
        span, alone = f"$A{row}:$D{row}", f"COLUMNS(A1:{'ABCD'[nil[0]]}1)" if len(nil) == 1 else ""
        best, following = ranked(known, better, span, len(nil))
        name = whose(known, better, span, "$A$1:$D$1", f"$E{row}", f"$F{row}", alone)
        for column, each in enumerate((*numbers, *(f"={made.text}" for made in (best, following, name))), 1):
            sheet.cell(row, column).value = each
        stored.append([made.value for made in (best, following, name)])
    path = tmp_path_factory.mktemp("best") / "best.xlsx"
    book.save(path)
    return stored, recalculate(path)


@pytest.mark.parametrize("place", range(len(CASES)))
def test_the_best_is_nil_where_an_option_needs_none_and_nobodys_where_it_does_not_apply(found, place):
    stored, cells = found
    wanted = list(CASES[place][3:])
    assert stored[place] == wanted
    assert [cells["S", f"{column}{place + 2}"] for column in "EFG"] == wanted


def test_of_the_people_of_a_service_the_best_needs_nobody_and_of_what_does_not_apply_nobody_is_best():
    model = build_model(load_pack(default_folder()))
    values = compare(model).values
    plan = plan_comparison(model, values)
    army, watch = plan.metrics["people_gsdf"], plan.metrics["cost_per_station_year"]
    assert len(army.nil) == 5  # of thirteen options eight give the army work
    assert (best_of(plan, army)[0].value, whose_best(plan, army).value) == (0.0, SEVERAL)
    assert watch.nil == ()
    assert best_of(plan, watch)[0].value == min(watch.numbers.values())
    assert plan.metrics["people"].nil == ()
