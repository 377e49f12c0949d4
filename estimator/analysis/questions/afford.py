"""The largest quantity of an option that fits the headroom and the people in every year.

A quantity fits when no year of the horizon has outlays over the headroom and no service is short of people, and when no
metric that was given a limit (life-cycle cost, acquisition cost, people …) is above it. Every
quantity within the limits is tried, for costs and people need not rise evenly with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from estimator.analysis.questions.breakeven import Scan, require_option
from estimator.analysis.questions.variations import Variations
from estimator.analysis.questions.whatif import require_metric
from estimator.calculators.roles import Role
from estimator.errors import InputError
from estimator.evaluation import Array
from estimator.model import Model

MONEY, PEOPLE, WITHIN = "money", "people", "within"
LIMITS: Final = {MONEY: Role.YEARS_OVER, PEOPLE: Role.YEARS_SHORT}
HALVINGS: Final = 60
NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Why a quantity does not fit: what is short, in which fiscal year first, what is needed and what there is.

    `kind` is `money` (then-year money), `people` (of `service`) or `within` (a `metric` above its limit, no year).
    """

    kind: str
    year: int | None
    needed: float
    available: float
    unit: str
    service: str = ""
    metric: str = ""


@dataclass(frozen=True)
class Affordable:
    """The answer, in the unit of the assumption's file; None where no quantity fits.

    `next` is the smallest quantity tried above the answer, with why it fails; it is None at the upper end of the scan.
    `by_money` and `by_people` are the largest quantities that fit each limit alone. `gaps` are quantities below the
    answer that do not fit. `asked` are the limits that the pack has. `failing_checks` are checks of the model that do
    not hold at the answer.
    """

    option: str
    largest: float | None
    next: float | None
    shortfalls: tuple[Shortfall, ...]
    by_money: float | None
    by_people: float | None
    by_within: float | None
    asked: tuple[str, ...]
    gaps: tuple[float, ...]
    scanned: tuple[float, float, int]
    failing_checks: tuple[str, ...]


def afford(model: Model, option: str, scan: Scan, within: Mapping[str, float] | None = None) -> Affordable:
    """The largest value of an assumption at which an option fits; `within` are the highest values of some metrics.

    Raises UnknownNameError for the option, InputError where neither its outlays nor its people depend on it, or where
    the pack has no limit to hold it to.
    """
    require_option(model, option)
    asked = tuple(kind for kind, role in LIMITS.items() if model.name(role) in model.metric_labels)
    if not asked and not within:
        says = "the pack says nothing of budget or people, so anything can be afforded"
        raise InputError(f"{says}: give a limit, as in --within life_cycle_cost=AMOUNT")
    for each in within or {}:
        require_metric(model, each)
    study = Variations(model)
    _require_effect(study, option, scan)
    points, caps = scan.points, {f"{option}.{each}": most for each, most in (within or {}).items()}
    fits = _fits(study, option, scan, points, caps)
    if not scan.lever.assumption.whole:
        points, fits = _edges(study, option, scan, points, fits, caps)
    both = np.logical_and.reduce(list(fits.values()))
    place = _last(both)
    following = 0 if place is None else place + 1
    fails = float(points[following]) if following < len(points) else None
    return Affordable(
        option=option,
        largest=None if place is None else float(points[place]),
        next=fails,
        shortfalls=() if fails is None else tuple(shortfalls(study, option, scan, fails, caps)),
        by_money=_at(points, _last(fits[MONEY])),
        by_people=_at(points, _last(fits[PEOPLE])),
        by_within=_at(points, _last(fits[WITHIN])) if caps else None,
        asked=asked,
        gaps=tuple(float(each) for each in points[: place or 0][~both[: place or 0]]),
        scanned=(float(points[0]), float(points[-1]), len(points)),
        failing_checks=() if place is None else tuple(_failing_checks(study, option, scan, float(points[place]))),
    )


def _last(flags: Array) -> int | None:
    found = np.flatnonzero(flags)
    return int(found[-1]) if found.size else None


def _at(points: Array, place: int | None) -> float | None:
    return None if place is None else float(points[place])


def _require_effect(study: Variations, option: str, scan: Scan) -> None:
    touched = study.model.reached_by([scan.lever.id])
    spent = {study.model.role(role, option) for role in (Role.CHARGED, Role.OUTLAYS)}
    if not touched & {*spent, *_billets(study.model, option)}:
        named = ", ".join(_quantities(study.model, option))
        hint = f" Quantities of the option: {named}." if named else ""
        raise InputError(f"neither the outlays nor the people of {option} depend on {scan.lever.id}.{hint}")


def _billets(model: Model, option: str) -> Iterator[str]:
    yield from (id for service in model.pack.services if (id := model.role(Role.NEW_BILLETS, option, service)))


def _quantities(model: Model, option: str) -> Iterator[str]:
    """The option's own assumptions of how many are bought."""
    for element in model.pack.options[option].elements:
        id = model.role(Role.QUANTITY, element.id)
        if id and id in model.inputs and id.startswith(f"{option}."):
            yield id


