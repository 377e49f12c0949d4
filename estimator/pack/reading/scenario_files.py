"""Scenario files: named sets of overrides, checked against the assumptions that they change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from estimator.pack.changes import Refused, changed
from estimator.pack.positions import Path
from estimator.pack.reading.assumption_tables import check_source, check_value_or_years
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import check_table, unexpected_sections
from estimator.pack.reading.schema import SCENARIO, SCENARIO_OVERRIDE
from estimator.pack.reading.unit_text import read_unit
from estimator.pack.records import Override, Place, Scenario
from estimator.pack.wording import dotted


def read_scenario(context: Context, document: Document) -> Scenario:
    """A scenario with its overrides in the order of the file."""
    unexpected_sections(context.findings, document, {"scenario": "scenario", "set": 'set."FULL.ID"'})
    given = check_table(context.findings, document, ("scenario",), SCENARIO)
    found = [_read_override(context, document, key) for key in document.table_at(("set",))]
    return Scenario(
        id=document.stem,
        label=given.get("label", document.stem),
        note=given.get("note", ""),
        overrides=tuple(each for each in found if each),
        known_by=given.get("known_by", ""),
        place=Place(document.file, document.line(("scenario",))),
    )


def _read_override(context: Context, document: Document, key: str) -> Override | None:
    path: Path = ("set", key)
    if not _is_known(context, document, path, key):
        return None
    before = len(context.findings.problems)
    given = check_table(context.findings, document, path, SCENARIO_OVERRIDE)
    check_value_or_years(context.findings, document, path, context.settings)
    check_source(context, document, path, given)
    read_unit(context, document, (*path, "unit"), given.get("unit"))
    if len(context.findings.problems) > before or context.settings is None:
        return None
    low, high = given.get("range", (None, None))
    made = Override(
        id=key,
        value=given.get("value"),
        by_year=_filled(given, context.settings.last_column_year),
        layer="scenario",
        low=low,
        high=high,
        place=Place(document.file, document.line(path)),
        **{name: given[name] for name in ("unit", "why", "source", "grade", "as_of") if name in given},
    )
    return made if _fits(context, document, path, made) else None


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


def _fits(context: Context, document: Document, path: Path, override: Override) -> bool:
    """Try the override on the assumption, if that is sound itself."""
    assumption = context.made.get(override.id)
    if assumption is None or context.settings is None:
        return False
    try:
        changed(assumption, override, context.settings.years)
    except Refused as reason:
        key = "by_year" if override.value is None else "value"
        context.findings.about(document, (*path, key), document.value_at((*path, key)), str(reason))
        return False
    return True
