"""Inputs as TOML to paste: one line a number, its place open until somebody writes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from estimator.calculators import Calculator
from estimator.calculators.asked import Asked, asked
from estimator.model.needs.inputs import calculator_inputs, needed_with, needs_people
from estimator.pack.records import Pack
from estimator.pack.wording import OPEN, shown

JUDGED: Final = "judgement"
OPEN_VALUE: Final = f'"{OPEN}"'


@dataclass(frozen=True)
class Wording:
    """How a pack writes money, the source of a number that has none yet, and the first fiscal year compared."""

    money: str
    source: str
    first_year: int


def wording_of(pack: Pack) -> Wording:
    """Money as the pack shows it, in its price year; a source that it has."""
    settings = pack.settings
    money = settings.money_shown or f"M{settings.currency}"
    source = JUDGED if JUDGED in pack.sources or not pack.sources else next(iter(pack.sources))
    return Wording(f"{money}_{settings.price_year}", source, settings.first_year)


def table_line(
    calculator: Calculator, name: str, wording: Wording, value: str = OPEN_VALUE, parted: str = ", ", beside: str = ""
) -> str:
    """One input as a line below a header such as `[element.ships.set]`: `quantity = { label = …, value = "?", … }`.

    `beside` says why one that may be left out is needed here.
    """
    told = asked(calculator.name, name) or Asked("1", name.replace("_", " ").capitalize(), 1)
    given = {
        "label": f'"{told.meaning_here(calculator.item)}"',
        "value": value,
        "unit": f'"{unit_of(calculator, told, wording)}"',
        "shown": f'"{told.shown}"' if told.shown else "",
        "whole": "true" if told.whole and told.unit != "1" else "",
        "basis": '"estimate"' if told.is_cost else "",
        "source": f'"{wording.source}"',
        "grade": '"C"',
    }
    keys = parted.join(f"{key} = {text}" for key, text in given.items() if text)
    may_go = beside or _may_go(calculator, name, told)
    said = "; ".join(filter(None, (told.note, "" if value != OPEN_VALUE else may_go)))
    return f"{name} = {{ {keys} }}" + (f"  # {said}" if said else "")


def _may_go(calculator: Calculator, name: str, told: Asked) -> str:
    """That an open place may be taken out again, for an input that is usual and not needed."""
    return f"may be left out{f': {told.without}' if told.without else ''}" if name in calculator.usual else ""


def unit_of(calculator: Calculator, told: Asked, wording: Wording) -> str:
    """The unit of an input as this calculator counts and this pack pays."""
    return told.unit_here(calculator.item, wording.money)


def example_value(calculator: Calculator, name: str, wording: Wording) -> str:
    """A number that fits, as TOML writes it."""
    told = asked(calculator.name, name)
    value = told.example + (wording.first_year if told.dated else 0) if told else 1
    return shown(int(value) if float(value).is_integer() else value)


def lines(calculator: Calculator, names: Iterable[str], wording: Wording, examples: bool = False) -> Sequence[str]:
    """Lines for several inputs, open or filled in with the examples."""
    return [
        table_line(calculator, name, wording, *([example_value(calculator, name, wording)] if examples else []))
        for name in names
    ]


def example(calculator: Calculator, pack: Pack) -> str:
    """An element of this kind with an example of each input that it cannot do without: it computes as it stands."""
    return "\n".join(element_lines(calculator, calculator.name, pack, told_of(calculator), examples=True))


def told_of(calculator: Calculator) -> list[str]:
    """What an element of the kind is always told, the usual ones and what these ask for counted in."""
    wanted = needed_with(calculator, *calculator.usual) | set(calculator.usual)
    return [each.name for each in calculator_inputs(calculator) if each.name in wanted and each.asked]


def tells_of_people(calculator: Calculator) -> bool:
    """True where an element of the kind is usually told how many people it needs."""
    told = (asked(calculator.name, name) for name in told_of(calculator))
    return any(each and "person" in each.unit for each in told)


def element_lines(
    calculator: Calculator, key: str, pack: Pack, names: Iterable[str], system: str = "", examples: bool = False
) -> Iterator[str]:
    """The tables of an element: kind, service, and its inputs, open or filled in with the examples."""
    yield f"[element.{key}]"
    yield f'calculator = "{calculator.name}"'
    if system:
        yield f'system = "{system}"'
    if needs_people(calculator):
        yield (
            f'service = "{next(iter(pack.services), OPEN) if examples else OPEN}"'
            if tells_of_people(calculator)
            else f'# Whose people serve with it, if any do: service = "{OPEN}"'
        )
    yield ""
    yield f"[element.{key}.set]"
    yield from lines(calculator, names, wording_of(pack), examples)
