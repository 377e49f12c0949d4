"""What is said of an option, declared once: the brief puts numbers in, the workbook makes live formulas of it.

A sentence is data: what it is about, and its wordings in order, each with the numbers in it and the test under which it
holds; the first that holds is said, else nothing. A cell is short (160 characters, two nested IF), so a long sentence
is two. Both show a number with the decimals of the comparison.

The brief alone says what is marked `Alone`, with the reason, and the wordings with `in_cells=False`, for which a cell
has no room: where one holds, the cell is empty, and never has other words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from estimator.analysis.standing.compare import Metric
from estimator.calculators.roles import Role
from estimator.model.graph import Model
from estimator.report.words.sentence import (
    AboveNil,
    Alone,
    Applies,
    BelowNil,
    Crossed,
    Missing,
    Number,
    PeakYear,
    Same,
    Sentence,
    Told,
    Wording,
)

OVER, SHORT, PEAK = Role.YEARS_OVER, Role.YEARS_SHORT, Role.PEAK_SHARE
FREED, CREWS = Role.YARDSTICKS_FREED, Role.CREWS_FREED
FIRST, WHOLE = Role.FIRST_ELEMENT, Role.COMPLETE_CHAIN
RAIDS = FIRST_DAY, FIRST_SALVO, LIMITED = Role.RAID_FIRST_DAY, Role.RAID_FIRST_SALVO, Role.LIMITED_RAID


def _if_applies(words: str, *told: Told) -> tuple[Wording, ...]:
    """One wording, while all numbers of the option in it apply."""
    roles = tuple(each.role for each in told if isinstance(each, Number) and each.role not in RAIDS)
    return (Wording(words, told, Applies(roles)),)


def _leak(raid: str, size: Role, metric: Role) -> tuple[Wording, ...]:
    words = f"{{}} of {raid}: {{}}; expected to leak through: {{}}."
    return _if_applies(words, "threats", Number(size), Number(metric))


def _balance(role: Role, less: str, more: str) -> tuple[Wording, ...]:
    """What is taken where a number is below nil, and what is freed where it is not; a cell has no room for plurals."""
    return (
        Wording(less, (Number(role, turned=True), "yardsticks"), BelowNil(role)),
        Wording(more, (Number(role), "yardsticks"), Applies((role,))),
    )


COST: Final = Number(Role.LIFE_CYCLE_COST)
ACQUIRED: Final = Number(Role.ACQUISITION_COST)
OPERATED: Final = Number(Role.YEARLY_OPERATION)
CEILING, DECIDED = Number(Role.BREAK_EVEN_SHARE), Number(Role.BREAK_EVEN_YEAR)
SERVES, SERVES_WHOLE = Number(FIRST), Number(WHOLE)
VERDICT: Final = Crossed(
    "verdict",
    "Verdict",
    OVER,
    SHORT,
    both="Over budget, short of people",
    one_alone="Over budget",
    other_alone="Short of people",
    neither="Fits money and people",
)
SENTENCES: Final[tuple[Sentence | Crossed | Alone, ...]] = (
    VERDICT,
    Alone("turns", "the sheet Comparison says it beneath the verdict"),
    Sentence("cost", "Cost", COST.role, (Wording("It costs {} over {}–{}.", (COST, "first year", "last year")),)),
    Alone("against", "the reference option is chosen by the pack, and its cost stands on another sheet"),
    Alone("bound", "committed and sunk money stand among the metrics of the sheet"),
    Sentence("acquired", "", ACQUIRED.role, _if_applies("It takes {} to acquire.", ACQUIRED)),
    Sentence(
        "operated",
        "",
        OPERATED.role,
        (Wording("It takes {} a year to operate.", (OPERATED,), AboveNil((OPERATED.role,))),),
    ),
    Sentence(
        "headroom",
        "Budget",
        OVER,
        (
            *_if_applies(
                "It takes up to {} of the budget's headroom (in {}).",
                Number(PEAK),
                PeakYear(Role.SHARE_OF_HEADROOM, PEAK),
            ),
            Wording("No year in which it spends leaves any headroom.", (), AboveNil((OVER,)), in_cells=False),
        ),
    ),
    Sentence(
        "over",
        "",
        OVER,
        (
            Wording("It exceeds it in {} of {}.", (Number(OVER), "years"), AboveNil((OVER,))),
            Wording("It stays within it in every year.", (), Applies((PEAK,))),
            Wording("It needs no new room in the budget."),
        ),
    ),
    Sentence(
        "break_even",
        "",
        CEILING.role,
        _if_applies("It fits the budget from a ceiling of {} of GDP on, which {} decides.", CEILING, DECIDED),
    ),
    Sentence(
        "people",
        "People",
        Role.PEOPLE,
        (
            Wording("It needs {} in its peak year.", (Number(Role.PEOPLE, noun="person"),), AboveNil((Role.PEOPLE,))),
            Wording("It needs no people of its own."),
        ),
    ),
    Alone("by_service", "a pack has any number of services, a cell 160 characters"),
    Sentence(
        "intake",
        "",
        Role.SHARE_OF_INTAKE,
        (
            Wording(
                "Finding them takes up to {} of a year's intake.",
                (Number(Role.SHARE_OF_INTAKE),),
                AboveNil((Role.SHARE_OF_INTAKE,)),
            ),
        ),
    ),
    Alone("intake_service", "which service is hit most is found among all; each has its row on the sheet"),
    Sentence(
        "manning",
        "",
        SHORT,
        (
            Wording("The services cannot spare them in {} of {}.", (Number(SHORT), "years"), AboveNil((SHORT,))),
            Wording("The services can spare them in every year.", (), Applies((SHORT,))),
        ),
    ),
    Sentence(
        "how_many_times",
        "",
        Role.TIMES_SERVICE,
        (
            Wording(
                "It asks for {} times the people of a service.",
                (Number(Role.TIMES_SERVICE),),
                AboveNil((Role.TIMES_SERVICE,)),
            ),
        ),
    ),
    Alone("fill_rates", "the service that falls most is found among all; each has its row on the sheet"),
    Sentence(
        "dates",
        "In service",
        FIRST,
        (
            Wording("Its first element serves from {}.", (SERVES,), Missing(WHOLE), in_cells=False),
            Wording("", test=Missing(WHOLE)),
            Wording("It serves from {}.", (SERVES,), Same(FIRST, WHOLE)),
            Wording("It serves in part from {}, as a whole from {}.", (SERVES, SERVES_WHOLE)),
        ),
    ),
    Sentence(
        "stations", "Watch", Role.STATIONS_HELD, _if_applies("It holds {}.", Number(Role.STATIONS_HELD, noun="station"))
    ),
    Sentence(
        "freed", "", FREED, _balance(FREED, "It takes {} of the {}.", "It frees {} of the {}."), for_baseline=False
    ),
    Sentence(
        "crews",
        "",
        CREWS,
        (
            Wording("Counting its own people, crews tied up: {}.", (Number(CREWS, turned=True),), BelowNil(CREWS)),
            Wording("Counting its own people, crews freed: {}.", (Number(CREWS),), Applies((CREWS,))),
        ),
        for_baseline=False,
    ),
    Sentence(
        "freed_crews",
        "",
        Role.FREED_PEOPLE,
        (
            Wording(
                "The crews of freed {}, {}, stand apart.",
                ("yardsticks", Number(Role.FREED_PEOPLE, noun="person")),
                AboveNil((Role.FREED_PEOPLE,)),
            ),
        ),
        for_baseline=False,
    ),
    Sentence("leakers", "Effect", Role.LEAKERS, _leak("the first day", FIRST_DAY, Role.LEAKERS)),
    Sentence(
        "first_salvo", "", Role.LEAKERS_FIRST_SALVO, _leak("the first salvo", FIRST_SALVO, Role.LEAKERS_FIRST_SALVO)
    ),
    Sentence("limited", "", Role.LEAKERS_LIMITED, _leak("a limited raid", LIMITED, Role.LEAKERS_LIMITED)),
    Sentence(
        "no_leaker", "", Role.NO_LEAKER, _if_applies("The chance that none of them does is {}.", Number(Role.NO_LEAKER))
    ),
    Sentence(
        "strike",
        "",
        Role.LAUNCHERS_DESTROYED,
        (
            Wording(
                "Fixed targets only: launchers found in time are next to nil.",
                test=AboveNil((Role.FIXED_TARGETS_ONLY,)),
            ),
            Wording(
                "Its strikes destroy {} on the first day.", (Number(Role.LAUNCHERS_DESTROYED, noun="mobile launcher"),)
            ),
        ),
    ),
    Sentence(
        "fixed_targets",
        "",
        Role.FIXED_TARGETS,
        _if_applies("They hit {} of the fixed aim points as often as wanted.", Number(Role.FIXED_TARGETS)),
    ),
    Sentence(
        "after_strike",
        "",
        Role.LEAKERS_AFTER_STRIKE,
        _if_applies("Expected to leak through after that: {}.", Number(Role.LEAKERS_AFTER_STRIKE)),
    ),
    Alone("at_launch", "the scenario of a strike at launch is compared on a copy of the workbook"),
    Alone("flips", "at which value a verdict changes stands on the sheet Comparison"),
    Alone("judged", "the grades of each option's cost stand on the sheet Grades"),
)
IN_WORKBOOK: Final[dict[str, Sentence | Crossed]] = {
    each.subject: each for each in SENTENCES if not isinstance(each, Alone)
}


def subjects(model: Model, option: str) -> tuple[str, ...]:
    """The sentences that the workbook has of an option, in order."""
    baseline = option == model.pack.settings.baseline_option
    return tuple(
        each
        for each, sentence in IN_WORKBOOK.items()
        if (sentence.for_baseline or not baseline) and all(model.role(role, option) for role in sentence.reads())
    )


def verdict_at_values(model: Model, metrics: Mapping[str, Metric]) -> str:
    """The verdict on an option by its metrics, by id; empty where money is not judged."""
    over, short = (metrics.get(model.name(role)) for role in (OVER, SHORT))
    return VERDICT.word(bool(over.value), bool(short and short.value)) if over else ""
