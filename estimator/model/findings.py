"""Collecting what is wrong with a pack's wiring: each cause once, at the place where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from estimator.calculators.row import RowDefinition
from estimator.errors import Problem, WiringError, with_places
from estimator.pack.records import Place


@dataclass(frozen=True)
class Finding:
    """One cause: where it stands, what it does to the first row that meets it, and what to do."""

    place: Place
    says: str
    hint: str = ""
    rows: tuple[str, ...] = ()
    elsewhere: tuple[Place, ...] = ()

    @property
    def problem(self) -> Problem:
        """As it is told: the first row by its id, the others by their number."""
        more = len(self.rows) - 1
        others = f" and {more} more row{'s' if more > 1 else ''}" if more > 0 else ""
        subject = f"{self.rows[0]}{others}: " if self.rows else ""
        hint = with_places(self.hint, [str(each) for each in self.elsewhere])
        return Problem(self.place.file, self.place.line, subject + self.says, hint)


@dataclass
class Findings:
    """The problems found so far, by cause.

    `unbuilt` holds the ids of elements that could not be made at all: a wire to one is no second mistake.
    """

    found: dict[tuple[str, ...], Finding] = field(default_factory=dict)
    unbuilt: set[str] = field(default_factory=set)

    def note(self, cause: Sequence[str], place: Place, says: str, hint: str = "", rows: Sequence[str] = ()) -> None:
        """Note a problem; of a cause that is known already, only the rows that meet it are counted."""
        key = tuple(cause)
        known = self.found.get(key) or Finding(place, says, hint)
        self.found[key] = replace(known, rows=tuple(dict.fromkeys((*known.rows, *rows))))

    def again(self, cause: Sequence[str], place: Place) -> bool:
        """True for a cause that is known; that it stands at this place, too, is kept."""
        key, known = tuple(cause), self.found.get(tuple(cause))
        if known and place not in (known.place, *known.elsewhere):
            self.found[key] = replace(known, elsewhere=(*known.elsewhere, place))
        return known is not None

    def about_code(self, definition: RowDefinition, says: str, row: str) -> None:
        """Note a mistake of the calculator's author, once for all rows that the definition makes."""
        place = code_place(definition)
        self.note(("code", str(place), definition.name, says.replace(row, "")), place, says, rows=(row,))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem in order of file and line."""
        return tuple(sorted({each.problem for each in self.found.values()}))

    def require_none(self) -> None:
        """Raise WiringError with every problem."""
        if self.found:
            raise WiringError(self.problems)


def code_place(definition: RowDefinition) -> Place:
    """The file and line where a row is defined."""
    code = getattr(definition.function, "__code__", None)
    return Place(definition.function.__module__.replace(".", "/") + ".py", code.co_firstlineno if code else 0)
