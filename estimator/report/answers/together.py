"""A set of options: its metrics beside those of its parts, its years beside headroom, its people by service."""

from __future__ import annotations

from collections.abc import Iterator

from estimator.analysis.questions.together import Together
from estimator.analysis.standing.joined import SET
from estimator.calculators.roles import Role
from estimator.display.decision import shown
from estimator.display.declared import shown_metric
from estimator.display.unit_words import with_noun
from estimator.report.answers.answer import Answer, amounts, columns, in_words, tidy
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Number, Table


def answer(found: Together) -> Answer:
    """Tables, tidy rows and document."""
    return Answer((_metrics(found), _years(found), *_people(found)), _tidy(found), _document(found))


def _metrics(found: Together) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for id, metrics in found.metrics.items():
        values = [each.value for each in metrics]
        if values[-1] is not None:
            how = shown_metric(found.model, id, metrics[-1].unit, values)
            rows.append((id, how.unit, *amounts(values, how)))
    heads = columns("metric, unit, " + ", ".join(found.columns), found.columns)
    labels = " + ".join(found.model.pack.options[each].label for each in found.options)
    return Table(labels, heads, tuple(rows), tuple(_notes(found)))


def _notes(found: Together) -> Iterator[str]:
    settings, years = found.model.pack.settings, with_noun(str(len(found.fiscal_years)), "year")
    over = found.years_over
    if over:
        left = dict(zip(found.fiscal_years, found.left.tolist(), strict=True))
        missing = in_words(-left[over[0]], shown(settings.money_then, settings))
        first = f"{settings.year_prefix}{over[0]}"
        yield f"First over the headroom in {first}, by {missing}; over it in {len(over)} of {years}."
    elif found.headroom is not None:
        yield "Within the headroom in every year."
    for service in found.people:
        short = found.years_short(service)
        if short:
            label, first = found.model.pack.services[service].label, f"{settings.year_prefix}{short[0]}"
            yield f"{label}: first short of people in {first}; short in {len(short)} of {years}."
    for each in found.shared:
        yield f"There once, as {each.kept_by} has it: {each.label} ({', '.join(each.options)})."
    if not found.shared:
        yield "The options share nothing."


def _years(found: Together) -> Table:
    settings = found.model.pack.settings
    constant, then = (shown(unit, settings) for unit in (settings.money, settings.money_then))
    outlays = found.yearly[Role.OUTLAYS]
    if found.headroom is None:
        lines = [amounts(each.tolist(), constant) for each in outlays]
        names, note = ", ".join(found.columns), f"Outlays in {constant.unit}."
    else:
        held = (*found.yearly[Role.CHARGED], found.headroom, found.left)
        lines = [amounts(outlays[-1].tolist(), constant), *(amounts(each.tolist(), then) for each in held)]
        names = ", ".join(("outlays", *found.columns, "headroom", "left"))
        note = f"Outlays of the set in {constant.unit}; the rest counts against the ceiling, in {then.unit}."
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(_year_cells(found), *lines, strict=True))
    return Table("Year by year", columns(f"year, {names}", names.split(", ")), rows, (note,))


def _year_cells(found: Together) -> Iterator[Number]:
    prefix = found.model.pack.settings.year_prefix
    return (Number(float(year), f"{prefix}{year}") for year in found.fiscal_years)


def _people(found: Together) -> Iterator[Table]:
    """Posts that the set adds beside what each service can spare; no table where nobody is needed."""
    needing = {service: each for service, each in found.people.items() if each.needed.any()}
    if not needing:
        return
    how = shown("person", found.model.pack.settings)
    lines = [amounts(side.tolist(), how) for each in needing.values() for side in (each.needed, each.spare)]
    names = ", ".join(f"{service} {side}" for service in needing for side in ("needed", "can spare"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(zip(_year_cells(found), *lines, strict=True))
    yield Table("People by service", columns(f"year, {names}", names.split(", ")), rows)


def _by_year(found: Together) -> Iterator[tuple[str, str, list[float], str]]:
    """Row, column, values by fiscal year, unit."""
    model, settings = found.model, found.model.pack.settings
    held = () if found.headroom is None else ((Role.CHARGED, settings.money_then),)
    for role, unit in ((Role.OUTLAYS, settings.money), *held):
        for column, values in zip(found.columns, found.yearly[role], strict=True):
            yield model.name(role), column, values.tolist(), unit
    if found.headroom is not None:
        yield "headroom", SET, found.headroom.tolist(), settings.money_then
        yield "headroom_left", SET, found.left.tolist(), settings.money_then
    for service, people in found.people.items():
        yield f"people_needed_{service}", SET, people.needed.tolist(), "person"
        yield f"people_to_spare_{service}", SET, people.spare.tolist(), "person"


def _tidy(found: Together) -> Table:
    rows: list[tuple[Cell | float | None, ...]] = [
        (id, column, None, each.value, each.unit)
        for id, metrics in found.metrics.items()
        for column, each in zip(found.columns, metrics, strict=True)
    ]
    for what, column, values, unit in _by_year(found):
        rows += [(what, column, year, value, unit) for year, value in zip(found.fiscal_years, values, strict=True)]
    return tidy("what, option, year, value, unit", rows)


def _document(found: Together) -> Document:
    years: dict[str, dict[str, dict[str, float]]] = {}
    for what, column, values, _ in _by_year(found):
        pairs = zip(found.fiscal_years, values, strict=True)
        years.setdefault(what, {})[column] = {str(year): value for year, value in pairs}
    return {
        "manifest": manifest(found.model.pack),
        "options": list(found.options),
        "metrics": {
            id: {
                "unit": metrics[-1].unit,
                **{column: each.value for column, each in zip(found.columns, metrics, strict=True)},
            }
            for id, metrics in found.metrics.items()
        },
        "by_year": years,
        "shared": [
            {"share": each.word, "label": each.label, "kept_by": each.kept_by, "options": list(each.options)}
            for each in found.shared
        ],
    }
