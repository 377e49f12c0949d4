"""The method handbook, written from the rows themselves, so that it cannot drift from what is computed."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.calculators import Calculator, calculators
from estimator.calculators.row import RowDefinition
from estimator.expression import Reference
from estimator.expression.nodes import as_node
from estimator.report.words import in_words

INTRODUCTION = """# Method handbook

This page is generated from the program's own rows (`estimator method -o docs/method.md`); a test fails when the two
differ. Each calculator is explained in words, then row by row with its formula. Names in formulas are the names that
`estimator show` takes, without the option and the element. *Unit* words: `money` is the pack's constant prices,
`money_then` the money of each year, `item` what the calculator counts. Metric ids of the comparison are **bold**.

How rows become numbers: a row is one Python function, traced once into a formula; the same formula is computed in
NumPy, printed into Excel, put into words, and checked for units. Whole numbers and comparisons first round to nine
decimals, in every reader, so that 0.1 + 0.2 never buys an extra ship.
"""
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
    parts = [INTRODUCTION]
    told: set[str] = set()
    for scope, title in SCOPES.items():
        chosen = sorted((each for each in calculators().values() if each.scope == scope), key=_place)
        if chosen:
            parts.append(f"## {title}\n")
        for calculator in chosen:
            parts.append("\n".join(_chapter(calculator, told)))
    return "\n".join(parts).rstrip() + "\n"


def _place(calculator: Calculator) -> tuple[int, str]:
    return calculator.place, calculator.name


def _chapter(calculator: Calculator, told: set[str]) -> Iterator[str]:
    """One calculator: its text, and the rows that no earlier chapter has told."""
    yield f"### {calculator.label} (`{calculator.name}`)\n"
    yield _paragraphs(calculator.doc) + "\n"
    own = [row for row in calculator.rows if f"{row.module}.{row.name}" not in told]
    shared = sorted({row.module for row in calculator.rows} - {calculator.name})
    repeated = [module for module in shared if all(row.module != module for row in own)]
    if repeated:
        yield "Also has the rows of " + ", ".join(f"`{module}`" for module in repeated) + ", told above.\n"
    if own:
        yield "| row | what it is | formula | unit |\n| --- | --- | --- | --- |"
        yield from (_line(row) for row in own)
        yield ""
    told.update(f"{row.module}.{row.name}" for row in own)


def _line(row: RowDefinition) -> str:
    name = f"**`{row.name}`**" if row.metric else f"`{row.name}`"
    meaning = " ".join(row.doc.split())
    return f"| {name} | {row.label}. {meaning} | {formula(row)} | {row.unit or 'as the formula gives'} |".replace(
        "\n", " "
    )


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
