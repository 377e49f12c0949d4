"""Break-even values in words and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator.analysis.questions.breakeven import BreakEven, Crossing, Scan
from estimator.display.declared import shown_metric
from estimator.display.text import general, held_edge
from estimator.display.unit_words import with_noun
from estimator.model import Model
from estimator.pack.possible import outside
from estimator.report.answers.answer import Answer, columns, in_words, plain, tidy
from estimator.report.answers.beyond import beyond_notes, marked
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Table

NOWHERE = "the metric applies at none of the values looked at"


def break_even_answer(model: Model, break_evens: Sequence[BreakEven], scan: Scan, metric: str) -> Answer:
    """A line for each value at which the target is reached, or one that says that there is none."""
    target = break_evens[0].target if break_evens else 0.0
    words = in_words(target, shown_metric(model, metric, model.metric_units[metric]))
    equal = len(break_evens) == 1 and _pair(break_evens[0]) is not None
    title = f"{metric} equal" if equal else f"{metric} = {words}"
    rows = [row for each in break_evens for row in _lines(model, each, scan, metric)]
    low, high = (plain(end, scan.lever.assumption.unit) for end in (scan.low, scan.high))
    count = with_noun(f"{_most(break_evens):,}", "value")
    notes = [f"{scan.lever.label} looked at from {low} to {high}, at {count}; in use: {in_use(scan)}."]
    notes += beyond_notes(scan.lever.assumption, (scan.low, scan.high))
    heads = columns("option, where, what")
    table = Table(f"{title}, by {scan.lever.label}", heads, tuple(rows), tuple(notes))
    return Answer((table,), _tidy(model, break_evens, scan), _document(model, break_evens, scan, metric))


def _most(break_evens: Sequence[BreakEven]) -> int:
    return max((len(each.points) for each in break_evens), default=0)


def in_use(scan: Scan) -> str:
    """The value in use of the assumption that is turned."""
    each = scan.lever.assumption
    return "by year" if each.is_by_year else plain(each.value, each.unit)


def _lines(model: Model, break_even: BreakEven, scan: Scan, metric: str) -> Iterator[tuple[Cell, ...]]:
    if break_even.reason:
        yield break_even.name, "–", break_even.reason
        return
    if not break_even.crossings:
        yield break_even.name, "nowhere", (_unequal if _pair(break_even) else _nowhere)(model, break_even, scan, metric)
    for each in break_even.crossings:
        yield break_even.name, where(each, scan), _what(each, break_even)
    if applies_not_everywhere(break_even):
        yield break_even.name, "–", "the metric does not apply at some of the values looked at"


def applies_not_everywhere(break_even: BreakEven) -> bool:
    """True if the metric does not apply at some value."""
    return any(math.isnan(value) for value in break_even.metric.tolist())


def where(each: Crossing, scan: Scan) -> str:
    """The value, or the values between which it lies; the ends of a stretch such that they are at the target."""
    turned, unit = scan.lever.assumption, scan.lever.assumption.unit
    if each.kind == "root":
        return marked(plain(each.low, unit), turned, [each.low])
    ends = each.low, each.high
    inside = held_edge(each.low, up=True), held_edge(each.high, up=False)
    first, last = inside if each.kind == "stretch" and inside[0] < inside[1] else ends
    low, high = (plain(value, unit) for value in (first, last))
    between = f"at {high}" if low == high else f"between {general(first, unit)} and {high}"
    return marked(between, turned, (each.low, each.high))


def _what(each: Crossing, break_even: BreakEven) -> str:
    side = {None: "", True: "above the target beyond", False: "below the target beyond"}[each.rising]
    pair = _pair(break_even)
    if pair and each.rising is not None:
        first, second = pair
        side = f"{first if each.rising else second} is the larger beyond"
    kinds = {
        "root": "reached",
        "stretch": "at the target all the way",
        "crossing": "crosses by a jump, never at the target",
    }
    return "; ".join(filter(None, (kinds[each.kind], side)))


def _pair(break_even: BreakEven) -> tuple[str, str] | None:
    """The two options that are to be equal; None where a target was given."""
    first, less, second = break_even.name.partition(" less ")
    return (first, second) if less else None


def _unequal(model: Model, break_even: BreakEven, scan: Scan, metric: str) -> str:
    """Which of two options has the smaller metric all the way, by how much at the ends and where they come nearest."""
    pair = _pair(break_even)
    if not break_even.ends or not break_even.nearest or not pair:
        return NOWHERE
    how, unit = shown_metric(model, metric, break_even.unit), scan.lever.assumption.unit
    low, high = (plain(at, unit) for at, _ in break_even.ends)
    gap = [f"{in_words(abs(value), how)} at {plain(at, unit)}" for at, value in (*break_even.ends, break_even.nearest)]
    stays = "cheaper" if how.kind == "money" else "lower"
    return (
        f"{pair[0] if break_even.nearest[1] < 0 else pair[1]} stays the {stays} from {low} to {high}: "
        f"by {gap[0]}, {gap[1]}; nearest {gap[2]}"
    )


def _nowhere(model: Model, break_even: BreakEven, scan: Scan, metric: str) -> str:
    """The values at both ends, which way the metric goes, and where it comes nearest."""
    if not break_even.ends or not break_even.nearest:
        return NOWHERE
    how, unit = shown_metric(model, metric, break_even.unit), scan.lever.assumption.unit
    (low, one), (high, other) = break_even.ends
    way = "rises" if other > one else "falls" if other < one else "stays"
    at_ends = f"{way} from {in_words(one, how)} at {plain(low, unit)} to {in_words(other, how)} at {plain(high, unit)}"
    place, value = break_even.nearest
    side = "above" if value > break_even.target else "below"
    nearest = f"{in_words(value, how)} at {plain(place, unit)}"
    return f"{at_ends}; stays {side} the target, nearest {nearest}"


def _tidy(model: Model, break_evens: Sequence[BreakEven], scan: Scan) -> Table:
    unit = scan.lever.assumption.unit
    rows: list[tuple[Cell | float | None, ...]] = []
    for each in break_evens:
        found = each.crossings
        rows += [(each.name, one.kind, one.low, one.high, unit, "", _mark(one, scan)) for one in found]
        if not each.crossings:
            rows.append((each.name, "none", None, None, unit, each.reason, ""))
    return tidy("option, kind, low, high, unit, reason, limits", rows)


def _mark(each: Crossing, scan: Scan) -> str:
    """Whether a value lies beyond the limits of the pack."""
    return "beyond" if any(outside(scan.lever.assumption, end) for end in (each.low, each.high)) else ""


def _document(model: Model, break_evens: Sequence[BreakEven], scan: Scan, metric: str) -> Document:
    return {
        "manifest": manifest(model.pack),
        "metric": metric,
        "by": {
            "id": scan.lever.id,
            "unit": scan.lever.assumption.unit,
            "years": list(scan.lever.years),
            "from": scan.low,
            "to": scan.high,
            "limits": scan.lever.assumption.limits and list(scan.lever.assumption.limits),
        },
        "answers": [_record(each) for each in break_evens],
    }


def _record(break_even: BreakEven) -> Document:
    crossings = [
        {"kind": each.kind, "low": each.low, "high": each.high, "rising": each.rising} for each in break_even.crossings
    ]
    made: Document = {
        "name": break_even.name,
        "target": break_even.target,
        "unit": break_even.unit,
        "crossings": crossings,
    }
    if break_even.reason:
        return {**made, "reason": break_even.reason}
    ends = break_even.ends and [{"at": at, "metric": metric} for at, metric in break_even.ends]
    nearest = break_even.nearest and {"at": break_even.nearest[0], "metric": break_even.nearest[1]}
    return {**made, "ends": ends, "nearest": nearest, "values_scanned": len(break_even.points)}
