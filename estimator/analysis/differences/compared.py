"""What differs between two packs, two results or two workbooks: assumptions first, then results.

A pack is computed; a result (JSON) and a workbook are taken as they stand. What only got another name is compared under
its new one. A JSON result of an earlier version holds no assumptions but those overridden, so beside it only these are
compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from estimator.analysis.differences.renames import Known, Value, near, renamed_options, renames

Sign = Literal["~", "+", "-"]
SAME_VALUE: Final = 1e-12
SAME_RESULT: Final = 1e-9
OPTIONS: Final = "options"
STRUCTURE: Final = "option "
SIGNS: Final = ("~", "+", "-")
MOST_TOLD: Final = 3


@dataclass(frozen=True, slots=True)
class Result:
    """One metric of one option in base units; None where it does not apply. An empty unit is not known."""

    value: float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FailingCheck:
    """A check of a workbook itself that does not hold; `of_inputs` if its values follow from inputs that are amiss."""

    text: str
    of_inputs: bool = False

    def __str__(self) -> str:
        """What does not hold, and where."""
        return self.text


@dataclass(frozen=True)
class Side:
    """One of the two things compared.

    `assumptions` are all of them if `complete`, else only those that were overridden. `facts` (pack, digest, scenarios,
    years …) are compared as texts. `money_shown` is the unit of money in the pack's tables, empty where a file does not
    say. `failing` are the checks of a workbook itself that do not hold: its values are not to be trusted.
    """

    name: str
    complete: bool
    assumptions: Mapping[str, Known]
    overridden: Mapping[str, Known]
    results: Mapping[str, Mapping[str, Result]]
    facts: Mapping[str, str]
    money_shown: str = ""
    failing: tuple[FailingCheck, ...] = ()
    is_workbook: bool = False


@dataclass(frozen=True, slots=True)
class AssumptionChange:
    """An assumption that is changed, new or gone.

    `years` are those whose values differ, `texts` what else differs, `was` its old id where it was renamed.
    """

    sign: Sign
    id: str
    label: str
    old: Value
    new: Value
    unit: str
    layer: str
    why: str
    years: tuple[int, ...] = ()
    texts: tuple[tuple[str, str, str], ...] = ()
    was: str = ""


@dataclass(frozen=True, slots=True)
class ResultChange:
    """A metric of an option that differs; `change` is new less old where both apply."""

    sign: Sign
    option: str
    metric: str
    old: float | None
    new: float | None
    unit: str

    @property
    def change(self) -> float | None:
        """New less old."""
        return None if self.old is None or self.new is None else self.new - self.old


@dataclass(frozen=True)
class Differences:
    """Everything that differs. `notes` say what could not be compared, `renamed` the new names of options."""

    old: Side
    new: Side
    facts: tuple[tuple[str, str, str], ...]
    assumptions: tuple[AssumptionChange, ...]
    results: tuple[ResultChange, ...]
    notes: tuple[str, ...]
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def broken(self) -> tuple[str, ...]:
        """The names of the sides whose values may not follow from their inputs."""
        return tuple(side.name for side in (self.old, self.new) if is_broken(side.failing))

    @property
    def invalid(self) -> tuple[str, ...]:
        """The names of the sides whose values follow from inputs that do not pass a check."""
        return tuple(side.name for side in (self.old, self.new) if side.failing and not is_broken(side.failing))

    @property
    def equal(self) -> bool:
        """True if nothing differs."""
        return not (self.facts or self.assumptions or self.results or self.renamed)


def differences(old: Side, new: Side) -> Differences:
    """Compare two sides. Values are equal to twelve digits, results to nine, as readers of the model agree."""
    complete = old.complete and new.complete
    ids = renames(*(side.assumptions if complete else side.overridden for side in (old, new)))
    options = _renamed_options(ids, old, new)
    then = _under_new_names(old, ids, options, new)
    before, after = (side.assumptions if complete else side.overridden for side in (then, new))
    apart = _shown_by_one(then, new)
    one, other = (_without(side.results, apart) for side in (then, new))
    return Differences(
        old=old,
        new=new,
        facts=tuple(_facts(then, new)),
        assumptions=tuple(sorted(_assumption_changes(before, after), key=lambda each: SIGNS.index(each.sign))),
        results=tuple(_result_changes(one, other)),
        notes=(*(each for side in (old, new) for each in _failing(side)), *_notes(complete, apart)),
        renamed=options,
    )


def _renamed_options(ids: Mapping[str, str], old: Side, new: Side) -> dict[str, str]:
    """Options that only got another name: by their assumptions, else by results that are all equal."""
    found = renamed_options(ids, old.results, new.results)
    gone = [option for option in old.results if option not in new.results and option not in found]
    came = [option for option in new.results if option not in old.results and option not in found.values()]
    for option in gone:
        same = [other for other in came if _same_results(old.results[option], new.results[other])]
        if len(same) == 1 and same[0] not in found.values():
            found[option] = same[0]
    return found


def _same_results(one: Mapping[str, Result], other: Mapping[str, Result]) -> bool:
    shared = [metric for metric in one if metric in other and one[metric].value is not None]
    return bool(shared) and all(same_result(one[metric].value, other[metric].value) for metric in shared)


def _under_new_names(old: Side, ids: Mapping[str, str], options: Mapping[str, str], new: Side) -> Side:
    """The old side with the names that the new side has for the same things."""
    metrics = {metric for found in new.results.values() for metric in found}

    def metric_now(metric: str) -> str:
        """A metric named after an option, such as the cost against it."""
        named = (metric.replace(one, other) for one, other in options.items())
        return metric if metric in metrics else next((each for each in named if each in metrics), metric)

    facts = {
        f"{STRUCTURE}{options.get(name.removeprefix(STRUCTURE), name.removeprefix(STRUCTURE))}"
        if name.startswith(STRUCTURE)
        else name: text
        for name, text in old.facts.items()
    }
    return replace(
        old,
        facts=facts,
        assumptions={ids.get(id, id): each for id, each in old.assumptions.items()},
        overridden={ids.get(id, id): each for id, each in old.overridden.items()},
        results={
            options.get(option, option): {metric_now(metric): each for metric, each in found.items()}
            for option, found in old.results.items()
        },
    )


def _shown_by_one(old: Side, new: Side) -> list[str]:
    """Options whose results only one side shows, unless both are whole packs: then an option is new or gone."""
    if OPTIONS in old.facts and OPTIONS in new.facts:
        return []
    return [
        option
        for option in dict.fromkeys((*old.results, *new.results))
        if (option in old.results) != (option in new.results)
    ]


def _without(results: Mapping[str, Mapping[str, Result]], options: Collection[str]) -> dict[str, Mapping[str, Result]]:
    return {option: found for option, found in results.items() if option not in options}


def is_broken(failing: Iterable[FailingCheck]) -> bool:
    """True if a check fails that a workbook is whole, so that its values may not follow from its inputs."""
    return not all(each.of_inputs for each in failing)


def _failing(side: Side) -> Iterator[str]:
    """That a workbook's own checks fail, as after rows were sorted or an input was typed in, and which."""
    if side.failing:
        told, more = "; ".join(each.text for each in side.failing[:MOST_TOLD]), len(side.failing) - MOST_TOLD
        told += f"; and {more} more" if more > 0 else ""
        if is_broken(side.failing):
            yield f"{side.name} is broken, its own checks fail: {told}. Its values may be those of other rows."
        else:
            yield f"{side.name}: its inputs do not pass a check: {told}. Its values follow from them."


