"""Which set of options gives most under the yearly headroom and the people that services can spare.

What adds up over options (money, a judgement) goes to a solver, with delays of the start, and elements that options
share counted once. What does not add up (missiles that leak, a complete chain) is computed by the model for
every set that fits, if those are few enough; else the question is refused. A judgement counts from the middle of its
scale, so that an option worse than middling takes away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final, NoReturn

import numpy as np

from estimator.analysis.questions.portfolio_parts import Choice, Limits, adds_up, choices_of, limits_of
from estimator.analysis.questions.portfolio_reasons import left_out, why_no_set
from estimator.analysis.questions.portfolio_records import JUDGEMENT, Marginal, Point, Portfolio, Question
from estimator.analysis.questions.portfolio_solving import (
    Combined,
    Rules,
    best_by_share,
    fits,
    marginal_values,
    together,
)
from estimator.analysis.questions.starts import starts_of
from estimator.analysis.questions.variations import Variations
from estimator.analysis.questions.whatif import require_metric
from estimator.analysis.standing.joined import contents, joined
from estimator.analysis.standing.judgement import MIDDLE, judgement_scores
from estimator.calculators.roles import Role
from estimator.errors import InputError, UnknownNameError, did_you_mean
from estimator.evaluation import Array, Values, evaluate
from estimator.model import Model, build_model
from estimator.pack.records import Pack

MOST_OPTIONS: Final = 12
MOST_SETS: Final = 400
FRONTIER: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.25, 1.5)
STEP: Final = 0.1
LARGEST_SHARE: Final = 1_000_000
SET: Final = "set_of_options"


def portfolio(pack: Pack, question: Question) -> Portfolio:
    """Answer a question. Raises UnknownNameError, InputError where a metric neither adds up nor can be enumerated."""
    candidates = _candidates(pack, question)
    model = build_model(pack, candidates)
    _require_known(pack, question, candidates)
    if question.metric != JUDGEMENT:
        require_metric(model, question.metric)
    asked = replace(question, options=tuple(candidates), rules=widened(pack, candidates, question))
    study = Variations(model)
    limits = limits_of(study, asked.people)
    solvable = asked.metric == JUDGEMENT or _adds_up(model, asked.metric)
    return (_solved if solvable else _enumerated)(study, asked, limits)


def _candidates(pack: Pack, question: Question) -> tuple[str, ...]:
    """The options asked for, or all but the baseline, without those that are or contain what is forbidden."""
    for option in (*question.must, *question.forbidden):
        if option not in pack.options:
            _unknown_option(option, pack.options)
    barred = set(question.forbidden)
    if both := sorted(barred & set(question.must)):
        raise InputError(f"{both[0]} is both in --must and in --forbid; leave out one of the two")
    found = tuple(
        each
        for each in question.options or default_candidates(pack)
        if each not in pack.options or not contents(pack, each) & barred
    )
    if not found and not barred:
        raise InputError(f"the pack {pack.name} has no option beside its baseline, so there is nothing to choose from")
    if not found:
        raise InputError("every candidate is forbidden; name others with --options")
    return found


def _unknown_option(option: str, known: Iterable[str]) -> NoReturn:
    hint = did_you_mean(option[:80], known) or "estimator list shows them."
    raise UnknownNameError(f'there is no option "{option[:80]}". {hint}')


def default_candidates(pack: Pack) -> tuple[str, ...]:
    """Every option but the baseline, which is what happens without a choice."""
    return tuple(each for each in pack.settings.options if each != pack.settings.baseline_option)


def widened(pack: Pack, candidates: Sequence[str], question: Question) -> Rules:
    """The rules of the question and the pack, with options that include others.

    Such a one counts as each of them, and is never taken beside them. Raises InputError for what must be in the set and
    is no candidate.
    """
    rules = question.rules
    exclusions = (*rules.exclusions, *pack.exclusions)
    holds = {each: contents(pack, each) for each in candidates}
    apart = []
    for one, other in combinations(candidates, 2):
        ruled = any((holds[one] & each) and (holds[other] & each) for each in exclusions)
        if ruled or holds[one] & holds[other]:
            apart.append(frozenset((one, other)))
    needs = [
        (each, frozenset(other for other in candidates if holds[other] & needed))
        for option, needed in rules.requirements
        for each in candidates
        if option in holds[each] and not holds[each] & needed
    ]
    musts = tuple(frozenset(each for each in candidates if wanted in holds[each]) for wanted in question.must)
    for wanted, able in zip(question.must, musts, strict=True):
        if not able:
            raise InputError(_never_in_it(pack, wanted, question))
    return Rules(tuple(apart), tuple(needs), musts)


def _never_in_it(pack: Pack, wanted: str, question: Question) -> str:
    """Why what must be in the set can't be: it is the baseline, contains what is forbidden, or is not asked for."""
    if wanted == pack.settings.baseline_option and not question.options:
        return f"{wanted} cannot be in a set: it is the baseline, what happens where nothing is chosen"
    forbidden = sorted(contents(pack, wanted) & set(question.forbidden))
    if forbidden:
        return f"{wanted} must be in the set and contains {forbidden[0]}, which must not"
    return f"{wanted} must be in the set and is no candidate of this portfolio; name it in --options"


