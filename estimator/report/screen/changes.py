"""What would change the finding: at which value of an assumption the verdict turns, and what moves the cost most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Final

from estimator.analysis.draws.sensitivity import sensitivity
from estimator.analysis.standing.flips import Flip, flips, shown_flips
from estimator.calculators.roles import Role
from estimator.display.declared import shown_metric
from estimator.errors import EstimatorError
from estimator.report.screen.seen import Seen
from estimator.report.words.flip_words import flip_words
from estimator.report.words.numbers_in_sentences import number_with_unit
from estimator.report.words.summary import FITTING
from estimator.report.words.wrapped_lines import wrapped
from estimator.visible import visible_line

MOST_LINES: Final = 3
HEADING: Final = "What would change it"


def changes(seen: Seen, option: str, width: int, most: int) -> list[str]:
    """The nearest flips and the strongest drivers of an option by turns, as many as so many lines hold, or one."""
    lines: list[str] = []
    told: list[str] = []
    for each in _by_turns(_flips(seen, option), _drivers(seen, option)):
        longer = wrapped(visible_line(_sentence(seen, option, [*told, each])), width).split("\n")
        if told and len(longer) > most:
            break
        told, lines = [*told, each], longer
    return lines


def _by_turns(one: Iterable[str], other: Iterable[str]) -> Iterator[str]:
    return (each for pair in zip_longest(one, other) for each in pair if each)


def _sentence(seen: Seen, option: str, told: list[str]) -> str:
    return seen.say(f"{HEADING} ({seen.names[option]}): {'; '.join(told)}.")


def _flips(seen: Seen, option: str) -> Iterator[str]:
    """The flips of the verdict, the nearest to the value in use first."""
    judged = {seen.model.name(role) for role in FITTING.by}
    own = [each for each in flips(seen.model, seen.values) if each.option == option and each.over in judged]
    how = shown_flips(own, seen.settings)
    for each in sorted(own, key=_away):
        words = flip_words(each, how[each.label, each.by], seen.settings)
        if words:
            yield words


def _away(flip: Flip) -> float:
    """How far the flip lies from the value in use, as a share of it."""
    away = abs(flip.margin) / (abs(flip.in_use) or 1.0)
    return away if away == away else float("inf")


def _drivers(seen: Seen, option: str) -> Iterator[str]:
    """What moves its cost most over its range, the strongest first; nothing where nothing was drawn."""
    metric = seen.model.name(Role.LIFE_CYCLE_COST)
    if seen.simulation is None:
        return
    try:
        found = sensitivity(seen.model, option, metric)
    except EstimatorError:
        return
    for each in found.drivers:
        ends = each.measures["at_low"], each.measures["at_high"]
        if each.measures["swing"] > 0:
            how = shown_metric(seen.model, metric, found.unit, ends)
            low, high = (number_with_unit(end, how, seen.settings) for end in ends)
            yield f"{each.label}: cost {low} to {high}"
