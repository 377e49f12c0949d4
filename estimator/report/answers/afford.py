"""The quantity of an option that can be afforded: the largest that fits, what binds next, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from estimator.analysis.questions.afford import MONEY, PEOPLE, WITHIN, Affordable, Shortfall
from estimator.analysis.questions.breakeven import Scan
from estimator.display.decision import shown
from estimator.display.declared import shown_metric
from estimator.display.text import held_edge, text
from estimator.display.unit_words import with_noun
from estimator.model import Model
from estimator.pack.records import Assumption, Service, Settings
from estimator.report.answers.answer import Answer, columns, counted, in_words, plain, tidy
from estimator.report.answers.beyond import beyond_notes, marked
from estimator.report.answers.breakeven import in_use
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Table

MOST_DECIMALS = 9


def afford_answer(
    model: Model, affordable: Affordable, scan: Scan, within: Mapping[str, float] | None = None
) -> Answer:
    """The largest quantity that fits, what fails next and why, and what each limit alone would allow."""
    turned, unit = scan.lever.assumption, scan.lever.assumption.unit
    quantity = partial(_quantity, turned, affordable.scanned[1])
    rows: list[tuple[Cell, ...]] = [
        (f"largest that fits{_all_of(affordable)}", quantity(affordable.largest)),
        *_each_alone(affordable, quantity),
        *((f"largest with {each} alone", quantity(affordable.by_within)) for each in _limits(model, within)),
        (
            "next that does not fit",
            _value(turned, affordable.next, up=True) if affordable.next is not None else "none up to the upper end",
        ),
    ]
    settings, services = model.pack.settings, model.pack.services
    rows += [
        (f"binds {_place(number)}", shortfall_text(each, settings, services))
        for number, each in enumerate(affordable.shortfalls)
    ]
    low, high, count = affordable.scanned
    span = f"{with_noun(f'{count:,}', 'value')} from {plain(low, unit)} to {plain(high, unit)}"
    notes = [f"{scan.lever.label} tried at {span}; in use: {in_use(scan)}."]
    notes += beyond_notes(scan.lever.assumption, (low, high))
    notes += _warnings(affordable, unit)
    table = Table(
        f"{affordable.option}: what {scan.lever.label} can be afforded",
        columns("what, answer"),
        tuple(rows),
        tuple(notes),
    )
    return Answer((table,), _afford_tidy(affordable, unit), _afford_document(model, affordable, scan))


def _all_of(affordable: Affordable) -> str:
    return f" {' and '.join(affordable.asked)}" if affordable.asked else ""


def _each_alone(affordable: Affordable, quantity: Callable[[float | None], str]) -> Iterator[tuple[Cell, ...]]:
    """What each limit that the pack has would allow; nothing of one alone that is the only one."""
    found = {MONEY: affordable.by_money, PEOPLE: affordable.by_people}
    if len(affordable.asked) > 1:
        yield from ((f"largest that fits {kind} alone", quantity(found[kind])) for kind in affordable.asked)


def _limits(model: Model, within: Mapping[str, float] | None) -> Iterator[str]:
    """The limits of metrics as one phrase; nothing without any."""
    if within:
        units = model.metric_units
        how = {metric: shown_metric(model, metric, units[metric], [most]) for metric, most in within.items()}
        yield " and ".join(f"{metric} up to {in_words(most, how[metric])}" for metric, most in within.items())


def _place(number: int) -> str:
    return ("first", "second", "third")[number] if number < 3 else f"as number {number + 1}"


def _value(turned: Assumption, value: float, up: bool) -> str:
    """A quantity, rounded up if it does not fit and down if it does: what is told must be so when it is set."""
    return marked(plain(held_edge(value, up), turned.unit), turned, [value])


def _quantity(turned: Assumption, highest: float, value: float | None) -> str:
    if value is None:
        return "none of the values tried"
    return _value(turned, value, up=False) + (" or more (the largest tried)" if value == highest else "")


def _warnings(affordable: Affordable, unit: str) -> Iterator[str]:
    if affordable.gaps:
        shown = ", ".join(plain(each, "") for each in affordable.gaps[:8])
        more = f" and {len(affordable.gaps) - 8} more" if len(affordable.gaps) > 8 else ""
        yield f"Below the answer these do not fit: {shown}{more} {unit}".rstrip() + "."
    if affordable.failing_checks:
        yield f"Checks of the model that do not hold at the answer: {', '.join(affordable.failing_checks)}."


def shortfall_text(each: Shortfall, settings: Settings, services: Mapping[str, Service]) -> str:
    """What is short, when, by how much."""
    needed, available = _told_apart((each.needed, each.available), each.unit, settings)
    if each.kind == WITHIN:
        return f"{each.metric}: {needed} is above {available}"
    what = "headroom" if each.kind == MONEY else f"people of the {services[each.service].label}"
    return f"{what} in {settings.year_prefix}{each.year}: {needed} needed, {available} there"


def _told_apart(pair: tuple[float, float], unit: str, settings: Settings) -> Iterator[str]:
    """Two numbers with their unit, with as many decimals as it takes to see that they differ."""
    how = shown(unit, settings).fitted(pair)
    finer = (replace(how, places=places) for places in range(how.places, MOST_DECIMALS))
    apart = next((each for each in finer if text(pair[0], each) != text(pair[1], each)), None)
    told = apart or replace(how, places=MOST_DECIMALS)
    alone = (told if value >= told.scale * 10**-told.places else shown(unit, settings, "", [value]) for value in pair)
    return (counted(text(value, each), value, each.unit) for value, each in zip(pair, alone, strict=True))


def _afford_tidy(affordable: Affordable, unit: str) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        ("largest", affordable.largest, unit, None, ""),
        ("by_money", affordable.by_money, unit, None, ""),
        ("by_people", affordable.by_people, unit, None, ""),
        ("by_within", affordable.by_within, unit, None, ""),
        ("next", affordable.next, unit, None, ""),
    ]
    rows += [(f"needed_{each.kind}", each.needed, each.unit, each.year, each.service) for each in affordable.shortfalls]
    rows += [
        (f"available_{each.kind}", each.available, each.unit, each.year, each.service) for each in affordable.shortfalls
    ]
    return tidy("what, value, unit, year, service", rows)


def _afford_document(model: Model, affordable: Affordable, scan: Scan) -> Document:
    return {
        "manifest": manifest(model.pack),
        "option": affordable.option,
        "by": {"id": scan.lever.id, "unit": scan.lever.assumption.unit, "from": scan.low, "to": scan.high},
        "largest": affordable.largest,
        "by_money": affordable.by_money,
        "by_people": affordable.by_people,
        "by_within": affordable.by_within,
        "next": affordable.next,
        "binds": [
            {
                "limit": each.kind,
                "service": each.service,
                "metric": each.metric,
                "year": each.year,
                "needed": each.needed,
                "available": each.available,
                "unit": each.unit,
            }
            for each in affordable.shortfalls
        ],
        "gaps": list(affordable.gaps),
        "failing_checks": list(affordable.failing_checks),
    }
