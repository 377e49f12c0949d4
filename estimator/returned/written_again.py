"""What the program would write today for a workbook that came back, under what was in force when it was exported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from estimator.analysis.differences.renames import renamed_options
from estimator.analysis.questions.tornado_drivers import Substituted, ends_of, movable, starting_choice
from estimator.analysis.standing.joined import with_set
from estimator.errors import EstimatorError, InputError
from estimator.language import LANGUAGES, Speaker, in_every_language, speaker_of
from estimator.pack import apply, apply_scenarios
from estimator.pack.reading.kept import MISTAKES
from estimator.pack.records import Override, Pack
from estimator.returned.data_tables import is_live, tables_of
from estimator.returned.expected import Expected, expected_of
from estimator.returned.expected_kept import find_expected, keep_expected, key_of
from estimator.returned.reader.workbook import Returned
from estimator.workbook.plan.sheet_registry import BY_NAME, DATA, UNCERTAINTY
from estimator.workbook.plan.years_left_off import AS_READ, YEARS

if TYPE_CHECKING:
    from estimator.analysis.standing.compare import Comparison
    from estimator.model import Model
    from estimator.workbook.sheets.value_sheet import Attached

DECIDING = ("language", "overrides", "scenarios", "together")


@dataclass(frozen=True)
class Asked:
    """What of a file decides what the program would write for it, as far as the pack has it.

    `options` are those shown, in their order; `told` lines of the manifest; `tabs` what sheets of the program were
    called, None where they go by ids; `had` are the sheets that the file was written with; `tables` has the drivers and
    the size of the tables of What-if; without `values` no sheet of values is written.
    """

    options: tuple[str, ...]
    told: Mapping[str, str]
    tabs: Mapping[str, str] | None
    had: tuple[str, ...]
    tables: Substituted | None
    data_tables: bool
    all_years: bool
    values: bool

    @property
    def language(self) -> str:
        """The language of the file."""
        return self.told.get("language", LANGUAGES[0])


def expected_for(asked: Asked, pack: Pack, is_known: bool) -> Expected:
    """What the program writes for the pack as it was in force when a file was exported.

    Where all that the file says is the pack's own, as its files have it (`is_known`), it is kept for the next time.
    Raises EstimatorError for a pack that cannot be computed.
    """
    key = key_of(pack, repr(asked)) if is_known else ""
    found = find_expected(key)
    if found is None:
        found = _written(asked, pack)
        keep_expected(key, found)
    return found


def asked_by(returned: Returned, pack: Pack, renamed: Mapping[str, str], values: bool) -> Asked:
    """What a file asks for; `renamed` are its ids with those of the pack, `values` wants the sheets of values."""
    pack = _with_its_set(returned.manifest, pack)
    order = {name: place for place, name in enumerate(returned.names)}
    options = returned.comparison.options.values()
    titles = _titles(pack, returned.manifest)
    places = {each: order.get(returned.name_of(each, titles.get(each, "")), len(order)) for each in options}
    there = sorted(options, key=lambda option: places[option])  # as exported
    now = renamed_options(renamed, there, pack.options)
    as_read = {AS_READ, *in_every_language(AS_READ)}
    tabs = {now.get(sheet, sheet): tab for sheet, tab in returned.tabs.items()}
    return Asked(
        options=tuple(option for each in there if (option := now.get(each, each)) in pack.options),
        told={name: returned.manifest[name] for name in DECIDING if name in returned.manifest},
        tabs=tabs if returned.by_label else None,
        had=tuple(filter(returned.had, BY_NAME)),
        tables=tables_of(returned, renamed),
        data_tables=is_live(returned),
        all_years=returned.manifest.get(YEARS) not in as_read,  # a file from before this was told has them
        values=values,
    )


def _titles(pack: Pack, manifest: Mapping[str, str]) -> dict[str, str]:
    """What stands in the first cell of each option's sheet, by which a tab is found that somebody renamed."""
    speaker = speaker_of(pack, manifest.get("language", LANGUAGES[0]))
    return {id: speaker.say(each.label) if speaker else each.label for id, each in pack.options.items()}


