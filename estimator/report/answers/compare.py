"""The comparison of options: as a table, as JSON, as tidy CSV."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from estimator.analysis.differences.sides import known_of, record_of
from estimator.analysis.standing.compare import Metric, Metrics, shown_metrics
from estimator.analysis.standing.priced_at_nil import priced_at_nil
from estimator.display.decision import Shown
from estimator.display.text import text
from estimator.model.graph import Model
from estimator.report.chances import chance_lines, chances_document
from estimator.report.element_table import Costs, element_document, element_table
from estimator.report.envelope import envelope_document, envelope_lines, envelope_table
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.tables import Cell, Column, Format, Number, Table, as_csv, as_json, as_markdown, as_text, widths

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Simulation
    from estimator.analysis.questions.cost_bounds import Bounds
    from estimator.language import Speaker


@dataclass(frozen=True)
class Beside:
    """What is told beside the metrics: draws, what each element costs, the bounds of the cost; None for what is not."""

    simulation: Simulation | None = None
    costs: Costs | None = None
    bounds: Mapping[str, Bounds] | None = None


NOTHING_BESIDE = Beside()
LONGEST_HEADING = 12
EDGE = 3  # what a terminal table puts around each column


def document(model: Model, metrics: Metrics, beside: Beside = NOTHING_BESIDE) -> Document:
    """The comparison as JSON: `{"manifest": …, "assumptions": {ID: …}, "options": {ID: {METRIC: {"value": x, …}}}}`.

    Assumptions are as in use, in the unit of the pack's files, so that `diff` can say which of them differ. Beside it
    stand `elements` with their costs by phase, `bounds` of the cost and the `chances` of draws, where they are given.
    """
    options = {option: {id: _record(metric) for id, metric in found.items()} for option, found in metrics.items()}
    assumptions = {id: record_of(each) for id, each in known_of(model.pack).items()}
    made = {"manifest": manifest(model.pack), "assumptions": assumptions, "options": options}
    made |= {"elements": element_document(model, beside.costs)} if beside.costs else {}
    made |= {"bounds": envelope_document(model, beside.bounds)} if beside.bounds else {}
    return made | ({"chances": chances_document(beside.simulation)} if beside.simulation else {})


def _record(metric: Metric) -> Document:
    record: Document = {"value": metric.value, "unit": metric.unit}
    if metric.value is None:
        record["reason"] = metric.reason
    return record


def tidy(model: Model, metrics: Metrics, beside: Beside = NOTHING_BESIDE) -> str:
    """CSV with one line an option and metric, in base units; bounds, chances and percentiles follow."""
    labels = model.metric_labels
    keys = ("option", "option_label", "metric", "metric_label", "value", "unit", "reason")
    rows = [
        (option, model.pack.options[option].label, id, labels.get(id, id), each.value, each.unit, each.reason)
        for option, found in metrics.items()
        for id, each in found.items()
    ]
    rows += envelope_lines(model, beside.bounds) if beside.bounds else ()
    return as_csv(keys, [*rows, *(chance_lines(beside.simulation) if beside.simulation else ())])


def broken(id: str) -> str:
    """An id as a column heading: broken at underscores so that columns stay narrow."""
    lines = [""]
    for part in id.split("_"):
        longer = f"{lines[-1]}_{part}" if lines[-1] else part
        if len(longer) <= LONGEST_HEADING or not lines[-1]:
            lines[-1] = longer
        else:
            lines[-1] += "_"
            lines.append(part)
    return "\n".join(lines)


def in_lines(short: str) -> str:
    """A short label as a column heading, broken at spaces so that columns stay narrow."""
    return "\n".join(textwrap.wrap(short, LONGEST_HEADING, break_long_words=False, break_on_hyphens=False))


def metric_ids(metrics: Metrics) -> list[str]:
    """Every metric of any option, in the order of the model."""
    return list(dict.fromkeys(id for found in metrics.values() for id in found))


def sections(model: Model) -> dict[str, str]:
    """The heading under which each metric stands: the label of the module that defines it."""
    found = {id: row for option in model.options for id, row in model.metrics(option).items()}
    return {id: row.about for id, row in found.items() if row.about}


def table(model: Model, metrics: Metrics, options: Sequence[str] | None = None) -> Table:
    """Metrics down, options across; metrics that apply to no option are left out and counted."""
    chosen = list(options if options is not None else metrics)
    ids = metric_ids(metrics)
    applying = _applying(metrics)
    across = (Column(each, broken(each), True) for each in chosen)
    columns = (Column("metric", "metric"), Column("unit", "unit"), *across)
    notes = _notes(model, len(ids) - len(applying))
    return Table(_title(model), columns, tuple(_rows(model, metrics, applying, chosen)), tuple(notes))


def _rows(model: Model, metrics: Metrics, ids: Sequence[str], options: Sequence[str]) -> Iterator[tuple[Cell, ...]]:
    headings, how, last = sections(model), shown_metrics(model, metrics), ""
    for id in ids:
        heading = headings.get(id, "")
        if heading != last:
            yield (heading,)
            last = heading
        yield _row(id, how[id], metrics, options)


def _title(model: Model) -> str:
    settings = model.pack.settings
    years = f"{settings.year_prefix}{settings.first_year}–{settings.year_prefix}{settings.last_year}"
    prices = f"constant {settings.year_prefix}{settings.price_year} prices unless said otherwise"
    return f"{settings.title}, {years}, {prices}"


def _notes(model: Model, left_out: int) -> list[str]:
    notes = [model.pack.settings.notice, *in_force(model.pack)]
    if left_out:
        notes.append(f"Metrics left out because they apply to none of these options: {left_out}")
    if free := priced_at_nil(model):
        notes.append(f"Counted as free, since its price is 0: {', '.join(free)}")
    return [*notes, "A dash: does not apply; estimator show OPTION.METRIC gives the reason."]


def _value(metrics: Mapping[str, Metric], id: str) -> float | None:
    return metrics[id].value if id in metrics else None


def _row(id: str, how: Shown, metrics: Metrics, options: Sequence[str]) -> tuple[Cell, ...]:
    values = [_value(metrics[option], id) for option in options]
    return (id, how.unit, *(Number(value, text(value, how)) for value in values))


def tables(model: Model, metrics: Metrics, width: int, speaker: Speaker | None = None) -> list[Table]:
    """The comparison in as many tables as a terminal of this width needs, each with some of the options."""
    needed = [each + EDGE for each in widths(_said(model, table(model, metrics), speaker))]
    groups = _groups(metrics, needed[2:], width - sum(needed[:2]))
    return _titled_once([_said(model, table(model, metrics, group), speaker) for group in groups])


def only(metrics: Metrics, ids: Sequence[str]) -> Metrics:
    """The comparison with some of its metrics; with all of them where none are named."""
    if not ids:
        return metrics
    return {option: {id: each for id, each in found.items() if id in ids} for option, found in metrics.items()}


def table_by_metric(
    model: Model, metrics: Metrics, speaker: Speaker | None = None, ids: Sequence[str] | None = None
) -> Table:
    """Options down, metrics across, with ids for heads in every language; money in the unit of English tables."""
    say = speaker.say if speaker else str
    chosen = _applying(metrics) if ids is None else ids
    how = shown_metrics(model, metrics)
    units = {id: f"\n[{how[id].unit}]" if how[id].unit else "" for id in chosen}
    columns = (Column("option", "option"), *(Column(id, broken(id) + units[id], True) for id in chosen))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (option, *(Number(_value(found, id), text(_value(found, id), how[id])) for id in chosen))
        for option, found in metrics.items()
    )
    notes = _notes(model, len(metric_ids(metrics)) - len(_applying(metrics)))
    return Table(say(_title(model)), columns, rows, tuple(map(say, notes)))


def tables_by_metric(model: Model, metrics: Metrics, width: int, speaker: Speaker | None = None) -> list[Table]:
    """The same in as many tables as a terminal of this width needs, each with some of the metrics."""
    whole = table_by_metric(model, metrics, speaker)
    first, *needed = [each + EDGE for each in widths(whole)]
    groups = _groups(_applying(metrics), needed, width - first)
    return _titled_once([table_by_metric(model, metrics, speaker, group) for group in groups])


def _applying(metrics: Metrics) -> list[str]:
    """The metrics that apply to an option or more."""
    return [id for id in metric_ids(metrics) if any(_value(found, id) is not None for found in metrics.values())]


def _groups(names: Iterable[str], needed: Iterable[int], room: int) -> list[list[str]]:
    """Names in groups whose widths fit a room together, at least one in each."""
    groups: list[list[str]] = []
    left = 0
    for name, wide in zip(names, needed, strict=True):
        if left < wide or not groups:
            groups.append([])
            left = room
        groups[-1].append(name)
        left -= wide
    return groups


def _titled_once(parts: Sequence[Table]) -> list[Table]:
    """Tables one below the other, with a title above the first and the notes below the last."""
    return [
        Table(each.title if each is parts[0] else "", each.columns, each.rows, each.notes if each is parts[-1] else ())
        for each in parts
    ]


def _said(model: Model, made: Table, speaker: Speaker | None) -> Table:
    if speaker is None:
        return made
    from estimator.report.words.translated_tables import labelled

    return labelled(model, made, speaker)


def written(
    model: Model, metrics: Metrics, how: Format, speaker: Speaker | None = None, beside: Beside = NOTHING_BESIDE
) -> str:
    """The comparison in one of the formats; tables for people in the language of a speaker.

    Tables of what stands beside it follow: what each element costs, the envelope of the cost.
    """
    if how == "json":
        return as_json(document(model, metrics, beside))
    if how == "csv":
        return tidy(model, metrics, beside)
    told = as_markdown if how == "markdown" else as_text
    made = (_said(model, table(model, metrics), speaker), *tables_beside(model, beside, speaker))
    return "\n".join(map(told, made))


def tables_beside(model: Model, beside: Beside, speaker: Speaker | None = None) -> Iterator[Table]:
    """What each element costs, and the envelope of the cost, where they are given, in the language of a speaker."""
    say, other = (speaker.say, True) if speaker else (str, False)
    if beside.costs:
        yield element_table(model, beside.costs, say, other)
    if beside.bounds:
        yield envelope_table(model, beside.bounds, beside.simulation, say, other)
