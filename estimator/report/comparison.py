"""The comparison of options: as a table, as JSON, as tidy CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from estimator.pack.records import Pack, Settings
from estimator.report.manifest import Document, in_force, manifest
from estimator.report.numbers import decimals, shown, text
from estimator.report.tables import Cell, Column, Format, Number, Table, as_csv, as_json, as_markdown, as_text, width_of

LONGEST_HEADING = 12


class Metric(Protocol):
    """What the reports need to know of a metric of one option."""

    @property
    def label(self) -> str:
        """The metric's label."""

    @property
    def value(self) -> float | None:
        """The value in base units; None where the metric does not apply."""

    @property
    def unit(self) -> str:
        """The normal unit."""

    @property
    def reason(self) -> str:
        """Why there is no value; empty if there is one."""


Metrics = Mapping[str, Mapping[str, Metric]]


def document(pack: Pack, metrics: Metrics) -> Document:
    """The comparison as JSON: `{"manifest": …, "options": {ID: {METRIC: {"value": x, "unit": "…"}}}}`."""
    options = {option: {id: _record(metric) for id, metric in found.items()} for option, found in metrics.items()}
    return {"manifest": manifest(pack), "options": options}


def _record(metric: Metric) -> Document:
    record: Document = {"value": metric.value, "unit": metric.unit}
    if metric.value is None:
        record["reason"] = metric.reason
    return record


def tidy(pack: Pack, metrics: Metrics) -> str:
    """CSV with one line an option and metric, in base units."""
    keys = ("option", "option_label", "metric", "metric_label", "value", "unit", "reason")
    rows = [
        (option, pack.options[option].label, id, each.label, each.value, each.unit, each.reason)
        for option, found in metrics.items()
        for id, each in found.items()
    ]
    return as_csv(keys, rows)


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


def metric_ids(metrics: Metrics) -> list[str]:
    """Every metric of any option, in the order of the model."""
    return list(dict.fromkeys(id for found in metrics.values() for id in found))


def table(pack: Pack, metrics: Metrics, options: Sequence[str] | None = None) -> Table:
    """Metrics down, options across; metrics that apply to no option are left out and counted."""
    chosen = list(options if options is not None else metrics)
    ids = metric_ids(metrics)
    applying = [id for id in ids if any(_value(metrics[option], id) is not None for option in metrics)]
    across = (Column(each, broken(each), True) for each in chosen)
    columns = (Column("metric", "metric"), Column("unit", "unit"), *across)
    rows = tuple(_row(pack.settings, id, metrics, chosen) for id in applying)
    return Table(_title(pack), columns, rows, tuple(_notes(pack, len(ids) - len(applying))))


def _title(pack: Pack) -> str:
    settings = pack.settings
    years = f"{settings.year_prefix}{settings.first_year}–{settings.year_prefix}{settings.last_year}"
    prices = f"constant {settings.year_prefix}{settings.price_year} prices unless said otherwise"
    return f"{settings.title}, {years}, {prices}"


def _notes(pack: Pack, left_out: int) -> list[str]:
    notes = [pack.settings.notice, *in_force(pack)]
    if left_out:
        notes.append(f"{left_out} metrics apply to none of these options: estimator list metrics")
    return [*notes, "A dash: does not apply; estimator show OPTION.METRIC gives the reason."]


def _value(found: Mapping[str, Metric], id: str) -> float | None:
    return found[id].value if id in found else None


def _row(settings: Settings, id: str, metrics: Metrics, options: Sequence[str]) -> tuple[Cell, ...]:
    unit = next(found[id].unit for found in metrics.values() if id in found)
    how = shown(unit, settings, id)
    digits = decimals((_value(found, id) for found in metrics.values()), how)
    values = [_value(metrics[option], id) for option in options]
    return (id, how.unit, *(Number(value, text(value, how, digits)) for value in values))


def tables(pack: Pack, metrics: Metrics, width: int) -> list[Table]:
    """The comparison in as many tables as a terminal of this width needs, each with some of the options."""
    whole = table(pack, metrics)
    fixed = [max(width_of(str(row[place])) for row in whole.rows or ((" ", " "),)) for place in (0, 1)]
    room = width - sum(fixed) - 4
    each = LONGEST_HEADING + 4
    count = max(1, room // each)
    chosen = list(metrics)
    parts = [table(pack, metrics, chosen[start : start + count]) for start in range(0, len(chosen), count)]
    return [
        Table(each.title if each is parts[0] else "", each.columns, each.rows, each.notes if each is parts[-1] else ())
        for each in parts
    ]


def written(pack: Pack, metrics: Metrics, how: Format) -> str:
    """The comparison in one of the formats."""
    if how == "json":
        return as_json(document(pack, metrics))
    if how == "csv":
        return tidy(pack, metrics)
    made = table(pack, metrics)
    return as_markdown(made) if how == "markdown" else as_text(made)
