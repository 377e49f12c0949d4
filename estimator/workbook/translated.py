"""The workbook in another language: the texts of a composed book, in cells, formulas, charts and prompts.

Numbers, formulas' references, ids, units as files write them and the sheet Data stay. The value stored
beside a formula that gives a text is said piece by piece, as the formula's own texts are.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from typing import Final

from estimator.display.text import LIST_MARK
from estimator.language import Speaker
from estimator.language.eras import short_era_year
from estimator.language.speaker import in_cho
from estimator.model.graph import Model
from estimator.workbook.cells.book import EAST_ASIAN, Book
from estimator.workbook.cells.charts import Chart
from estimator.workbook.cells.grid import DEFAULT_WIDTH, Entry, Formula, Grid, Limit, Listed, SheetName, Value, lines
from estimator.workbook.cells.live_sentences import LiveSentence
from estimator.workbook.cells.live_sentences import in_language as sentence_in_language
from estimator.workbook.cho import cells_in_cho, sentences_in_cho
from estimator.workbook.oku import OKU, in_oku, is_in_billions
from estimator.workbook.plan.formula_words import worded_in
from estimator.workbook.plan.input_places import COLUMN, TOP
from estimator.workbook.plan.sheet_registry import ANSWER, ASSUMPTIONS, DATA, README, SCENARIOS, WHAT_IF
from estimator.workbook.plan.while_checks_hold import NOT_VALID, Guarded
from estimator.workbook.sheets.readme import money_note

LITERAL: Final = re.compile(r'"((?:[^"]|"")*)"')
ID: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
UNITS: Final = ("unit", "wrapped_unit")
FISCAL_YEAR: Final = '"FY"0'
IN_YEARS: Final = re.compile(r"(.+)( \()([\d,]+)( years?\))")
HELD: Final = ("id", "file_unit", "normal_unit", "shape", "grade", "source", "basis", "as_of", "origin", "scale")
WRAPPING: Final = frozenset(
    "header indented_header right_header wrapped_band verdict label wrapped_unit wrapped_note wrapped explained".split()
)
FONTS: Final = {"ja": EAST_ASIAN}
TALL_LINE, YEAR_WIDTH, MOST_HEIGHT, WIDEST_UNIT, SPARE = 15.0, 12.0, 400.0, 40.0, 2.0
WIDE = 1.9  # a letter of full width over a figure of Arial, in whose widths columns are measured
LATIN, CENTIMETRE = 0.9, 72 / 2.54  # a narrow letter of a font for wide ones over that figure; points
YEARS, LIVE_YEAR = ("year",), '0"年度"'


def in_language(book: Book, speaker: Speaker) -> Book:
    """The book with its texts said by a speaker; what has no translation stays in English."""
    counts_in_oku = speaker.catalogue.marks.get("money") == OKU and is_in_billions(book)
    book = cells_in_cho(in_oku(book)) if counts_in_oku else book
    speaker = speaker.knowing(worded_in(book.model, speaker))
    speaker = speaker.knowing(_left(book.model, speaker))
    names = _names(book.model)
    grids = tuple(grid if grid.name == DATA else _grid(grid, speaker, names) for grid in book.grids)
    said = replace(
        book,
        grids=grids,
        title=speaker.say(book.title),
        font=FONTS.get(speaker.catalogue.language, book.font),
        language=speaker.catalogue.language,
        page=speaker.say(book.page),
    )
    return sentences_in_cho(said, speaker) if counts_in_oku else said


def _left(model: Model, speaker: Speaker) -> dict[str, str]:
    """The note on money of the sheet Read me with how many notes of assumptions stand in English; nothing if none."""
    notes = [each.note for each in model.inputs.values() if each.note and not _is_id(each.note)]
    left = sum(speaker.translation(each) is None for each in notes)
    text = money_note(model.pack.settings)
    return {text: speaker.say(text) + speaker.catalogue.marks["left"].format(left)} if left else {}


def _names(model: Model) -> frozenset[str]:
    """The ids that stand on the sheets, some of which are words."""
    pack = model.pack
    return frozenset((*pack.options, *pack.scenarios, *pack.sources, *model.rows, *model.inputs, *model.metric_labels))


def _grid(grid: Grid, speaker: Speaker, names: frozenset[str]) -> Grid:
    entries = {place: _entry(grid, place, entry, speaker, names) for place, entry in grid.entries.items()}
    made = replace(
        grid,
        entries=entries,
        widths=dict(grid.widths),
        heights=dict(grid.heights),
        charts=tuple(_chart(each, speaker) for each in grid.charts),
        described=tuple(map(speaker.say, grid.described)),
        flags=[replace(each, formula=_literals(each.formula, speaker)) for each in grid.flags],
        limits=[_limit(each, speaker) for each in grid.limits],
    )
    for (row, column), entry in entries.items():
        if entry.format != grid.entries[row, column].format and entry.kind in YEARS:
            made.widths[column] = max(made.widths.get(column, 0.0), YEAR_WIDTH)
        if entry is not grid.entries[row, column] or isinstance(entry.content, Formula):
            _fit(made, row, column, entry)
    made.charts = tuple(_clear_of_words(each, made) for each in made.charts)
    return made


def _entry(grid: Grid, place: tuple[int, int], entry: Entry, speaker: Speaker, names: frozenset[str]) -> Entry:
    """One cell in the language; the same record where nothing changes."""
    content, format = entry.content, _format(entry, speaker)
    if format != entry.format:
        entry = replace(entry, format=format)
    if isinstance(content, Formula):
        said = _formula(content, speaker)
        return entry if said == content else replace(entry, content=said)
    if not isinstance(content, str) or _is_held(grid, place, entry, speaker, names):
        return entry
    said_text = in_cho(_listed(content, speaker) if isinstance(content, Listed) else speaker.say(content))
    return entry if said_text == content else replace(entry, content=said_text)


def _listed(names: Listed, speaker: Speaker) -> str:
    return speaker.say(LIST_MARK).join(map(speaker.say, names.split(LIST_MARK)))


def _format(entry: Entry, speaker: Speaker) -> str:
    """A number format with its words in the language; a year by both calendars, a live one by the Western alone."""
    if entry.format != FISCAL_YEAR:
        return _literals(entry.format, speaker)
    return f'0" ({short_era_year(int(entry.content))})"' if isinstance(entry.content, float) else LIVE_YEAR


def _is_held(grid: Grid, place: tuple[int, int], entry: Entry, speaker: Speaker, names: frozenset[str]) -> bool:
    """True for ids, and for what the program reads back by its words."""
    (row, column), content = place, entry.content
    if entry.kind == "heading" or (grid.name in (ANSWER, WHAT_IF) and entry.kind == "subheader"):
        return False  # no id stands there, and units are words
    if grid.name == ASSUMPTIONS and row >= TOP and column in [COLUMN[name] for name in HELD]:
        return True
    if isinstance(content, SheetName):
        return True
    text = str(content)
    word = entry.kind == "label" and grid.name not in (README, SCENARIOS) and text in speaker.catalogue.texts
    return entry.kind == "choice" or (entry.kind not in UNITS and _is_id(text) and (text in names or not word))


def _is_id(text: str) -> bool:
    return ID.fullmatch(text) is not None


def _formula(formula: Formula, speaker: Speaker) -> Formula:
    if isinstance(formula, Guarded):
        return formula.said(_formula(formula.statement, speaker), speaker.say(NOT_VALID))
    if isinstance(formula, LiveSentence):
        return sentence_in_language(formula, speaker)
    text = _literals(formula.text, speaker)
    if not isinstance(formula.value, str):
        return formula if text == formula.text else Formula(text, formula.value)
    return Formula(text, _value(formula, speaker))


def _literals(formula: str, speaker: Speaker) -> str:
    """A formula with its texts in the language."""
    return LITERAL.sub(lambda match: f'"{_piece(match[1], speaker)}"', formula)


def _value(formula: Formula, speaker: Speaker) -> Value:
    """The text that the formula gives in the language: its own texts and what stands between them, each said."""
    own = {found[1] for found in LITERAL.finditer(formula.text) if found[1].strip()} | {LIST_MARK}
    split = re.compile("(" + "|".join(re.escape(each) for each in sorted(own, key=len, reverse=True)) + ")")
    pieces = split.split(str(formula.value))
    said: list[str] = []
    while pieces:
        count = _longest(pieces, speaker)
        text, pieces = "".join(pieces[:count]), pieces[count:]
        said.append(text if text not in own and _is_id(text) else _named(text, speaker))
    return "".join(said)


def _named(text: str, speaker: Speaker) -> str:
    """A name, with the years in brackets that a list may tell of it."""
    name, brackets = IN_YEARS.fullmatch(text), speaker.translation(text) is None
    if name is None or not brackets:
        return _piece(text, speaker)
    return "".join(_piece(name[part], speaker) for part in range(1, IN_YEARS.groups + 1))


def _longest(pieces: list[str], speaker: Speaker) -> int:
    """How many of the next pieces make up one label, which may hold the formula's own marks."""
    known = speaker.catalogue.texts
    return next((count for count in range(len(pieces), 1, -1) if "".join(pieces[:count]) in known), 1)


