"""Collecting every problem of a pack, and checking one table against its schema."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from estimator import names
from estimator.errors import Problem, did_you_mean
from estimator.pack.positions import Path
from estimator.pack.reading.files import Document
from estimator.pack.reading.schema import Field, Table
from estimator.pack.records import Place
from estimator.pack.wording import OPEN, TUTORIAL, dotted, shown

MOST_HINTS: Final = 200
LONGEST_GUESSED: Final = 80


@dataclass
class Findings:
    """The problems found so far; `open` are the places that nobody has filled in, by file."""

    problems: list[Problem] = field(default_factory=list)
    open: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.problems) + sum(map(len, self.open.values()))

    def leave_open(self, document: Document, path: Path) -> None:
        """Note a place that waits for somebody to write what holds; all of a file are told together."""
        unit = document.value_at((*path[:-1], "unit"))
        told = (
            f"{_of_table(path)} [{unit}]"
            if path[-1] in ("value", "by_year") and isinstance(unit, str)
            else _of_table(path)
        )
        self.open.setdefault(document.file, []).append((document.line(path), told))

    def told(self) -> tuple[Problem, ...]:
        """Every problem, the open places of a file as one."""
        return (*self.problems, *(_open_places(file, sorted(places)) for file, places in self.open.items()))

    def add(self, document: Document, path: Path, message: str, hint: str = "", like: str = "") -> None:
        """Note a problem at a key of a file; those that are `like` one another are told once."""
        self.problems.append(Problem(document.file, document.line(path), message, hint, like))

    def about(self, document: Document, path: Path, value: object, hint: str, like: str = "") -> None:
        """Note a problem with a value: `unit_price.value = -3`, then what was expected."""
        self.add(document, path, f"{dotted(path)} = {shown(value)}", hint, like)

    def at(self, place: Place, message: str, hint: str = "") -> None:
        """Note a problem at a place already known."""
        self.problems.append(Problem(place.file, place.line, message, hint))

    def guess(self, word: str, known: Iterable[str]) -> str:
        """The nearest known words as a hint; empty once there are very many problems (guessing is slow)."""
        if len(self.problems) > MOST_HINTS or len(word) > LONGEST_GUESSED:
            return ""
        return did_you_mean(word, known)


def _of_table(path: Path) -> str:
    """What is open, in few words: of the number in `element.ships.set.quantity.value` its name `ships.quantity`."""
    words = [str(part) for part in path if part not in ("element", "set")]
    return ".".join(words[:-1] if path[-1] in ("value", "by_year") else words)


def _open_places(file: str, places: list[tuple[int, str]]) -> Problem:
    several = len(places) > 1
    many = f"{len(places)} places are open" if several else "a place is open"
    until = "they are" if several else "it is"
    listed = "\n  ".join(f"{file}:{line}: {told}" for line, told in places)
    hint = f'Write what holds in place of each "{OPEN}" ({TUTORIAL} does it once)\n  {listed}'
    return Problem(
        file, places[0][0], f'{many}, marked "{OPEN}", and nothing is computed until {until} filled in', hint
    )


def check_table(
    findings: Findings, document: Document, path: Path, schema: Table, told_apart: Collection[str] = ()
) -> dict[str, Any]:
    """The values of a table that are as the schema says; everything else becomes a problem.

    That a key of `told_apart` is missing is no problem here: it is told once for all files.
    """
    table, keys = document.table_at(path), ", ".join(schema)
    for key in table:
        if key not in schema:
            hint = findings.guess(key, schema) or f"expected one of: {keys}"
            says = f'unknown key "{shown(key)[1:-1]}"'
            findings.add(document, (*path, key), f"{dotted((*path, key))}: {says}", hint, f"{says} of {keys}")
    for key, each in schema.items():
        if each.required and key not in table and key not in told_apart:
            hint = f"expected {each.expected} — {each.meaning}"
            says = f'"{key}" is missing'
            findings.add(document, path, f"{dotted(path)}: {says}", hint, f"{says} of {keys}")
    checked = {key: check_value(findings, document, (*path, key), each) for key, each in schema.items() if key in table}
    return {key: value for key, value in checked.items() if value is not None}


def check_value(findings: Findings, document: Document, path: Path, schema: Field) -> Any:
    """One value in the form that the program uses, or None after noting the problem."""
    value = document.value_at(path)
    if value == OPEN or (isinstance(value, dict) and OPEN in value.values()):
        findings.leave_open(document, path)
        return None

    def say(inside: Path, hint: str) -> None:
        where = (*path, *inside)
        findings.about(document, where, document.value_at(where), hint)

    made = schema.kind.check(value, say)
    if made is not None and schema.choices and made not in schema.choices:
        say((), findings.guess(str(made), schema.choices) or f"expected {schema.expected}")
        return None
    return made


def check_tables(
    findings: Findings, document: Document, path: Path, what: str, besides: tuple[str, ...] = ()
) -> list[str]:
    """The keys of a table whose values must all be tables named by legal ids, a few other tables left out."""
    legal = []
    for key, value in document.table_at(path).items():
        here = (*path, key)
        if key in besides:
            continue
        wrong = names.problem_with(key)
        if not isinstance(value, dict):
            findings.about(document, here, value, f"expected {what}: a table of keys")
        elif wrong:
            findings.add(document, here, f'{dotted(here)}: "{shown(key)[1:-1]}" is no legal id', wrong)
        else:
            legal.append(key)
    return legal


def unexpected_sections(findings: Findings, document: Document, allowed: Mapping[str, str]) -> None:
    """Note top-level tables that a file of this kind does not have."""
    for key in document.table:
        if key not in allowed:
            hint = findings.guess(key, allowed) or "expected " + ", ".join(f"[{name}]" for name in allowed.values())
            findings.add(document, (key,), f"{dotted((key,))}: unknown table", hint)
