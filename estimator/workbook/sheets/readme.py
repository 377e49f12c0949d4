"""The sheet Read me: what the file is, how to use it, its legend, contents, glossary and manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estimator.display.unit_words import money_words
from estimator.model.graph import Model
from estimator.pack.records import Settings
from estimator.report.words.glossary import Term
from estimator.workbook.cells.addresses import quoted
from estimator.workbook.cells.grid import Formula, Grid, SheetName, lines
from estimator.workbook.plan.landmarks import INPUT, LEGEND_HEADING, MANIFEST_HEADING, TAB, TYPED_IN
from estimator.workbook.plan.row_places import Layout
from estimator.workbook.plan.sheet_registry import DATA, README, registered
from estimator.workbook.sheets.data import put_data_flag

HOW_TO = (
    "Change an assumption: type a number into the yellow cell in the column Your value of the sheet Assumptions, "
    "in the unit beside it; a percentage with its sign, such as 20%. Clear the cell to return to the base value.",
    "Assumptions that change from year to year have a yellow row Your value on the sheet Yearly inputs.",
    "Choose a scenario in the yellow cell at the top of the sheet Answer, or of Comparison without it. "
    "Your value goes before the scenario, the scenario before the base value.",
    "Every number on the other sheets is a formula that follows. A column is the same fiscal year on all year sheets; "
    "the plus signs above the columns open the years before and after those compared. There a row of an option has "
    "cells as far as something reads them, or all of them in a file written with --all-years.",
    "Print from any sheet: landscape on A4, wide sheets on A3. The first pages of each sheet are printed; for all of "
    "it clear its print area, or write the file with --print-all.",
)
LEGEND = (
    ("base", INPUT),
    ("input", TYPED_IN),
    ("formula", "Computed, now or as exported, and words: black"),
    ("link", "Read from another sheet, or a link to it: green"),
    ("dash", "Beside the matter: a note, a helper, or a dash where a number does not apply: grey"),
    ("strong", "Headings: dark blue"),
    ("header", "Heads of a table: white on dark blue"),
    ("subheader", "What stands beneath a head, such as its unit: on pale blue"),
    ("band", "Heads of a group of rows: on pale grey"),
    ("good", "Holds: bold on green, with a word or ✓ beside the colour"),
    ("bad", "Fails, or asks for a look: red, with a word or ✗ beside the colour"),
    ("best", "The best number of its row: bold on violet; the column Best names whose"),
)
MARKS = {"dash": "–", "good": "✓", "bad": "✗"}
WIDTH_OF_LABEL, WIDTH_OF_TEXT = 40, 116
NOTES = 2  # texts that a reader is asked to note


@dataclass(frozen=True, slots=True)
class Rows:
    """The row of each heading."""

    question: int
    answer: int
    notes: int
    how_to: int
    legend: int
    contents: int
    glossary: int
    manifest: int


def place_readme(answers: int, sheets: int, terms: int) -> Rows:
    """Where everything stands, with so many lines of the answer, so many other sheets and terms."""
    question = 4
    answer = question + 2
    notes = answer + (answers + 2 if answers else 0)
    how_to = notes + NOTES + 1
    legend = how_to + len(HOW_TO) + 1
    contents = legend + len(LEGEND) + 2
    glossary = contents + sheets + 3  # beneath the contents stands the flag of Data
    return Rows(question, answer, notes, how_to, legend, contents, glossary, glossary + terms + 2)


def readme_grid(
    model: Model,
    layout: Layout,
    sheets: Sequence[str],
    manifest: Mapping[str, str],
    answer: Sequence[tuple[str, Formula]],
    terms: Sequence[Term],
    holds: bool,
) -> Grid:
    """What explains the file; `sheets` are the others, `terms` those they use, `holds` tells whether all checks do.

    The lines of the `answer` stand here where the file has no sheet Answer.
    """
    settings, rows = model.pack.settings, place_readme(len(answer), len(sheets), len(terms))
    grid = Grid(README)
    grid.widths.update({1: WIDTH_OF_LABEL, 2: WIDTH_OF_TEXT})
    _texts(grid, rows.question, "Question", [settings.question])
    _answer(grid, rows.answer, answer)
    _texts(grid, rows.notes, "Please note", [settings.notice, money_note(settings)])
    _texts(grid, rows.how_to, "How to use this file", HOW_TO)
    _legend(grid, rows.legend)
    _contents(grid, rows.contents, model, layout, sheets)
    _glossary(grid, rows.glossary, terms)
    grid.put(rows.manifest, 1, MANIFEST_HEADING, "heading")
    for index, (key, text) in enumerate(manifest.items(), rows.manifest + 1):
        grid.put(index, 1, key, "label")
        grid.put(index, 2, SheetName(text) if key.startswith(TAB) else text, "wrapped")
        grid.fit(index, text, WIDTH_OF_TEXT)
    if DATA in sheets:
        put_data_flag(grid, rows.contents + 1 + list(sheets).index(DATA) + 1, holds)
    return grid


def _answer(grid: Grid, row: int, answer: Sequence[tuple[str, Formula]]) -> None:
    """The answer in plain words, which follows every edit."""
    if not answer:
        return
    grid.put(row, 1, "The answer, as it stands now", "heading")
    for index, (heading, text) in enumerate(answer, row + 1):
        grid.put(index, 1, heading, "label")
        grid.put(index, 2, text, "wrapped")
        grid.raise_to(index, max(lines(heading, WIDTH_OF_LABEL), lines(str(text.value), WIDTH_OF_TEXT)))


def money_note(settings: Settings) -> str:
    """What cells with money hold, and what the grades mean."""
    shown = "".join(map(str.strip, money_words(settings)))
    return (
        f"Cells with money hold {settings.currency} and show {shown} or another prefix, as the unit beside them says. "
        "Grade A is official, B a good secondary source, C judgement; C is marked with *."
    )


def _texts(grid: Grid, row: int, heading: str, texts: Sequence[str]) -> None:
    grid.put(row, 1, heading, "heading")
    for index, text in enumerate(texts, row):
        grid.put(index, 2, text, "wrapped")
        grid.fit(index, text, WIDTH_OF_TEXT)


def _legend(grid: Grid, row: int) -> None:
    grid.put(row, 1, LEGEND_HEADING, "heading")
    for index, (kind, words) in enumerate(LEGEND, row + 1):
        grid.put(index, 1, MARKS.get(kind, 1234.5), kind, "General" if kind in MARKS else "#,##0.0")
        grid.put(index, 2, words, "unit")


def _glossary(grid: Grid, row: int, terms: Sequence[Term]) -> None:
    grid.put(row, 1, "Words used", "heading")
    for index, term in enumerate(terms, row + 1):
        grid.put(index, 1, term.name, "label")
        grid.put(index, 2, term.meaning, "wrapped")
        grid.fit(index, term.meaning, WIDTH_OF_TEXT)


def _contents(grid: Grid, row: int, model: Model, layout: Layout, sheets: Sequence[str]) -> None:
    grid.put(row, 1, "Contents", "heading")
    options = {sheet: model.pack.options[option] for option, sheet in layout.option_sheets.items()}
    for index, sheet in enumerate(sheets, row + 1):
        purpose = registered(sheet).purpose
        if sheet in options:
            purpose = f"{options[sheet].label}. {options[sheet].summary}".strip()
        grid.put(index, 1, SheetName(sheet), "go", link=f"{quoted(sheet)}!A1")
        grid.put(index, 2, purpose, "wrapped")
        grid.fit(index, purpose, WIDTH_OF_TEXT)
