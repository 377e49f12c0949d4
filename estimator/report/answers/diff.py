"""What differs between two sides: assumptions first, then results with their amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from estimator.analysis.differences.compared import AssumptionChange, Differences, ResultChange
from estimator.analysis.differences.renames import Value
from estimator.display.decision import shown_alone
from estimator.display.declared import of_metric_named
from estimator.display.text import DASH, general, with_unit
from estimator.files import as_argument
from estimator.report.answers.answer import Answer, columns, side_by_side, tidy
from estimator.report.manifest import Document
from estimator.report.tables import Cell, Table
from estimator.report.words.numbers_in_sentences import counted

LONGEST = 60


def answer(differences: Differences) -> Answer:
    """Tables, tidy rows and document."""
    made = [_facts(differences)] if differences.facts else []
    made += [_assumptions(differences), _results(differences, {new: old for old, new in differences.renamed.items()})]
    return Answer(tuple(made), _tidy(differences), document(differences))


def verdict(differences: Differences) -> str:
    """One sentence."""
    if differences.broken:
        return (
            f"{' and '.join(differences.broken)}: checks of the workbook itself fail, so the comparison may be wrong."
        )
    if differences.invalid:
        return f"{' and '.join(differences.invalid)}: inputs of the workbook do not pass its checks."
    if differences.equal:
        return f"{differences.old.name} and {differences.new.name} are equal."
    parts = [counted(len(differences.assumptions), "assumption"), counted(len(differences.results), "result")]
    parts += [counted(len(differences.facts), "fact")] if differences.facts else []
    parts += [f"{counted(len(differences.renamed), 'option')} renamed"] if differences.renamed else []
    return f"{differences.old.name} and {differences.new.name} differ: {', '.join(parts)}."


def _facts(differences: Differences) -> Table:
    rows = tuple((name, _short(old), _short(new)) for name, old, new in differences.facts)
    return Table("What the two are", columns("what, old, new"), rows)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def value_text(value: Value, unit: str, years: tuple[int, ...] = ()) -> str:
    """A value in the file's unit; of a by-year one the years that differ."""
    if value is None:
        return DASH
    if not isinstance(value, Mapping):
        return with_unit(value, unit)
    shown = [year for year in (years or tuple(sorted(value))) if year in value]
    if not shown:
        return DASH
    *others, last = shown if len(shown) <= 2 else (shown[0], shown[-1])
    parts = [*(f"{year} {general(value[year], unit)}" for year in others), f"{last} {with_unit(value[last], unit)}"]
    return (" … " if len(shown) > 2 else ", ").join(parts)


def _assumptions(differences: Differences) -> Table:
    rows = tuple(_assumption(each) for each in differences.assumptions)
    notes = (*differences.notes, *(() if rows else ("No assumption differs.",)), *_by_import(differences))
    return Table("Assumptions", columns(" , assumption, old, new, layer, why"), rows, notes)


def _by_import(differences: Differences) -> Iterator[str]:
    """What `import` tells of a workbook: this table takes it as it stands."""
    sides = (differences.old, differences.new)
    files = list(dict.fromkeys(as_argument(each.name) for each in sides if each.is_workbook))
    if files:
        asked = " and ".join(f"estimator import {each}" for each in files)
        yield f"Workbooks are taken as they stand; what was typed where, refused cells and edited formulas: {asked}."


def _assumption(each: AssumptionChange) -> tuple[Cell, ...]:
    old, new = (value_text(value, each.unit, each.years) for value in (each.old, each.new))
    if each.sign == "~" and old == new:
        old, new = "", ""
    texts = "; ".join(f"{name}: {_short(one)} → {_short(other)}" for name, one, other in each.texts)
    why = "; ".join(filter(None, (each.why, texts)))
    return each.sign, _named(each.id, each.was), old, new, each.layer, why


def _named(id: str, was: str) -> str:
    """An id with the one that it had before."""
    return f"{id} (was {was})" if was else id


