"""From a table of a file to an assumption: inheritance, units, and what must hold between its keys."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from estimator import names, units
from estimator.pack.positions import Path
from estimator.pack.possible import odd_years
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings, check_table
from estimator.pack.reading.schema import ASSUMPTION, ELEMENT_OVERRIDE
from estimator.pack.reading.unit_text import read_unit
from estimator.pack.records import Assumption, Layer, Place, Settings
from estimator.pack.wording import dotted, shown

RANGED = ("lognormal", "normal", "triangular", "pert", "uniform")
LISTED = ("discrete", "bernoulli")
WITH_MODE = ("triangular", "pert")


def read_assumption(
    context: Context, document: Document, path: Path, full_id: str, layer: Layer, inherited: Assumption | None = None
) -> Assumption | None:
    """The assumption that a table holds, entered into the context; None after noting what is wrong.

    With `inherited` (the system's assumption), the table changes it: what it does not give is taken over, except the
    range and shape, which belong to the value.
    """
    findings, before = context.findings, context.findings.count
    register(context, document, path, full_id)
    given = check_table(findings, document, path, ELEMENT_OVERRIDE if inherited else ASSUMPTION)
    check_value_or_years(findings, document, path, context.settings)
    check_source(context, document, path, given)
    unit = read_unit(context, document, (*path, "unit"), given.get("unit"))
    if unit is None:
        return None
    context.stand_ins[full_id] = _stand_in(document, path, full_id, layer, unit, given)
    if findings.count > before:
        _check_anyway(context, document, path, given)
        return None
    fields = {**_fields(given, unit), "id": full_id, "layer": layer, "place": Place(document.file, document.line(path))}
    made = replace(_inheritable(inherited, fields), **fields) if inherited else Assumption(**fields)
    check_meaning(context, document, path, made)
    if findings.count > before:
        return None
    context.made[full_id] = made
    return made


def _stand_in(
    document: Document, path: Path, full_id: str, layer: Layer, unit: units.Unit, given: Mapping[str, Any]
) -> Assumption:
    """What is known of an assumption with other mistakes: its unit, and whether it has one value or many."""
    by_year: dict[int, float] | None = {} if "by_year" in document.table_at(path) else None
    place, label = Place(document.file, document.line(path)), given.get("label", full_id)
    return Assumption(
        full_id, label, given["unit"], unit.scale, unit.normal, "", "", by_year=by_year, place=place, layer=layer
    )


def _fields(given: Mapping[str, Any], unit: units.Unit) -> dict[str, Any]:
    """The fields of an assumption that its table gives; value, range and shape always, as they are not inherited."""
    low, high = given.get("range", (None, None))
    same = "label unit shown source grade fill limits whole basis growth as_of note why".split()
    return {
        "scale": unit.scale,
        "normal_unit": unit.normal,
        "value": given.get("value"),
        "by_year": MappingProxyType(given["by_year"]) if "by_year" in given else None,
        "low": low,
        "high": high,
        "range_is": given.get("range_is", "percentiles"),
        "shape": given.get("shape", "certain"),
        "mode": given.get("mode"),
        "value_is": given.get("value_is", "mean"),
        "outcomes": given.get("outcomes", ()),
        **{key: given[key] for key in same if key in given},
    }


def register(context: Context, document: Document, path: Path, full_id: str) -> None:
    """Remember that the id exists, valid or not; refuse one that stands elsewhere or is too long."""
    place = Place(document.file, document.line(path))
    if full_id in context.places:
        hint = f"it stands at {context.places[full_id]} already; rename one of them"
        context.findings.add(document, path, f'"{full_id}" is there twice', hint)
    elif len(full_id) > names.LONGEST:
        hint = f"a full id has at most {names.LONGEST} characters; this one has {len(full_id)}"
        context.findings.add(document, path, f'"{full_id}" is too long', hint)
    context.places.setdefault(full_id, place)


def _inheritable(inherited: Assumption, fields: Mapping[str, Any]) -> Assumption:
    """The system's assumption as far as the element takes it over: limits in the new unit, growth with an estimate.

    What a pure number is stays, also where the system says so by its unit (%) alone.
    """
    ratio = inherited.scale / fields["scale"]
    limits = inherited.limits and (inherited.limits[0] * ratio, inherited.limits[1] * ratio)
    growth = inherited.growth if fields.get("basis", "estimate") == "estimate" else ""
    if inherited.normal_unit != fields["normal_unit"]:
        return replace(inherited, limits=None, shown="", growth=growth)
    return replace(inherited, limits=limits, shown=inherited.pure, growth=growth)


def _check_anyway(context: Context, document: Document, path: Path, given: Mapping[str, Any]) -> None:
    """Even of a table with mistakes, check what can be checked, so that all problems come together."""
    low, high = given.get("range", (None, None))
    for key, value in _values(given.get("value"), given.get("by_year"), low, high):
        check_limits(context.findings, document, (*path, *key), value, given.get("limits"))


def check_value_or_years(findings: Findings, document: Document, path: Path, settings: Settings | None) -> None:
    """Exactly one of value and by_year; years within the columns."""
    table = document.table_at(path)
    if ("value" in table) == ("by_year" in table):
        both = "both value and by_year" if "value" in table else "neither value nor by_year"
        findings.add(document, path, f"{dotted(path)}: {both}", "expected one of them")
    if "fill" in table and "by_year" not in table:
        findings.about(document, (*path, "fill"), table["fill"], "fill goes with by_year only")
    years = table.get("by_year")
    if not settings or not isinstance(years, dict):
        return
    first, last = settings.first_column_year, settings.last_column_year
    for year in years:
        if year.isascii() and year.isdigit() and len(year) == 4 and not first <= int(year) <= last:
            hint = f"expected a fiscal year with a column, {first} to {last} (pack.toml)"
            findings.about(document, (*path, "by_year", year), years[year], hint)


def check_source(context: Context, document: Document, path: Path, given: Mapping[str, Any]) -> None:
    """The source must be a record of sources.toml."""
    source = given.get("source")
    if source is not None and source not in context.sources and "sources" not in context.broken:
        hint = f"{context.findings.guess(source, context.sources)} Else add a record of that id to sources.toml".strip()
        context.findings.about(document, (*path, "source"), source, f"no such source. {hint}", f"no source {source}")


def check_limits(
    findings: Findings, document: Document, path: Path, value: float, limits: tuple[float, float] | None
) -> None:
    """A number outside its limits is an error."""
    if limits and not limits[0] <= value <= limits[1]:
        findings.about(document, path, value, f"outside its limits, {shown(limits[0])} to {shown(limits[1])}")


def check_meaning(context: Context, document: Document, path: Path, made: Assumption) -> None:
    """What must hold between the keys of one assumption."""
    findings = context.findings
    numbers = list(_values(made.value, made.by_year, made.low, made.high))
    numbers += [(("outcomes", number), outcome) for number, (outcome, _) in enumerate(made.outcomes)]
    numbers += [] if made.mode is None else [(("mode",), made.mode)]
    for inside, value in numbers:
        check_limits(findings, document, (*path, *inside), value, made.limits)
        if made.whole and inside[0] not in ("range", "mode") and not float(value).is_integer():
            findings.about(document, (*path, *inside), value, "expected a whole number, since whole = true")
        elif not math.isfinite(value * made.scale):
            findings.about(document, (*path, *inside), value, "it is too large to be computed with")
        elif reason := odd_years(made, value, context.settings.years if context.settings else ()):
            findings.about(document, (*path, *inside), value, reason)
    for key, hint in (*_shape_problems(made), *_value_problems(made)):
        findings.about(document, (*path, key), document.value_at((*path, key)), hint)
    if made.shown and made.normal_unit != units.NO_UNIT:
        findings.about(document, (*path, "shown"), made.shown, "only a pure number is shown so; this one has a unit")
    for key, hint in _basis_problems(made):
        findings.add(document, (*path, key), f"{dotted((*path, key))} = {shown(getattr(made, key) or '')}", hint)
    if made.growth:
        context.growths.append((made.growth, document, (*path, "growth")))


def _values(
    value: float | None, by_year: Mapping[int, float] | None, low: float | None, high: float | None
) -> Iterator[tuple[Path, float]]:
    """Every number of an assumption with its key."""
    found: Iterable[tuple[Path, float | None]] = (
        (("value",), value),
        (("range", 0), low),
        (("range", 1), high),
        *((("by_year", str(year)), each) for year, each in (by_year or {}).items()),
    )
    return ((key, number) for key, number in found if number is not None)


def _shape_problems(made: Assumption) -> Iterator[tuple[str, str]]:
    """Range, outcomes and shape must agree."""
    if made.is_by_year and (made.low is not None or made.shape != "certain"):
        yield "by_year", "a by-year row has no range or shape; multiply it by a scalar assumption that has one"
    elif made.shape in LISTED:
        yield from _outcome_problems(made)
    elif made.outcomes:
        yield "outcomes", 'outcomes go with shape = "discrete" or "bernoulli"'
    elif made.shape in RANGED and made.low is None:
        yield "shape", "this shape needs a range = [low, high]"
    elif made.shape == "certain" and made.low is not None:
        yield "range", "a range needs a shape: " + ", ".join(RANGED)
    elif made.low is not None and made.high is not None and made.value is not None:
        if not made.low <= made.value <= made.high:
            yield "range", f"expected the value {shown(made.value)} inside the range"
        if made.shape == "lognormal" and made.low <= 0:
            yield "range", "a lognormal number is above 0"


def _outcome_problems(made: Assumption) -> Iterator[tuple[str, str]]:
    values = [value for value, _ in made.outcomes]
    chance = sum(chance for _, chance in made.outcomes)
    if made.low is not None:
        yield "range", "outcomes take the place of a range"
    if not made.outcomes:
        yield "shape", "this shape needs outcomes = [[value, probability], …]"
    elif abs(chance - 1) > 1e-9:
        yield "outcomes", f"expected probabilities that add up to 1; they add up to {shown(chance)}"
    elif len(set(values)) < len(values):
        yield "outcomes", "expected each value once"
    elif made.shape == "bernoulli" and sorted(values) != [0, 1]:
        yield "outcomes", "expected two outcomes, 0 and 1"
    elif made.value is not None and not min(values) <= made.value <= max(values):
        yield "outcomes", f"expected the value {shown(made.value)} between the outcomes"


def _value_problems(made: Assumption) -> Iterator[tuple[str, str]]:
    """The most likely value must agree with range and shape; a value that is no mean needs a reason."""
    if made.mode is not None and (made.shape not in WITH_MODE or made.low is None or made.high is None):
        yield "mode", 'a mode goes with a range and shape = "triangular" or "pert"; other shapes have their own'
    elif made.mode is not None and not (made.low or 0.0) <= made.mode <= (made.high or 0.0):
        yield "mode", f"expected the mode inside the range, {shown(made.low or 0.0)} to {shown(made.high or 0.0)}"
    if made.value_is == "point" and made.low is None and not made.outcomes:
        yield "value_is", "only a value with a range or outcomes can differ from the mean"
    elif made.value_is == "point" and not made.note:
        yield "value_is", "expected a note that says why the value is not the mean"


def _basis_problems(made: Assumption) -> Iterator[tuple[str, str]]:
    """A cost says what it rests on; growth is for estimates."""
    money = units.read(made.unit).currency
    if money and money[1] != "then" and made.basis is None:
        yield "basis", "a cost needs its basis: estimate, contract or outturn"
    if made.growth and made.basis != "estimate":
        yield "growth", 'cost growth applies only to basis = "estimate"'


def check_growths(context: Context) -> None:
    """Each `growth` must name an assumption."""
    for growth, document, path in context.growths:
        if not context.knows(growth):
            hint = context.findings.guess(growth, context.places) or "Add it, such as [ship] in growth.toml"
            context.findings.about(document, path, growth, f"no such assumption. {hint}")
