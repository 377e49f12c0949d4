"""Judgement factors (`judgement.toml`): what no formula settles, rated 1 to 5 with reason and source, apart from money.

    [factor.weather]                     [rating.status_quo.weather]
    label = "Weather"                    value = 3
    weight = 1                           reason = "The winter takes a part of the watch."
    question = "How little …?"           source = "judgement"

An option's score is the weighted mean of its ratings, from 1 (bad) to 5 (good). The weights are the analyst's own and
may be changed; a factor without a rating for an option is left out of that option's mean. No score touches a cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from estimator.errors import InputError, ModelError, Problem, UnknownNameError, did_you_mean
from estimator.pack.changes import Refused
from estimator.pack.layers.written_number import PLAINER, number_in
from estimator.pack.records import Pack

FILE: Final = "judgement.toml"
WORST, MIDDLE, BEST = 1.0, 3.0, 5.0
FACTOR_KEYS: Final = ("label", "weight", "question")
RATING_KEYS: Final = ("value", "reason", "source")


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing to judge: its question is asked so that 5 is good. `weight` is the one in use."""

    id: str
    label: str
    weight: float
    question: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    """The judgement of one option under one factor."""

    value: float
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """The factors in the order of the file, the ratings by option and factor, the score of each rated option."""

    factors: Mapping[str, Factor]
    ratings: Mapping[str, Mapping[str, Rating]]
    scores: Mapping[str, float]


def judgement(pack: Pack, weights: Mapping[str, float] | None = None) -> Judgement:
    """Read and check a pack's judgement factors, with some weights changed.

    Raises InputError for a pack without them, ModelError with every problem of the file, UnknownNameError for a weight
    of a factor that is not there.
    """
    document = pack.documents.get("judgement")
    if not document:
        raise InputError(f"the pack {pack.name} has no {FILE} with factors and ratings, so nothing can be judged")
    problems = [*_mistakes(pack, document)]
    if problems:
        raise ModelError("\n".join(str(Problem(FILE, 0, each)) for each in problems))
    factors = {id: _factor(id, given, weights or {}) for id, given in _tables(document.get("factor"))}
    _refuse_weights(factors, weights or {})
    rated = {id: dict(_tables(given)) for id, given in _tables(document.get("rating"))}
    ratings = {option: _ratings(factors, rated[option]) for option in pack.options if option in rated}
    scores = {option: score for option, given in ratings.items() if (score := _score(factors, given)) is not None}
    return Judgement(factors, ratings, scores)


