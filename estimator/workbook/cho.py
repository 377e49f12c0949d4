"""Amounts of 1兆円 and more as Japanese writes them: 1兆2,785億円 in live sentences, 兆円 in cells of the first sheets.

In a sentence a formula cannot part an amount in two within 160 characters. So each amount stands on *Checks*, beyond
what is printed, as a number in 億円 and as words, which sentences read. A cell needs no formula of its own: a number
format divides by thousands, of which four make 兆, and none makes 億.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Final

from estimator.language import Speaker
from estimator.language.speaker import in_cho, large_unit
from estimator.workbook.cells.addresses import at, fixed, quoted
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.grid import Entry, Formula, Grid
from estimator.workbook.cells.live_sentences import Case, LiveNumber, LiveSentence, sentence
from estimator.workbook.plan.landmarks import FIRST_CHECK
from estimator.workbook.plan.named_cells import MONEY_SCALE
from estimator.workbook.plan.sheet_registry import ANSWER, CHECKS, COMPARISON
from estimator.workbook.plan.while_checks_hold import NOT_VALID, Guarded
from estimator.workbook.sheets.checks import HEADER_ROW

CHO, OKU, COIN = "兆", "億円", "円"
OKU_IN_CHO: Final = 10_000.0
NUMBER, WORDS, TURN = 8, 9, (HEADER_ROW - 1, 9)
HEADINGS: Final = ("An amount in 億円", "The amount in words")
TURN_WORDS: Final = "億円 in 1兆円"
WIDTH: Final = 24.0
AMOUNT: Final = re.compile(rf"FIXED\((.+)/{MONEY_SCALE.name},0\)")
BARE: Final = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+\Z")
IN_BILLIONS, IN_TRILLIONS = ",,,", ",,,,"
UNIT: Final = re.compile(r"¥bn(?=, (?:FY\d+ prices|then-year)\Z)")
UNIT_COLUMN: Final = 2


@dataclass
class Amounts:
    """The amounts that sentences tell, each once, in the order in which they are met."""

    places: dict[str, int] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)

    def cell(self, address: str, words: str) -> str:
        """Where the words of an amount stand."""
        if address not in self.places:
            self.places[address] = FIRST_CHECK + len(self.told)
            self.told.append((address, words))
        return f"{quoted(CHECKS)}!{fixed(self.places[address], WORDS)}"

    def put(self, grid: Grid, speaker: Speaker) -> None:
        """The amounts as numbers and as words."""
        grid.print_columns = grid.print_columns or "A:F"
        grid.widths.update(dict.fromkeys((NUMBER, WORDS), WIDTH))
        grid.put(TURN[0], TURN[1] - 1, speaker.say(TURN_WORDS), "helper_text")
        grid.put(*TURN, OKU_IN_CHO, "helper", "#,##0")
        for column, heading in zip((NUMBER, WORDS), HEADINGS, strict=True):
            grid.put(HEADER_ROW, column, speaker.say(heading), "header")
        for row, (address, words) in enumerate(self.told, FIRST_CHECK):
            number = f"IF(ISNUMBER({address}),ROUND({address}/{MONEY_SCALE.name},0),0)"
            grid.put(row, NUMBER, Formula(number, _in_oku(words)), "helper", "#,##0")
            grid.put(row, WORDS, Formula(_in_words(at(row, NUMBER), fixed(*TURN)), words), "helper_text")


def _in_oku(words: str) -> float:
    """`1兆2,785億円` is 12,785."""
    cho, _, oku = words.removesuffix(COIN).removesuffix(OKU[0]).replace(",", "").rpartition(CHO)
    return float(cho or 0) * OKU_IN_CHO + float(oku or 0)


def _in_words(number: str, turn: str) -> str:
    """The formula of an amount in words; below 1兆円 also what is negative."""
    rest = f'IF(MOD({number},{turn})=0,"{COIN}",FIXED(MOD({number},{turn}),0)&"{OKU}")'
    return f'IF({number}<{turn},FIXED({number},0)&"{OKU}",FIXED(INT({number}/{turn}),0)&"{CHO}"&{rest})'


def sentences_in_cho(book: Book, speaker: Speaker) -> Book:
    """The book, its sentences said already, with amounts in them as 1兆2,785億円."""
    amounts, otherwise = Amounts(), speaker.say(NOT_VALID)
    grids = [_told(grid, amounts, otherwise) for grid in book.grids]
    if amounts.told:
        amounts.put(next(grid for grid in grids if grid.name == CHECKS), speaker)
    return replace(book, grids=tuple(grids))


def _told(grid: Grid, amounts: Amounts, otherwise: str) -> Grid:
    entries = dict(grid.entries)
    for place, entry in grid.entries.items():
        if isinstance(entry.content, Guarded):
            said = _sentence(entry.content.statement, grid.name, amounts)
            made: Formula = entry.content.said(said, otherwise) if said else entry.content
        else:
            made = _sentence(entry.content, grid.name, amounts) or Formula("", "")
        if made.text and made is not entry.content:
            entries[place] = replace(entry, content=made)
    return replace(grid, entries=entries)


def _sentence(content: object, sheet: str, amounts: Amounts) -> LiveSentence | None:
    """The sentence with its amounts in words; None for what is no sentence, or tells none."""
    if not isinstance(content, LiveSentence):
        return None
    if not any(_is_amount(part) for case in content.cases for part in case.parts):
        return None
    cases = [replace(case, parts=tuple(_parts(case, sheet, amounts))) for case in content.cases]
    return sentence(cases, content.chosen)


def _is_amount(part: str | LiveNumber) -> bool:
    return isinstance(part, LiveNumber) and part.after.startswith(OKU) and bool(AMOUNT.fullmatch(part.formula))


def _parts(case: Case, sheet: str, amounts: Amounts) -> Iterator[str | LiveNumber]:
    for part in case.parts:
        if isinstance(part, str) or not _is_amount(part):
            yield part
            continue
        address = AMOUNT.sub(r"\1", part.formula)
        address = f"{quoted(sheet)}!{address}" if BARE.match(address) else address
        is_known = isinstance(part.value, str) and part.value[:1].isdigit()
        words = in_cho(f"{part.value}{OKU}") if is_known else f"0{OKU}"
        told = words if is_known else part.value
        yield replace(part, formula=amounts.cell(address, words), value=told, after=part.after.removeprefix(OKU))


def cells_in_cho(book: Book) -> Book:
    """The book, before its units are said, with large amounts on *Answer* and *Comparison* in ¥trn.

    *Answer* has one unit for all of its money; on *Comparison* each metric has its own.
    """
    first = {ANSWER: _one_unit, COMPARISON: _unit_by_row}
    return replace(book, grids=tuple(first[each.name](each) if each.name in first else each for each in book.grids))


def _one_unit(grid: Grid) -> Grid:
    if not _are_large([entry for entry in grid.entries.values() if _is_money(entry)]):
        return grid
    return replace(grid, entries={place: _in_trillions(each) for place, each in grid.entries.items()})


def _unit_by_row(grid: Grid) -> Grid:
    rows = dict[int, list[Entry]]()
    for (row, _), entry in grid.entries.items():
        if _is_money(entry):
            rows.setdefault(row, []).append(entry)
    units = {row: str(entry.content) for (row, column), entry in grid.entries.items() if column == UNIT_COLUMN}
    large = {row for row, found in rows.items() if UNIT.match(units.get(row, "")) and _are_large(found)}
    entries = {place: _in_trillions(each) if place[0] in large else each for place, each in grid.entries.items()}
    return replace(grid, entries=entries)


def _is_money(entry: Entry) -> bool:
    return entry.format.endswith(IN_BILLIONS)


def _are_large(entries: Sequence[Entry]) -> bool:
    """True for amounts of which most are some 兆円."""
    contents = (each.content.value if isinstance(each.content, Formula) else each.content for each in entries)
    found = [abs(each) for each in contents if isinstance(each, float) and each]
    return bool(found) and large_unit(median(found))[0].startswith(CHO)


def _in_trillions(entry: Entry) -> Entry:
    if _is_money(entry):
        whole = entry.format.removesuffix(IN_BILLIONS).partition(".")[0]
        return replace(entry, format=f"{whole}.00{IN_TRILLIONS}")
    if isinstance(entry.content, str) and UNIT.match(entry.content):
        return replace(entry, content=UNIT.sub("¥trn", entry.content))
    return entry