def _require_known(pack: Pack, question: Question, candidates: Sequence[str]) -> None:
    """Raise UnknownNameError for a rule or a delay of what is no candidate, InputError for an odd share."""
    ruled = [each for apart in question.rules.exclusions for each in sorted(apart)]
    needed = [each for one, others in question.rules.requirements for each in (one, *sorted(others))]
    for option in (*ruled, *needed, *question.delays):
        if option not in pack.options:
            _unknown_option(option, candidates)
        if option not in candidates:
            raise InputError(f"{option} is no candidate of this portfolio; name it in --options")
    if not 0 <= question.budget_share <= LARGEST_SHARE:
        raise InputError(f"the share of the budget is 0 to {LARGEST_SHARE:,}, 1 for all of it")


def _adds_up(model: Model, metric: str) -> bool:
    rows = [f"{option}.{metric}" for option in model.options if f"{option}.{metric}" in model.rows]
    return all(adds_up(model, row) for row in rows)


def ranked(study: Variations, options: Sequence[str]) -> list[str]:
    """Options by life-cycle cost, the dearest first: of a shared element the dearest option's version counts."""

    def cost(option: str) -> float:
        id = study.model.role(Role.LIFE_CYCLE_COST, option)
        return float(study.values[id][0, 0]) if id else 0.0

    return sorted(options, key=lambda option: -cost(option))


def _choices(study: Variations, question: Question, limits: Limits) -> tuple[list[Choice], list[str]]:
    """Every option at every delay allowed, and the delays that limits of an assumption forbid."""
    metric = "" if question.metric == JUDGEMENT else question.metric
    scores = judgement_scores(study.model.pack) if question.metric == JUDGEMENT else {}
    sign = 1.0 if question.maximise else -1.0
    made, skipped = [], []
    for option in ranked(study, question.options):
        starts = starts_of(study.model.pack, option)
        wanted = question.delays.get(option, (0,))
        skipped += [f"{option} by {each}: {starts.problem(each)}" for each in wanted if starts.problem(each)]
        able = [each for each in wanted if not starts.problem(each)]
        own = sign * (scores[option] - MIDDLE) if option in scores else 0.0
        for choice in choices_of(study, option, able, limits, metric) if able else ():
            parts = tuple(replace(part, value=sign * part.value) for part in choice.parts)
            made.append(replace(choice, parts=parts, own=own))
    return made, skipped


def _solved(study: Variations, question: Question, limits: Limits) -> Portfolio:
    choices, skipped = _choices(study, question, limits)
    sign = 1.0 if question.maximise else -1.0
    shares = [share * question.budget_share for share in FRONTIER]
    found = dict(zip(FRONTIER, best_by_share(choices, limits, question.rules, shares), strict=True))
    best = found[1.0]
    if best is None:
        raise InputError(why_no_set(study.model, question, choices, limits))
    duals = marginal_values(choices, limits, question.rules, question.budget_share)
    return Portfolio(
        question=question,
        model=study.model,
        method="solver",
        unit="1" if question.metric == JUDGEMENT else study.model.metric_units[question.metric],
        limits=limits,
        chosen=_named(best),
        value=sign * best.value + 0.0,
        use=best.use,
        left_out=left_out(study.model, question, choices, best, limits),
        frontier=_points(found, sign),
        marginals=tuple(_marginals(limits, duals)),
        sets_tried=0,
        skipped_delays=tuple(skipped),
    )


def _points(found: dict[float, Combined | None], sign: float) -> tuple[Point, ...]:
    """The frontier, with a point of no set where none was found."""
    return tuple(
        Point(share, _named(each), sign * each.value + 0.0, each.money) if each else Point(share, (), None, 0.0)
        for share, each in sorted(found.items())
    )


def _named(combined: Combined) -> tuple[tuple[str, int], ...]:
    return tuple((choice.option, choice.delay) for choice in combined.choices)