def judgement_scores(pack: Pack, weights: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weighted mean rating of each option that has one, from 1 (bad) to 5 (good)."""
    return dict(judgement(pack, weights).scores)


def unrated(pack: Pack) -> tuple[str, ...]:
    """The options of which the pack's ratings say nothing, though it has some; their scores stay blank."""
    document = pack.documents.get("judgement") or {}
    rated = {id for id, _ in _tables(document.get("rating"))}
    return tuple(each for each in pack.settings.options if rated and each not in rated)


def parse_weights(texts: Iterable[str]) -> dict[str, float]:
    """Read weights written as `FACTOR=NUMBER`. Raises InputError for anything else, and for a factor with two."""
    found: dict[str, float] = {}
    for text in texts:
        id, _, number = (part.strip() for part in text.translate(PLAINER).partition("="))
        if id in found:
            raise InputError(f"the factor {id} has two weights; give it one")
        try:
            found[id] = number_in(number)
        except Refused as reason:
            raise InputError(f'"{text}" is no weight: write FACTOR=NUMBER, as in weather=2. {reason}') from None
    return found


def _refuse_weights(factors: Mapping[str, Factor], weights: Mapping[str, float]) -> None:
    for id, weight in weights.items():
        if id not in factors:
            hint = did_you_mean(id, factors) or f"The factors are: {', '.join(factors)}."
            raise UnknownNameError(f'there is no factor "{id}". {hint}')
        if not 0 <= weight < float("inf"):
            raise InputError(f"the weight of {id} is {weight:g}; a weight is a number from 0 on")
    if not any(factor.weight for factor in factors.values()):
        raise InputError("every factor has the weight 0, so no score can be formed")


def _factor(id: str, given: Mapping[str, object], weights: Mapping[str, float]) -> Factor:
    weight = weights.get(id, _number(given.get("weight", 1)) or 0.0)
    return Factor(id, str(given["label"]), weight, str(given.get("question", "")))


def _ratings(factors: Mapping[str, Factor], given: Mapping[str, Mapping[str, object]]) -> dict[str, Rating]:
    """One option's ratings in the order of the factors."""
    return {
        id: Rating(_number(given[id]["value"]) or 0.0, str(given[id]["reason"]), str(given[id]["source"]))
        for id in factors
        if id in given
    }


def _score(factors: Mapping[str, Factor], given: Mapping[str, Rating]) -> float | None:
    """The weighted mean; None without a rating of any weight."""
    whole = sum(factors[id].weight for id in given)
    return sum(factors[id].weight * rating.value for id, rating in given.items()) / whole if whole else None


def _tables(value: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The tables of a table, in the order of the file."""
    for id, each in value.items() if isinstance(value, Mapping) else ():
        if isinstance(each, Mapping):
            yield str(id), each


def _number(value: object) -> float | None:
    return None if isinstance(value, bool) or not isinstance(value, int | float) else float(value)


def _mistakes(pack: Pack, document: Mapping[str, object]) -> Iterator[str]:
    for key in document:
        if key not in ("factor", "rating"):
            yield f"[{key}] is unknown. {did_you_mean(key, ('factor', 'rating')) or 'Expected factor and rating'}"
    yield from _no_tables("factor", document.get("factor"))
    factors = dict(_tables(document.get("factor")))
    for id, given in factors.items():
        yield from _factor_mistakes(f"factor.{id}", given)
    yield from _no_tables("rating", document.get("rating"))
    for option, ratings in _tables(document.get("rating")):
        yield from _option_mistakes(pack, option, factors, ratings)


def _no_tables(name: str, value: object) -> Iterator[str]:
    """What should hold tables and does not."""
    if not isinstance(value, Mapping) or not value:
        yield f"no [{name}.NAME] table"
        return
    for id, each in value.items():
        if not isinstance(each, Mapping):
            yield f"{name}.{id} is no table"


def _factor_mistakes(where: str, given: Mapping[str, object]) -> Iterator[str]:
    yield from _key_mistakes(where, given, FACTOR_KEYS)
    if not given.get("label"):
        yield f"{where}: label is missing"
    weight = _number(given.get("weight", 1))
    if weight is None or not 0 <= weight < float("inf"):
        yield f"{where}.weight = {given['weight']!r}: expected a number from 0 on"


def _option_mistakes(
    pack: Pack, option: str, factors: Mapping[str, object], ratings: Mapping[str, object]
) -> Iterator[str]:
    where = f"rating.{option}"
    if option not in pack.options:
        yield f'{where}: there is no option "{option}". {did_you_mean(option, pack.options)}'.rstrip()
    yield from _no_tables(where, ratings)
    for factor, given in _tables(ratings):
        if factor not in factors:
            yield f'{where}.{factor}: there is no factor "{factor}". {did_you_mean(factor, factors)}'.rstrip()
        yield from _rating_mistakes(pack, f"{where}.{factor}", given)


def _rating_mistakes(pack: Pack, where: str, given: Mapping[str, object]) -> Iterator[str]:
    yield from _key_mistakes(where, given, RATING_KEYS)
    value = _number(given.get("value"))
    if value is None or not WORST <= value <= BEST:
        yield f"{where}.value = {given.get('value')!r}: expected a number from {WORST:g} (bad) to {BEST:g} (good)"
    if not str(given.get("reason", "")).strip():
        yield f"{where}: reason is missing; a rating without one cannot be weighed"
    source = str(given.get("source", ""))
    if source not in pack.sources:
        hint = did_you_mean(source, pack.sources) or "Name a record of sources.toml"
        yield f'{where}.source = "{source}" is not in sources.toml. {hint}'


def _key_mistakes(where: str, given: Mapping[str, object], known: tuple[str, ...]) -> Iterator[str]:
    for key in given:
        if key not in known:
            yield f"{where}.{key} is unknown. {did_you_mean(key, known) or 'Expected ' + ', '.join(known)}"
