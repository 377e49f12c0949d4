"""What a workbook that came back says: values to take over, cells that cannot be used, and what else was edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from estimator import __version__, units
from estimator.analysis.differences.renames import earlier_names
from estimator.analysis.standing.inputs_by_layer import BASE, LAYERED
from estimator.errors import EstimatorError, InputError, did_you_mean
from estimator.pack.changes import Factor, Refused
from estimator.pack.layers.settings_text import Nearest
from estimator.pack.layers.typed_text import check_number, number_of
from estimator.pack.records import Assumption, Pack, Scenario
from estimator.returned.alignment import unchanged
from estimator.returned.carried import Carried, carried_by
from estimator.returned.data_tables import left_moved, lost_tables
from estimator.returned.held_against import DELETED, FORMULAS, GONE, RENAMED, Held, hold
from estimator.returned.imported import Edit, Imported, Taken
from estimator.returned.imported_pack import pack_differences, renamed_ids
from estimator.returned.notes import notes
from estimator.returned.reader.refusal import Refusal
from estimator.returned.reader.workbook import Returned, read_returned
from estimator.returned.reader.your_values import Typed, YourValues, shown_briefly, your_values
from estimator.returned.written_again import asked_by, expected_for, layered
from estimator.workbook.cells.shares import scale_beside
from estimator.workbook.plan.sheet_registry import SCENARIOS, UNCERTAINTY, VALUE_SHEETS

FEWEST_KNOWN: Final = 0.5


def read_import(path: Path, pack: Pack, values: bool = True) -> Imported:
    """Read a workbook and hold it against a pack without layers.

    Without `values` the sheets of values are not compared.
    Raises WorkbookError for a file that is no workbook of this program, InputError for one of another pack.
    """
    returned = read_returned(path)
    _require_same_pack(returned, pack, path)
    given, same = your_values(returned), returned.manifest.get("digest") == pack.digest
    renamed = {} if same else renamed_ids(returned, pack)
    carried = carried_by(returned, pack, renamed)
    scenarios, unknown = _scenarios(given, pack, carried, returned.comparison.selector)
    nearest = Nearest(pack.assumptions)
    found = [_taken(each, pack, same, renamed, nearest) for each in given.typed]
    compared = values and same and _same_program(returned) and _is_known(returned.manifest, pack)
    held, why_not = _held(returned, pack, carried, renamed, compared)
    edits = held.edits() if held else []
    sure = [_is_edit(each, same, _same_program(returned)) for each in edits]
    others = [
        *(() if same else pack_differences(returned, pack, scenarios, renamed)),
        *_others([each for each, flag in zip(edits, sure, strict=True) if not flag]),
    ]
    refused = [*given.refused, *unknown, *(each for each in found if isinstance(each, Refusal))]
    beside = notes(held) if held and same and _same_program(returned) else ()
    doubts = [each.doubt for each in found if isinstance(each, Taken) and each.doubt]
    return Imported(
        name=path.name,
        manifest=returned.manifest,
        scenarios=scenarios,
        taken=tuple(each for each in found if isinstance(each, Taken)),
        refused=tuple(refused),
        edited=(*(each for each, flag in zip(edits, sure, strict=True) if flag), *left_moved(returned)),
        differs=tuple(others),
        notes=(
            *_notes(returned, pack, same),
            *_own(scenarios, carried, returned.called(SCENARIOS)),
            *why_not,
            *lost_tables(returned),
            *beside,
            *doubts,
        ),
        not_compared=tuple(_not_compared(returned, compared and held is not None)),
        carried=carried,
    )


def _own(scenarios: Sequence[str], carried: Carried, sheet: str) -> Iterator[str]:
    """A note for each scenario chosen that the file alone has."""
    for name in (each for each in scenarios if each in carried.scenarios):
        yield f"The pack has no scenario {name}; it is taken from the sheet {sheet} of the file."


def _is_known(manifest: Mapping[str, str], pack: Pack) -> bool:
    """True if the scenarios of the export are the pack's own, so that it can be computed again."""
    return all(each in pack.scenarios for each in layered(manifest))


def _not_compared(returned: Returned, compared: bool) -> Iterator[str]:
    sheets = () if compared else VALUE_SHEETS
    yield from filter(None, map(returned.name_of, (UNCERTAINTY, *sheets)))


def _is_edit(each: Edit, same: bool, same_program: bool) -> bool:
    """True for what a person edited, not another pack or program.

    Of another pack's workbook that is a renamed sheet, and a formula that alone in its row is another one.
    """
    if each.what in FORMULAS:
        return each.alone or (same and same_program)
    return same or each.what == RENAMED


