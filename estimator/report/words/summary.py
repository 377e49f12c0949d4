"""The answer in a few lines, declared once: the brief begins with them, the sheet Read me says them live.

A line is a heading and the options that it names: those on a list, with the years in which they fail, or those with the
best of a metric, with its value. What is least costly is asked of the options beside the baseline, by three costs, and
a remark says how these differ. What only the brief says is marked with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from estimator.calculators.roles import Role
from estimator.display.text import LIST_MARK
from estimator.expression.arithmetic import DECIMALS
from estimator.pack.nouns import plural
from estimator.pack.records import Settings
from estimator.report.words.option_sentences import OVER, SHORT

NONE, NAMED = "none of them", "{} ({})"
YARDSTICK: Final = "yardstick"
THREAT: Final = "threat"
Numbers = Callable[[Role, str], float | None]
"""The number of a role and an option; None where it does not apply."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The options that are bad in a year or more by one metric, with how many; of all `by`, those that never are."""

    heading: str
    by: tuple[Role, ...]
    good: bool = False


@dataclass(frozen=True, slots=True)
class Race:
    """The options that have the best of a metric, of all or of those that fit; `noun` is what the metric counts.

    Of `rivals` alone, the baseline is left out.
    """

    heading: str
    of: Role
    least: bool = True
    noun: str = ""
    that_fit: bool = False
    rivals: bool = False
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence that stands where all of these metrics do."""

    heading: str
    text: str
    of: tuple[Role, ...]


FITTING: Final = Listing("Fit money and people", (OVER, SHORT), good=True)
CHEAPEST_THAT_FITS: Final = Race("Cheapest choice that fits", Role.LIFE_CYCLE_COST, that_fit=True, rivals=True)
HOW_COSTS_DIFFER: Final = Remark(
    "How these costs differ",
    "new money leaves out what is spent or owed anyway and pay within authorised strength; an equal watch adds the "
    "watch left to the baseline, which is no rival itself",
    (Role.NEW_MONEY, Role.LIFE_CYCLE_COST),
)
SUMMARY: Final[tuple[Listing | Race | Remark, ...]] = (
    Race("Least new money over {period}", Role.NEW_MONEY, rivals=True),
    Race("Least life-cycle cost over {period}", Role.LIFE_CYCLE_COST, rivals=True),
    Race("Least cost of an equal watch over {period}", Role.EQUAL_WATCH_COST, rivals=True),
    HOW_COSTS_DIFFER,
    Race(
        "Most costly over {period}",
        Role.LIFE_CYCLE_COST,
        least=False,
        alone="Read me says what may be chosen; the comparison shows the rest",
    ),
    FITTING,
    Listing("Over budget in at least one year", (OVER,)),
    Listing("Short of people in at least one year", (SHORT,)),
    CHEAPEST_THAT_FITS,
    Race("Fewest {threats} of the first day get through", Role.LEAKERS, noun=THREAT),
    Race("Fewest people", Role.PEOPLE, noun="person"),
    Race("Complete first", Role.COMPLETE_CHAIN),
    Race("Frees most {yardsticks}", Role.YARDSTICKS_FREED, least=False, noun=YARDSTICK),
)


FITS_ALONE: Final = {OVER: "Fit the budget", SHORT: "Have the people"}
"""What the list of those that fit is called in a pack where only one thing decides."""


def told_lines(deciding: Collection[Role]) -> tuple[Listing | Race | Remark, ...]:
    """The lines of a pack in which these metrics decide whether an option fits: without a budget nothing is over it."""
    return tuple(made for line in SUMMARY if (made := _told(line, deciding)))


def _told(line: Listing | Race | Remark, deciding: Collection[Role]) -> Listing | Race | Remark | None:
    if isinstance(line, Race):
        return line if deciding or not line.that_fit else None
    by = tuple(role for role in line.by if role in deciding) if isinstance(line, Listing) else ()
    if isinstance(line, Remark) or (isinstance(line, Listing) and by == line.by):
        return line
    return replace(line, by=by, heading=FITS_ALONE[by[0]]) if by else None


def heading(line: Listing | Race | Remark, settings: Settings) -> str:
    """The heading of a line with the pack's years, yardsticks and what a raid brings."""
    first, last = (f"{settings.year_prefix}{year}" for year in (settings.first_year, settings.last_year))
    nouns = {"yardsticks": plural(settings.yardstick_noun), "threats": plural(settings.threat_noun)}
    return line.heading.format(period=f"{first}–{last}", **nouns)


def noun_of(race: Race, settings: Settings) -> str:
    """What the metric of a race counts."""
    return {YARDSTICK: settings.yardstick_noun, THREAT: settings.threat_noun}.get(race.noun, race.noun)


def members(listing: Listing, options: Iterable[str], number: Numbers) -> list[str]:
    """The options on a list; a metric that does not apply counts as nil."""
    return [id for id in options if any((number(role, id) or 0.0) > 0 for role in listing.by) is not listing.good]


def winners(race: Race, options: Sequence[str], number: Numbers, baseline: str) -> list[str]:
    """The options with the best of a metric, all that are alike; none where fewer than two can be held together."""
    running = [id for id in options if not race.rivals or id != baseline]
    chosen = members(FITTING, running, number) if race.that_fit else running
    known = {id: value for id in chosen if (value := number(race.of, id)) is not None}
    if len(known) < (1 if race.that_fit else 2):
        return []
    best = (min if race.least else max)(known.values())
    return [id for id, value in known.items() if alike(value, best)]


def alike(number: object, best: object) -> bool:
    """True if a number is the best one, to nine decimals; False for a dash."""
    if not isinstance(number, float) or not isinstance(best, float):
        return False
    return number == best or (best != 0 and round(number / best - 1, DECIMALS) == 0)


def names(options: Iterable[str], labels: Mapping[str, str], told: Callable[[str], str] | None = None) -> str:
    """`A; B (2 years)`: labels of options, each with what is told of it."""
    return LIST_MARK.join(labels[id] + (f" ({told(id)})" if told else "") for id in options)
