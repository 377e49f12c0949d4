"""A metric reads the same in the terminal's comparison and on the sheet Comparison."""

import pytest

from estimator.analysis.standing.compare import compare
from estimator.report.answers.compare import table
from estimator.workbook.book import compose
from tests.cases.conftest import computed
from tests.display.in_cell import in_cell


@pytest.mark.parametrize("pack", ["japan", "coastguard"])
def test_every_number_of_the_comparison_reads_the_same_in_both(pack):
    case = computed(pack, "base")
    options = compare(case.model, case.values).options
    sheet = next(each for each in compose(case.model, case.values, {}).grids if each.name == "Comparison")
    ids = {entry.content: row for (row, _), entry in sheet.entries.items() if entry.kind == "helper_text"}
    read = 0
    for metric, _, *numbers in (row for row in table(case.model, options).rows if len(row) > 1):
        for column, number in enumerate(numbers, 3):
            cell = sheet.entries[ids[metric], column]
            if number.value is not None:
                assert in_cell(number.value, cell.format).replace(",", "") == number.text.replace(",", ""), metric
                read += 1
    assert read > 100
