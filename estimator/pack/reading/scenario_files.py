"""Scenario files: named sets of overrides, checked against the assumptions that they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from estimator.errors import UnknownNameError
from estimator.pack.changes import Refused, changed
from estimator.pack.positions import Path
from estimator.pack.reading.assumption_tables import check_source, check_value_or_years
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import check_table, unexpected_sections
from estimator.pack.reading.schema import SCENARIO, SCENARIO_OVERRIDE
from estimator.pack.reading.unit_text import read_unit
from estimator.pack.records import UNDOCUMENTED, Override, Place, Scenario
from estimator.pack.relative import POINTS, How, absolute
from estimator.pack.targets import named_by, names_many
from estimator.pack.wording import dotted

MOST_REASONS: Final = 3
"""That are told of a pattern or a group, and ids that are named of each."""
NO_REASON: Final = "Undocumented: its file gives no reason."
"""What a quick scenario is, where its file does not say."""


def read_scenario(context: Context, document: Document) -> Scenario:
    """A scenario with its overrides in the order of the file."""
    unexpected_sections(context.findings, document, {"scenario": "scenario", "set": 'set."FULL.ID"'})
    given = check_table(context.findings, document, ("scenario",), SCENARIO)
    found = [each for key in document.table_at(("set",)) for each in _read_changes(context, document, key)]
    made = Scenario(
        id=document.stem,
        label=given.get("label", document.stem),
        note=given.get("note", ""),
        overrides=tuple(found),
        known_by=given.get("known_by", ""),
        place=Place(document.file, document.line(("scenario",))),
    )
    return made if made.note or made.is_documented else replace(made, note=NO_REASON)


def _read_changes(context: Context, document: Document, key: str) -> Iterator[Override]:
    """The overrides of one table: of an assumption, or of each that a pattern or a group names."""
    path: Path = ("set", key)
    ids = _named(context, document, path, key)
    before = context.findings.count
    given = check_table(context.findings, document, path, SCENARIO_OVERRIDE) if ids else {}
    how: How = given.get("change", "to")
    if not ids or not _is_sound(context, document, path, given, how) or context.findings.count > before:
        return
    assert context.settings is not None
    low, high = given.get("range", (None, None))
    if "why" not in given:
        given |= {"why": UNDOCUMENTED, "grade": "C"}
    asked = Override(
        id=key,
        value=given.get("value"),
        by_year=_filled(given, context.settings.last_column_year),
        layer="scenario",
        low=low,
        high=high,
        place=Place(document.file, document.line(path)),
        **{name: given[name] for name in ("unit", "why", "source", "grade", "as_of") if name in given},
    )
    tried = {id: _made(context, replace(asked, id=id), how) for id in ids if id in context.made}
    refused = {id: str(each) for id, each in tried.items() if isinstance(each, Refused)}
    if refused:
        _note_refused(context, document, path, refused)
    yield from (each for each in tried.values() if isinstance(each, Override))


def _is_sound(context: Context, document: Document, path: Path, given: Mapping[str, Any], how: How) -> bool:
    """What must hold between the keys of one table; False without settings, where nothing can be worked out."""
    findings = context.findings
    if "unit" not in given and how != "times" and "unit" not in document.table_at(path):
        findings.add(
            document, path, f'{dotted(path)}: "unit" is missing', f"expected {SCENARIO_OVERRIDE['unit'].expected}"
        )
    if how != "to" and "range" in given:
        findings.about(document, (*path, "range"), list(given["range"]), "a relative change has no range of its own")
    check_value_or_years(findings, document, path, context.settings)
    check_source(context, document, path, given)
    if given.get("unit") not in POINTS:
        read_unit(context, document, (*path, "unit"), given.get("unit"))
    return context.settings is not None


def _made(context: Context, asked: Override, how: How) -> Override | Refused:
    """The override as values, tried on the assumption, or why it is refused."""
    assert context.settings is not None
    assumption, years = context.made[asked.id], context.settings.years
    try:
        made = absolute(asked, how, assumption, years)
        changed(assumption, made, years)
    except Refused as reason:
        return reason
    return made


def _note_refused(context: Context, document: Document, path: Path, refused: Mapping[str, str]) -> None:
    """One problem for a table, whose reasons name each the first assumptions of a pattern or a group."""
    key = "by_year" if document.value_at((*path, "value")) is None else "value"
    reasons: dict[str, list[str]] = {}
    for id, reason in refused.items():
        reasons.setdefault(reason, []).append(id)
    hints = [reason if ids == [path[-1]] else f"{_first(ids)}: {reason}" for reason, ids in reasons.items()]
    more = len(hints) - MOST_REASONS
    hint = "; ".join(hints[:MOST_REASONS]) + (f"; and {more} more" if more > 0 else "")
    context.findings.about(document, (*path, key), document.value_at((*path, key)), hint)


def _first(ids: Sequence[str]) -> str:
    more = len(ids) - MOST_REASONS
    return ", ".join(ids[:MOST_REASONS]) + (f" and {more} more" if more > 0 else "")


def _named(context: Context, document: Document, path: Path, key: str) -> tuple[str, ...]:
    """The ids that a table's key names; none after noting what is wrong with it."""
    if not names_many(key):
        return (key,) if _is_known(context, document, path, key) else ()
    if not isinstance(document.value_at(path), dict):
        context.findings.about(document, path, document.value_at(path), "expected a table with change and value")
        return ()
    try:
        return named_by(key, context.made, context.groups)
    except UnknownNameError as problem:
        context.findings.add(document, path, f"{dotted(path)}: names nothing", str(problem))
        return ()


def _is_known(context: Context, document: Document, path: Path, key: str) -> bool:
    """The key is the full id of an assumption, in quotes."""
    value = document.value_at(path)
    if context.knows(key) and isinstance(value, dict):
        return True
    if isinstance(value, dict) and any(isinstance(each, dict) for each in value.values()) and "by_year" not in value:
        hint = f'put the full id in quotes, as in [set."{key}.{next(iter(value))}"]'
    else:
        hint = context.findings.guess(key, context.places) or 'expected [set."FULL.ID"]'
    context.findings.add(document, path, f"{dotted(path)}: no such assumption", hint)
    return False


def _filled(given: Mapping[str, Any], last_year: int) -> dict[int, float] | None:
    """The years that the scenario changes: those given, and with `fill` also those between and after them."""
    years: dict[int, float] | None = given.get("by_year")
    if years is None or "fill" not in given:
        return years
    known = sorted(years)
    made = {}
    for year in range(known[0], last_year + 1):
        left = max(each for each in known if each <= year)
        right = min((each for each in known if each >= year), default=left)
        made[year] = _between(year, left, right, years, given["fill"])
    return made


def _between(year: int, left: int, right: int, years: Mapping[int, float], fill: str) -> float:
    if year in years or fill == "hold" or (fill == "linear" and left == right):
        return years[left]
    if fill == "zero":
        return 0.0
    return years[left] + (years[right] - years[left]) * (year - left) / (right - left)
