"""At which value of one assumption a verdict changes: the flips that stand beside the comparison.

A flip is an ordinary row (mark `measure="flip"`), so it is live in the workbook too. It names the assumption that it is
a value of (`by`) and the row whose verdict changes there (`over`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from estimator.calculators.roles import Role
from estimator.display.decision import Shown, shown
from estimator.display.declared import limits_of, of_row, turned_by
from estimator.errors import UnknownNameError, did_you_mean
from estimator.evaluation import Array
from estimator.model import Model
from estimator.model.instances import elements_of
from estimator.pack.records import Settings
from estimator.units import Pure, in_normal

JUDGED = "C"


@dataclass(frozen=True, slots=True)
class Flip:
    """A value of the assumption `by` at which the verdict `over` of an option changes, and the value in use.

    `limits` are those of the assumption: a value beyond them is a mark for "at no value" or "at any value".
    """

    id: str
    option: str
    label: str
    over: str
    by: str
    value: float
    in_use: float
    unit: str
    shown: Pure = ""
    limits: tuple[float, float] | None = None

    @property
    def margin(self) -> float:
        """How far the value in use lies from the flip."""
        return self.value - self.in_use


def flips(model: Model, values: Mapping[str, Array]) -> list[Flip]:
    """The flips of the options shown, in their order, at the first draw."""
    found = []
    for option in model.options:
        groups = {option, *(element.id for element in elements_of(model.pack, option))}
        for id, row in model.rows.items():
            if row.group in groups and row.marks.get("measure") == "flip":
                by = row.marks["by"]
                numbers = float(values[id][0, 0]), float(values[by][0, 0]) if by in values else float("nan")
                used = turned_by(model, row)
                limits = limits_of(used) if used else None
                over, declared = row.marks.get("over", ""), of_row(model, row)
                found.append(Flip(id, option, row.label, over, by, *numbers, row.unit, declared, limits))
    return found


def only(model: Model, found: Sequence[Flip], over: Sequence[str] = (), by: Sequence[str] = ()) -> list[Flip]:
    """The flips of some verdicts, on some assumptions; all where none are named.

    Raises UnknownNameError for a verdict or an assumption that there is not, with the nearest.
    """
    _require_known("verdict", over, [*{each.over: 0 for each in found}, *model.metric_labels])
    _require_known("assumption", by, [*{each.by: 0 for each in found}, *model.inputs])
    return [each for each in found if (not over or each.over in over) and (not by or each.by in by)]


def _require_known(kind: str, ids: Sequence[str], known: Sequence[str]) -> None:
    for each in ids:
        if each not in known:
            hint = did_you_mean(each[:80], known) or "estimator flips, without it, shows them."
            raise UnknownNameError(f'no {kind} "{each[:80]}". {hint}')


def turns(model: Model, found: Sequence[Flip]) -> list[Flip]:
    """The flips on which a verdict turns: of money or people, on a judged number (grade C), within its range.

    Where several services flip on one number, the verdict changes at the highest of their values.
    """
    groups: dict[tuple[str, str, str], list[Flip]] = {}
    for each in found:
        if each.value == each.value and judged_range(model, each.by, each.over):
            groups.setdefault((each.option, each.over, each.by), []).append(each)
    highest = [max(group, key=lambda each: each.value) for group in groups.values()]
    return [each for each in highest if _within(each.value, judged_range(model, each.by, each.over))]


def judged_range(model: Model, by: str, over: str) -> tuple[float, float] | None:
    """The range of a judged number on which a verdict of money or people may turn, in base units; None for others."""
    used = model.inputs.get(by)
    if used is None or used.grade != JUDGED or used.low is None or used.high is None:
        return None
    deciding = {model.name(role) for role in (Role.YEARS_OVER, Role.YEARS_SHORT)}
    return (in_normal(used.low, used.scale), in_normal(used.high, used.scale)) if over in deciding else None


def _within(value: float, ends: tuple[float, float] | None) -> bool:
    return ends is not None and ends[0] <= value <= ends[1]


def shown_flips(found: Sequence[Flip], settings: Settings) -> dict[tuple[str, str], Shown]:
    """How flips are shown, by label and assumption: alike for all options, and for the value in use."""
    together: dict[tuple[str, str], list[Flip]] = {}
    for each in found:
        together.setdefault((each.label, each.by), []).append(each)
    return {key: _shown(flips, settings) for key, flips in together.items()}


def _shown(flips: Sequence[Flip], settings: Settings) -> Shown:
    one = flips[0]
    how = replace(shown(one.unit, settings, one.shown), limits=one.limits)
    return how.fitted([number for each in flips for number in (each.value, each.in_use)])