def _fits(study: Variations, option: str, scan: Scan, points: Array, caps: Mapping[str, float]) -> dict[str, Array]:
    """For each point, whether money, people and the metrics with a limit fit; what cannot be computed does not.

    A metric that does not apply to the option is within any limit.
    """
    names = {kind: study.model.role(role, option) for kind, role in LIMITS.items()}
    capped = [id for id in caps if id in study.model.rows]
    found = study.scalars(_inputs(study, scan, points), [*filter(None, names.values()), *capped], len(points))
    always = np.zeros(len(points))
    made = {kind: found.get(id or "", always) == 0 for kind, id in names.items()}
    return {**made, WITHIN: np.logical_and.reduce([always == 0, *(found[id] <= caps[id] for id in capped)])}


def _inputs(study: Variations, scan: Scan, points: Array) -> dict[str, Array]:
    return {scan.lever.id: scan.lever.array(points, study.model.years)}


def _edges(
    study: Variations, option: str, scan: Scan, points: Array, fits: Mapping[str, Array], caps: Mapping[str, float]
) -> tuple[Array, dict[str, Array]]:
    """The points with the last fitting value of each limit, and the first that fails, brought close together."""
    extra: list[float] = []
    for kind in fits:
        place = _last(fits[kind])
        if place is not None and place + 1 < len(points):
            extra += _halved(study, option, scan, (kind, caps), (float(points[place]), float(points[place + 1])))
    if not extra:
        return points, dict(fits)
    joined = np.unique(np.concatenate([points, extra]))
    return joined, _fits(study, option, scan, joined, caps)


def _halved(
    study: Variations, option: str, scan: Scan, limit: tuple[str, Mapping[str, float]], ends: tuple[float, float]
) -> tuple[float, float]:
    (kind, caps), (inside, outside) = limit, ends
    for _ in range(HALVINGS):
        if outside - inside <= NEAR * max(abs(inside), abs(outside)):
            break
        middle = (inside + outside) / 2
        fit = bool(_fits(study, option, scan, np.array([middle]), caps)[kind][0])
        inside, outside = (middle, outside) if fit else (inside, middle)
    return inside, outside


def shortfalls(
    study: Variations, option: str, scan: Scan, value: float, caps: Mapping[str, float] | None = None
) -> Iterator[Shortfall]:
    """What is short at one value: metrics above their limit, then the earliest year first."""
    found = [*_money_short(study, option, scan, value), *_people_short(study, option, scan, value)]
    yield from _above(study, scan, value, caps or {})
    yield from sorted(found, key=lambda each: (each.year or 0, each.kind))


def _above(study: Variations, scan: Scan, value: float, caps: Mapping[str, float]) -> Iterator[Shortfall]:
    ids = [id for id in caps if id in study.model.rows]
    found = study.at(_inputs(study, scan, np.array([value])), ids) if ids else {}
    for id in ids:
        if found[id].item() > caps[id]:
            unit, metric = study.model.rows[id].unit, id.partition(".")[2]
            yield Shortfall(WITHIN, None, found[id].item(), caps[id], unit, metric=metric)


def _rows(study: Variations, scan: Scan, value: float, ids: Mapping[Role, str | None]) -> dict[Role, Array]:
    """Rows at one value by role; empty where the model lacks one of them."""
    known = {role: id for role, id in ids.items() if id}
    if len(known) < len(ids):
        return {}
    found = study.at(_inputs(study, scan, np.array([value])), list(known.values()))
    return {role: found[id][0] for role, id in known.items()}


def _money_short(study: Variations, option: str, scan: Scan, value: float) -> Iterator[Shortfall]:
    model = study.model
    ids = {role: model.role(role, option) for role in (Role.OVER_HEADROOM, Role.CHARGED)}
    found = _rows(study, scan, value, {**ids, Role.HEADROOM: model.role(Role.HEADROOM)})
    if found and found[Role.OVER_HEADROOM].any():
        column = int(np.argmax(found[Role.OVER_HEADROOM]))
        unit = model.rows[model.require_role(Role.CHARGED, option)].unit
        amounts = float(found[Role.CHARGED][column]), float(found[Role.HEADROOM][column])
        yield Shortfall(MONEY, model.years[column], *amounts, unit)


def _people_short(study: Variations, option: str, scan: Scan, value: float) -> Iterator[Shortfall]:
    for service in study.model.pack.services:
        wanted = (Role.SHORT_OF_PEOPLE, Role.NEW_BILLETS, Role.SPARE_PEOPLE)
        found = _rows(study, scan, value, {role: study.model.role(role, option, service) for role in wanted})
        if found and found[Role.SHORT_OF_PEOPLE].any():
            column = int(np.argmax(found[Role.SHORT_OF_PEOPLE]))
            amounts = float(found[Role.NEW_BILLETS][column]), float(found[Role.SPARE_PEOPLE][column])
            yield Shortfall(PEOPLE, study.model.years[column], *amounts, "person", service)


def _failing_checks(study: Variations, option: str, scan: Scan, value: float) -> Iterator[str]:
    """Checks that depend on the assumption and do not hold at this value, though they hold without it."""
    touched = study.model.reached_by([scan.lever.id])
    checks = [row.id for row in study.model.rows.values() if row.marks.get("measure") == "check" and row.id in touched]
    found = study.at(_inputs(study, scan, np.array([value])), checks)
    yield from (id for id in checks if not np.all(found[id] == 1) and np.all(study.values[id] == 1))
