"""Rules on how a workbook looks: pages in print, helpers out of sight, and one meaning for each colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from estimator.returned.file.attributes import spans_of
from estimator.returned.file.sheet_cells import Mark, SheetCells
from estimator.returned.lint.contents import Contents, Sheet
from estimator.returned.lint.formula_rules import Finding
from estimator.returned.lint.looks import Colors
from estimator.workbook.cells.addresses import at as address
from estimator.workbook.plan.landmarks import HELPER, INPUT, LEGEND_HEADING, TYPED_IN
from estimator.workbook.plan.sheet_registry import README

MOST_PAGES = 40


def print_pages(contents: Contents) -> Iterator[Finding]:
    """A workbook prints on some forty pages, unless it was written to be printed whole."""
    if contents.printed_whole:
        return
    pages = {sheet.name: sheet.pages for sheet in contents.sheets if sheet.state == "visible"}
    if (count := sum(pages.values())) > MOST_PAGES:
        most = max(pages, key=lambda name: pages[name])
        what = (
            f"the workbook prints on {count:,} pages, at most {MOST_PAGES} are read; {pages[most]:,} are of this sheet"
        )
        yield Finding("print-pages", most, "", what, "print its first pages alone (Page Layout, Print Area)")


def helpers(contents: Contents) -> Iterator[Finding]:
    """What only other cells read is folded away, or stands beyond what is printed."""
    styles = frozenset(at for at, look in enumerate(contents.looks) if look.named == HELPER)
    for sheet in contents.sheets if styles else ():
        seen, cells = dict[int, tuple[int, int]](), sheet.cells
        for number in (number for number, mark in enumerate(cells.marks) if mark.style in styles):
            row, column = cells.rows[number], cells.columns[number]
            if not sheet.is_unseen(row, column) and sheet.paper.prints(row, column):
                seen.setdefault(column, (row, column))
        for place in seen.values():
            what = "a helper, which only other cells read, in sight and in print"
            yield Finding("helpers", sheet.name, address(*place), what, "fold its column away (Data, Group)")


@dataclass(frozen=True)
class Legend:
    """What each colour means, as *Read me* tells it."""

    meanings: Mapping[Colors, str]

    @cached_property
    def typed_in(self) -> frozenset[Colors]:
        """The colours of what people type in."""
        return frozenset(each for each, words in self.meanings.items() if words in (INPUT, TYPED_IN))

    @cached_property
    def inks(self) -> frozenset[str]:
        """The colours of letters; that of a light that leaves them as they are, too."""
        return frozenset({"", *(each.ink for each in self.meanings)})

    @cached_property
    def grounds(self) -> frozenset[str]:
        """The colours behind letters, and none."""
        return frozenset({"", *(each.ground for each in self.meanings)})

    def objection(self, colored: Colors, computed: bool, shows: bool) -> tuple[str, str] | None:
        """What is wrong with the colours of a cell, and what to do; None for nothing."""
        if not (colored in self.meanings if shows else colored.ground in self.grounds):
            return f"the colour {colored} has no meaning in the legend of {README}", "use a colour that is told there"
        if computed and colored in self.typed_in:
            return f"a formula in {colored}, the colour of what is typed in", "use the colour of what is computed"
        return None

    def tells(self, light: Colors) -> bool:
        """True for the colours of a light that have a meaning; it may leave letters or ground as they are."""
        whole = light in self.meanings or not (light.ink and light.ground)
        return whole and light.ink in self.inks and light.ground in self.grounds


def colors(contents: Contents) -> Iterator[Finding]:
    """Each colour has one meaning, which the legend tells: of cells, and of lights that go on by a formula."""
    meanings: dict[Colors, str] = {}
    readme = contents.sheet(README)
    for row, colored, words in _samples(contents, readme):
        if readme and colored in meanings:
            what = f"{colored} stands for two things in the legend"
            yield Finding("colours", readme.name, address(row, 1), what, "give one of them a colour of its own")
        meanings[colored] = words
    if not meanings:
        yield Finding("colours", README, "", "no legend says what colours mean", f"tell each under {LEGEND_HEADING}")
        return
    legend = Legend(meanings)
    for sheet in contents.sheets:
        yield from _of_cells(contents, sheet, legend)
        yield from _of_lights(contents, sheet, legend)


def _samples(contents: Contents, readme: Sheet | None) -> Iterator[tuple[int, Colors, str]]:
    """The rows of the legend: each has a cell that looks as it says, and the words beside it."""
    row = readme.read.find(LEGEND_HEADING)[0] + 1 if readme else 0
    while readme and row > 1 and readme.read.text(row, 2):
        yield row, contents.look(readme.read.cell(row, 1).style).colors, readme.read.word(row, 2)
        row += 1


def _of_cells(contents: Contents, sheet: Sheet, legend: Legend) -> Iterator[Finding]:
    odd = dict[Kind, tuple[str, str]]()
    for kind in set(_kinds(sheet.cells)):
        mark, *of_cell = kind
        if told := legend.objection(contents.look(mark.style).colors, *of_cell):
            odd[kind] = told
    found = dict[tuple[str, str], list[str]]()
    for kind, cell in zip(_kinds(sheet.cells), sheet.cells.addresses, strict=True) if odd else ():
        if kind in odd:
            found.setdefault(odd[kind], []).append(cell)
    for (what, hint), cells in found.items():
        count = f"{len(cells):,} cells from here on: " if len(cells) > 1 else ""
        yield Finding("colours", sheet.name, cells[0], f"{count}{what}", hint)


Kind = tuple[Mark, bool, bool]
"""The mark of a cell with its style, whether it has a formula, and whether it shows anything."""


def _kinds(cells: SheetCells) -> Iterator[Kind]:
    shows = (held is not None and held != "" for held in cells.contents)
    return zip(cells.marks, cells.computed, shows, strict=True)


def _of_lights(contents: Contents, sheet: Sheet, legend: Legend) -> Iterator[Finding]:
    """Conditional formats, each look once."""
    told = set[Colors]()
    for cells, number in sheet.lights_on:
        light = contents.lights[number] if number < len(contents.lights) else Colors("", "")
        if legend.tells(light) or light in told:
            continue
        told.add(light)
        first = next((address(each.top, each.left) for each in spans_of(cells)), "")
        what = f"a light in {light}, a colour without a meaning in the legend of {README}"
        yield Finding("colours", sheet.name, first, what, "use the colours of what holds, fails or is best")
