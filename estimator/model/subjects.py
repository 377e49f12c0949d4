"""Which subjects a pack leaves out: budget, people, yardstick, threat, strikes, gross domestic product.

A calculator says by `needs` in its `MARKS` which file of assumptions it is about (or one of them), a row by its mark of
the same name; `or` joins several of which one is enough. Where the pack has none of it, the rows are none of its own,
and what reads them vanishes without an error: a pure cost comparison has no headroom and no fill rate. A subject of
which only a part is given stays, and names what it lacks; so does one whose file is there and empty, which is how an
analyst asks what belongs in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from estimator.calculators import Calculator, calculators
from estimator.calculators.row import RowDefinition
from estimator.pack.records import Pack
from estimator.pack.unread import Unread

OF_ALL = ("pack", "service", "option")
NEEDS = "needs"


def applies(pack: Pack, marks: Mapping[str, str], unread: Unread | None = None) -> bool:
    """False for a calculator or a row whose subject the pack leaves out; what could not be read is not left out."""
    needed = marks.get(NEEDS, "")
    return not needed or any(_given(pack, each, unread or Unread()) for each in needed.split(" or "))


def _given(pack: Pack, needed: str, unread: Unread) -> bool:
    within = f"{needed}."
    held = any(id == needed or id.startswith(within) for id in (*pack.assumptions, *unread.ids))
    return held or needed in pack.begun or unread.may_hold(within)


@dataclass(frozen=True)
class LeftOutSubjects:
    """What a pack leaves out: `files` whose ids nothing needs, and the `names` of rows that are none, each with why."""

    files: Mapping[str, str]
    names: Mapping[str, str]

    def why_no_row(self, name: str) -> str:
        """Why a row of this name is none of the pack's; empty where it is no matter of a subject."""
        return self.names.get(name, "")

    def why_no_id(self, id: str) -> str:
        """Why nothing has a full id; empty where it is no matter of a subject."""
        return self.files.get(id.partition(".")[0], "")


def left_out_subjects(pack: Pack, unread: Unread | None = None) -> LeftOutSubjects:
    """What the calculators of the whole pack, of services and of options need and the pack leaves out."""
    files: dict[str, str] = {}
    names: dict[str, str] = {}
    for needed, definition in _left_out_rows(pack, unread):
        why = _why(needed.partition(" or ")[0])
        names.setdefault(definition.name, why)
        if "." not in needed:
            files.setdefault(needed, why)
    return LeftOutSubjects(files, names)


def _why(needed: str) -> str:
    """In words: what the pack lacks, and where it would stand."""
    subject, _, key = needed.partition(".")
    return f"the pack says nothing of {subject} ({subject}.toml{f', [{key}]' if key else ''})"


def _left_out_rows(pack: Pack, unread: Unread | None) -> Iterator[tuple[str, RowDefinition]]:
    for calculator in calculators().values():
        if calculator.scope in OF_ALL:
            whole = applies(pack, calculator.marks, unread)
            for definition in calculator.rows:
                if not whole or not applies(pack, definition.marks, unread):
                    yield _needed(calculator, definition, whole), definition


def _needed(calculator: Calculator, definition: RowDefinition, whole: bool) -> str:
    return definition.marks[NEEDS] if whole else calculator.marks[NEEDS]
