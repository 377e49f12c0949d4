"""The model held against published totals (`published.toml`).

A case names a sum of model rows, the published value with its own price base, the overrides that give the published
scope (cost growth 1, no rounds, another life), and how near the two must be. A sum of published parts is an *identity*
and says so; a *model* case exercises the calculators. Of effects, where records are few and claims differ, a band is as
wide as the record is honest: *calibrated* against what set the value, *predicted* where the value was set without it.
A prediction may fail, and says why; everything else must hold.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from estimator import units
from estimator.calculators.roles import Role
from estimator.errors import EvaluationError, ModelError, Problem, did_you_mean
from estimator.evaluation import Array, Values, evaluate, input_array
from estimator.model import Model, build_model
from estimator.model.instances import price_bases
from estimator.pack import apply, parse_setting
from estimator.pack.records import Pack

Settings = tuple[tuple[str, str], ...]
PREDICTED = "predicted"
KINDS = ("model", "identity", "calibrated", PREDICTED)
REQUIRED = ("label", "kind", "rows", "value", "unit", "source")
KNOWN = {*REQUIRED, "option", "year", "tolerance", "band", "set", "explanation", "as_of", "note"}


@dataclass(frozen=True, slots=True)
class Case:
    """One published total.

    `rows` weighs model rows; a row along the years is written `row@2022` for one year or `row@total`. `year` is that of
    the rate where the total is in a foreign currency: given, or the one year that the rows name. `tolerance` is
    relative, `band` in the published unit; one of them is given.
    """

    id: str
    label: str
    kind: str
    rows: Mapping[str, float]
    value: float
    unit: str
    source: str
    tolerance: float | None = None
    band: tuple[float, float] | None = None
    settings: Mapping[str, str] | None = None
    explanation: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what the model gives for it, both in the published unit. `holds` within the tolerance or the band."""

    case: Case
    computed: float

    @property
    def difference(self) -> float:
        """Model less published, relative to the published value."""
        return self.computed / self.case.value - 1

    @property
    def holds(self) -> bool:
        """True within the stated tolerance or band."""
        if self.case.band:
            return self.case.band[0] <= self.computed <= self.case.band[1]
        return abs(self.difference) <= (self.case.tolerance or 0.0)

    @property
    def passes(self) -> bool:
        """True if it holds, or is a prediction: one that fails is a finding, told with its reason."""
        return self.holds or self.case.kind == PREDICTED


def cases(pack: Pack) -> list[Case]:
    """The cases of a pack's `published.toml`, in the order of the file. Raises ModelError with all problems."""
    document = pack.documents.get("published", {})
    given = document.get("case", {})
    problems: list[str] = []
    found = []
    for id, table in given.items() if isinstance(given, dict) else ():
        mistakes = _mistakes(pack, id, table)
        problems += mistakes
        if not mistakes:
            found.append(_case(id, table))
    if problems:
        raise ModelError("\n".join(str(Problem("published.toml", 0, problem)) for problem in problems))
    return found


def _mistakes(pack: Pack, id: str, table: object) -> list[str]:
    if not isinstance(table, dict):
        return [f"case.{id} is no table"]
    found = [f"case.{id}: {key} is missing" for key in REQUIRED if key not in table]
    found += [f"case.{id}.{key} is unknown. {did_you_mean(key, KNOWN)}".rstrip() for key in table if key not in KNOWN]
    if ("tolerance" in table) == ("band" in table):
        found.append(f"case.{id} needs either tolerance or band")
    if table.get("kind") not in KINDS:
        found.append(f"case.{id}.kind is one of {', '.join(KINDS)}")
    if table.get("source") not in pack.sources:
        found.append(f'case.{id}.source = "{table.get("source")}" is not in sources.toml')
    return found


def _case(id: str, table: Mapping[str, object]) -> Case:
    band, settings, rows = table.get("band"), table.get("set", {}), _numbers(table["rows"])
    named = {when for row in rows if (when := row.partition("@")[2]).isdigit()}
    year = table.get("year", int(named.pop()) if len(named) == 1 else None)
    return Case(
        id=id,
        label=str(table["label"]),
        kind=str(table["kind"]),
        value=_number(table["value"]),
        rows=rows,
        unit=str(table["unit"]),
        source=str(table["source"]),
        tolerance=_number(table["tolerance"]) if "tolerance" in table else None,
        band=(_number(band[0]), _number(band[1])) if isinstance(band, list) else None,
        settings={str(key): str(value) for key, value in settings.items()} if isinstance(settings, dict) else {},
        explanation=str(table.get("explanation", "")),
        year=int(_number(year)) if year is not None else None,
    )


def _numbers(table: object) -> dict[str, float]:
    return {str(key): _number(value) for key, value in table.items()} if isinstance(table, dict) else {}


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ModelError(f"published.toml: {value!r} is no number")
    return float(value)


