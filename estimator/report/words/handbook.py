"""The method handbook, written from the rows themselves, so that it cannot drift from what is computed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from estimator.calculators import Calculator, calculators, modules, rows_of
from estimator.calculators.row import RowDefinition
from estimator.expression import Reference
from estimator.expression.nodes import as_node
from estimator.expression.words import in_words

INTRODUCTION = """# Method handbook

This page is generated from the program's own rows (`estimator method -o docs/method.md`); a test fails when the two
differ. Each calculator is explained in words, then row by row with its formula. Names in formulas are the names that
`estimator show` takes, without the option and the element. *Unit* words: `money` is the pack's constant prices,
`money_then` the money of each year, `item` what the calculator counts. Metric ids of the comparison are **bold**.

How rows become numbers: a row is one Python function, traced once into a formula; the same formula is computed in
NumPy, printed into Excel, put into words, and checked for units. Whole numbers and comparisons first round to nine
decimals, in every reader, so that 0.1 + 0.2 never buys an extra ship.

How sure a number is: *percentiles* come from draws of all ranges at once (`estimator simulate`). The *envelope*
(`estimator compare --bounds`) is no likely range: every ranged input of an option at once at the end of its published
range that lowers its life-cycle cost, or that raises it. Which end does is found for each input alone, the others at
the values in force; of outcomes the smallest and the largest are the ends.
"""
DEFINITIONS = {
    "Headroom, ceiling, commitments; what is never a factor": ("budget",),
    "Over headroom, break-even share of GDP, what of pay counts against the ceiling": ("option_fit",),
    "Horizon and whole life, the two scopes of every total; sunk, committed and new money": ("option_costs", "horizon"),
    "Obligations, outlays, the burden carried into later years": ("payments",),
    "Pay, with and without": ("staffing",),
    "Basis of a cost: estimate, contract, outturn; cost growth": ("price",),
    "Dollars and other foreign money": ("currency", "foreign_price_base"),
    "People: strength, intake, fill rate; billets within authorised strength": (
        "manpower",
        "joint_units",
        "option_people",
        "option_spare_people",
    ),
    "First operational year: the first element and the complete chain": ("option_costs",),
    "Rounds, and cost per effect": ("strike_rounds", "engagement"),
    "Unequal options: cost per station-year, equal watch, hulls and crews freed": ("option_watch",),
}
SHARED = "Shared by elements"
SCOPES = {
    "pack": "For the whole pack",
    "service": "For each service",
    "currency": "For each foreign currency",
    "price_base": "For each currency and price year",
    "price": "For each price",
    "element": "Elements of options",
    "option": "For each option",
}


def handbook() -> str:
    """The handbook in Markdown: every calculator with its rows, in the order in which data flows."""
    parts = [INTRODUCTION, *_definitions()]
    for scope, title in SCOPES.items():
        if scope == "element":
            parts += [f"## {SHARED}\n", *map(_shared_chapter, shared_modules())]
        chosen = sorted((each for each in calculators().values() if each.scope == scope), key=_place)
        if chosen:
            parts.append(f"## {title}\n")
        parts += ["\n".join(_chapter(calculator)) for calculator in chosen]
    return "\n".join(parts).rstrip() + "\n"


def _definitions() -> Iterator[str]:
    """Where each definition stands that decides an answer."""
    yield "## Definitions that decide the answers\n\n| definition | chapter |\n| --- | --- |"
    for words, names in DEFINITIONS.items():
        yield f"| {words} | {', '.join(map(_link, names))} |"
    yield ""


def _title(name: str) -> str:
    """The heading of a chapter."""
    known = calculators()
    return f"{known[name].label if name in known else name.replace('_', ' ').capitalize()} (`{name}`)"


def _link(name: str) -> str:
    """A link to a chapter, by the address that Markdown viewers give its heading."""
    address = re.sub(r"[^\w\- ]", "", _title(name).lower()).replace(" ", "-")
    return f"[`{name}`](#{address})"


def shared_modules() -> list[str]:
    """The modules of rows that calculators include and that are no calculators themselves, in alphabetical order."""
    made = calculators()
    return sorted({row.module for each in made.values() for row in each.rows} - set(made))


def _shared_chapter(name: str) -> str:
    module = modules()[name]
    return "\n".join(
        [f"### {_title(name)}\n", _paragraphs((module.__doc__ or "").strip()) + "\n", *_rows(rows_of(module))]
    )


def _place(calculator: Calculator) -> tuple[int, str]:
    return calculator.place, calculator.name


def _chapter(calculator: Calculator) -> Iterator[str]:
    """One calculator: its text, the rows that it includes by their chapters, and its own rows."""
    yield f"### {_title(calculator.name)}\n"
    yield _paragraphs(calculator.doc) + "\n"
    included = sorted({row.module for row in calculator.rows} - {calculator.name})
    if included:
        yield "Also has the rows of " + ", ".join(f"`{module}`" for module in included) + ".\n"
    yield from _rows(row for row in calculator.rows if row.module == calculator.name)


def _rows(rows: Iterable[RowDefinition]) -> Iterator[str]:
    """The table of some rows; nothing for none."""
    lines = [_line(row) for row in rows]
    if lines:
        yield "| row | what it is | formula | unit |\n| --- | --- | --- | --- |"
        yield from lines
        yield ""


def _line(row: RowDefinition) -> str:
    name = f"**`{row.name}`**" if row.metric else f"`{row.name}`"
    meaning = " ".join(row.doc.split()) + _terms(row)
    return f"| {name} | {row.label}. {meaning} | {formula(row)} | {row.unit or 'as the formula gives'} |".replace(
        "\n", " "
    )


def _terms(row: RowDefinition) -> str:
    """With which inputs a row comes and goes."""
    return f" Only where one of these is told: {', '.join(f'`{each}`' for each in row.terms)}." if row.terms else ""


def formula(row: RowDefinition) -> str:
    """A row's formula in words, over its argument names."""
    symbols = [
        (Reference(f"each of {each.name}"),) if each.name in row.gather else Reference(each.name)
        for each in row.arguments
    ]
    return in_words(as_node(row.function(*symbols)), lambda name: f"*{name.replace('_', ' ')}*").replace("|", "\\|")


def _paragraphs(text: str) -> str:
    """A module's text in Markdown: indented lines are kept as code."""
    return "\n".join(line.rstrip() for line in text.splitlines())