def _marginals(limits: Limits, duals: Array) -> Iterator[Marginal]:
    for row, name in enumerate(limits.names):
        for column, year in enumerate(limits.years):
            if duals[row, column] > 0:
                yield Marginal(name, year, float(duals[row, column]))


def _enumerated(study: Variations, question: Question, limits: Limits) -> Portfolio:
    """Every set that keeps the rules and fits, computed by the model."""
    if any(tuple(delays) != (0,) for delays in question.delays.values()):
        raise InputError(
            f"{question.metric} does not add up over options, so delays cannot be chosen with it; "
            "use estimator schedule for one option, or a metric that adds up"
        )
    choices = [way for option in ranked(study, question.options) for way in choices_of(study, option, [0], limits)]
    sets = _sets_that_fit(question, choices, limits)
    values = set_values(study.model, [[choice.option for choice in each.choices] for each in sets], question.metric)
    sign = 1.0 if question.maximise else -1.0
    scored = [replace(each, value=sign * value) for each, value in zip(sets, values, strict=True)]

    def best(amounts: Limits, share: float) -> Combined | None:
        able = [each for each in scored if not np.isnan(each.value) and fits(each.use, amounts, share)]
        return max(able, key=lambda each: (round(each.value, 9), -each.money), default=None)

    if question.must and best(limits, question.budget_share) is None:
        raise InputError(why_no_set(study.model, question, choices, limits))
    found = best(limits, question.budget_share) or replace(together((), limits), value=np.nan)
    by_share = {share: best(limits, share * question.budget_share) for share in FRONTIER}
    return Portfolio(
        question=question,
        model=study.model,
        method="enumeration",
        unit=study.model.metric_units[question.metric],
        limits=limits,
        chosen=_named(found),
        value=None if np.isnan(found.value) else sign * found.value + 0.0,
        use=found.use,
        left_out=left_out(study.model, question, choices, found, limits),
        frontier=_points(by_share, sign),
        marginals=tuple(_differences(limits, question.budget_share, found, best)),
        sets_tried=len(sets),
        skipped_delays=(),
    )


def _sets_that_fit(question: Question, choices: Sequence[Choice], limits: Limits) -> list[Combined]:
    """Sets of options within the largest share of the money of the frontier. Raises InputError for too many."""
    bound = f"at most {MOST_OPTIONS} options and {MOST_SETS} sets that fit are tried. Name fewer with --options"
    if len(choices) > MOST_OPTIONS:
        many = f"{len(choices)} options are too many"
        raise InputError(f"{question.metric} does not add up over options, and {many}: {bound}")
    most = max(FRONTIER) * question.budget_share
    found = []
    for size in range(len(choices) + 1):
        for chosen in combinations(choices, size):
            if not question.rules.allow([each.option for each in chosen]):
                continue
            made = together(chosen, limits)
            if fits(made.use, limits, most):
                found.append(made)
    if len(found) > MOST_SETS:
        raise InputError(f"{question.metric} does not add up over options, and {len(found)} sets fit: {bound}")
    return found


def _differences(
    limits: Limits, share: float, combined: Combined, best: Callable[[Limits, float], Combined | None]
) -> Iterator[Marginal]:
    """A tenth more of one limit in one year, alone: what it adds to the value, per unit of the limit."""
    for row, name in enumerate(limits.names):
        for column, year in enumerate(limits.years):
            more = STEP * limits.amounts[row, column]
            amounts = limits.amounts.copy()
            amounts[row, column] += more
            other = best(replace(limits, amounts=amounts), share)
            gain = other.value - combined.value if other and not np.isnan(combined.value) else 0.0
            if more > 0 and gain > 0:
                yield Marginal(name, year, gain / (more * (share if row == 0 else 1.0)))


def set_values(model: Model, sets: Sequence[Sequence[str]], metric: str) -> Array:
    """A metric of sets of options, each computed by the model as one option that includes the others.

    Of no option it is that of the baseline option. NaN where the metric does not apply.
    """
    pack = model.pack
    made = {f"{SET}_{number}": joined(pack, f"{SET}_{number}", each) for number, each in enumerate(sets) if each}
    built = build_model(replace(pack, options={**pack.options, **made}), list(made)) if made else model
    names = [f"{SET}_{number}" if each else pack.settings.baseline_option for number, each in enumerate(sets)]
    wanted = [id for name in dict.fromkeys(names) if (id := f"{name}.{metric}") in built.rows]
    values: Values = evaluate(built, wanted=wanted)
    return np.array([float(values[id][0, 0]) if (id := f"{name}.{metric}") in values else np.nan for name in names])
