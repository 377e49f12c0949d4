"""The workbook of the default pack: all formulas recalculated, also after numbers are typed into the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from estimator.evaluation import evaluate
from estimator.model import Model, build_model
from estimator.pack import apply, apply_scenarios
from estimator.pack.records import Assumption, Override, Pack
from estimator.returned.file.libreoffice import recalculate_with_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.file.recalculated import Place
from estimator.returned.file.sheet_cells import Value
from estimator.returned.verify import compared, verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.file.fill import packed
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, YEARLY
from tests.returned.typed_values import read_your_values
from tests.shipped import shipped, workbook
from tests.workbook.by_formualizer import computed

MANIFEST = {"pack": "japan"}
TOLERANCE = 1e-9
FIRST_YEAR_COLUMN = "O"  # the tenth column of years: FY2021
EDITED_YEAR = 2021
STEP = 0.1
OPTIONS = ["aegis_ashore", "patriot_500", "defence_and_integrated_strike"]  # where not all of them are asked for


@pytest.fixture(scope="module")
def pack() -> Pack:
    return shipped().pack


@pytest.fixture(scope="module")
def written(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("default") / "default.xlsx"
    model = build_model(pack)
    path.write_bytes(workbook_bytes(model, evaluate(model), manifest=MANIFEST))
    return path


def edits(pack: Pack) -> dict[str, float]:
    """A tenth of the way from the value to the upper end of its range, for every single number that has one."""
    found = {id: each for id, each in pack.assumptions.items() if _is_movable(each)}
    return {id: each.value + STEP * (each.high - each.value) for id, each in found.items()}  # type: ignore[operator]


def _is_movable(each: Assumption) -> bool:
    return each.value is not None and each.high is not None and not each.whole and each.normal_unit != "year"


def yearly_edits(pack: Pack) -> dict[str, float]:
    """One year of some by-year assumptions, shares among them."""
    found = [each for each in pack.assumptions.values() if each.is_by_year and each.normal_unit == "1"]
    return {each.id: each.year_value(EDITED_YEAR) * (1 + STEP) for each in found[:3]}


def typed_in(path: Path, target: Path, numbers: dict[str, float], yearly: dict[str, float]) -> None:
    """Type numbers into the yellow cells of a copy; done on the XML, for openpyxl takes a minute."""
    package = read_package(path)
    parts, sheets = dict(package.parts), package.sheet_parts()
    cells = package.cells(ASSUMPTIONS)
    rows = {cell.value: address[1:] for address, cell in cells.items() if re.fullmatch(r"A\d+", address)}
    column = chr(ord("A") + COLUMN["your_value"] - 1)
    unit = chr(ord("A") + COLUMN["file_unit"] - 1)
    units = {id: cells[f"{unit}{row}"].value for id, row in rows.items() if f"{unit}{row}" in cells}
    numbers, yearly = (
        {id: number / 100 if str(units[id]).startswith("%") else number for id, number in each.items()}
        for each in (numbers, yearly)
    )
    scalars = {f"{column}{rows[id]}": number for id, number in numbers.items()}
    parts[sheets[ASSUMPTIONS]] = _with_numbers(parts[sheets[ASSUMPTIONS]], scalars)
    parts[sheets[YEARLY]] = _with_numbers(parts[sheets[YEARLY]], _yearly_cells(package.cells(YEARLY), yearly))
    target.write_bytes(packed(parts))


def _yearly_cells(cells: dict[str, object], yearly: dict[str, float]) -> dict[str, float]:
    found = {}
    for id, number in yearly.items():
        row = next(int(address[1:]) for address, cell in cells.items() if address[0] == "D" and cell.value == id)  # type: ignore[attr-defined]
        while cells[f"A{row}"].value != "Your value":  # type: ignore[attr-defined]
            row += 1
        found[f"{FIRST_YEAR_COLUMN}{row}"] = number
    return found


def _with_numbers(content: bytes, numbers: dict[str, float]) -> bytes:
    text = content.decode()
    for address, number in numbers.items():
        text, count = re.subn(rf'<c r="{address}"( s="\d+")/>', rf'<c r="{address}"\1><v>{number!r}</v></c>', text)
        assert count == 1, address
    return text.encode()


def assert_metrics(model: Model, found: Mapping[Place, Value]) -> None:
    """The Comparison sheet of a recalculated file shows what Python computes."""
    values = evaluate(model)
    columns = [chr(ord("C") + at) for at in range(len(model.options))]
    ids = {
        row: id
        for (sheet, address), id in found.items()
        if sheet == COMPARISON and (row := _metric_row(address, columns))
    }
    count = 0
    for row, metric in ids.items():
        for column, option in zip(columns, model.options, strict=True):
            expected = values.get(f"{option}.{metric}", np.array([[np.nan]]))[0, 0]
            if row > 9 and metric in model.metrics(option):
                number = found[COMPARISON, f"{column}{row}"]
                shown = np.nan if number == "–" else float(number)  # type: ignore[arg-type]
                assert np.isclose(shown, expected, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True), (option, metric)
                count += 1
    assert count > 100


def _metric_row(address: str, columns: list[str]) -> int:
    """The row of a metric's id, which stands to the right of the options and of three columns on the best one."""
    return int(address[1:]) if address[0] == chr(ord(columns[-1]) + 4) else 0


