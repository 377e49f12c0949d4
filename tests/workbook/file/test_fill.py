"""The pass over the XML of a sheet that fills in values."""

import pytest

from estimator.workbook.file.fill import without_blank_numbers


@pytest.mark.parametrize("end", ["/>", " />", "></c>"])
def test_a_blank_cell_does_not_say_that_it_holds_a_number_whichever_way_a_writer_ends_it(end):
    # openpyxl ends it `/>`, with a space by ElementTree; through lxml it writes an end tag.
    assert without_blank_numbers(f'<row><c r="D9" s="16" t="n"{end}<c r="E9" t="n"><v>2</v></c></row>') == (
        '<row><c r="D9" s="16"/><c r="E9" t="n"><v>2</v></c></row>'
    )