def _piece(text: str, speaker: Speaker) -> str:
    """A text of a formula; ids and marks stay."""
    spoken = re.search("[A-Za-z]{2}", text) or text in speaker.catalogue.texts
    found = speaker.translation(text) if spoken else text
    return text if found is None else found.replace('"', '""')


def _chart(chart: Chart, speaker: Speaker) -> Chart:
    title, across, up = map(speaker.say, (chart.title, chart.across_title, chart.up_title))
    return replace(chart, title=title, across_title=across, up_title=up)


def _limit(limit: Limit, speaker: Speaker) -> Limit:
    title = limit.title if _is_id(limit.title) else speaker.say(limit.title)
    return replace(limit, title=title, prompt=speaker.say(limit.prompt))


def _fit(grid: Grid, row: int, column: int, entry: Entry) -> None:
    """Make a row high enough for a text of wide letters that wraps, a column wide enough for a unit, which does not."""
    content = entry.content.value if isinstance(entry.content, Formula) else entry.content
    width = grid.widths.get(column)
    if not isinstance(content, str) or not width:
        return
    if entry.kind == "unit":
        grid.widths[column] = max(width, min(WIDEST_UNIT, _columns(content) + 1))
    if entry.kind in WRAPPING:
        count = sum(_lines(line, width - SPARE) for line in content.split("\n"))
        if count > 1:
            grid.heights[row] = min(MOST_HEIGHT, max(grid.heights.get(row, 0.0), TALL_LINE * count))


