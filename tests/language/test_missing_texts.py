"""A text without Japanese is named with the file where its translation belongs."""

import re
import shutil
from types import SimpleNamespace

import pytest

from estimator import load
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.sheet_registry import Sheet
from tests.language import missing_texts
from tests.language.missing_texts import (
    PACKS,
    PROGRAM,
    Missing,
    labels,
    sheet_texts,
    unexplained,
    unworded,
    without_derived,
)


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """The default pack with a label and a note that its Japanese does not know."""
    folder = tmp_path_factory.mktemp("pack") / "japan"
    shutil.copytree(PACKS / "japan", folder)
    file = folder / "budget.toml"
    text = re.sub(r'(?m)^label = ".*"$', 'label = "A new label"', file.read_text(encoding="utf-8"), count=1)
    file.write_text(re.sub(r'(?m)^note = ".*"$', 'note = "A new note."', text, count=1), encoding="utf-8")
    return load(folder).model()


def test_a_new_text_of_a_pack_is_named_with_a_file_of_the_pack(model):
    assert labels(model) == [Missing("assumptions/japan/language/ja.toml", "A new label")]
    assert unexplained(model) == [Missing("assumptions/japan/language/ja_notes.toml", "A new note.")]
    assert str(labels(model)[0]) == "assumptions/japan/language/ja.toml: no Japanese for 'A new label'"


def test_a_new_text_of_the_program_is_named_with_a_file_of_the_program(monkeypatch):
    notes = missing_texts.row_notes()
    monkeypatch.setattr(missing_texts, "row_notes", lambda: {*notes, "A new row."})
    monkeypatch.setattr(missing_texts, "OPERATIONS", {**missing_texts.OPERATIONS, "root": None})
    assert unworded() == [Missing(f"{PROGRAM}/words.toml", "root"), Missing(f"{PROGRAM}/row_notes.toml", "A new row.")]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([Missing("ja/rows.toml", "Ships")], "warning: ja/rows.toml: no Japanese for 'Ships'\n1 texts are shown"),
        ([], "Every text has a Japanese one."),
    ],
)
def test_what_is_missing_is_a_warning_and_no_failure(monkeypatch, capsys, found, words):
    monkeypatch.setattr(missing_texts, "missing", lambda: found)
    missing_texts.main()
    assert capsys.readouterr().out.startswith(words)


def test_every_file_named_is_there():
    files = {"rows.toml", "row_notes.toml", "words.toml", "report.toml", "workbook.toml", "standards.toml"}
    assert {*files, *missing_texts.FILES_OF_SHEETS.values()} <= {
        each.name for each in (PACKS.parent / PROGRAM).iterdir()
    }


def test_words_without_a_stop_are_a_text_where_a_cell_says_something_and_a_unit_where_it_holds_one():
    grid = Grid("Peaks")
    for row, kind in enumerate(("wrapped", "label", "header", "unit", "note"), 1):
        grid.put(row, 1, f"the largest outlay of {kind}", kind)
    grid.put(9, 1, "Year", "header")
    book = SimpleNamespace(grids=[grid])
    told = [each.text for each in sheet_texts(book, book)]
    assert told == [*(f"the largest outlay of {kind}" for kind in ("wrapped", "label", "header")), "Year"]


def test_a_sheet_without_a_name_in_the_other_language_is_named(monkeypatch):
    monkeypatch.setattr(missing_texts, "SHEETS", (*missing_texts.SHEETS, Sheet("Peaks", "Where they are", "blue")))
    assert Missing(f"{PROGRAM}/workbook.toml", "Peaks") in unworded()


def test_a_text_that_repeats_what_is_named_already_is_not_named_again():
    label, year = Missing("ja.toml", "One icebreaker"), Missing("rows.toml", "Peak year")
    sentence, twice = (
        Missing("report.toml", "The least costly is One icebreaker."),
        Missing("workbook.toml", "Peak year"),
    )
    assert without_derived([label, year, sentence, twice]) == [label, year]
