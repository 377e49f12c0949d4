"""How the pack behind a workbook differs from the pack at hand: ids, units and base values, told by the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from estimator.analysis.differences.renames import Known, Value, near, renames
from estimator.analysis.differences.sides import known_of
from estimator.display.unit_words import with_noun
from estimator.language import LANGUAGES
from estimator.pack import apply_scenarios
from estimator.pack.layers.settings_text import Nearest
from estimator.pack.records import Assumption, Pack
from estimator.returned.imported import Edit
from estimator.returned.reader.assumptions import BaseRow
from estimator.returned.reader.workbook import Returned
from estimator.workbook.plan.sheet_registry import SCENARIOS


def renamed_ids(returned: Returned, pack: Pack) -> dict[str, str]:
    """The id that the pack has now for one of the file, where it was renamed since the export."""
    of, english = returned.assumptions, returned.manifest.get("language", LANGUAGES[0]) == LANGUAGES[0]
    held = {
        each.id: Known(
            each.id,
            each.value,
            each.unit,
            of.text(each.row, "label") if english else "",
            texts={"source": of.text(each.row, "source")},
        )
        for each in returned.base_rows().values()
    }
    return renames(held, known_of(pack))


def pack_differences(
    returned: Returned, pack: Pack, scenarios: Sequence[str], renamed: Mapping[str, str]
) -> Iterator[Edit]:
    """Assumptions that the pack lacks, has under another name, or with another unit or base value; the scenario's."""
    rows, nearest = returned.base_rows(), Nearest(pack.assumptions)
    for each in rows.values():
        assumption = pack.assumptions.get(each.id)
        where = f"{returned.assumptions.sheet.name}!{returned.assumptions.address(each.row, 'id')}"
        if each.given:
            yield from _given(each, pack, where)
        elif each.id in renamed:
            yield Edit(where, "renamed in the pack", each.id, renamed[each.id])
            yield from _compared(each, pack.assumptions[renamed[each.id]], where)
        elif assumption is None:
            hint = nearest(each.id)
            yield Edit(where, "not in the pack", each.id, hint)
        elif assumption.editable:
            yield from _compared(each, assumption, where)
    yield from _scenario(returned, pack, scenarios, rows)


def _given(each: BaseRow, pack: Pack, where: str) -> Iterator[Edit]:
    """What pack.toml itself says, such as the first year."""
    now = getattr(pack.settings, each.id.removeprefix("pack."), None)
    if isinstance(now, int) and isinstance(each.value, float) and each.value != now:
        yield Edit(where, f"{each.id} in the file and in the pack", f"{each.value:g}", str(now))


def _compared(each: BaseRow, assumption: Assumption, where: str) -> Iterator[Edit]:
    if each.unit != assumption.unit:
        yield Edit(where, f"unit of {each.id} in the file and in the pack", each.unit, assumption.unit)
    elif each.by_year != assumption.is_by_year:
        shapes = ("by year" if each.by_year else "one value", "by year" if assumption.is_by_year else "one value")
        yield Edit(where, f"shape of {each.id} in the file and in the pack", *shapes)
    else:
        yield from _values(each.value, assumption, where, f"base value of {each.id} in the file and in the pack")


def _values(value: Value, assumption: Assumption, where: str, what: str) -> Iterator[Edit]:
    if isinstance(value, Mapping):
        own = {year: assumption.year_value(year) for year in value}
        different = [year for year in value if not near(value[year], own[year])]
        if different:
            texts = (", ".join(f"{year}: {given[year]:.15g}" for year in different[:3]) for given in (value, own))
            more = f" and {with_noun(str(len(different) - 3), 'year')} more" if len(different) > 3 else ""
            was, now = texts
            yield Edit(where, what, was + more, now + more)
    elif assumption.value is not None and (value is None or not near(value, assumption.value)):
        yield Edit(where, what, "none" if value is None else f"{value:.15g}", f"{assumption.value:.15g}")


def _scenario(returned: Returned, pack: Pack, scenarios: Sequence[str], rows: Mapping[str, BaseRow]) -> Iterator[Edit]:
    """What the chosen scenario sets in the file, and what it sets in the pack."""
    if not scenarios or any(name not in pack.scenarios for name in scenarios):
        return
    now = apply_scenarios(pack, scenarios).assumptions
    touched = {override.id for name in scenarios for override in pack.scenarios[name].overrides}
    known = returned.scenario_values(scenarios)
    for id in [*rows]:
        value = known.get(id)
        if value is None and id not in touched:
            continue
        each = rows[id]
        if id in now and each.unit == now[id].unit and each.by_year == now[id].is_by_year:
            given = each.value if value is None else value
            yield from _values(
                given,
                now[id],
                f"{returned.called(SCENARIOS)}: {id}",
                "value of the scenario in the file and in the pack",
            )
