"""What the brief says of an option that was drawn: chances for verdicts, medians for estimates.

A sentence here stands in place of the one of the same subject in `option_sentences`. Any other says its numbers at P50,
as the first screen does, so that no paragraph holds two numbers of one thing; or it says that they are of the given
values. What was not drawn, or does not apply in every draw, keeps its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from estimator.analysis.draws.records import Spread
from estimator.analysis.standing.flips import Flip, turns
from estimator.calculators.roles import Role
from estimator.display.text import LIST_MARK, half_up
from estimator.display.verdict import NEAR_A_THRESHOLD, Standing, Verdict, chance_in_percent, in_draws
from estimator.pack.records import Settings
from estimator.report.words.flip_words import flip_words
from estimator.report.words.option_text import Facts
from estimator.report.words.summary import FITTING, NAMED, Listing, Numbers, Race, Remark, heading

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.8
NEAR_ONE = 0.05
AT_VALUES: Final = "At the given values"
HOLDING: Final = "Cheapest of those that hold"
Said = Callable[[Facts], str]


def at_level(facts: Facts, level: float) -> Facts:
    """The same with each metric at a percentile of its draws; what is not always there as it is."""
    found = {
        id: replace(each, value=_value(spread, level)) if (spread := spread_of(facts, id)) else each
        for id, each in facts.metrics.items()
    }
    return replace(facts, metrics=found)


def spread_of(facts: Facts, id: str) -> Spread | None:
    """The draws of a metric that applies in each of them, of a year in most; None for others."""
    spread = facts.simulation.spreads[facts.option].get(id) if facts.simulation else None
    return spread if spread and spread.applies >= (HIGH if spread.unit == "year" else 1) else None


def _value(spread: Spread, level: float) -> float:
    value = spread.percentiles[level].value
    return half_up(value, 0) if spread.unit == "year" else value


def verdict(facts: Facts) -> str:
    """With what chance it can be paid and manned."""
    assert facts.simulation is not None
    overall, chances = facts.simulation.verdicts(facts.option)["overall"], facts.simulation.chances[facts.option]
    if overall.chance is None:
        return ""
    words = f"{overall.words}, {NEAR_A_THRESHOLD}" if overall.near else overall.words
    paid = "" if chances.over is None else in_draws(chances.money or 0.0)
    manned = "" if chances.short is None else in_draws(chances.people or 0.0)
    if paid and manned:
        return f"It can be paid {paid}, manned {manned}, and both {in_draws(overall.chance)}: {words}."
    if paid or manned:
        return f"It can be {'paid' if paid else 'manned'} {paid or manned}: {words}."
    return f"It asks for neither new room in the budget nor new people: {words}."


def turning(facts: Facts) -> str:
    """What a verdict turns on that is open or near a threshold: judged numbers first, else any within its range."""
    assert facts.simulation is not None
    overall = facts.simulation.verdicts(facts.option)["overall"]
    if overall.standing is not Standing.OPEN and not overall.near:
        return ""
    judged = turns(facts.model, facts.flips)
    told = _words(facts, judged or [each for each in facts.flips if _within_range(facts, each)])
    return f"It turns on {'a judgement' if judged else 'this'}: {told}." if told else ""


def _words(facts: Facts, found: list[Flip]) -> str:
    how = facts.flips_shown
    return "; ".join(filter(None, (flip_words(each, how[each.label, each.by], facts.settings) for each in found)))


def _within_range(facts: Facts, flip: Flip) -> bool:
    """True if money or people flip at a value that the range of the assumption holds."""
    used = facts.model.inputs.get(flip.by)
    if used is None or used.low is None or used.high is None or flip.over not in map(facts.model.name, FITTING.by):
        return False
    return used.low * used.scale <= flip.value <= used.high * used.scale


def cost(facts: Facts) -> str:
    """Life-cycle cost and new money at P50 with P20 and P80, and at which percentile the estimate stands."""
    spread = spread_of(facts, facts.model.name(Role.LIFE_CYCLE_COST))
    if spread is None or spread.point_percentile is None:
        return ""
    settings = facts.settings
    first, last = (f"{settings.year_prefix}{each}" for each in (settings.first_year, settings.last_year))
    if _value(spread, LOW) == _value(spread, HIGH):
        return f"It costs {facts.told(Role.LIFE_CYCLE_COST)} over {first}–{last} in every draw."
    whole = f"It costs {spread_words(facts, Role.LIFE_CYCLE_COST)} over {first}–{last}."
    stands = f"At the given values it is {facts.with_unit(Role.LIFE_CYCLE_COST)}, P{100 * spread.point_percentile:.0f}."
    new = at_level(facts, HIGH).number(Role.NEW_MONEY)
    fresh = f" New money: {spread_words(facts, Role.NEW_MONEY)}." if new else ""
    return f"{whole} {stands}{fresh}"


def spread_words(facts: Facts, role: Role, noun: str = "") -> str:
    """`€1,009.4 m at P50 (P20 €911.3 m, P80 €1,126.0 m)`."""
    low, middle, high = (at_level(facts, level) for level in (LOW, MIDDLE, HIGH))
    return f"{middle.told(role, noun)} at P50 (P20 {_short(low, role)}, P80 {_short(high, role)})"


def _short(facts: Facts, role: Role) -> str:
    """A number beside one of its kind: with a unit, what is counted left out."""
    return facts.told(role) if facts.how(role).kind in ("money", "share", "year") else facts.text(role)


def against(facts: Facts) -> str:
    """The cost over that of the reference option, in the middle of the draws, and how often it is the lower one."""
    assert facts.simulation is not None
    reference = facts.settings.reference_option
    middle = at_level(facts, MIDDLE)
    ratio = middle.number(Role.COST_AGAINST_REFERENCE)
    if ratio is None or facts.option == reference:
        return ""
    text = middle.text(Role.COST_AGAINST_REFERENCE)
    how = "about as much as" if abs(ratio - 1) < NEAR_ONE else f"{text} times as much as"
    lower = facts.simulation.cheaper.get(facts.option, {}).get(reference)
    often = "" if lower is None else f"; it costs less {in_draws(lower)}"
    return f"At P50 that is {how} {facts.label(reference)}{often}."


def _spread(words: str, role: Role, noun: str = "") -> Said:
    """A sentence that holds a metric with its percentiles; empty where it was not drawn or is always nil."""

    def said(facts: Facts) -> str:
        if spread_of(facts, facts.model.name(role)) is None:
            return ""
        return words.format(spread_words(facts, role, noun or facts.settings.threat_noun))

    return said


def _dates(facts: Facts) -> str:
    """When it serves in part and as a whole; empty where P20 and P80 are the same year."""
    ends = [at_level(facts, level).number(Role.COMPLETE_CHAIN) for level in (LOW, HIGH)]
    first = at_level(facts, MIDDLE).told(Role.FIRST_ELEMENT)
    if ends[0] == ends[1] or not first:
        return ""
    return f"It serves in part from {first}, as a whole from {spread_words(facts, Role.COMPLETE_CHAIN)}."


def _people(facts: Facts) -> str:
    ends = [at_level(facts, level).text(Role.PEOPLE) for level in (LOW, HIGH)]
    return "" if ends[0] == ends[1] else _spread("It needs {} in its peak year.", Role.PEOPLE, "person")(facts)


def _strike(facts: Facts) -> str:
    if (facts.number(Role.FIXED_TARGETS_ONLY) or 0.0) > 0:
        return ""
    return _spread("Its strikes destroy {} on the first day.", Role.LAUNCHERS_DESTROYED, "mobile launcher")(facts)


def at_values(text: str) -> str:
    """A sentence about the given values, said to be so; empty for none."""
    return f"{AT_VALUES} {text[:1].lower()}{text[1:]}" if text else ""


def holding_heading(settings: Settings) -> str:
    """Above the options that hold."""
    return f"Money and people hold with {chance_in_percent(settings.chance_holds)} chance or more"


def class_lines(facts: Sequence[Facts]) -> Iterator[str]:
    """The options by class, the likeliest first, each with the chance that money and people both hold."""
    settings = facts[0].settings
    heads = {
        Standing.HOLDS: holding_heading(settings),
        Standing.OPEN: "Open",
        Standing.FAILS: f"Hold with {chance_in_percent(settings.chance_fails)} chance or less",
    }
    found = {each.label(): _overall(each) for each in facts}
    likeliest = sorted(found, key=lambda label: -(found[label].chance or 0.0))
    for standing, head in heads.items():
        named = [NAMED.format(each, found[each].percent) for each in likeliest if found[each].standing is standing]
        if named:
            yield f"{standing.sign} {head}: {LIST_MARK.join(named)}."


def _overall(facts: Facts) -> Verdict:
    return facts.simulation.verdicts(facts.option)["overall"] if facts.simulation else Verdict()


def line_heading(line: Listing | Race | Remark, facts: Facts) -> str:
    """The heading of a line of the summary; of what was drawn with its percentile, and of what holds, not fits."""
    found = heading(line, facts.settings)
    if not facts.simulation or isinstance(line, Remark | Listing):
        return found
    found = HOLDING if line.that_fit else found
    return f"{found}, at P50" if spread_of(facts, facts.model.name(line.of)) else found


def number_of(of: Mapping[str, Facts]) -> Numbers:
    """The numbers of a summary; an option that was drawn has no bad year where both hold, else one."""

    def number(role: Role, option: str) -> float | None:
        facts = of[option]
        if facts.simulation and role in FITTING.by:
            return 0.0 if _overall(facts).standing is Standing.HOLDS else 1.0
        return facts.number(role)

    return number


def in_chances(subject: str, facts: Facts, otherwise: Said) -> str:
    """The sentence about a subject of an option that was drawn; `otherwise` makes the one of what it is given."""
    said = IN_CHANCES[subject](facts) if subject in IN_CHANCES else ""
    if said or subject in ALWAYS:
        return said
    return at_values(otherwise(facts)) if _is_judged(subject, facts) else otherwise(at_level(facts, MIDDLE))


def _is_judged(subject: str, facts: Facts) -> bool:
    """True of a subject that holds in some draws and not in others, and of what no draw was made of."""
    chances = facts.simulation.chances[facts.option] if facts.simulation else None
    if chances is None:
        return False
    of_money = chances.over is not None and subject in OF_MONEY
    return of_money or (chances.short is not None and subject in OF_PEOPLE) or subject in NOT_DRAWN


IN_CHANCES: Final[Mapping[str, Said]] = {
    "verdict": verdict,
    "turns": turning,
    "cost": cost,
    "against": against,
    "people": _people,
    "dates": _dates,
    "leakers": _spread("Expected to leak through on the first day: {}.", Role.LEAKERS),
    "first_salvo": _spread("Of the first salvo: {}.", Role.LEAKERS_FIRST_SALVO),
    "limited": _spread("Of a limited raid: {}.", Role.LEAKERS_LIMITED),
    "no_leaker": _spread("The chance that none of them does: {}.", Role.NO_LEAKER),
    "strike": _strike,
    "after_strike": _spread("Expected to leak through after that: {}.", Role.LEAKERS_AFTER_STRIKE),
}
"""What is said in place of the sentence about a subject; where it is empty, that sentence is, but of `ALWAYS`."""
ALWAYS: Final = ("turns", "against")
OF_MONEY, OF_PEOPLE, NOT_DRAWN = ("headroom", "over", "break_even"), ("manning",), ("freed_crews", "at_launch")
"""Subjects whose sentences hold at the given values alone, and say so."""
