"""Where everything stands: pure data, worked out before a cell is written.

Year sheets share their columns, so the same column is the same fiscal year on each of them: A label, B unit,
C the value of a scalar, D id, E the opening value before the first year, F onwards the years, and to the right of them
a note and the formula in words. The sheet of an option starts with links to its parts, the option in words, and the
inputs that it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from estimator.calculators.roles import Role
from estimator.errors import WorkbookError
from estimator.expression import Node, Operation, Reference, walk
from estimator.model.graph import Model, ModelRow
from estimator.report.words.option_sentences import subjects
from estimator.workbook.cells.addresses import column_letters, quoted
from estimator.workbook.cells.formula import BEFORE, THIS
from estimator.workbook.plan.sheet_registry import ECONOMY, ECONOMY_ALONE, MANPOWER, PRICES, option_sheet_names

LABEL, UNIT, VALUE, ID, OPENING, FIRST = 1, 2, 3, 4, 5, 6
HEADER = 4
PRICE_SCOPES = ("price_base", "price")
CONTENTS, LINKS_A_ROW = HEADER + 1, 4  # the first row of links to the parts of an option's sheet
INPUTS_READ, IN_WORDS = "Inputs that this sheet reads", "In plain words, as it stands now"
LEFT_OUT = "Costs that are left out, and why"
PRICE_GROUP = "prices of the assumptions, in the pack's own currency and price year"


@dataclass(frozen=True, slots=True)
class Spot:
    """A row of a sheet: a by-year row, or a scalar in one cell."""

    sheet: str
    row: int
    by_year: bool
    column: int = VALUE


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together, under one heading; those of an `element` fold away beneath its total."""

    heading: str
    rows: tuple[str, ...]
    row: int
    element: str = ""


@dataclass(frozen=True)
class Layout:
    """Where each row and assumption stands, and what each year sheet holds.

    `written` are the places of the years in which a row has cells, of those that have not cells in all.
    """

    years: tuple[int, ...]
    sections: Mapping[str, tuple[Section, ...]]
    spots: Mapping[str, Spot]
    openings: Mapping[str, Node] = field(default_factory=dict)
    option_sheets: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, Section] = field(default_factory=dict)
    words: Mapping[str, Section] = field(default_factory=dict)
    left_out: Mapping[str, Section] = field(default_factory=dict)
    written: Mapping[str, range] = field(default_factory=dict)

    def along(self, id: str) -> range:
        """The places among the years in which a row along the years has cells."""
        return self.written.get(id, range(len(self.years)))

    @property
    def note(self) -> int:
        """The column of notes, to the right of the years; the formula in words stands in the next one."""
        return self.last + 1

    @property
    def last(self) -> int:
        """The column of the last year."""
        return FIRST + len(self.years) - 1

    def column(self, year: int) -> str:
        """The letters of a fiscal year's column."""
        return str(column_letters(FIRST + self.years.index(year)))

    def between(self, sheet: str, row: int, first: int, last: int) -> str:
        """The cells of a row from one fiscal year to another."""
        return f"{quoted(sheet)}!${self.column(first)}${row}:${self.column(last)}${row}"

    def names(self) -> dict[str, str]:
        """The defined name of each scalar and the cell it stands for."""
        return {id: self.address(id) for id, spot in self.spots.items() if not spot.by_year}

    def address(self, id: str) -> str:
        """The absolute address of a scalar, with its sheet."""
        spot = self.spots[id]
        return f"{quoted(spot.sheet)}!${column_letters(spot.column)}${spot.row}"