def _notes(complete: bool, apart: Sequence[str]) -> Iterator[str]:
    if not complete:
        yield "Only scenarios and overrides of the assumptions are compared: an earlier version's JSON holds no others."
    if apart:
        yield f"Options that only one side shows are left out: {', '.join(apart)}."


def _facts(old: Side, new: Side) -> Iterator[tuple[str, str, str]]:
    for name, before in old.facts.items():
        after = new.facts.get(name)
        if after is not None and after != before:
            yield name, before, after


def _assumption_changes(old: Mapping[str, Known], new: Mapping[str, Known]) -> Iterator[AssumptionChange]:
    for id in dict.fromkeys((*old, *new)):
        before, after = old.get(id), new.get(id)
        if before and after:
            found = _changed(before, after)
            if found:
                yield found
        elif after:
            yield AssumptionChange("+", id, after.label, None, after.value, after.unit, after.layer, after.why)
        elif before:
            yield AssumptionChange("-", id, before.label, before.value, None, before.unit, before.layer, before.why)


def _changed(before: Known, after: Known) -> AssumptionChange | None:
    years = _years(before.value, after.value)
    names = [
        name for name in dict.fromkeys((*before.texts, *after.texts)) if name in before.texts and name in after.texts
    ]
    texts = [("unit", before.unit, after.unit)] if before.unit != after.unit else []
    texts += [
        (name, before.texts[name], after.texts[name]) for name in names if before.texts[name] != after.texts[name]
    ]
    was = before.id if before.id != after.id else ""
    if _same_value(before.value, after.value) and not texts and not was:
        return None
    return AssumptionChange(
        "~",
        after.id,
        after.label or before.label,
        before.value,
        after.value,
        after.unit,
        after.layer,
        after.why,
        years,
        tuple(texts),
        was,
    )


def _years(before: Value, after: Value) -> tuple[int, ...]:
    """The fiscal years whose values differ."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return ()
    return tuple(year for year in sorted({*before, *after}) if not _near(before.get(year), after.get(year), SAME_VALUE))


def _same_value(before: Value, after: Value) -> bool:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return not _years(before, after)
    if isinstance(before, Mapping) or isinstance(after, Mapping):
        return False
    return _near(before, after, SAME_VALUE)


def same_result(before: float | None, after: float | None) -> bool:
    """True for results that are equal but for the last digits of computing, or both absent."""
    return _near(before, after, SAME_RESULT)


def _near(before: float | None, after: float | None, tolerance: float) -> bool:
    if before is None or after is None:
        return before is after
    return near(before, after, tolerance)


def _result_changes(
    old: Mapping[str, Mapping[str, Result]], new: Mapping[str, Mapping[str, Result]]
) -> Iterator[ResultChange]:
    for option in dict.fromkeys((*old, *new)):
        before, after = old.get(option, {}), new.get(option, {})
        for metric in dict.fromkeys((*before, *after)):
            one, other = before.get(metric, Result(None)), after.get(metric, Result(None))
            if not same_result(one.value, other.value) or _units_differ(one, other):
                yield ResultChange(_sign(one, other), option, metric, one.value, other.value, other.unit or one.unit)


def _units_differ(one: Result, other: Result) -> bool:
    both = one.value is not None and other.value is not None
    return bool(both and one.unit and other.unit and one.unit != other.unit)


def _sign(one: Result, other: Result) -> Sign:
    if one.value is None:
        return "+"
    return "-" if other.value is None else "~"
