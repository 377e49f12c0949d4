"""The scenario chosen, as files of either layout have it: on Answer, and in older ones on Comparison."""

from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.reader.comparison import Comparison
from estimator.returned.reader.sheet import Sheet

IDS = "Scenarios!$E$4:$G$4"


def chosen(number, cells, others=()):
    sheets = {name: Sheet(name, {cell: StoredCell("slump")}) for name, cell in others}
    read = Comparison(Sheet("Comparison", cells), number, lambda name: sheets.get(name, Sheet("", {})))
    return read.selector, read.chosen.value


def test_it_is_read_on_answer_where_the_number_of_the_scenario_leads():
    cells = {"B4": StoredCell(2.0, f"MATCH(Answer!$A$3,{IDS},0)"), "C1": StoredCell("slump", "Answer!$A$3")}
    assert chosen("B4", cells, [("Answer", "A3")]) == ("Answer!A3", "slump")
    renamed = {"B4": StoredCell(2.0, f"MATCH('What it''s about'!$A$3,{IDS},0)")}
    assert chosen("B4", renamed, [("What it's about", "A3")]) == ("'What it''s about'!A3", "slump")


def test_in_a_file_of_the_older_layout_it_is_read_on_comparison():
    cells = {
        "A4": StoredCell("Scenario (choose in the yellow cell)"),
        "C4": StoredCell("slump"),
        "C5": StoredCell(2.0, f"MATCH(C4,{IDS},0)"),
        "A8": StoredCell("Metric"),
        "F8": StoredCell("Metric id"),
    }
    assert chosen("C5", cells) == ("Comparison!C4", "slump")
    assert chosen("", cells) == ("Comparison!C4", "slump")  # a program lost the name of the number