def backtest(pack: Pack) -> list[Outcome]:
    """Compute every case of a pack, in the order of the file.

    One model serves all: the settings of a case are a draw. Raises ModelError for a case that names rows which do not
    exist, EvaluationError for one that cannot be computed.
    """
    found = cases(pack)
    if not found:
        return []
    model = build_model(pack, _options_named(pack, found))
    settings = list(dict.fromkeys(map(_settings, found)))
    values = _computed(model, settings, _needed(model, found))
    return [_outcome(model, values[settings.index(_settings(case))], case) for case in found]


def _settings(case: Case) -> Settings:
    return tuple((case.settings or {}).items())


def _needed(model: Model, given: Sequence[Case]) -> set[str]:
    """The rows and assumptions that the cases add up, and the factors of price years."""
    named = {row.partition("@")[0] for case in given for row in case.rows}
    factors = (model.role(Role.PRICE_FACTOR, base) for base in price_bases(model.pack).values())
    return {id for id in (*named, *factors) if id and (id in model.rows or id in model.inputs)}


def _computed(model: Model, settings: Sequence[Settings], wanted: Collection[str]) -> list[Values]:
    """The wanted rows under each of the settings."""
    try:
        together = evaluate(model, _inputs(model, settings), wanted)
    except EvaluationError:  # each alone, so that the message names the numbers of the one that fails
        return [evaluate(model, _inputs(model, [each]), wanted) for each in settings]
    places = range(len(settings))
    return [{id: each[at % len(each) :][:1] for id, each in together.items()} for at in places]


def _inputs(model: Model, settings: Sequence[Settings]) -> Values:
    """The assumptions that some settings change, one draw for each of the settings."""
    packs = [
        apply(model.pack, [parse_setting(f"{id}={value}", model.pack) for id, value in each]) if each else model.pack
        for each in settings
    ]
    changed = {id for each in packs for id in _set(each) if id in model.inputs}
    return {
        id: np.concatenate([input_array(each.assumptions[id], model.years) for each in packs]) for id in sorted(changed)
    }


def _set(pack: Pack) -> set[str]:
    return {override.id for override in pack.applied}


def _outcome(model: Model, values: Values, case: Case) -> Outcome:
    """Add up the rows of a case and convert the sum to its unit."""
    computed = sum(times * _value(model, values, case, row) for row, times in case.rows.items())
    return Outcome(case, computed / _unit_scale(model, values, case))


def _options_named(pack: Pack, group: list[Case]) -> tuple[str, ...]:
    """The options whose rows some cases add up, so that no other is built; the baseline where they name none."""
    named = {row.partition(".")[0] for case in group for row in case.rows}
    return tuple(each for each in pack.options if each in named) or (pack.settings.baseline_option,)


def _value(model: Model, values: Values, case: Case, row: str) -> float:
    """The value of a scalar row or assumption, of one year of a row (`row@2022`), or its sum (`row@total`)."""
    id, _, when = row.partition("@")
    if id not in values:
        reason = model.absent.get(id, "")
        hint = reason or did_you_mean(id, [*model.rows, *model.inputs])
        raise ModelError(f'published.toml: case.{case.id} names "{id}", which does not exist. {hint}'.rstrip())
    if when.isdigit():
        return _at(model, values[id], int(when))
    if when not in ("", "total") or (not when and values[id].shape[1] > 1):
        raise ModelError(f'published.toml: case.{case.id}: write "{id}@2022" for one year or "{id}@total" for all')
    return float(values[id][0].sum())


def _at(model: Model, array: Array, year: int) -> float:
    """The value of a row in one fiscal year."""
    if year not in model.years:
        raise ModelError(f"published.toml: {year} is no fiscal year of the columns")
    return float(array[0, model.years.index(year)])


def _unit_scale(model: Model, values: Values, case: Case) -> float:
    """How many model units make one published unit: the prefix, and the price index between the two price years."""
    unit = units.read(case.unit)
    settings = model.pack.settings
    currency = unit.currency
    if currency is None or currency[1] == "then" or currency == (settings.currency, str(settings.price_year)):
        return unit.scale
    base = price_bases(model.pack).get(currency)
    factor = values.get(model.role(Role.PRICE_FACTOR, base) or "") if base else None
    if factor is None:
        raise ModelError(
            f'published.toml: case.{case.id}: no assumption in use is priced in "{currency[0]}_{currency[1]}", '
            "so the total cannot be brought to that price year"
        )
    if factor.shape[1] > 1 and case.year is None:
        raise ModelError(f"published.toml: case.{case.id}: a total in a foreign currency needs `year`, for its rate")
    return unit.scale * (float(factor[0, 0]) if factor.shape[1] == 1 else _at(model, factor, case.year or 0))


def outcomes_of(pack: Pack) -> list[Outcome]:
    """The back-test of a pack as its files have it; empty without published totals."""
    return backtest(of_the_files(pack)) if cases(pack) else []


def of_the_files(pack: Pack) -> Pack:
    """The pack as its files have it, without scenarios and settings."""
    return replace(pack, assumptions=pack.base or pack.assumptions, applied=(), scenario=())