def test_every_stored_value_of_the_default_workbook_is_what_its_formula_gives() -> None:
    found = verify(workbook("japan"))  # as compare writes it
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert found.formulas > 100_000


@pytest.mark.other_makers
def test_a_third_engine_computes_the_default_workbook_alike(written: Path) -> None:
    found = compared(written, read_package(written), computed(written))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert found.formulas > 100_000


def test_libreoffice_computes_the_default_workbook_alike(written: Path, soffice: str) -> None:
    found = compared(written, read_package(written), recalculate_with_libreoffice(written, soffice))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]


def test_numbers_typed_into_the_default_workbook_give_what_overrides_give_in_python(pack: Pack, tmp_path: Path) -> None:
    numbers, yearly = edits(pack), yearly_edits(pack)
    assert len(numbers) >= 20
    copy = tmp_path / "edited.xlsx"
    typed_in(workbook("japan"), copy, numbers, yearly)
    back = read_your_values(copy)
    assert back.numbers == pytest.approx(numbers, rel=1e-14)
    found = {id: number for id, years in back.by_year.items() for number in [years[EDITED_YEAR]] if len(years) == 1}
    assert found == pytest.approx(yearly, rel=1e-14)
    overrides = [Override(id, value=number) for id, number in back.numbers.items()]
    overrides += [Override(id, by_year=years) for id, years in back.by_year.items()]
    assert_metrics(build_model(apply(pack, overrides)), recalculate(copy))


def test_libreoffice_follows_the_numbers_typed_into_the_default_workbook(
    pack: Pack, written: Path, tmp_path: Path, soffice: str
) -> None:
    numbers, yearly = edits(pack), yearly_edits(pack)
    copy = tmp_path / "edited.xlsx"
    typed_in(written, copy, numbers, yearly)
    overrides = [Override(id, value=number) for id, number in numbers.items()]
    overrides += [Override(id, by_year={EDITED_YEAR: number}) for id, number in yearly.items()]
    assert_metrics(build_model(apply(pack, overrides)), recalculate_with_libreoffice(copy, soffice))


def test_scenarios_and_overrides_in_force_keep_the_stored_values_right(pack: Pack, tmp_path: Path) -> None:
    names = list(pack.scenarios)[:2]
    id, number = next(iter(edits(pack).items()))
    changed = apply(apply_scenarios(pack, names), [Override(id, value=number)])
    model = build_model(changed, OPTIONS)
    path = tmp_path / "layered.xlsx"
    path.write_bytes(workbook_bytes(model, evaluate(model), manifest=MANIFEST))
    found = verify(path)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert read_your_values(path).scenario == "as exported: " + " + ".join(names)