def _others(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Formulas, rows and sheets in which the file differs from what the program writes for the pack at hand.

    Base values are compared by id, and rows of another pack stand elsewhere: both are left out here.
    """
    for each in edits:
        if each.what in FORMULAS:
            yield Edit(each.where, "formula in the file and as written today", each.now, each.was)
        elif each.what in (DELETED, GONE):
            yield Edit(each.where, "not in the file", "", each.was or each.where)


def _same_program(returned: Returned) -> bool:
    return returned.manifest.get("version") == __version__


def _require_same_pack(returned: Returned, pack: Pack, path: Path) -> None:
    """A workbook most of whose assumptions the pack does not know is another pack's."""
    name = returned.manifest.get("pack", "")
    rows = returned.base_rows()
    known = sum(id in pack.assumptions for id in rows)
    if name != pack.name and known < FEWEST_KNOWN * len(rows):
        raise InputError(
            f'{path}: made from the pack "{name}" (digest {returned.manifest.get("digest", "unknown")[:12]}); '
            f'the pack "{pack.name}" knows {known} of its {len(rows)} assumptions. Name its pack with --pack'
        )


def _scenarios(given: YourValues, pack: Pack, carried: Carried, cell: str) -> tuple[tuple[str, ...], list[Refusal]]:
    """The scenarios chosen, and the refusal of those that neither the pack has nor the file itself."""
    chosen = given.scenario
    if chosen in (BASE, ""):
        return (), []
    names = tuple(chosen.removeprefix(LAYERED).split(" + "))
    known = {**pack.scenarios, **carried.scenarios}
    unknown = [name for name in names if name not in known]
    return names, [_unknown(name[:80], known, carried.unfit.get(name, ""), cell) for name in unknown]


def _unknown(name: str, known: Mapping[str, Scenario], unfit: str, cell: str) -> Refusal:
    if unfit:
        return Refusal(cell, f'the scenario "{name}" of the file does not fit the pack', unfit)
    return Refusal(cell, f'the pack has no scenario "{name}"', did_you_mean(name, known) or "choose one of the list")


def _taken(each: Typed, pack: Pack, same: bool, renamed: Mapping[str, str], nearest: Nearest) -> Taken | Refusal:
    """A typed cell as a value of the pack, or why it cannot be one."""
    assumption = pack.assumptions.get(each.id)
    held = f"holds {shown_briefly(each.content)}" + (f" ({each.number:g} %)" if each.is_share and each.number else "")
    if assumption is None:
        now = f"it is called {renamed[each.id]} there: set that" if each.id in renamed else ""
        hint = now or nearest(each.id) or "the pack has nothing like it"
        return Refusal(each.cell, f"{held}, and the pack has no assumption {each.id}", hint)
    try:
        number = _number(each, assumption, same)
        check_number(number, assumption, pack.settings.years, each.year)
    except Refused as reason:
        return Refusal(each.cell, f"{held} for {each.id}", str(reason))
    base = assumption.value if each.year is None else assumption.year_value(each.year)
    return Taken(each.id, each.year, number, assumption.unit, base, each.cell, each.content, each.is_share)


def _number(each: Typed, assumption: Assumption, same: bool) -> float:
    """The number of a cell in the unit of the pack's file. Raises Refused."""
    _check_unit(each, assumption, same)
    moved = Factor(assumption, each.unit if each.unit != assumption.unit else "")
    if each.number is not None:
        _check_percentage(each, assumption)
        return moved.times(each.number)
    if each.unit != assumption.unit:
        raise Refused(f"its unit is now {assumption.unit}; type a plain number")
    return number_of(str(each.content), assumption, each.is_share)


def _check_percentage(each: Typed, assumption: Assumption) -> None:
    """A cell shown in percent holds a share. Raises Refused for anything else: 20 % of a price, or of format 1."""
    pure = assumption.normal_unit == units.read("1").normal and assumption.scale == 1
    if each.percentage and not each.is_share and not pure:
        held = each.number or 0.0
        shown = f"the cell shows {held * 100:g} % and the workbook reads {held:g} {assumption.unit}"
        raise Refused(f"{shown}; type the number of {assumption.unit}, with the format General")


def _check_unit(each: Typed, assumption: Assumption, same: bool) -> None:
    """Unit and scale beside the cell are those that the workbook computes with."""
    if same and each.unit != assumption.unit:
        advice = "put the unit back, or type the value with its own unit"
        raise Refused(f'the unit beside it was changed from "{assumption.unit}" to "{each.unit}"; {advice}')
    read = Factor(assumption, each.unit)
    scale = assumption.scale * read.up / read.down
    scale = scale_beside(scale) if each.is_share else scale
    if each.scale is None or abs(each.scale - scale) > abs(scale) * 1e-12:
        now = "gone" if each.scale is None else f"{each.scale:g}"
        raise Refused(f"the scale beside it is {now}; the unit {each.unit} has {scale:g}")


def _held(
    returned: Returned, pack: Pack, carried: Carried, renamed: Mapping[str, str], values: bool
) -> tuple[Held | None, tuple[str, ...]]:
    """Hold the file against the workbook that the program writes from the pack; a note where it can write none."""
    asked = asked_by(returned, carried.on(pack), renamed, values)
    try:
        expected = expected_for(asked, carried.on(pack), not (renamed or carried.scenarios))
    except EstimatorError as problem:
        return None, (f"Formulas were not compared: the pack cannot be computed. {problem}",)
    return hold(returned, expected, earlier_names(renamed) if renamed else unchanged, values), ()


def _notes(returned: Returned, pack: Pack, same: bool) -> Iterator[str]:
    digest = returned.manifest.get("digest", "")
    if not digest:
        yield "The file does not say which pack it was made from; its base values are held against this one."
    elif not same:
        name = returned.manifest.get("pack", "?")
        yield f"Made from {name} ({digest[:12]}); this pack is {pack.name} ({pack.digest[:12]})."
    if not same or not _same_program(returned):
        yield "A formula that differs may have been edited, or written by another pack or version of the program."
