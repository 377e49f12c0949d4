"""The cells of a sheet by one pass over its text, where it is written in the plain shape that most programs give it.

Cells are taken out of the text, and what is left, the frame, goes to the XML parser. A cell is taken only if it is
complete and holds nothing that XML could read in another way; so the frame is well-formed if the whole was, and a cell
of any other shape is still in it: then the parser reads the whole. It also does where a value cannot be read, since it
says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from estimator.errors import WorkbookError
from estimator.returned.file.attributes import span_of
from estimator.returned.file.shared_formulas import SharedFormulas
from estimator.returned.file.sheet_cells import Mark, Run, SheetCells, Value
from estimator.returned.file.stored_cell import SHARED, checked_formula, of_several, value_of
from estimator.workbook.cells.addresses import at, split_address
from estimator.workbook.file.escapes import unescaped

WORDS: Final = r"[^<&]*+(?:&(?:amp|lt|gt|quot|apos);[^<&]*+)*+"
CELL: Final = re.compile(
    rf"""<c[ ]r="([A-Z]{{1,3}}[1-9][0-9]{{0,6}})"((?:[ ]s="[0-9]{{1,5}}")?+(?:[ ]t="[A-Za-z]++")?+)[ ]?+(?:/>|>
    (?:<f((?:[ ][A-Za-z0-9]++="[^"<&\t\n]*+")*+)[ ]?+(?:/>|>({WORDS})</f>))?+
    ((?:<v>{WORDS}</v>|<v[ ]?/>)?+(?:<is><t(?:[ ]xml:space="preserve")?+>{WORDS}</t></is>)?+)
    </c>)""",
    re.VERBOSE,
)
"""The address, style and kind, what is said about a formula, the formula, and the rest: values as they are written."""
GROUPS: Final = CELL.groups
FAR: Final = re.compile(r"[X-Z][A-Z][A-Z]")
LONGEST_NEAR: Final = 7
BEYOND: Final = re.compile(r"(?<![A-Z])(?:[YZ][A-Z]{2}|X[G-Z][A-Z]|XF[E-Z])|[0-9]{7}")
STYLE_AND_KIND: Final = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?')
REST: Final = re.compile(
    rf"""(?:<v>({WORDS})</v>|(<v[ ]?/>))?+(?:<is><t(?:[ ]xml:space="preserve")?+>({WORDS})</t></is>)?+""", re.VERBOSE
)
VALUE_STARTS, VALUE_ENDS = len("<v>"), -len("</v>")
ATTRIBUTE: Final = re.compile(r'([A-Za-z0-9]+)="([^"]*)"')
START: Final = re.compile(
    rb"""(?:<\?xml[ ]version="1\.0"(?:[ ]encoding="(?:UTF-8|utf-8)")?(?:[ ]standalone="yes")?[ ]?\?>\s*)?
    <worksheet[ ]xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"[\s>]""",
    re.VERBOSE,
)
NOT_PLAIN: Final = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
CONTROLS: Final = bytes(each for each in range(32) if each not in b"\t\n")
Pieces = Sequence[str | None]
Said = tuple[str, str | None]
"""Style and kind, and the rest of a cell but its formula, as they are written."""
MOST_AT_ONCE: Final = 400
ESCAPES: Final = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True)
class PlainPart:
    """A sheet's part in two: the `frame` without the cells that were taken out, and what those cells say."""

    frame: str
    _pieces: Pieces

    def cells(self, texts: Sequence[str]) -> SheetCells | None:
        """The cells by address; None if one stands twice, may lie beyond the sheet, or holds what cannot be read."""
        try:
            return _cells(self._pieces, texts)
        except (WorkbookError, ValueError):
            return None


def split(part: bytes) -> PlainPart | None:
    """The frame and the cells of a part; None for one that is not plain as a whole."""
    if not START.match(part) or any(each in part for each in NOT_PLAIN) or (b"]]" in part and b"]]>" in part):
        return None
    if len(part.translate(None, CONTROLS)) != len(part):
        return None
    try:
        pieces = CELL.split(part.decode())
    except UnicodeDecodeError:
        return None
    frame = "".join(pieces[:: GROUPS + 1])
    defaults = frame.count("xmlns") - frame.count("xmlns:")
    plain = defaults == 1 and "<!" not in frame and "<?" not in frame[1:]
    return PlainPart(frame, pieces) if plain else None


