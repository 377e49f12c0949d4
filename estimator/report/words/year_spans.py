"""Rows along the years, written compactly: equal years are joined into spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from estimator.model.graph import Model

Year = tuple[int, float]


def in_horizon(model: Model, values: Sequence[float]) -> list[Year]:
    """The years of the comparison with their values, from the values of all columns."""
    settings = model.pack.settings
    pairs = zip(model.years, values, strict=True)
    return [(year, value) for year, value in pairs if settings.first_year <= year <= settings.last_year]


def spans(years: Sequence[Year], write: Callable[[float], str]) -> Iterator[tuple[int, int, str]]:
    """Runs of neighbouring years that read the same: first year, last year, text."""
    told = [(year - place, year, write(value)) for place, (year, value) in enumerate(years)]
    for (_, words), run in groupby(told, key=lambda each: (each[0], each[2])):
        found = [year for _, year, _ in run]
        yield found[0], found[-1], words


def by_year_text(years: Sequence[Year], write: Callable[[float], str], prefix: str) -> str:
    """One phrase: `FY2021–2026 0.0; 2027 12.5; 2028–2050 15.4`."""
    runs = spans(years, write)
    parts = [f"{first}–{last} {words}" if last > first else f"{first} {words}" for first, last, words in runs]
    return prefix + "; ".join(parts)
