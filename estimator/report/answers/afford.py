"""The quantity of an option that can be afforded: the largest that fits, what binds next, and why."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.analysis.questions.afford import MONEY, Affordable, Shortfall
from estimator.analysis.questions.breakeven import Scan
from estimator.model import Model
from estimator.pack.records import Settings
from estimator.report.answers.answer import Answer, columns, plain, tidy
from estimator.report.answers.breakeven import in_use
from estimator.report.manifest import Document, manifest
from estimator.report.numbers import decimals, shown, text
from estimator.report.tables import Cell, Table

MOST_DECIMALS = 9


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
    notes = [f"{scan.lever.label} tried at {span}; in use: {in_use(scan)}."]
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
