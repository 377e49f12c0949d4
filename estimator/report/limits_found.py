"""Break-even values and affordable quantities in words and numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from estimator.analysis.afford import MONEY, Affordable, Shortfall
from estimator.analysis.breakeven import BreakEven, Crossing, Scan
from estimator.model import Model
from estimator.pack.records import Settings
from estimator.report.answer import Answer, columns, in_words, plain, tidy
from estimator.report.manifest import Document, manifest
from estimator.report.numbers import decimals, general, shown, text
from estimator.report.tables import Cell, Table

MOST_DECIMALS = 9
NOWHERE = "the metric applies at none of the values looked at"


def break_even_answer(model: Model, found: Sequence[BreakEven], scan: Scan, metric: str) -> Answer:
    """A line for each value at which the target is reached, or one that says that there is none."""
    target = found[0].target if found else 0.0
    words = in_words(target, model.metric_units[metric], model.pack.settings, metric)
    equal = len(found) == 1 and _pair(found[0]) is not None
    title = f"{metric} equal" if equal else f"{metric} = {words}"
    rows = [row for each in found for row in _lines(model, each, scan, metric)]
    low, high = (plain(end, scan.lever.assumption.unit) for end in (scan.low, scan.high))
    notes = [f"{scan.lever.label} looked at from {low} to {high}, at {_most(found)} values; in use: {_in_use(scan)}."]
    heads = columns("option, where, what")
    table = Table(f"{title}, by {scan.lever.label}", heads, tuple(rows), tuple(notes))
    return Answer((table,), _tidy(model, found, scan), _document(model, found, scan, metric))


def _most(found: Sequence[BreakEven]) -> int:
    return max((len(each.points) for each in found), default=0)


def _in_use(scan: Scan) -> str:
    each = scan.lever.assumption
    return "by year" if each.is_by_year else plain(each.value, each.unit)


def _lines(model: Model, found: BreakEven, scan: Scan, metric: str) -> Iterator[tuple[Cell, ...]]:
    if found.reason:
        yield found.name, "–", found.reason
        return
    if not found.crossings:
        yield found.name, "no root", (_unequal if _pair(found) else _nowhere)(model, found, scan, metric)
    for each in found.crossings:
        yield found.name, where(each, scan), _what(each, found)
    if applies_not_everywhere(found):
        yield found.name, "–", "the metric does not apply at some of the values looked at"


def applies_not_everywhere(found: BreakEven) -> bool:
    """True if the metric does not apply at some value."""
    return any(math.isnan(value) for value in found.metric.tolist())


def where(each: Crossing, scan: Scan) -> str:
    """The value, or the values between which it lies."""
    unit = scan.lever.assumption.unit
    if each.kind == "root":
        return plain(each.low, unit)
    return f"between {general(each.low, unit)} and {plain(each.high, unit)}"


def _what(each: Crossing, found: BreakEven) -> str:
    side = {None: "", True: "above the target beyond", False: "below the target beyond"}[each.rising]
    pair = _pair(found)
    if pair and each.rising is not None:
        first, second = pair
        side = f"{first if each.rising else second} is the larger beyond"
    kinds = {
        "root": "reached", "stretch": "at the target all the way", "crossing": "crosses by a jump, never at the target",
    }  # fmt: skip
    return "; ".join(filter(None, (kinds[each.kind], side)))


def _pair(found: BreakEven) -> tuple[str, str] | None:
    """The two options that are to be equal; None where a target was given."""
    first, less, second = found.name.partition(" less ")
    return (first, second) if less else None


def _unequal(model: Model, found: BreakEven, scan: Scan, metric: str) -> str:
    """Which of two options has the smaller metric all the way, by how much at the ends and where they come nearest."""
    pair = _pair(found)
    if not found.ends or not found.nearest or not pair:
        return NOWHERE
    settings, unit = model.pack.settings, scan.lever.assumption.unit
    low, high = (plain(at, unit) for at, _ in found.ends)
    gap = [
        f"{in_words(abs(value), found.unit, settings, metric)} at {plain(at, unit)}"
        for at, value in (*found.ends, found.nearest)
    ]
    stays = "cheaper" if shown(found.unit, settings, metric).kind == "money" else "lower"
    return (
        f"{pair[0] if found.nearest[1] < 0 else pair[1]} stays the {stays} from {low} to {high}: "
        f"by {gap[0]}, {gap[1]}; nearest {gap[2]}"
    )


def _nowhere(model: Model, found: BreakEven, scan: Scan, metric: str) -> str:
    """The values at both ends, which way the metric goes, and where it comes nearest."""
    if not found.ends or not found.nearest:
        return NOWHERE
    settings, unit = model.pack.settings, scan.lever.assumption.unit
    (low, one), (high, other) = found.ends
    way = "rises" if other > one else "falls" if other < one else "stays"
    at_ends = (
        f"{way} from {in_words(one, found.unit, settings, metric)} at {plain(low, unit)} "
        f"to {in_words(other, found.unit, settings, metric)} at {plain(high, unit)}"
    )
    place, value = found.nearest
    side = "above" if value > found.target else "below"
    nearest = f"{in_words(value, found.unit, settings, metric)} at {plain(place, unit)}"
    return f"{at_ends}; stays {side} the target, nearest {nearest}"


def _tidy(model: Model, found: Sequence[BreakEven], scan: Scan) -> Table:
    unit = scan.lever.assumption.unit
    rows: list[tuple[Cell | float | None, ...]] = []
    for each in found:
        rows += [(each.name, cross.kind, cross.low, cross.high, unit, "") for cross in each.crossings]
        if not each.crossings:
            rows.append((each.name, "none", None, None, unit, each.reason))
    return tidy("option, kind, low, high, unit, reason", rows)


def _document(model: Model, found: Sequence[BreakEven], scan: Scan, metric: str) -> Document:
    return {
        "manifest": manifest(model.pack),
        "metric": metric,
        "by": {"id": scan.lever.id, "unit": scan.lever.assumption.unit, "years": list(scan.lever.years),
               "from": scan.low, "to": scan.high},
        "answers": [_record(each) for each in found],
    }  # fmt: skip


def _record(found: BreakEven) -> Document:
    crossings = [
        {"kind": each.kind, "low": each.low, "high": each.high, "rising": each.rising} for each in found.crossings
    ]
    made: Document = {"name": found.name, "target": found.target, "unit": found.unit, "crossings": crossings}
    if found.reason:
        return {**made, "reason": found.reason}
    ends = found.ends and [{"at": at, "metric": metric} for at, metric in found.ends]
    nearest = found.nearest and {"at": found.nearest[0], "metric": found.nearest[1]}
    return {**made, "ends": ends, "nearest": nearest, "values_scanned": len(found.points)}


def afford_answer(model: Model, found: Affordable, scan: Scan) -> Answer:
    """The largest quantity that fits, what fails next and why, and what each limit alone would allow."""
    unit = scan.lever.assumption.unit
    rows: list[tuple[Cell, ...]] = [
        ("largest that fits money and people", _quantity(found.largest, unit, found.scanned[1])),
        ("largest that fits money alone", _quantity(found.by_money, unit, found.scanned[1])),
        ("largest that fits people alone", _quantity(found.by_people, unit, found.scanned[1])),
        ("next that does not fit", plain(found.next, unit) if found.next is not None else "none up to the upper end"),
    ]
    settings = model.pack.settings
    rows += [
        (f"binds {_place(number)}", shortfall_text(each, settings)) for number, each in enumerate(found.shortfalls)
    ]
    low, high, count = found.scanned
    span = f"{count} values from {plain(low, unit)} to {plain(high, unit)}"
    notes = [f"{scan.lever.label} tried at {span}; in use: {_in_use(scan)}."]
    notes += _warnings(found, unit)
    table = Table(
        f"{found.option}: what {scan.lever.label} can be afforded", columns("what, answer"), tuple(rows), tuple(notes)
    )
    return Answer((table,), _afford_tidy(found, unit), _afford_document(model, found, scan))


def _place(number: int) -> str:
    return ("first", "second", "third")[number] if number < 3 else f"as number {number + 1}"


def _quantity(value: float | None, unit: str, highest: float) -> str:
    if value is None:
        return "none of the values tried"
    return plain(value, unit) + (" or more (the largest tried)" if value == highest else "")


def _warnings(found: Affordable, unit: str) -> Iterator[str]:
    if found.gaps:
        shown = ", ".join(plain(each, "") for each in found.gaps[:8])
        more = f" and {len(found.gaps) - 8} more" if len(found.gaps) > 8 else ""
        yield f"Below the answer these do not fit: {shown}{more} {unit}".rstrip() + "."
    if found.failing_checks:
        yield f"Checks of the model that do not hold at the answer: {', '.join(found.failing_checks)}."


def shortfall_text(each: Shortfall, settings: Settings) -> str:
    """What is short, when, by how much."""
    needed, available = _told_apart((each.needed, each.available), each.unit, settings)
    what = "headroom" if each.kind == MONEY else f"people of {each.service}"
    return f"{what} in {settings.year_prefix}{each.year}: {needed} needed, {available} there"


def _told_apart(pair: tuple[float, float], unit: str, settings: Settings) -> Iterator[str]:
    """Two numbers with their unit, with as many decimals as it takes to see that they differ."""
    how = shown(unit, settings)
    places = range(decimals(pair, how), MOST_DECIMALS)
    digits = next((each for each in places if text(pair[0], how, each) != text(pair[1], how, each)), MOST_DECIMALS)
    return (f"{text(value, how, digits)} {how.unit}".rstrip() for value in pair)


def _afford_tidy(found: Affordable, unit: str) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        ("largest", found.largest, unit, None, ""), ("by_money", found.by_money, unit, None, ""),
        ("by_people", found.by_people, unit, None, ""), ("next", found.next, unit, None, ""),
    ]  # fmt: skip
    rows += [(f"needed_{each.kind}", each.needed, each.unit, each.year, each.service) for each in found.shortfalls]
    rows += [
        (f"available_{each.kind}", each.available, each.unit, each.year, each.service) for each in found.shortfalls
    ]
    return tidy("what, value, unit, year, service", rows)


def _afford_document(model: Model, found: Affordable, scan: Scan) -> Document:
    return {
        "manifest": manifest(model.pack), "option": found.option,
        "by": {"id": scan.lever.id, "unit": scan.lever.assumption.unit, "from": scan.low, "to": scan.high},
        "largest": found.largest, "by_money": found.by_money, "by_people": found.by_people, "next": found.next,
        "binds": [
            {"limit": each.kind, "service": each.service, "year": each.year, "needed": each.needed,
             "available": each.available, "unit": each.unit}
            for each in found.shortfalls
        ],
        "gaps": list(found.gaps), "failing_checks": list(found.failing_checks),
    }  # fmt: skip
