"""Lists of what a pack holds, each as a table that a text narrows down."""

from __future__ import annotations

from collections.abc import Callable

from estimator.calculators import calculators, element_calculators
from estimator.calculators.row import first_sentence
from estimator.display.text import DASH, as_written, general
from estimator.display.unit_words import with_noun
from estimator.model.graph import Model
from estimator.pack.reading.files import read_document, shipped_packs
from estimator.pack.records import Assumption, Pack, Scenario
from estimator.pack.targets import GROUP_SIGN, named_by
from estimator.report.tables import Cell, Column, Number, Table, cell_text
from estimator.report.words.calculator_facts import elements_of
from estimator.report.words.explain import grade_text

Rows = list[tuple[Cell, ...]]
FEW = 3


def listing(model: Model, kind: str, text: str) -> Table:
    """The table of one kind, one of `LISTS`."""
    return LISTS[kind](model, text)


def _table(what: str, columns: str, rows: Rows, text: str, right: tuple[str, ...] = ()) -> Table:
    wanted = text.casefold()
    kept = [row for row in rows if any(wanted in cell_text(cell).casefold() for cell in row)]
    made = tuple(Column(name.replace(" ", "_"), name, name in right) for name in columns.split(", "))
    all_of_them = with_noun(f"{len(rows):,}", what)
    return Table("", made, tuple(kept), (f"{len(kept)} of {all_of_them}" if text else all_of_them,))


def _value(assumption: Assumption) -> Number:
    if assumption.value is not None:
        return Number(assumption.value, as_written(assumption.value, assumption.unit, assumption.pure))
    given = [value for _, value in sorted((assumption.by_year or {}).items())]
    return Number(None, f"{general(given[0], assumption.unit)} … {general(given[-1], assumption.unit)}")


def _bound(value: float | None, unit: str) -> Number:
    return Number(value, DASH if value is None else general(value, unit))


def _options(model: Model, text: str) -> Table:
    rows: Rows = [(each.id, each.label, each.role) for each in map(model.pack.options.__getitem__, model.options)]
    return _table("option", "id, label, role", rows, text)


def _assumptions(model: Model, text: str) -> Table:
    rows: Rows = [
        (
            each.id,
            each.label,
            _value(each),
            each.unit,
            _bound(each.low, each.unit),
            _bound(each.high, each.unit),
            grade_text(each),
            each.source,
            str(each.place),
        )
        for each in model.inputs.values()
        if each.layer != "given"
    ]
    columns = "id, label, value, unit, low, high, grade, source, place"
    return _table("assumption", columns, rows, text, ("value", "low", "high"))


def _rows(model: Model, text: str) -> Table:
    rows: Rows = [(each.id, each.label, each.unit, each.shape.replace("_", " ")) for each in model.rows.values()]
    return _table("row", "id, label, unit, shape", rows, text)


def _metrics(model: Model, text: str) -> Table:
    found = {key: row for option in model.options for key, row in model.metrics(option).items()}
    rows: Rows = [
        (key, row.label, row.unit, Number(len(_having(model, key)), str(len(_having(model, key)))))
        for key, row in found.items()
    ]
    return _table("metric", "id, label, unit, options", rows, text, ("options",))


def _having(model: Model, metric: str) -> list[str]:
    return [option for option in model.options if metric in model.metrics(option)]


def scenario_table(pack: Pack, text: str) -> Table:
    """The scenarios of a pack with what they change: a few ids by name, of many the number."""
    rows: Rows = [(each.id, each.label, _changes(each, text), each.note) for each in pack.scenarios.values()]
    return _table("scenario", "id, label, changes, note", rows, text)


def _changes(scenario: Scenario, text: str) -> str:
    """Ids that the scenario changes; those that hold the wanted text come first."""
    ids = sorted(dict.fromkeys(each.id for each in scenario.overrides), key=lambda each: text.casefold() not in each)
    more = len(ids) - FEW
    return ", ".join(ids) if more <= 0 else f"{', '.join(ids[:FEW])} and {more} more"


def _groups(model: Model, text: str) -> Table:
    pack = model.pack
    fitting = {each.id: named_by(GROUP_SIGN + each.id, pack.assumptions, pack.groups) for each in pack.groups.values()}
    rows: Rows = [
        (
            GROUP_SIGN + each.id,
            each.label,
            ", ".join(each.members),
            Number(len(fitting[each.id]), str(len(fitting[each.id]))),
        )
        for each in pack.groups.values()
    ]
    return _table("group", "id, label, members, assumptions", rows, text, ("assumptions",))


def _sources(model: Model, text: str) -> Table:
    rows: Rows = [(each.id, each.publisher, each.title, each.date) for each in model.pack.sources.values()]
    return _table("source", "id, publisher, title, date", rows, text)


def _systems(model: Model, text: str) -> Table:
    rows: Rows = [(each.id, each.label, each.note) for each in model.pack.systems.values()]
    return _table("system", "id, label, note", rows, text)


def calculator_table(pack: Pack, text: str) -> Table:
    """The kinds of element with how many elements of the pack are of each."""
    kinds = [calculators()[name] for name in element_calculators()]
    counts = {each.name: len(elements_of(pack, each.name)) for each in kinds}
    rows: Rows = [
        (each.name, each.label, each.item, Number(counts[each.name], str(counts[each.name])), first_sentence(each.doc))
        for each in kinds
    ]
    return _table("calculator", "id, label, counts, elements, meaning", rows, text, ("elements",))


def pack_table(text: str) -> Table:
    """The packs that come with the program, whatever pack is open."""
    heads = {name: read_document(folder / "pack.toml")[0].table["pack"] for name, folder in shipped_packs().items()}
    rows: Rows = [(name, str(head["title"]), str(head["question"])) for name, head in heads.items()]
    return _table("pack", "id, title, question", rows, text)


LISTS: dict[str, Callable[[Model, str], Table]] = {
    "options": _options,
    "assumptions": _assumptions,
    "rows": _rows,
    "metrics": _metrics,
    "scenarios": lambda model, text: scenario_table(model.pack, text),
    "groups": _groups,
    "sources": _sources,
    "systems": _systems,
    "calculators": lambda model, text: calculator_table(model.pack, text),
    "packs": lambda _, text: pack_table(text),
}
