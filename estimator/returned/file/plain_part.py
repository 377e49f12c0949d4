"""The cells of a sheet by one pass over its text, where it is written in the plain shape that most programs give it.

Cells are taken out of the text, and what is left, the frame, goes to the XML parser. A cell is taken only if it is
complete and holds nothing that XML could read in another way; so the frame is well-formed if the whole was, and a cell
of any other shape is still in it: then the parser reads the whole. It also does where a value cannot be read, since it
says why.

Cells side by side mostly say the same but for their addresses and values: such a stretch is taken out at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, repeat
from typing import Final, NamedTuple, cast

from estimator.errors import WorkbookError
from estimator.returned.file.shared_formulas import SharedFormulas
from estimator.returned.file.sheet_cells import Mark, Run, SheetCells, Value
from estimator.returned.file.stored_cell import SHARED, checked_formula, of_several, value_of
from estimator.workbook.cells.addresses import along, split_address
from estimator.workbook.file.escapes import unescaped

WORDS: Final = r"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
ADDRESS: Final = "[A-Z]{1,3}[1-9][0-9]{0,6}"
STRETCH: Final = re.compile(
    rf"""<c[ ]r="({ADDRESS})"((?:[ ]s="[0-9]{{1,5}}")?+(?:[ ]t="[A-Za-z]++")?+[ ]?+)(?:/>|
    (>(?:<f(?:[ ][A-Za-z0-9]++="[^"<&\t\n]*+")*+[ ]?+(?:/>|>{WORDS}</f>))?+)
    ((?:<v>{WORDS}</v>|<v[ ]?/>)?+(?:<is><t(?:[ ]xml:space="preserve")?+>{WORDS}</t></is>)?+</c>)
    ((?:<c[ ]r="{ADDRESS}"\2\3<v>[^<>&"]*+</v></c>)*+))""",
    re.VERBOSE,
)
"""The address of a cell, its style and kind, its formula, the rest of it; and the cells like it that follow."""
GROUPS: Final = STRETCH.groups
CELL: Final = '<c r="'
STYLE_AND_KIND: Final = re.compile(r'(?: s="([0-9]+)")?+(?: t="([A-Za-z]+)")?+ ?+')
OPEN: Final = ">"
FORMULA: Final = re.compile(rf"""><f((?: [A-Za-z0-9]++="[^"]*+")*+) ?+(?:/>|>({WORDS})</f>)""")
"""What is said about a formula, and the formula."""
REST: Final = re.compile(
    rf"""(?:<v>({WORDS})</v>|(<v[ ]?/>))?+(?:<is><t(?:[ ]xml:space="preserve")?+>({WORDS})</t></is>)?+</c>""",
    re.VERBOSE,
)
VALUE_STARTS, VALUE_ENDS = len("<v>"), -len("</v></c>")
NEAR: Final = re.compile(r"(?:(?:[A-Z]{1,2}|[A-W][A-Z]{2})[1-9][0-9]{0,5} )*+\Z")
"""Addresses that every sheet has; those in its last rows and columns are left to the parser."""
ATTRIBUTE: Final = re.compile(r'([A-Za-z0-9]+)="([^"]*)"')
START: Final = re.compile(
    rb"""(?:<\?xml[ ]version="1\.0"(?:[ ]encoding="(?:UTF-8|utf-8)")?(?:[ ]standalone="yes")?[ ]?\?>\s*)?
    <worksheet[ ]xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"[\s>]""",
    re.VERBOSE,
)
NOT_PLAIN: Final = ("]]>", "\ufffe", "\uffff")
CONTROLS: Final = bytes(each for each in range(32) if each not in b"\t\n")
Pieces = Sequence[str | None]
ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True)
class PlainPart:
    """A sheet's part in two: the `frame` without the cells that were taken out, and what those cells say."""

    frame: str
    _pieces: Pieces

    def cells(self, known: Known) -> SheetCells | None:
        """The cells by address; None if one stands twice, may lie beyond the sheet, or holds what cannot be read."""
        try:
            return _cells(self._pieces, known)
        except (WorkbookError, ValueError):
            return None


def split(part: bytes) -> PlainPart | None:
    """The frame and the cells of a part; None for one that is not plain as a whole."""
    text = text_of(part)
    if text is None:
        return None
    pieces = STRETCH.split(text)
    frame = "".join(pieces[:: GROUPS + 1])
    return PlainPart(frame, pieces) if is_frame(frame) else None


def text_of(part: bytes) -> str | None:
    """The text of a part that begins as most programs write it, without letters that XML forbids; else None."""
    if not START.match(part) or len(part.translate(None, CONTROLS)) != len(part):
        return None
    try:
        text = part.decode()
    except UnicodeDecodeError:
        return None
    return None if any(each in text for each in NOT_PLAIN) else text


def is_frame(frame: str) -> bool:
    """True for what is left of a plain part, in which nothing gives what was taken out another meaning."""
    defaults = frame.count("xmlns") - frame.count("xmlns:")
    return defaults == 1 and "<!" not in frame and "<?" not in frame[1:]


class Known(dict[str, "_Values"]):
    """What cells of each kind hold by what is written: a workbook says most of its texts and numbers many times."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the shared texts."""
        super().__init__()
        self._texts = texts

    def __missing__(self, kind: str) -> _Values:
        made = self[kind] = _Values(kind, self._texts)
        return made


class _Values(dict[str | None, Value]):
    """What cells of one kind hold."""

    def __init__(self, kind: str, texts: Sequence[str]) -> None:
        super().__init__()
        self._kind, self._texts = kind, texts

    def __missing__(self, rest: str | None) -> Value:
        found = _held(self._kind, rest, self._texts) if rest else None
        if self._kind == "e" and (not found or "<is>" in (rest or "")):
            raise ValueError("an error without a value")
        self[rest] = found
        return found


class _Head(NamedTuple):
    """What style and kind say of the cells of a stretch."""

    mark: Mark
    values: _Values


class _Heads(dict[str, _Head]):
    """The heads of stretches by how they are written."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, said: str) -> _Head:
        style, kind = cast(re.Match[str], STYLE_AND_KIND.fullmatch(said)).groups()
        made = self[said] = _Head(Mark(int(style or 0), kind == "e"), self._known[kind or "n"])
        return made


class _Stretch(NamedTuple):
    """Cells side by side with one formula element: the place of the first, how many they are, and what it says.

    Attributes and text are as they are written.
    """

    place: int
    size: int
    attributes: str
    formula: str | None


def _cells(pieces: Pieces, known: Known) -> SheetCells:
    """The cells. Raises WorkbookError or ValueError for what the parser has to look at."""
    columns = [pieces[each :: GROUPS + 1] for each in range(1, GROUPS + 1)]
    addresses, held, marks, sizes = _taken(cast(Iterator[Sequence[str]], zip(*columns, strict=True)), _Heads(known))
    if not NEAR.match(" ".join([*addresses, ""])):
        raise ValueError("a cell may lie beyond the sheet")
    each_mark = list(chain.from_iterable(map(repeat, marks, sizes)))
    stretches = list(_with_formulas(columns[2], sizes))
    return SheetCells(addresses, held, each_mark, list(_Written(addresses, stretches).runs()))


def _taken(stretches: Iterator[Sequence[str]], known: _Heads) -> tuple[list[str], list[Value], list[Mark], list[int]]:
    """The addresses of cells and what each holds; of each stretch the mark, and how many cells it has."""
    addresses, held, marks, sizes = list[str](), list[Value](), list[Mark](), list[int]()
    for address, said, opened, rest, like_it in stretches:
        mark, values = known[said]
        marks.append(mark)
        addresses.append(address)
        held.append(values[rest])
        if like_it:
            before = f'"{said}{opened}'
            _, *cut = like_it.replace(CELL, before).split(before)
            addresses += cut[::2]
            held += map(values.__getitem__, cut[1::2])
            sizes.append(1 + len(cut) // 2)
        else:
            sizes.append(1)
    return addresses, held, marks, sizes


def _with_formulas(opened: Pieces, sizes: Sequence[int]) -> Iterator[_Stretch]:
    """The stretches with a formula element."""
    for said, size, stop in zip(opened, sizes, accumulate(sizes), strict=True):
        if said and said != OPEN:
            yield _Stretch(stop - size, size, *cast(re.Match[str], FORMULA.fullmatch(said)).groups())


class _Written:
    """The formulas of a part, stretch after stretch."""

    def __init__(self, addresses: Sequence[str], stretches: Sequence[_Stretch]) -> None:
        self._addresses, self._stretches = addresses, stretches
        self._shared = SharedFormulas()

    def runs(self) -> Iterator[Run]:
        """The formulas, each with the copies of it in the cells next to it."""
        number = 0
        while number < len(self._stretches):
            each = self._stretches[number]
            number += 1
            for place in range(each.place, each.place + each.size):
                run = self._run(place, each)
                if each.size == 1 and each.formula and _is_shared(each.attributes):
                    run, number = self._along(run, number)
                yield run

    def _run(self, place: int, said: _Stretch) -> Run:
        """The formula of a cell; the cells of a data table."""
        address = self._addresses[place]
        behind = _formula(said.formula, address) if said.formula else ""
        attributes = _attributes(said.attributes)
        if "t" not in attributes:
            return Run(place, 1, behind)
        behind, table = of_several(behind, attributes, address, self._shared)
        return Run(place, 1, behind, table=table)

    def _along(self, first: Run, following: int) -> tuple[Run, int]:
        """The run of the first cell that shares its formula, with the stretches next to it that do; the one after."""
        key = _attributes(self._stretches[following - 1].attributes).get("si", "")
        row, column = split_address(self._addresses[first.place])
        size, number = 1, following
        while number < len(self._stretches) and self._shares(self._stretches[number], key, first.place + size):
            more = self._stretches[number]
            if self._addresses[more.place : more.place + more.size] != along(row, column + size, more.size):
                break
            size, number = size + more.size, number + 1
        copied = self._shared.copied(key, column + 1, size - 1) if size > 1 else None
        return (Run(first.place, size, first.text, column, copied), number) if copied else (first, following)

    def _shares(self, other: _Stretch, key: str, place: int) -> bool:
        return other.place == place and other.attributes == f' t="{SHARED}" si="{key}"' and not other.formula


def _is_shared(attributes: str) -> bool:
    return _attributes(attributes).get("t") == SHARED


def _held(kind: str, rest: str, texts: Sequence[str]) -> Value:
    """What a cell holds: a text inside it, or the value of its kind."""
    if rest.endswith("</v></c>"):
        value, closed, inline = rest[VALUE_STARTS:VALUE_ENDS], None, None
    else:
        found = REST.fullmatch(rest)
        value, closed, inline = found.groups() if found else ("", None, None)
    if inline is not None:
        return unescaped(_plain(inline))
    if not value:
        return "" if kind == "str" and (value is not None or closed is not None) else None
    return value_of(_plain(value), kind, texts, "")


def _formula(text: str, address: str) -> str:
    return checked_formula(_plain(text) if "&" in text else text, address)


@lru_cache(maxsize=1000)
def _attributes(text: str) -> Mapping[str, str]:
    """The attributes of a formula. Raises ValueError if one stands twice."""
    found = ATTRIBUTE.findall(text)
    if len(dict(found)) != len(found) or "xmlns" in dict(found):
        raise ValueError("an attribute stands twice, or gives a name another meaning")
    return dict(found)


def _plain(text: str) -> str:
    """A text without the escapes of XML."""
    if "&" in text:
        for escape, letter in ESCAPES:
            text = text.replace(escape, letter)
    return text