def _written(asked: Asked, pack: Pack) -> Expected:
    """The workbook, composed anew."""
    from estimator.analysis.standing.compare import compare
    from estimator.model import build_model
    from estimator.workbook.book import compose
    from estimator.workbook.tabs import on_tabs

    pack = _with_its_set(asked.told, pack)
    model = build_model(_as_exported(asked.told, pack), asked.options or None)
    found = compare(model)
    beside = replace(_beside(found, asked), substituted=_tables(asked, model))
    beside = replace(beside, data_tables=asked.data_tables, all_years=asked.all_years)
    book = compose(model, found.values, {}, beside, asked.tabs is not None)
    speaker = speaker_of(pack, asked.language) if asked.language in LANGUAGES else None
    tabs = _tabs(asked, model, speaker)
    title = speaker.say(UNCERTAINTY) if speaker else UNCERTAINTY
    return expected_of(on_tabs(book, tabs, speaker), (title, tabs.get(UNCERTAINTY, UNCERTAINTY)))


def _tabs(asked: Asked, model: Model, speaker: Speaker | None) -> dict[str, str]:
    """The tabs that the file was written with."""
    from estimator.workbook.plan.tab_names import tab_names

    return {} if asked.tabs is None else {**tab_names(model, speaker), **asked.tabs}


def _beside(comparison: Comparison, asked: Asked) -> Attached:
    """Of the sheets of values those that the file was written with; none without `values`."""
    from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED
    from estimator.workbook.sheets.value_sheets import attached_values

    if not asked.values:
        return NOTHING_ATTACHED
    beside = attached_values(comparison.model, comparison.values, comparison.options)
    supplements = tuple(each for each in beside.supplements if each.sheet in asked.had)
    return replace(beside, supplements=supplements, data_rows=beside.data_rows if DATA in asked.had else ())


def _tables(asked: Asked, model: Model) -> Substituted | None:
    """The file's drivers, if the pack has them; else none are expected, and what reads data tables is an edit."""
    chosen, moved = starting_choice(model), movable(model)
    if asked.tables is None or chosen is None or not set(asked.tables.drivers) <= moved.keys():
        return None
    option, metric = chosen
    ends = ends_of({id: moved[id] for id in asked.tables.drivers})
    return replace(asked.tables, option=option, metric=metric, ends=ends)


def _with_its_set(manifest: Mapping[str, str], pack: Pack) -> Pack:
    """The pack with the set of options that the file was written for, as far as the pack has them."""
    options = [each for each in manifest.get("together", "").split(", ") if each]
    if not options or not set(options) <= pack.options.keys():
        return pack
    try:
        return with_set(pack, options)
    except InputError:
        return pack


def _as_exported(manifest: Mapping[str, str], pack: Pack) -> Pack:
    """The pack under the scenarios and overrides of the export, as far as the manifest can be read."""
    names = [each for each in layered(manifest) if each in pack.scenarios]
    under = apply_scenarios(pack, names) if names else pack
    try:
        return apply(under, list(_exported_overrides(manifest.get("overrides", ""))))
    except (EstimatorError, *MISTAKES):
        return under


def layered(manifest: Mapping[str, str]) -> list[str]:
    """The scenarios of a manifest, `lean_years, weaker_euro`."""
    text = manifest.get("scenarios", "")
    return text.split(", ") if text not in ("", "none") else []


def _exported_overrides(text: str) -> Iterator[Override]:
    """The overrides of a manifest, `budget.gdp_share = 2.0 %; …`. Raises one of MISTAKES for what is none."""
    for each in text.split("; ") if text not in ("", "none") else ():
        id, _, rest = each.partition(" = ")
        value, end = json.JSONDecoder().raw_decode(rest)
        by_year = {int(year): float(number) for year, number in value.items()} if isinstance(value, dict) else None
        yield Override(id, None if by_year else float(value), by_year, rest[end:].strip())
