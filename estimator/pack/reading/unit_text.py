"""The unit of an assumption, with plain words about what is wrong with it."""

from __future__ import annotations

import math

from estimator import units
from estimator.errors import UnitError
from estimator.pack.positions import Path
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document

PACK = "pack"


def read_unit(context: Context, document: Document, path: Path, text: str | None) -> units.Unit | None:
    """The unit that a text means, or None after noting the problem.

    Where pack.toml cannot be parsed nobody knows the pack's own nouns, so that no unit is a second mistake.
    """
    if text is None:
        return None
    try:
        made = units.read(text)
        wrong = "" if math.isfinite(made.scale) else "the scale is beyond reason"
        wrong = wrong or _undeclared(made, context.nouns)
    except UnitError as problem:
        wrong = _bare_currency(context, document, path, text) or _without_unit(str(problem), text)
    if wrong and PACK not in context.broken:
        context.findings.about(document, path, text, wrong)
    return None if wrong else made


def _without_unit(message: str, text: str) -> str:
    """The message without `unit "…":`, which stands in front of the hint already."""
    return message.removeprefix(f'unit "{text}": ').removeprefix(f'unit "{text}" ')


def _bare_currency(context: Context, document: Document, path: Path, text: str) -> str:
    """Say what a unit with a bare currency should be; the year is the figure's, its source's or the pack's."""
    year = _likely_year(context, document, path)
    written = units.TOKEN.sub(lambda match: f"{match[0]}_{year}" if _is_bare(match[0]) else match[0], text)
    return f'money needs a price year. Did you mean "{written}"?' if written != text else ""


def _is_bare(word: str) -> bool:
    found = units.CURRENCY.match(word)
    return bool(found and not found[3])


def _likely_year(context: Context, document: Document, path: Path) -> str:
    table = document.table_at(path[:-1])
    named = table.get("source")
    source = context.sources.get(named) if isinstance(named, str) else None
    for date in (table.get("as_of"), getattr(source, "date", None)):
        if isinstance(date, str) and date[:4].isdigit():
            return date[:4]
    return str(context.settings.price_year) if context.settings else "2020"


def _undeclared(made: units.Unit, nouns: tuple[str, ...]) -> str:
    """A noun that another pack of this process declared is not this pack's."""
    ours = {*units.NOUNS, *units.PLAIN, *units.PLAIN.values(), *nouns, "dimensionless"}
    for word in units.TOKEN.findall(made.normal):
        if word not in ours and not units.CURRENCY.match(word):
            return f'"{word}" is not a unit; a noun of your own goes into nouns in pack.toml'
    return ""