class SheetAddresses:
    """Addresses as seen from one sheet; scalars by name, or by address where a formula would grow too long."""

    def __init__(self, layout: Layout, sheet: str, *, by_name: bool = True) -> None:
        """See the layout from a sheet."""
        self.layout, self.sheet, self.by_name = layout, sheet, by_name
        self.first, self.last = column_letters(FIRST), column_letters(layout.last)

    def _prefix(self, sheet: str) -> str:
        return "" if sheet == self.sheet else quoted(sheet) + "!"

    def cell(self, id: str) -> str:
        """The cell of this column, or the name of a scalar."""
        if id == "year":
            return f"{THIS}${HEADER}"
        spot = self.layout.spots[id]
        if spot.by_year:
            return f"{self._prefix(spot.sheet)}{THIS}{spot.row}"
        if self.by_name:
            return id
        return f"{self._prefix(spot.sheet)}${column_letters(spot.column)}${spot.row}"

    def before(self, id: str) -> str:
        """The cell of the column to the left."""
        spot = self._series(id)
        return f"{self._prefix(spot.sheet)}{BEFORE}{spot.row}"

    def years(self, id: str) -> str:
        """All years of a row."""
        return self._span(id, self.last)

    def so_far(self, id: str) -> str:
        """The first year to this one, of a row."""
        return self._span(id, THIS)

    def order(self, id: str) -> tuple[str, int] | None:
        """Sheet and row number of what is printed as a cell."""
        spot = self.layout.spots.get(id)
        return (spot.sheet, spot.row) if spot and (spot.by_year or not self.by_name) else None

    def _span(self, id: str, last: str) -> str:
        if id == "year":
            return f"${self.first}${HEADER}:{'$' if last == self.last else ''}{last}${HEADER}"
        spot = self._series(id)
        end = f"${last}" if last == self.last else last
        return f"{self._prefix(spot.sheet)}${self.first}{spot.row}:{end}{spot.row}"

    def _series(self, id: str) -> Spot:
        spot = self.layout.spots[id]
        if not spot.by_year:
            raise WorkbookError(f"{id} is one number for all years, so it has no cell for a year")
        return spot


def sheet_of(row: ModelRow, option_sheets: Mapping[str, str]) -> str:
    """The sheet on which a row stands."""
    if row.scope in PRICE_SCOPES:
        return PRICES
    if row.scope == "service":
        return MANPOWER
    if row.scope in ("element", "option"):
        return option_sheets[option_of(row)]
    return ECONOMY


def option_of(row: ModelRow) -> str:
    """The option that a row belongs to."""
    return row.group.split(".", 1)[0]


def options_present(model: Model) -> list[str]:
    """The options with a sheet: those shown, then the baseline and the reference option."""
    settings = model.pack.settings
    wanted = (*model.options, settings.baseline_option, settings.reference_option)
    holding = {option_of(row) for row in model.rows.values() if row.scope in ("element", "option")}
    return list(dict.fromkeys([*(each for each in wanted if each in holding), *sorted(holding)]))


def _grouped(rows: Iterable[ModelRow]) -> dict[str, list[ModelRow]]:
    found: dict[str, list[ModelRow]] = {}
    for row in rows:
        found.setdefault(PRICE_GROUP if row.scope == "price" else row.group, []).append(row)
    return found


def _order_of_groups(model: Model, groups: Iterable[str]) -> list[str]:
    """The elements of options in the order of the file, then options' own rows; others as the model has them."""
    wanted = [element.id for option in model.pack.options.values() for element in option.elements]
    wanted += model.pack.options
    place = {group: index for index, group in enumerate(wanted)}
    found = list(groups)
    return sorted(found, key=lambda group: (place.get(group, len(place)), found.index(group)))


def heading(model: Model, group: str) -> str:
    """The heading of a group, in the words of the pack."""
    parts = group.split(".")
    option = model.pack.options.get(parts[0])
    if option and len(parts) == 1:
        return option.label
    if option:
        element = next((each for each in option.elements if each.id == group), None)
        return element.label if element else group
    if parts[0] == "manpower" and len(parts) > 1 and parts[1] in model.pack.services:
        return model.pack.services[parts[1]].label
    return group.replace("_", " ").replace(".", ": ").capitalize()


def _parts(model: Model, group: str, rows: Sequence[ModelRow]) -> dict[str, list[str]]:
    """The rows of a group by heading: those of an option as metrics first, then by what they are about."""
    title = heading(model, group)
    if group not in model.pack.options:
        return {title: [row.id for row in rows]}
    found = {f"{title}: metrics": [row.id for row in rows if row.metric]}
    for row in rows:
        if not row.metric:
            about = row.about or "totals"
            found.setdefault(f"{title}: {about[:1].lower()}{about[1:]}", []).append(row.id)
    return {title: ids for title, ids in found.items() if ids}


def _sections(model: Model, rows: Sequence[ModelRow], start: int) -> Iterator[Section]:
    grouped = _grouped(rows)
    at = start
    for group in _order_of_groups(model, grouped):
        for title, ids in _parts(model, group, grouped[group]).items():
            yield Section(title, tuple(ids), at, group if grouped[group][0].scope == "element" else "")
            at += len(ids) + 2


