"""An option's life-cycle cost as a tree of elements and phases, or beside another option's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from estimator.analysis.questions.breakdown import Breakdown
from estimator.display.decision import Shown, shown
from estimator.display.text import DASH, text
from estimator.report.answers.answer import Answer, amounts, columns, counted, printed_difference, tidy
from estimator.report.answers.compare import broken
from estimator.report.manifest import Document, manifest
from estimator.report.number_table import as_percent
from estimator.report.tables import Cell, Column, Number, Table

INDENT = "  "


def answer(found: Breakdown) -> Answer:
    """The tree, tidy rows and document."""
    return Answer((_tree(found), _weights(found)), _tidy(found), document(found))


def against(one: Breakdown, other: Breakdown) -> Answer:
    """The difference of two options by phase and by element, tidy rows and document."""
    made: Document = {"manifest": manifest(one.model.pack), "options": [_record(one), _record(other)]}
    return Answer((_phases(one, other), _elements(one, other)), _difference(one, other), made)


def _how(found: Breakdown) -> Shown:
    settings = found.model.pack.settings
    return shown(settings.money, settings)


def _share(part: float, whole: float) -> Number:
    share = part / whole if whole else None
    return Number(share, DASH if share is None else as_percent(share))


def _tree(found: Breakdown) -> Table:
    """The option, its elements, and beneath each its phases."""
    lines: list[tuple[str, float, str]] = [(found.model.pack.options[found.option].label, found.total, "")]
    for element in found.elements:
        lines.append((INDENT + element.label, element.total, element.grade))
        lines += [(2 * INDENT + phase, money, "") for phase, money in element.phases.items()]
    numbers = amounts([money for _, money, _ in lines], _how(found))
    rows: list[tuple[Cell, ...]] = [
        (words, number, _share(money, found.total), grade)
        for (words, money, grade), number in zip(lines, numbers, strict=True)
    ]
    heads = columns(f"part, {_how(found).unit}, share, grade", (_how(found).unit, "share"))
    notes = ("Life-cycle cost over the years compared, constant prices.", "Grade: the lowest of the prices behind it.")
    return Table(f"What {found.option} costs", heads, tuple(rows), notes)


def _weights(found: Breakdown) -> Table:
    """The heaviest inputs of each element, beneath its label."""
    rows: list[tuple[Cell, ...]] = []
    for element in found.elements:
        if element.weights:
            rows.append((element.label,))
            rows += [(each.id, Number(each.elasticity, f"{each.elasticity:+.2f}")) for each in element.weights]
    note = "By how many per cent the element's cost rises if the input rises by one."
    return Table("What it turns on", columns("input, per cent", ("per cent",)), tuple(rows), (note,))


def _beside(one: Breakdown, other: Breakdown, lines: Sequence[tuple[str, float, float]], what: str) -> Table:
    how, whole = _how(one), one.total - other.total
    everything = [*lines, ("sum", one.total, other.total)]
    fitted = how.fitted([each for _, a, b in everything for each in (a, b, a - b)])
    sides = [
        [Number(each, text(each, fitted)) for each in side]
        for side in zip(*(line[1:] for line in everything), strict=True)
    ]
    sides.append([printed_difference(a, b, fitted) for _, a, b in everything])
    shares = (_share(a - b, whole) for _, a, b in everything)
    words = [line[0] for line in everything]
    names = (one.option, other.option, "difference", "share")
    heads = (Column(what, what), *(Column(each, broken(each), right=True) for each in names))
    return Table("", heads, tuple(zip(words, *sides, shares, strict=True)))


def _phases(one: Breakdown, other: Breakdown) -> Table:
    names = dict.fromkeys((*one.phases, *other.phases))
    lines = [(phase, one.phases.get(phase, 0.0), other.phases.get(phase, 0.0)) for phase in names]
    made = _beside(one, other, lines, "phase")
    dearer, cheaper = (one, other) if one.total >= other.total else (other, one)
    difference = made.rows[-1][3]
    assert isinstance(difference, Number)
    more = counted(difference.text.removeprefix("-"), dearer.total - cheaper.total, _how(one).unit)
    title = f"{dearer.option} costs {more} more than {cheaper.option}: by phase"
    return Table(title, made.columns, made.rows, made.notes)


def _elements(one: Breakdown, other: Breakdown) -> Table:
    made = _beside(one, other, list(_paired(one, other)), "element")
    notes = (
        "Elements of one system, or shared, stand on one line; share: of the difference.",
        "Constant prices, years compared; differences are those of the numbers printed.",
    )
    return Table(f"By element, {_how(one).unit}", made.columns, made.rows, notes)


def _paired(one: Breakdown, other: Breakdown) -> Iterator[tuple[str, float, float]]:
    """Label and money on both sides of each kind of element, the largest difference first."""
    kinds: dict[str, list[float]] = {}
    labels: dict[str, str] = {}
    for side, found in enumerate((one, other)):
        for element in found.elements:
            kinds.setdefault(element.kind, [0.0, 0.0])[side] += element.total
            labels.setdefault(element.kind, element.label)
    order = sorted(kinds, key=lambda each: -abs(kinds[each][0] - kinds[each][1]))
    yield from ((labels[kind], kinds[kind][0], kinds[kind][1]) for kind in order)


def _tidy(found: Breakdown) -> Table:
    unit = found.model.pack.settings.money
    rows: list[tuple[Cell | float | None, ...]] = []
    for element in found.elements:
        rows += [
            (element.id, element.label, phase, money, money / found.total, element.grade, unit)
            for phase, money in element.phases.items()
        ]
    return tidy("element, label, phase, value, share, grade, unit", rows)


def _difference(one: Breakdown, other: Breakdown) -> Table:
    unit = one.model.pack.settings.money
    names = dict.fromkeys((*one.phases, *other.phases))
    lines = [("phase", phase, one.phases.get(phase, 0.0), other.phases.get(phase, 0.0)) for phase in names]
    lines += [("element", *line) for line in _paired(one, other)]
    rows = ((what, words, a, b, a - b, unit) for what, words, a, b in lines)
    return tidy(f"by, what, {one.option}, {other.option}, difference, unit", rows)


def document(found: Breakdown) -> Document:
    """The breakdown as JSON, in base units."""
    return {"manifest": manifest(found.model.pack), **_record(found)}


def _record(found: Breakdown) -> Document:
    return {
        "option": found.option,
        "unit": found.model.pack.settings.money,
        "total": found.total,
        "phases": found.phases,
        "elements": [
            {
                "id": each.id,
                "label": each.label,
                "total": each.total,
                "grade": each.grade,
                "phases": dict(each.phases),
                "inputs": {weight.id: weight.elasticity for weight in each.weights},
            }
            for each in found.elements
        ],
    }