def _results(differences: Differences, was: Mapping[str, str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    last = ""
    largest = _largest(differences)
    sides = (differences.new, differences.old)
    money, years = [each.money_shown for each in sides], {each.facts.get("price_year", "") for each in sides}
    price_year = years.pop() if len(years) == 1 else ""
    for each in differences.results:
        if each.option != last:
            rows.append((_named(each.option, was.get(each.option, "")),))
            last = each.option
        rows.append(_result(each, largest[each.unit], money, price_year))
    renamed = tuple(f"The option {old} is called {new} now." for old, new in differences.renamed.items())
    notes = (*renamed, *(() if rows else ("No result differs.",)))
    heads = columns(" , metric, old, new, change, unit", ("old", "new", "change"))
    return Table("Results", heads, tuple(rows), notes)


def _largest(differences: Differences) -> dict[str, float]:
    """The largest amount of each unit, so that one prefix serves all amounts of it."""
    made = dict[str, float]()
    for each in differences.results:
        made[each.unit] = max(made.get(each.unit, 0.0), abs(each.old or 0.0), abs(each.new or 0.0))
    return made


def _result(each: ResultChange, largest: float, money: Sequence[str], price_year: str) -> tuple[Cell, ...]:
    """Old, new and change; money without its price year where both sides have the same, as other commands show it."""
    values = (each.old, each.new, each.change)
    how = shown_alone(each.unit, of_metric_named(each.metric), values, largest, money, price_year)
    return (each.sign, each.metric, *side_by_side(each.old, each.new, how), how.unit)


def _tidy(differences: Differences) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        (
            "assumption",
            each.sign,
            "",
            each.id,
            year,
            old,
            new,
            _less(new, old),
            each.unit,
            each.layer,
            each.why,
            each.was,
        )
        for each in differences.assumptions
        for year, old, new in _cells(each)
    ]
    rows += [
        ("result", each.sign, each.option, each.metric, None, each.old, each.new, each.change, each.unit, "", "", "")
        for each in differences.results
    ]
    rows += [
        ("option", "~", new, "", None, None, None, None, "", "", "", old) for old, new in differences.renamed.items()
    ]
    return tidy("what, sign, option, id, year, old, new, change, unit, layer, why, was", rows)


def _less(new: float | None, old: float | None) -> float | None:
    return None if old is None or new is None else new - old


def _cells(each: AssumptionChange) -> Iterator[tuple[int | None, float | None, float | None]]:
    """One line for a scalar, a line for each fiscal year of a by-year assumption."""
    if not isinstance(each.old, Mapping) and not isinstance(each.new, Mapping):
        yield None, each.old, each.new
        return
    old, new = (value if isinstance(value, Mapping) else {} for value in (each.old, each.new))
    for year in each.years or sorted({*old, *new}):
        yield year, old.get(year), new.get(year)


def document(differences: Differences) -> Document:
    """The differences as JSON."""
    return {
        "old": differences.old.name,
        "new": differences.new.name,
        "equal": differences.equal,
        "notes": list(differences.notes),
        "renamed_options": dict(differences.renamed),
        "facts": [{"what": name, "old": old, "new": new} for name, old, new in differences.facts],
        "assumptions": [
            {
                "sign": each.sign,
                "id": each.id,
                "was": each.was,
                "label": each.label,
                "old": _plain(each.old),
                "new": _plain(each.new),
                "unit": each.unit,
                "layer": each.layer,
                "why": each.why,
                "also": [{"what": name, "old": old, "new": new} for name, old, new in each.texts],
            }
            for each in differences.assumptions
        ],
        "results": [
            {
                "sign": each.sign,
                "option": each.option,
                "metric": each.metric,
                "old": each.old,
                "new": each.new,
                "change": each.change,
                "unit": each.unit,
            }
            for each in differences.results
        ],
    }


def _plain(value: Value) -> object:
    return {str(year): each for year, each in value.items()} if isinstance(value, Mapping) else value
