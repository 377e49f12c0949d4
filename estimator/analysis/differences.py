"""What differs between two packs, two results or two workbooks: assumptions first, then results.

A pack is computed; a result (JSON) and a workbook are taken as they stand. A JSON result holds only the scenarios and
the overrides of its assumptions, so beside it only these are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

Sign = Literal["~", "+", "-"]
Value = float | Mapping[int, float] | None
SAME_VALUE: Final = 1e-12
SAME_RESULT: Final = 1e-9
OPTIONS: Final = "options"
SIGNS: Final = ("~", "+", "-")


@dataclass(frozen=True, slots=True)
class Known:
    """One assumption of a side: its value in the file's unit, where it comes from, and what else describes it."""

    id: str
    value: Value
    unit: str
    label: str = ""
    layer: str = ""
    why: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """One metric of one option in base units; None where it does not apply. An empty unit is not known."""

    value: float | None
    unit: str = ""


@dataclass(frozen=True)
class Side:
    """One of the two things compared.

    `assumptions` are all of them if `complete`, else only those that were overridden. `facts` (pack, digest, scenarios,
    years …) are compared as texts.
    """

    name: str
    complete: bool
    assumptions: Mapping[str, Known]
    overridden: Mapping[str, Known]
    results: Mapping[str, Mapping[str, Result]]
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AssumptionChange:
    """An assumption that is changed, new or gone. `years` are those whose values differ; `texts` what else differs."""

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
    """Everything that differs. `notes` say what could not be compared."""

    old: Side
    new: Side
    facts: tuple[tuple[str, str, str], ...]
    assumptions: tuple[AssumptionChange, ...]
    results: tuple[ResultChange, ...]
    notes: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """True if nothing differs."""
        return not (self.facts or self.assumptions or self.results)


def differences(old: Side, new: Side) -> Differences:
    """Compare two sides. Values are equal to twelve digits, results to nine, as readers of the model agree."""
    complete = old.complete and new.complete
    before, after = (old.assumptions, new.assumptions) if complete else (old.overridden, new.overridden)
    changed = [*_assumption_changes(before, after)]
    apart = _shown_by_one(old, new)
    one, other = (_without(side.results, apart) for side in (old, new))
    return Differences(
        old=old, new=new, facts=tuple(_facts(old, new)),
        assumptions=tuple(sorted(changed, key=lambda each: SIGNS.index(each.sign))),
        results=tuple(_result_changes(one, other)),
        notes=tuple(_notes(complete, apart)),
    )  # fmt: skip


def _shown_by_one(old: Side, new: Side) -> list[str]:
    """Options whose results only one side shows, unless both are whole packs: then an option is new or gone."""
    if OPTIONS in old.facts and OPTIONS in new.facts:
        return []
    return [option for option in dict.fromkeys((*old.results, *new.results))
            if (option in old.results) != (option in new.results)]  # fmt: skip


def _without(results: Mapping[str, Mapping[str, Result]], options: Collection[str]) -> dict[str, Mapping[str, Result]]:
    return {option: found for option, found in results.items() if option not in options}


def _notes(complete: bool, apart: Sequence[str]) -> Iterator[str]:
    if not complete:
        yield "Only scenarios and overrides of the assumptions are compared: a JSON result holds no others."
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
    if _same_value(before.value, after.value) and not texts:
        return None
    return AssumptionChange(
        "~", after.id, after.label or before.label, before.value, after.value, after.unit, after.layer, after.why,
        years, tuple(texts),
    )  # fmt: skip


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


def _near(before: float | None, after: float | None, tolerance: float) -> bool:
    if before is None or after is None:
        return before is after
    return abs(before - after) <= tolerance * max(abs(before), abs(after))


def _result_changes(
    old: Mapping[str, Mapping[str, Result]], new: Mapping[str, Mapping[str, Result]]
) -> Iterator[ResultChange]:
    for option in dict.fromkeys((*old, *new)):
        before, after = old.get(option, {}), new.get(option, {})
        for metric in dict.fromkeys((*before, *after)):
            one, other = before.get(metric, Result(None)), after.get(metric, Result(None))
            if not _near(one.value, other.value, SAME_RESULT) or _units_differ(one, other):
                yield ResultChange(_sign(one, other), option, metric, one.value, other.value, other.unit or one.unit)


def _units_differ(one: Result, other: Result) -> bool:
    both = one.value is not None and other.value is not None
    return bool(both and one.unit and other.unit and one.unit != other.unit)


def _sign(one: Result, other: Result) -> Sign:
    if one.value is None:
        return "+"
    return "-" if other.value is None else "~"
