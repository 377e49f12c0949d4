"""What each sheet is called on its tab, and in every formula, link, chart and name that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from estimator.language import Speaker
from estimator.workbook.cells.addresses import with_sheets
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.charts import Chart, Line, stands_on
from estimator.workbook.cells.grid import Band, Entry, Formula, Grid, SheetName
from estimator.workbook.plan.sheet_registry import BY_NAME, OPTIONS
from estimator.workbook.translated import in_language

Said = Callable[[str], str]


def on_tabs(book: Book, tabs: Mapping[str, str], speaker: Speaker | None = None) -> Book:
    """A composed book in the language of a speaker, with its sheets on tabs; one without a tab is called by its name.

    Texts of another language name a sheet in brackets, 「比較」: as its tab is called.
    """
    if speaker is None:
        return with_tabs(book, tabs, {})
    in_words = {speaker.say(name): tabs.get(name, name) for name in BY_NAME if name != OPTIONS}
    return with_tabs(in_language(book, speaker), tabs, in_words)


def with_tabs(book: Book, tabs: Mapping[str, str], in_words: Mapping[str, str]) -> Book:
    """The book with its sheets on tabs, and with the tab of each sheet that a text names in brackets."""
    said = partial(_in_brackets, in_words=in_words)
    grids = tuple(_grid(grid, tabs, said, bool(in_words)) for grid in book.grids)
    return replace(book, grids=grids, names={name: _moved(target, tabs) for name, target in book.names.items()})


def _in_brackets(text: str, in_words: Mapping[str, str]) -> str:
    if "「" not in text:
        return text
    return re.sub("「([^「」]*)」", lambda found: f"「{in_words.get(found[1], found[1])}」", text)


def _moved(text: str, tabs: Mapping[str, str]) -> str:
    """A formula or an address that names sheets by their tabs."""
    return with_sheets(text, lambda sheet: tabs.get(sheet, sheet))


def _grid(grid: Grid, tabs: Mapping[str, str], said: Said, texts: bool) -> Grid:
    charts = tuple(_chart(each, tabs) for each in grid.charts)
    described = (_described(*each) for each in zip(grid.described, grid.charts, charts, strict=True))
    return replace(
        grid,
        tab=tabs.get(grid.name, grid.name),
        entries=_entries(grid, tabs, said, texts),
        bands=[_band(each, tabs) for each in grid.bands],
        limits=[replace(each, list=_moved(each.list, tabs), prompt=said(each.prompt)) for each in grid.limits],
        flags=[replace(each, formula=_moved(each.formula, tabs)) for each in grid.flags],
        charts=charts,
        described=tuple(described),
    )


def _entries(grid: Grid, tabs: Mapping[str, str], said: Said, texts: bool) -> dict[tuple[int, int], Entry]:
    """Most cells hold a number or a text that names no sheet; texts are looked at where they may name one in words."""
    found, plain = dict(grid.entries), (float, int, type(None), *(() if texts else (str,)))
    for place, entry in grid.entries.items():
        if entry.link or type(entry.content) not in plain:
            found[place] = _entry(entry, tabs, said)
    return found


def _band(band: Band, tabs: Mapping[str, str]) -> Band:
    """The same record where nothing changes; so are cells."""
    template = _moved(band.template, tabs)
    return band if template == band.template else replace(band, template=template)


def _entry(entry: Entry, tabs: Mapping[str, str], said: Said) -> Entry:
    content, link = entry.content, _moved(entry.link, tabs)
    if isinstance(content, Formula):
        text, value = said(_moved(content.text, tabs)), content.value
        value = said(value) if isinstance(value, str) else value
        same = text == content.text and value == content.value
        content = content if same else replace(content, text=text, value=value)
    elif isinstance(content, SheetName):
        content = tabs.get(content, str(content))
    elif isinstance(content, str):
        content = said(content)
    same = (content is entry.content or content == entry.content) and link == entry.link
    return entry if same else replace(entry, content=content, link=link)


def _chart(chart: Chart, tabs: Mapping[str, str]) -> Chart:
    lines, over = (tuple(_line(each, tabs) for each in group) for group in (chart.lines, chart.over))
    return replace(chart, lines=lines, over=over)


def _line(line: Line, tabs: Mapping[str, str]) -> Line:
    name, across, values = (_moved(each, tabs) for each in (line.name, line.across, line.values))
    return replace(line, name=name, across=across, values=values)


def _described(words: str, was: Chart, now: Chart) -> str:
    """What a chart shows in words, which end with the sheets that its numbers stand on."""
    before, found, after = words.rpartition(stands_on(was))
    return f"{before}{stands_on(now)}{after}" if found else words
