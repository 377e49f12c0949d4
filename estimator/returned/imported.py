"""What a workbook gave back, in plain records, without what reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from estimator.display.unit_words import with_noun
from estimator.errors import InputError
from estimator.pack import apply, apply_scenarios
from estimator.pack.records import Override, Pack
from estimator.returned.carried import Carried
from estimator.returned.reader.refusal import Refusal

MOST_CELLS_NAMED: Final = 3
WHOLE: Final = 1.0  # a share of all, 100 %


@dataclass(frozen=True, slots=True)
class Edit:
    """Something edited that is no *your value*: where, what kind of edit, what stood there and what stands there.

    `alone` tells that the rest of its row is as it was, so that no other pack or program made it.
    """

    where: str
    what: str
    was: str = ""
    now: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """One value taken over: in the unit of the pack's file, with what the cell holds and where."""

    id: str
    year: int | None
    number: float
    unit: str
    base: float | None
    cell: str
    written: float | str
    is_share: bool = False

    @property
    def doubt(self) -> str:
        """Why a number may not be what was meant; empty where nothing speaks for that."""
        if not self.is_share or isinstance(self.written, str) or abs(self.written) < WHOLE:
            return ""
        held = f"{self.written:.15g}"
        return f"{self.cell}: {held} is {self.number:.15g} {self.unit} for {self.id}; type {held}% if that was meant"


@dataclass(frozen=True)
class Imported:
    """What a workbook gives: values, cells refused, edits that are not taken over, differences from the pack.

    `not_compared` are the sheets of values that were not held against anything; `carried` are scenarios of the file
    alone.
    """

    name: str
    manifest: Mapping[str, str]
    scenarios: tuple[str, ...]
    taken: tuple[Taken, ...]
    refused: tuple[Refusal, ...]
    edited: tuple[Edit, ...]
    differs: tuple[Edit, ...]
    notes: tuple[str, ...]
    not_compared: tuple[str, ...] = ()
    carried: Carried = field(default_factory=Carried)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """One override an assumption, in the order of the workbook; `why` names the file and the cells."""
        found: dict[str, list[Taken]] = {}
        for each in self.taken:
            found.setdefault(each.id, []).append(each)
        return tuple(_override(self.name, id, cells) for id, cells in found.items())


def _override(name: str, id: str, cells: Sequence[Taken]) -> Override:
    named = ", ".join(each.cell for each in cells[:MOST_CELLS_NAMED]) + (" …" if len(cells) > MOST_CELLS_NAMED else "")
    by_year = {each.year: each.number for each in cells if each.year is not None}
    value = None if by_year else cells[0].number
    return Override(id, value, by_year or None, cells[0].unit, layer="workbook", why=f"{name}, {named}")


def with_import(pack: Pack, imported: Imported) -> Pack:
    """The pack under the scenario and values of a workbook. Raises InputError if a cell was refused."""
    if imported.refused:
        lines = "\n".join(f"  {each}" for each in imported.refused)
        raise InputError(f"{imported.name}: {with_noun(str(len(imported.refused)), 'cell')} cannot be used\n{lines}")
    under = apply_scenarios(imported.carried.on(pack), imported.scenarios) if imported.scenarios else pack
    return apply(under, imported.overrides) if imported.overrides else under
