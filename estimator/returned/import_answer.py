"""What a workbook gave back: values taken over, cells refused, edits left out, differences from the pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from estimator.files import as_argument
from estimator.pack.layers.overrides_file import overrides_text
from estimator.pack.reading.files import DEFAULT_PACK
from estimator.pack.records import Pack
from estimator.report.answers.answer import Answer, columns, plain, tidy
from estimator.report.manifest import Document
from estimator.report.tables import Cell, Number, Table
from estimator.returned.carried import carried_overrides, merged_by_id
from estimator.returned.imported import Edit, Imported, Taken

LONGEST, MOST_SHOWN = 50, 40
CELL = re.compile(r"!([A-Z]+)([0-9]+)\Z")


def answer(imported: Imported, telling: str) -> Answer:
    """Tables, tidy rows and document; `telling` is the command that tells what the values change."""
    return Answer(tuple(_tables(imported, telling)), _tidy(imported), document(imported))


def verdict(imported: Imported) -> str:
    """What was found beside the values, in one sentence; empty if nothing."""
    parts = [
        _counted(len(imported.refused), "refused cell", "refused cells"),
        _counted(len(imported.edited), "edit outside the yellow cells", "edits outside the yellow cells"),
        _counted(len(imported.differs), "difference from the pack", "differences from the pack"),
    ]
    said = ", ".join(filter(None, parts))
    return f"{imported.name}: {said}" if said else ""


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}" if count else ""


def warnings(imported: Imported) -> Iterator[str]:
    """What was not taken over, a line each, for a command that goes on with the values."""
    lines = [*merged(imported.edited), *merged(imported.differs)]
    for each in lines[:MOST_SHOWN]:
        yield f"{imported.name}: {edit_text(each)}"
    if len(lines) > MOST_SHOWN:
        yield f"{imported.name}: and {len(lines) - MOST_SHOWN} more; estimator import shows them"
    yield from (f"{imported.name}: {note}" for note in imported.notes)


def edit_text(each: Edit) -> str:
    """One edit as a line of text."""
    change = f": {_short(each.was)} → {_short(each.now)}" if each.was or each.now else ""
    return f"{each.where}: {each.what}{change}"


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """Edits of one kind in one row of a sheet as one, with the count of its cells."""
    groups: dict[tuple[str, str], list[Edit]] = {}
    for each in edits:
        groups.setdefault((CELL.sub(r"!\2", each.where), each.what), []).append(each)
    return [_one(each) for each in groups.values()]


def _one(group: list[Edit]) -> Edit:
    first = group[0]
    where = first.where if len(group) == 1 else f"{first.where} and {len(group) - 1} more of its row"
    return Edit(where, first.what, first.was, first.now)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _tables(imported: Imported, telling: str) -> Iterator[Table]:
    scenario = " + ".join(imported.scenarios) or "base values"
    rows = tuple(_taken(each) for each in imported.taken)
    none = "No value that was typed in can be used." if imported.refused else "No value was typed in."
    left = f"Not compared with what the program computes: {', '.join(imported.not_compared)}."
    notes = (
        f"Scenario chosen: {scenario}.",
        *imported.notes,
        *(() if rows else (none,)),
        *((left,) if imported.not_compared else ()),
        *((f"What they change in the results: {telling}",) if rows or not imported.refused else ()),
    )
    heads = columns("assumption, year, your value, base value, cell, typed", ("your value", "base value"))
    yield Table(f"Your values in {imported.name}", heads, rows, notes)
    if imported.refused:
        refused = tuple((each.cell, each.what, each.hint) for each in imported.refused)
        yield Table("Cells that cannot be used", columns("cell, what, what to do"), refused)
    if imported.edited:
        yield _edits("Edits outside the yellow cells: not taken over", merged(imported.edited), "was, now")
    if imported.differs:
        yield _edits("The file and the pack differ", merged(imported.differs), "file, pack")


def _taken(each: Taken) -> tuple[Cell, ...]:
    year = "" if each.year is None else str(each.year)
    value, base = (Number(number, plain(number, each.unit)) for number in (each.number, each.base))
    return each.id, year, value, base, each.cell, _typed(each)


def _typed(each: Taken) -> str:
    """What a cell holds, where that is not the number itself: a text, or a share as a true percentage."""
    if isinstance(each.written, str):
        return f'"{each.written}"'
    return f"{each.written:.15g} → {plain(each.number, each.unit)}" if each.is_share else ""


def _edits(title: str, edits: list[Edit], heads: str) -> Table:
    rows = tuple((each.where, each.what, _short(each.was), _short(each.now)) for each in edits[:MOST_SHOWN])
    more = len(edits) - MOST_SHOWN
    notes = (f"{more} more; --format csv has them all.",) if more > 0 else ()
    return Table(title, columns(f"where, what, {heads}"), rows, notes)


def _tidy(imported: Imported) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        ("value", each.cell, each.id, each.year, each.number, each.unit, each.base, str(each.written), "")
        for each in imported.taken
    ]
    rows += [("refused", each.cell, "", None, None, "", None, each.what, each.hint) for each in imported.refused]
    rows += [("edited", each.where, each.what, None, None, "", None, each.was, each.now) for each in imported.edited]
    rows += [("differs", each.where, each.what, None, None, "", None, each.was, each.now) for each in imported.differs]
    return tidy("kind, cell, id, year, value, unit, base_value, was, now", rows)


def document(imported: Imported) -> Document:
    """The import as JSON."""
    return {
        "file": imported.name,
        "manifest": dict(imported.manifest),
        "scenarios": list(imported.scenarios),
        "values": [
            {
                "id": each.id,
                "year": each.year,
                "value": each.number,
                "unit": each.unit,
                "base": each.base,
                "cell": each.cell,
                "typed": each.written,
            }
            for each in imported.taken
        ],
        "refused": [{"cell": each.cell, "what": each.what, "to_do": each.hint} for each in imported.refused],
        "edited": [_edit(each) for each in imported.edited],
        "differs": [_edit(each) for each in imported.differs],
        "notes": list(imported.notes),
        "not_compared": list(imported.not_compared),
    }


def _edit(each: Edit) -> Document:
    return {"where": each.where, "what": each.what, "was": each.was, "now": each.now}


def chosen(imported: Imported) -> str:
    """The options of a command that put the scenario chosen in the workbook in force, as far as the pack has it."""
    return "".join(f"--scenario {name} " for name in imported.scenarios if name not in imported.carried.scenarios)


def as_toml(imported: Imported, pack: Pack) -> str:
    """The values as a scenario file; the scenario chosen is named on top, since a scenario cannot hold another.

    What a scenario of the workbook alone sets stands among the values.
    """
    named = "" if pack.name == DEFAULT_PACK else f"--pack {as_argument(pack.name)} "
    remarks = [
        f"Values typed into {imported.name}, for the pack {pack.name} ({pack.digest[:12]}).",
        f"Use: estimator compare {named}{chosen(imported)}--scenario THIS_FILE.toml",
    ]
    note = f"Scenario chosen in the workbook: {' + '.join(imported.scenarios) or 'base'}."
    overrides = [*carried_overrides(imported.carried, pack, imported.scenarios), *imported.overrides]
    return overrides_text(pack, merged_by_id(overrides), f"Values typed into {imported.name}", note, remarks)
