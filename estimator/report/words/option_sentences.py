"""What is said of an option, declared once: the brief puts numbers in, the workbook makes live formulas of it.

A sentence is data: what it is about, and its wordings in order, each with the numbers in it and the test under which it
holds; the first that holds is said, none is a dash. A cell is short (160 characters, two nested IF), so a long sentence
is two. A cell rounds to the places declared here; the brief writes about three telling digits, with separators.

The brief alone says what is marked `Alone`, with the reason, and the wordings with `in_cells=False`, for which a cell
has no room: where one holds, the cell shows a dash, never other words.
"""

from __future__ import annotations

from typing import Final

from estimator.model.graph import Model
from estimator.report.words.sentence import (
    YARDSTICK,
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
    named,
)

OVER, SHORT, PEAK = "years_over_headroom", "years_short_of_people", "peak_share_of_headroom"
FREED, CREWS = "{yardstick}s_freed", "{yardstick}_crews_freed"
FIRST, WHOLE = "first_element_year", "complete_chain_year"
SATURATION, LIMITED = "threat.saturation_raid", "threat.limited_raid"
MISSILE = "missile"


def _if_applies(words: str, *told: Told) -> tuple[Wording, ...]:
    """One wording, while all numbers of the option in it apply."""
    ids = tuple(each.id for each in told if isinstance(each, Number) and "." not in each.id)
    return (Wording(words, told, Applies(ids)),)


def _leak(raid: str, size: str, metric: str) -> tuple[Wording, ...]:
    words = f"Of the {{}} of a {raid} raid, {{}} are expected to leak through."
    return _if_applies(words, Number(size, noun=MISSILE), Number(metric, places=1))


def _balance(id: str, noun: str, less: str, more: str) -> tuple[Wording, ...]:
    """What is taken where a number is below nil, and what is freed where it is not."""
    return (
        Wording(less, (Number(id, places=2, noun=noun, turned=True),), BelowNil(id)),
        Wording(more, (Number(id, places=2, noun=noun),), Applies((id,))),
    )


COST: Final = Number("life_cycle_cost", "money", 1)
ACQUIRED: Final = Number("acquisition_cost", "money", 1)
OPERATED: Final = Number("operation_cost_per_year", "money", 1)
CEILING, DECIDED = Number("break_even_gdp_share", "fine share"), Number("break_even_year", "year")
SERVES, SERVES_WHOLE = Number(FIRST, "year"), Number(WHOLE, "year")
SENTENCES: Final[tuple[Sentence | Crossed | Alone, ...]] = (
    Crossed(
        "verdict",
        "Verdict",
        OVER,
        SHORT,
        both="Both money and people bind.",
        one_alone="Money alone binds.",
        other_alone="People alone bind.",
        neither="Neither money nor people rules it out.",
    ),
    Sentence("cost", "Cost", COST.id, (Wording("It costs {} over {}–{}.", (COST, "first year", "last year")),)),
    Alone("against", "the reference option is chosen by the pack, and its cost stands on another sheet"),
    Alone("bound", "committed and sunk money stand among the metrics of the sheet"),
    Sentence(
        "acquired",
        "",
        ACQUIRED.id,
        (
            *_if_applies("It takes {} to acquire and {} a year to operate.", ACQUIRED, OPERATED),
            Wording("It takes {} to acquire.", (ACQUIRED,), Applies((ACQUIRED.id,)), in_cells=False),
        ),
    ),
    Sentence(
        "headroom",
        "Budget",
        OVER,
        (
            *_if_applies(
                "It takes up to {} of the budget's headroom (in {}).",
                Number(PEAK, "share", 1),
                PeakYear("share_of_headroom", PEAK),
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
        CEILING.id,
        _if_applies("It fits the budget from a ceiling of {} of GDP on, which {} decides.", CEILING, DECIDED),
    ),
    Sentence(
        "people",
        "People",
        "people",
        (
            Wording("It needs {} in its peak year.", (Number("people", noun="person"),), AboveNil(("people",))),
            Wording("It needs no people of its own."),
        ),
    ),
    Alone("by_service", "a pack has any number of services, a cell 160 characters"),
    Sentence(
        "intake",
        "",
        "share_of_yearly_intake",
        (
            Wording(
                "Finding them takes up to {} of a year's intake.",
                (Number("share_of_yearly_intake", "share", 1),),
                AboveNil(("share_of_yearly_intake",)),
            ),
        ),
    ),
    Sentence(
        "manning",
        "",
        SHORT,
        (
            Wording("The services cannot spare them in {} of {}.", (Number(SHORT), "years"), AboveNil((SHORT,))),
            Wording("The services can spare them in every year.", (), Applies((SHORT,))),
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
        "stations",
        "Watch",
        "stations_held",
        _if_applies("It holds {}.", Number("stations_held", places=2, noun="station")),
    ),
    Sentence("freed", "", FREED, _balance(FREED, YARDSTICK, "It takes {}.", "It frees {}."), for_baseline=False),
    Sentence(
        "crews",
        "",
        CREWS,
        _balance(CREWS, "crew", "After its own crews: {} fewer.", "After its own crews: {} more."),
        for_baseline=False,
    ),
    Sentence("leakers", "Effect", "expected_leakers", _leak("saturation", SATURATION, "expected_leakers")),
    Sentence("limited", "", "expected_leakers_limited", _leak("limited", LIMITED, "expected_leakers_limited")),
    Sentence(
        "no_leaker",
        "",
        "chance_of_no_leaker_limited",
        _if_applies("The chance that none of them does is {}.", Number("chance_of_no_leaker_limited", "share", 1)),
    ),
    Sentence(
        "strike",
        "",
        "expected_launchers_destroyed",
        _if_applies(
            "Its strikes destroy {} on the first day.",
            Number("expected_launchers_destroyed", places=1, noun="mobile launcher"),
        ),
    ),
    Sentence(
        "after_strike",
        "",
        "expected_leakers_after_strike",
        _if_applies("After that, {} leak instead.", Number("expected_leakers_after_strike", places=1, noun=MISSILE)),
    ),
    Alone("flips", "at which value a verdict changes stands on the sheet Comparison"),
    Alone("judged", "the grades of each option's cost stand on the sheet Grades"),
)
IN_WORKBOOK: Final[dict[str, Sentence | Crossed]] = {
    each.subject: each for each in SENTENCES if not isinstance(each, Alone)
}


def subjects(model: Model, option: str) -> tuple[str, ...]:
    """The sentences that the workbook has of an option, in order."""
    known, settings = {*model.rows, *model.inputs}, model.pack.settings
    ids = {each: [named(id, settings) for id in sentence.reads()] for each, sentence in IN_WORKBOOK.items()}
    return tuple(
        each
        for each, sentence in IN_WORKBOOK.items()
        if (sentence.for_baseline or option != settings.baseline_option)
        and all(id in known or f"{option}.{id}" in known for id in ids[each])
    )
