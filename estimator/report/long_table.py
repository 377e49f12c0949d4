"""The comparison as one long table: option, metric or row, fiscal year, value, unit, price basis. Values only.

All metrics of the options shown, what each of their elements costs by phase, and along the years of the comparison the
options' own rows and the rows of economy, budget and manpower; rows that are nil throughout, yes-or-no rows and the
rows of elements are left out. One value a line, numbers plain and in base units, an empty value where a metric does not
apply.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from estimator.analysis.standing.compare import Metrics
from estimator.analysis.standing.element_costs import costs_of_options
from estimator.errors import InputError
from estimator.evaluation import Array
from estimator.model.graph import Model, ModelRow
from estimator.pack.records import Pack
from estimator.report.tables import as_csv

COLUMNS = ("kind", "option", "id", "label", "fiscal_year", "value", "unit", "price_basis")
MONEY = re.compile(r"\b([A-Z]{3})_(\d{4}|then)\b")
SCOPES = ("pack", "service", "option")
BOM = "\ufeff"

_SWITCHES = ({0.0, None}, {0.0, 1.0, None})  # nil throughout; a pure number that is only ever yes or no

Line = tuple[str, str, str, str, int | None, float | None, str, str]


def long_table(model: Model, values: Mapping[str, Array], metrics: Metrics) -> list[Line]:
    """All lines, metrics first, then the costs of elements by phase, in the order of the model."""
    return [*_metric_lines(model, metrics), *_element_lines(model, values), *_row_lines(model, values)]


def _metric_lines(model: Model, metrics: Metrics) -> Iterator[Line]:
    """A metric stands for the whole comparison, so it has no fiscal year."""
    for option, found in metrics.items():
        for id, each in found.items():
            label = model.metric_labels.get(id, id)
            yield "metric", option, id, label, None, each.value, each.unit, price_basis(each.unit)


def _element_lines(model: Model, values: Mapping[str, Array]) -> Iterator[Line]:
    """What each element costs in each phase over the years compared; together they are the life-cycle cost."""
    unit = model.pack.settings.money
    for option, found in costs_of_options(model, values).items():
        for each in found:
            for phase, money in each.phases.items():
                id, label = f"{each.element.id}.{phase}", f"{each.element.label}: {phase}"
                yield "element", option, id, label, None, money, unit, price_basis(unit)


def _row_lines(model: Model, values: Mapping[str, Array]) -> Iterator[Line]:
    settings = model.pack.settings
    horizon = [(at, year) for at, year in enumerate(model.years) if settings.first_year <= year <= settings.last_year]
    for row in model.rows.values():
        option = row.group if row.scope == "option" else ""
        if _is_told(row) and (not option or option in model.options):
            numbers = [(year, _plain(values[row.id][0, at])) for at, year in horizon]
            if not {number for _, number in numbers} <= _SWITCHES[row.unit == "1"]:
                basis, id = price_basis(row.unit), row.key if option else row.id
                yield from (("row", option, id, row.label, year, n, row.unit, basis) for year, n in numbers)


def _is_told(row: ModelRow) -> bool:
    """True for a row along the years that is no element's and no part of another row."""
    return row.scope in SCOPES and row.shape == "by_year" and "measure" not in row.marks


def _plain(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def price_basis(unit: str) -> str:
    """`constant JPY 2020`, `then-year JPY`, or nothing for what is no money."""
    found = MONEY.search(unit)
    if not found:
        return ""
    return f"then-year {found[1]}" if found[2] == "then" else f"constant {found[1]} {found[2]}"


def data_file(folder: Path, pack: Pack) -> Path:
    """Where the long table of a pack stands in a folder."""
    return folder / f"{pack.name}-data.csv"


def require_place(folder: Path) -> None:
    """Raise FileError for what is no folder and cannot become one."""
    from estimator.files import require_file_name, require_no_file

    if folder.is_dir():
        return
    require_no_file(folder)
    require_file_name(folder)


def write_csv(folder: Path, model: Model, values: Mapping[str, Array], metrics: Metrics) -> Path:
    """Write the long table into a folder as UTF-8 with a byte-order mark, atomically; returns the file.

    Raises FileError where the folder cannot be written to.
    """
    from estimator.files import write_bytes
    from estimator.overwriting import remember

    require_place(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise InputError(f"{folder}: no folder, and none can be made there: {problem.strerror}") from None
    target = data_file(folder, model.pack)
    write_bytes(target, (BOM + as_csv(COLUMNS, long_table(model, values, metrics))).encode())
    remember(target)
    return target
