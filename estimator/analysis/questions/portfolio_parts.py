"""Options taken apart for a portfolio: what each element of each option, at each delay, costs and needs by year.

The model's own rows are used: an option's row is computed with the rows of all its elements but one set to nil, which
gives the part of that one. Elements with the same `share` word, or of an option that several include, count once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from estimator.analysis.questions.starts import starts_of
from estimator.analysis.questions.variations import Variations
from estimator.calculators.roles import Role
from estimator.evaluation import Array
from estimator.expression import Constant, Node, Operation, Reference
from estimator.model import Model
from estimator.model.instances import elements_of

REST = "rest"
NEAR = 1e-9
LINEAR = frozenset({"add", "subtract", "negate", "sum_of", "total", "multiply", "divide"})


@dataclass(frozen=True)
class Part:
    """One element: `key` is equal for elements that count once.

    `use` has a row for each limit, along the years of the horizon; `value` is its part of the metric.
    """

    key: str
    use: Array
    value: float


@dataclass(frozen=True)
class Choice:
    """One option at one delay, with its parts. `own` is value that no part carries, such as a judgement."""

    option: str
    delay: int
    parts: tuple[Part, ...]
    own: float = 0.0

    @property
    def use(self) -> Array:
        """What the option uses alone."""
        return np.asarray(np.sum([part.use for part in self.parts], axis=0))

    @property
    def value(self) -> float:
        """What the option is worth alone."""
        return self.own + sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Limits:
    """What may be used: one row for money and one for each service with people, along the years of the horizon.

    `names` are `money` and the ids of services; amounts are then-year money and persons.
    """

    names: tuple[str, ...]
    years: tuple[int, ...]
    amounts: Array


def limits_of(study: Variations, people: bool = True) -> Limits:
    """Headroom and spare people by year, as the model has them; below nil counts as nil."""
    model = study.model
    inside = _inside(study)
    years = tuple(year for year, flag in zip(model.years, inside, strict=True) if flag)
    rows = {"money": study.values[model.require_role(Role.HEADROOM)][0]}
    for service in model.pack.services if people else ():
        found = spare_people(study, service)
        if found is not None:
            rows[service] = found
    amounts = np.maximum(0.0, np.array([row[inside] for row in rows.values()]))
    return Limits(tuple(rows), years, amounts)


def _inside(study: Variations) -> Array:
    return np.asarray(study.values[study.model.require_role(Role.IN_HORIZON)][0] == 1)


def spare_people(study: Variations, service: str) -> Array | None:
    """People that a service can spare by year: the model's row with people asked for in every year.

    None where no option needs people of the service.
    """
    for option in study.model.options:
        spare, asked = (study.model.role(each, option, service) for each in (Role.SPARE_PEOPLE, Role.NEW_BILLETS))
        if spare and asked:
            found: Array = study.at({asked: np.ones((1, len(study.model.years)))}, [spare])[spare][0]
            return found
    return None


def choices_of(
    study: Variations, option: str, delays: Sequence[int], limits: Limits, metric: str = ""
) -> tuple[Choice, ...]:
    """An option at each delay, taken apart; `metric` is an additive metric whose parts are wanted too."""
    elements = {element.id: element for element in elements_of(study.model.pack, option)}
    people = [study.model.role(Role.NEW_BILLETS, option, each) or "" for each in limits.names[1:]]
    rows = [study.model.role(Role.CHARGED, option) or "", *people]
    wanted = [id for id in (*rows, f"{option}.{metric}") if id in study.model.rows]
    sources = sorted({each for id in wanted for each in element_rows(study.model, id)})
    starts = starts_of(study.model.pack, option).arrays(delays)
    draws = {id: _draws(each, len(delays)) for id, each in study.at(starts, sources).items()}
    found = study.at(_apart(study.model, draws, list(elements)), wanted) if sources else {}
    inside = _inside(study)
    made = []
    keys = [element.share or element.id for element in elements.values()]
    for place, delay in enumerate(delays):
        first = place * (len(keys) + 1)
        parts = [
            _part(key, found, rows, f"{option}.{metric}", first + number, inside)
            for number, key in enumerate((*keys, f"{option}.{REST}"))
        ]
        made.append(Choice(option, delay, (*parts[:-1], *_rest(parts))))
    return tuple(made)


def _rest(parts: Sequence[Part]) -> tuple[Part, ...]:
    """What the option takes beyond the sum of its elements, as a part of its own; the last part is the whole option.

    Pay of billets beyond a share of authorised strength is of this kind: no element alone may reach that share.
    """
    *elements, whole = parts
    use = whole.use - sum((each.use for each in elements), np.zeros_like(whole.use))
    largest = np.abs(whole.use).max(axis=1, keepdims=True)
    if not (np.abs(use) > NEAR * np.maximum(largest, 1.0)).any():
        return ()
    return (Part(whole.key, use, 0.0),)


def _draws(values: Array, count: int) -> Array:
    return np.broadcast_to(values, (count, values.shape[1]))


def _apart(model: Model, draws: Mapping[str, Array], elements: Sequence[str]) -> dict[str, Array]:
    """The rows of elements with a draw for each delay and element, nil but in the draw of their own element.

    The last draw of each delay holds them all.
    """
    made = {}
    for id, found in draws.items():
        flags = np.array([*([float(element == model.rows[id].group)] for element in elements), [1.0]])
        made[id] = np.concatenate([flags * each for each in found[:, np.newaxis, :]])
    return made


def _part(key: str, values: Mapping[str, Array], rows: Sequence[str], metric: str, draw: int, inside: Array) -> Part:
    nothing = np.zeros(int(inside.sum()))
    use = [_draw(values[id], draw)[inside] if id in values else nothing for id in rows]
    value = float(_draw(values[metric], draw)[0]) if metric in values else 0.0
    return Part(key, np.array(use), value)


def _draw(values: Array, draw: int) -> Array:
    chosen: Array = values[draw if values.shape[0] > 1 else 0]
    return chosen


def element_rows(model: Model, id: str) -> set[str]:
    """The rows of elements that a row of an option reads, directly or through other rows of options."""
    found: set[str] = set()
    for each in model.precedents(id):
        if each in model.rows:
            scope = model.rows[each].scope
            found |= {each} if scope == "element" else element_rows(model, each) if scope == "option" else set()
    return found


def adds_up(model: Model, id: str) -> bool:
    """True for a row that is a sum over elements: only sums, totals, and products with what no element decides."""
    return _power(model, model.rows[id].expression, id.split(".", 1)[0]) == 1


def _power(model: Model, node: Node, option: str) -> int | None:
    """0 for what no element decides, 1 for a sum over elements, None for anything else."""
    if isinstance(node, Constant):
        return 0
    if isinstance(node, Reference):
        return _row_power(model, node.id, option)
    if not isinstance(node, Operation):
        return None
    powers = [_power(model, each, option) for each in node.arguments]
    if all(power == 0 for power in powers):
        return 0
    if node.name not in LINEAR or None in powers:
        return None
    if node.name == "multiply":
        return 1 if sum(power or 0 for power in powers) == 1 else None
    if node.name == "divide":
        return 1 if powers[1] == 0 else None
    return _same(node, powers)


def _same(node: Node, powers: Sequence[int | None]) -> int | None:
    """A sum of parts of elements adds up only without a constant that would count once for each option."""
    nil = isinstance(node, Operation) and all(
        power == 1 or (isinstance(each, Constant) and each.value == 0)
        for each, power in zip(node.arguments, powers, strict=True)
    )
    return 1 if nil else None


def _row_power(model: Model, id: str, option: str) -> int | None:
    row = model.rows.get(id)
    if row is None or row.scope not in ("element", "option"):
        return 0
    if row.scope == "element":
        return 1
    if not id.startswith(f"{option}."):
        return None
    return _power(model, row.expression, option)


def groups(choices: Sequence[Choice]) -> Iterator[tuple[str, list[tuple[int, Part]]]]:
    """Each key with the parts that carry it, by the place of their choice."""
    found: dict[str, list[tuple[int, Part]]] = {}
    for place, choice in enumerate(choices):
        for part in choice.parts:
            found.setdefault(part.key, []).append((place, part))
    yield from found.items()