class _Marks(dict[str, Mark]):
    """Style and kind of cells by how they are written; `kinds` has the kinds."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = dict[str, str]()

    def __missing__(self, said: str) -> Mark:
        found = STYLE_AND_KIND.fullmatch(said)
        style, kind = (int(found[1] or 0), found[2] or "n") if found else (0, "n")
        made = self[said] = Mark(style, kind == "e")
        self.kinds[said] = kind
        return made


class _Known(dict[Said, Value]):
    """What cells hold by what they say: a sheet says most of its texts and numbers many times."""

    def __init__(self, kinds: Mapping[str, str], texts: Sequence[str]) -> None:
        super().__init__()
        self._kinds, self._texts = kinds, texts

    def __missing__(self, said: Said) -> Value:
        kind, rest = self._kinds[said[0]], said[1]
        found = self[said] = _held(kind, rest, self._texts) if rest else None
        if kind == "e" and (not found or "<is>" in (rest or "")):
            raise ValueError("an error without a value")
        return found


def _cells(pieces: Pieces, texts: Sequence[str]) -> SheetCells:
    """The cells. Raises WorkbookError or ValueError for what the parser has to look at."""
    columns = [pieces[each :: GROUPS + 1] for each in range(1, GROUPS + 1)]
    (addresses, said), (attributes, formulas, rest) = cast(Sequence[Sequence[str]], columns[:2]), columns[2:]
    if _may_lie_beyond(addresses):
        raise ValueError("a cell may lie beyond the sheet")
    by_text = _Marks()
    marks = list(map(by_text.__getitem__, said))
    known = _Known(by_text.kinds, texts)
    held = list(map(known.__getitem__, zip(said, rest, strict=True)))
    return SheetCells(addresses, held, marks, list(_Written(addresses, attributes, formulas).runs()))


def _may_lie_beyond(addresses: Sequence[str]) -> bool:
    """True if an address may lie beyond the sheet: in a column that no sheet has, or in its last rows."""
    written = " ".join(addresses)
    doubtful = FAR.search(written) or max(map(len, addresses), default=0) > LONGEST_NEAR
    return bool(doubtful and BEYOND.search(written))


class _Written:
    """The formulas of a part, cell after cell."""

    def __init__(self, addresses: Sequence[str], attributes: Pieces, formulas: Pieces) -> None:
        self._addresses, self._attributes, self._formulas = addresses, attributes, formulas
        self._shared = SharedFormulas()

    def runs(self) -> Iterator[Run]:
        """The formulas, each with the copies of it in the cells next to it."""
        stop = 0
        for place in [number for number, each in enumerate(self._attributes) if each is not None]:
            if place >= stop:  # not told yet, with the first cell that shares its formula
                run = self._run(place)
                stop = run.stop
                yield run

    def _run(self, place: int) -> Run:
        """The formula of a cell with the cells behind it that are copies of it; the cells of a data table."""
        address, text, attributes = self._addresses[place], self._formulas[place], self._attributes[place]
        behind = _formula(text, address) if text else ""
        if not attributes:
            return Run(place, 1, behind)
        given = _attributes(attributes)
        behind, table = of_several(behind, given, address, self._shared)
        if text and given.get("t") == SHARED:
            return self._shared_along(Run(place, 1, behind), given)
        return Run(place, 1, behind, table=table)

    def _shared_along(self, first: Run, given: Mapping[str, str]) -> Run:
        """The run of the first cell that shares its formula, to the last one next to it."""
        key = given.get("si", "")
        row, column = split_address(self._addresses[first.place])
        count = self._whole(first.place, key, row, column, given.get("ref", "")) or self._next(
            first.place, key, row, column
        )
        copied = self._shared.copied(key, column + 1, count - 1) if count > 1 else None
        return Run(first.place, count, first.text, column, copied) if copied else first

    def _whole(self, place: int, key: str, row: int, column: int, ref: str) -> int:
        """How many cells share the formula if they are those that it names, and all stand there; 0 if not."""
        span = span_of(ref)
        if span is None or (span.left, span.top, span.bottom) != (column, row, row):
            return 0
        if span.right >= column + MOST_AT_ONCE:
            return 0
        count = span.right - column + 1
        stop = place + count
        more = [at(row, each) for each in range(column + 1, span.right + 1)]
        there = self._addresses[place + 1 : stop] == more and not any(self._formulas[place + 1 : stop])
        sharing = self._attributes[place + 1 : stop + 1]
        alike = sharing[: count - 1] == [_sharing(key)] * (count - 1)
        return count if there and alike and _sharing(key) not in sharing[count - 1 :] else 0

    def _next(self, place: int, key: str, row: int, column: int) -> int:
        """How many cells share the formula from its own on, one after the other."""
        sharing, stop = _sharing(key), place + 1
        while (
            stop < len(self._attributes)
            and self._attributes[stop] == sharing
            and not self._formulas[stop]
            and self._addresses[stop] == at(row, column + stop - place)
        ):
            stop += 1
        return stop - place


def _sharing(key: str) -> str:
    """The attributes of a formula that another cell has."""
    return f' t="{SHARED}" si="{key}"'


def _held(kind: str, rest: str, texts: Sequence[str]) -> Value:
    """What a cell holds: a text inside it, or the value of its kind."""
    if rest.endswith("</v>"):
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
