"""Which assumption makes the units of rows not fit: the one that in another unit would mend them and spoil nothing.

A price in the wrong unit shows in every row that multiplies by it. Each row that fails says by which ratio its two
units differ; an assumption that it reads, taken times or over that ratio, is tried in its stead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from estimator import units
from estimator.errors import UnitError
from estimator.expression import NO_UNIT
from estimator.model.findings import Findings, code_place
from estimator.model.graph import ModelRow
from estimator.model.row_units import row_unit
from estimator.pack.records import Assumption, Place

PRICE = "price"


@dataclass(frozen=True)
class Failure:
    """A row whose units do not fit, and the two units."""

    row: ModelRow
    says: str
    pair: tuple[str, str] | None


@dataclass(frozen=True)
class Repair:
    """An assumption in another unit, and the failing rows that it mends."""

    assumption: Assumption
    unit: str
    mends: tuple[str, ...]


@dataclass(frozen=True)
class Units:
    """What is known of the units of rows and assumptions; the `sound` rows have been found to fit."""

    rows: Mapping[str, ModelRow]
    inputs: Mapping[str, Assumption]
    known: Mapping[str, str]
    sound: Set[str]

    @cached_property
    def readers(self) -> dict[str, list[str]]:
        """The rows that read an assumption, themselves or by rows whose unit follows from what they read."""
        found: dict[str, list[str]] = {}
        for id in self.rows:
            for each in self.reads(id):
                found.setdefault(each, []).append(id)
        return found

    def reads(self, id: str, seen: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """The assumptions whose units reach a row."""
        found: list[str] = []
        for each in self.rows[id].precedents:
            if each in self.inputs:
                found.append(each)
            elif self._follows(each) and each not in seen:
                found += self.reads(each, seen | {id})
        return tuple(dict.fromkeys(found))

    def _follows(self, id: str) -> bool:
        return id in self.rows and not self.rows[id].unit

    def fits(self, id: str, changed: Mapping[str, str]) -> bool:
        """True if the units of a row fit once some assumptions have other units."""
        known = {**self.known, **changed}
        try:
            self._follow(id, known, set())
            row_unit(self.rows[id], known)
        except UnitError:
            return False
        return True

    def _follow(self, id: str, known: dict[str, str], seen: set[str]) -> None:
        """Work out anew the units that follow from changed ones."""
        seen.add(id)
        for each in self.rows[id].precedents:
            if self._follows(each) and each not in seen:
                self._follow(each, known, seen)
                known[each] = row_unit(self.rows[each], known)


def note_failures(failures: list[Failure], known: Units, findings: Findings, place_of: Callable[[str], Place]) -> None:
    """Note each cause once: at the assumption if one alone explains it, else where the pack asks for the row."""
    left = {each.row.id: each for each in failures}
    for failure in failures:
        if failure.row.id not in left:
            continue
        repair = _best_repair(failure, known, left)
        if repair:
            given = repair.assumption
            hint = f'{given.id} in "{repair.unit}" would fit'
            says = failure.says + _fed_by(failure.row, known)
            findings.note(("unit", given.id), given.place, says, hint, repair.mends)
        else:
            _note_row(failure, known, findings, place_of)
        for id in repair.mends if repair else (failure.row.id,):
            del left[id]


def _note_row(failure: Failure, known: Units, findings: Findings, place_of: Callable[[str], Place]) -> None:
    row, fed = failure.row, _fed_by(failure.row, known)
    code = code_place(row.definition)
    place = place_of(row.id) if fed else code
    hint = f"one of them is not in the unit that the row expects ({code})" if fed else "mend the row or its unit"
    cause = ("unit", str(code), row.definition.name, *known.reads(row.id))
    findings.note(cause, place, failure.says + fed, hint, (row.id,))


def _best_repair(failure: Failure, known: Units, left: Mapping[str, Failure]) -> Repair | None:
    """The repair that mends most rows, if no other assumption would do as well; a share or a growth is rarely it."""
    found = list(_repairs(failure, known, left))
    most = max((len(each.mends) for each in found), default=0)
    likely = [each for each in found if len(each.mends) == most]
    best = [each for each in likely if each.assumption.normal_unit != NO_UNIT] or likely
    return best[0] if len({each.assumption.id for each in best}) == 1 else None


def _repairs(failure: Failure, known: Units, left: Mapping[str, Failure]) -> Iterator[Repair]:
    """Every repair that mends the row and spoils no other."""
    if failure.pair is None:
        return
    ratio = units.product(*failure.pair, -1)
    for id in known.reads(failure.row.id):
        given = known.inputs[id]
        for unit in (units.product(given.normal_unit, ratio, sign) for sign in (1, -1) if given.layer != "given"):
            changed, readers = {id: unit}, known.readers[id]
            if known.fits(failure.row.id, changed):
                mends = tuple(each for each in readers if each in left and known.fits(each, changed))
                if all(known.fits(each, changed) for each in readers if each in known.sound):
                    yield Repair(given, unit, mends)


def _fed_by(row: ModelRow, known: Units) -> str:
    """The assumptions that a row reads, itself or as converted prices, with unit and place: one may be the culprit."""
    rows, inputs = known.rows, known.inputs
    read = [
        each
        for id in row.precedents
        for each in (rows[id].precedents if id in rows and rows[id].definition.module == PRICE else (id,))
    ]
    found = [inputs[each] for each in dict.fromkeys(read) if each in inputs and inputs[each].layer != "given"]
    words = ", ".join(f'{each.id} in "{each.unit}" ({each.place})' for each in found if each.unit != NO_UNIT)
    return f"; it reads {words}" if words else ""
