"""The model held against published totals (`published.toml`, see `published_cases`).

A case names a sum of model rows, the published value with its own price base, the scenario and the overrides that give
the published scope and what was known (cost growth 1, no rounds, another base year), and how near the two must be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from estimator import units
from estimator.analysis.standing import kept
from estimator.analysis.standing.published_cases import Case, cases
from estimator.calculators.roles import Role
from estimator.errors import EvaluationError, ModelError, did_you_mean
from estimator.evaluation import Array, Values, evaluate, input_array
from estimator.model import Model, build_model
from estimator.model.instances import price_bases
from estimator.pack import apply, apply_scenarios, parse_setting, without_layers
from estimator.pack.records import Pack

Settings = tuple[str, tuple[tuple[str, str], ...]]
"""The scenario of a case, and what is set on top of it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case and what the model gives for it, both in the published unit. `holds` within the tolerance or the band."""

    case: Case
    computed: float

    @property
    def difference(self) -> float:
        """Model less published, relative to the published value; the model's own number where nil was published."""
        return self.computed / self.case.value - 1 if self.case.value else self.computed

    @property
    def holds(self) -> bool:
        """True within the stated tolerance or band."""
        if self.case.band:
            return self.case.band[0] <= self.computed <= self.case.band[1]
        return abs(self.difference) <= (self.case.tolerance or 0.0)

    @property
    def passes(self) -> bool:
        """True where the case holds, or is a prediction whose miss has its reason."""
        return self.holds or bool(self.case.miss)


def backtest(pack: Pack) -> list[Outcome]:
    """Compute every case of a pack, in the order of the file.

    One model serves all: the settings of a case are a draw. Raises ModelError for a case that names rows which do not
    exist, EvaluationError for one that cannot be computed.
    """
    found = cases(pack)
    if not found:
        return []
    model = build_model(pack, options_named(pack, found))
    settings = list(dict.fromkeys(map(settings_of, found)))
    values = _computed(model, settings, rows_needed(model, found))
    return [Outcome(case, float(totals(model, values[settings.index(settings_of(case))], case)[0])) for case in found]


def settings_of(case: Case) -> Settings:
    """Scenario and overrides of a case: cases with the same are computed together."""
    return case.scenario, tuple((case.settings or {}).items())


def under(pack: Pack, settings: Settings) -> Pack:
    """The pack under the scenario and the overrides of some cases."""
    scenario, changes = settings
    made = apply_scenarios(pack, [scenario]) if scenario else pack
    return apply(made, [parse_setting(f"{id}={value}", made) for id, value in changes]) if changes else made


def rows_needed(model: Model, given: Sequence[Case]) -> set[str]:
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
    packs = [under(model.pack, each) for each in settings]
    changed = {override.id for each in packs for override in each.applied if override.id in model.inputs}
    return {
        id: np.concatenate([input_array(each.assumptions[id], model.years) for each in packs]) for id in sorted(changed)
    }


def options_named(pack: Pack, group: Sequence[Case]) -> tuple[str, ...]:
    """The options that some cases name, so that no other is built; the baseline where they name none."""
    named = {row.partition(".")[0] for case in group for row in case.rows} | {case.option for case in group}
    return tuple(each for each in pack.options if each in named) or (pack.settings.baseline_option,)


def totals(model: Model, values: Values, case: Case) -> Array:
    """The rows of a case added up, in its unit: one number a draw. Raises ModelError for rows that do not exist."""
    parts = [times * _draws_of(model, values, case, row) for row, times in case.rows.items()]
    found: Array = np.sum(np.broadcast_arrays(*parts), axis=0) / _unit_scale(model, values, case)
    return found


def _draws_of(model: Model, values: Values, case: Case, row: str) -> Array:
    """A scalar row or assumption, one year of a row (`row@2022`), the sum of some (`row@2022-2031`) or of all."""
    id, _, when = row.partition("@")
    if id not in values:
        reason = model.absent.get(id, "")
        hint = reason or did_you_mean(id, [*model.rows, *model.inputs])
        raise ModelError(f'published.toml: case.{case.id} names "{id}", which does not exist. {hint}'.rstrip())
    if span := re.fullmatch(r"(\d{4})(?:-(\d{4}))?", when):
        first, last = _column(model, int(span[1])), _column(model, int(span[2] or span[1]))
        found: Array = values[id][:, first : last + 1].sum(axis=1)
        return found
    if when not in ("", "total") or (not when and values[id].shape[1] > 1):
        raise ModelError(f'published.toml: case.{case.id}: write "{id}@2022" for one year or "{id}@total" for all')
    whole: Array = values[id].sum(axis=1)
    return whole


def _column(model: Model, year: int) -> int:
    """Where a fiscal year stands among the columns."""
    if year not in model.years:
        raise ModelError(f"published.toml: {year} is no fiscal year of the columns")
    return model.years.index(year)


def _unit_scale(model: Model, values: Values, case: Case) -> Array:
    """How many model units make one published unit: the prefix, and the price index between the two price years."""
    unit = units.read(case.unit)
    settings = model.pack.settings
    currency = unit.currency
    if currency is None or currency[1] == "then" or currency == (settings.currency, str(settings.price_year)):
        return np.array([unit.scale])
    base = price_bases(model.pack).get(currency)
    factor = values.get(model.role(Role.PRICE_FACTOR, base) or "") if base else None
    if factor is None:
        raise ModelError(
            f'published.toml: case.{case.id}: no assumption in use is priced in "{currency[0]}_{currency[1]}", '
            "so the total cannot be brought to that price year"
        )
    if factor.shape[1] > 1 and case.year is None:
        raise ModelError(f"published.toml: case.{case.id}: a total in a foreign currency needs `year`, for its rate")
    scale: Array = unit.scale * factor[:, 0 if factor.shape[1] == 1 else _column(model, case.year or 0)]
    return scale


def outcomes_of(pack: Pack) -> list[Outcome]:
    """The back-test of a pack as its files have it; empty without published totals."""
    found, key = cases(pack), kept.key_of("back-test", pack.digest)
    computed = kept.numbers(kept.find(key), len(found))
    if computed is not None:
        return [Outcome(case, each) for case, each in zip(found, computed, strict=True)]
    made = backtest(without_layers(pack)) if found else []
    kept.keep(key, [each.computed for each in made])
    return made