def _beneath_contents(links: int) -> int:
    """The row beneath so many links to the parts of an option's sheet."""
    return CONTENTS + -(-links // LINKS_A_ROW) + 1


def paragraph_block(model: Model, option: str, start: int) -> Section | None:
    """The sentences about an option, on top of its sheet; None where it has none."""
    ids = subjects(model, option)
    return Section(IN_WORDS, ids, start) if ids else None


def after(section: Section | None, otherwise: int = HEADER + 1) -> int:
    """The row where the next section starts."""
    return section.row + len(section.rows) + 2 if section else otherwise


def input_block(model: Model, rows: Sequence[ModelRow], start: int) -> Section | None:
    """The inputs that the rows of a sheet read, in the order of the files; None where they read none."""
    read = {id for row in rows for id in row.precedents}
    ids = tuple(id for id in model.inputs if id in read)
    return Section(f"{INPUTS_READ}: {len(ids)}", ids, start) if ids else None


def left_out_block(model: Model, option: str, above: Sequence[Section]) -> Section | None:
    """The costs that an option leaves out, at the foot of its sheet; None where the pack names none."""
    ids = tuple(each.id for each in model.pack.left_out_of(option))
    return Section(LEFT_OUT, ids, after(above[-1] if above else None)) if ids else None


def _find_openings(model: Model) -> dict[str, Node]:
    """What stands before the first year of each row or assumption that is read a year later."""
    found: dict[str, Node] = {}
    for row in model.rows.values():
        for node in walk(row.expression):
            if isinstance(node, Operation) and node.name == "previous" and isinstance(node.arguments[0], Reference):
                found.setdefault(node.arguments[0].id, node.arguments[1])
        if row.opening is not None:
            found[row.id] = row.opening
    return found


def year_sections(
    model: Model, option_sheets: Mapping[str, str]
) -> tuple[dict[str, tuple[Section, ...]], dict[str, Section], dict[str, Section]]:
    """The sections of each year sheet that holds model rows, in order; inputs and words on top of an option's sheet."""
    economy = ECONOMY if model.role(Role.HEADROOM) else ECONOMY_ALONE
    order = [PRICES, economy, MANPOWER, *option_sheets.values()]
    by_sheet: dict[str, list[ModelRow]] = {sheet: [] for sheet in order}
    for row in model.rows.values():
        home = sheet_of(row, option_sheets)
        by_sheet[economy if home == ECONOMY else home].append(row)
    found = {sheet: tuple(_sections(model, rows, 0)) for sheet, rows in by_sheet.items()}
    blocks, words = dict[str, Section | None](), dict[str, Section | None]()
    starts = dict.fromkeys(order, HEADER + 1)
    for option, sheet in option_sheets.items():
        reads = input_block(model, by_sheet[sheet], 0) is not None
        links = len(found[sheet]) + reads + bool(model.pack.left_out_of(option))
        words[sheet] = paragraph_block(model, option, _beneath_contents(links))
        blocks[sheet] = input_block(model, by_sheet[sheet], after(words[sheet], _beneath_contents(links)))
        starts[sheet] = after(blocks[sheet] or words[sheet], _beneath_contents(links))
    sections = {sheet: tuple(replace(each, row=each.row + starts[sheet]) for each in found[sheet]) for sheet in found}
    return sections, _present(blocks), _present(words)


def _present(sections: Mapping[str, Section | None]) -> dict[str, Section]:
    return {sheet: section for sheet, section in sections.items() if section}


def row_spots(model: Model, sections: Mapping[str, Sequence[Section]]) -> dict[str, Spot]:
    """Where each model row stands."""
    return {
        id: Spot(sheet, section.row + 1 + index, model.rows[id].shape == "by_year")
        for sheet, found in sections.items()
        for section in found
        for index, id in enumerate(section.rows)
    }


def lay_out(model: Model, input_spots: Mapping[str, Spot], written: Mapping[str, range] | None = None) -> Layout:
    """The layout of a model whose assumptions stand where `input_spots` says; all years of a row are `written`."""
    option_sheets = option_sheet_names(options_present(model))
    sections, blocks, words = year_sections(model, option_sheets)
    spots = {**input_spots, **row_spots(model, sections)}
    foot = {sheet: left_out_block(model, option, sections[sheet]) for option, sheet in option_sheets.items()}
    left_out, openings = _present(foot), _find_openings(model)
    return Layout(model.years, sections, spots, openings, option_sheets, blocks, words, left_out, written or {})