def _lines(text: str, width: float) -> int:
    """How many lines a text takes: one of wide letters breaks anywhere, one of Latin letters at its spaces.

    Latin letters are wider in the font of the language than in the one that columns are measured in.
    """
    return lines(text, width, LATIN) if text.isascii() else max(1, math.ceil(_columns(text) / width))


def _clear_of_words(chart: Chart, grid: Grid) -> Chart:
    """The chart as many columns further to the right as the sentences at its left need in this language."""
    column, beneath = chart.column, chart.row + math.ceil(chart.high * CENTIMETRE / TALL_LINE)
    for (row, start), entry in grid.entries.items():
        if not (isinstance(entry.content, LiveSentence) and chart.row <= row < beneath and start < column):
            continue
        needed = _columns(str(entry.content.value))
        while needed > sum(_seen(grid, each) for each in range(start, column)) and column in grid.widths:
            column += 1
    return replace(chart, column=column)


def _seen(grid: Grid, column: int) -> float:
    """The width of a column; none of one that is folded away."""
    folded = any(first <= column <= last and hidden for first, last, hidden in grid.groups)
    return 0.0 if folded else grid.widths.get(column, DEFAULT_WIDTH)


def _columns(text: str) -> float:
    """How many narrow letters wide a text is."""
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WFA" else 1.0 for letter in text)
