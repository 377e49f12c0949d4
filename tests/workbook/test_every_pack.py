"""The workbook as a user gets it, of every pack: recalculated by both spreadsheet programs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estimator import load
from estimator.pack import write_pack_skeleton
from estimator.returned.file.libreoffice import recalculate_with_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.verify import compared, verify
from estimator.workbook.cells.addresses import column_letters
from estimator.workbook.file.fill import packed
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS
from tests.shipped import workbook
from tests.workbook.by_formualizer import computed

DEAREST = column_letters(COLUMN["limit_high"])


@pytest.fixture(scope="module", params=["coastguard", "example"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported workbook of a pack, with all its sheets."""
    if request.param == "coastguard":
        return workbook(request.param)
    place = tmp_path_factory.mktemp(request.param)
    write_pack_skeleton(place / "pack")
    return load(place / "pack").compare().to_workbook(place / "book.xlsx")


def test_every_formula_gives_its_stored_value_by_the_engine_from_pip(written: Path) -> None:
    found = verify(written)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert found.formulas > 5_000


@pytest.mark.other_makers
def test_every_formula_gives_its_stored_value_by_a_third_engine(written: Path) -> None:
    found = compared(written, read_package(written), computed(written))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert found.formulas > 5_000


@pytest.mark.other_makers
def test_two_engines_give_the_same_after_an_edit_though_one_computes_only_what_it_reaches(
    written: Path, tmp_path: Path
) -> None:
    package, sheet = read_package(written), ASSUMPTIONS
    ids = {cell.value: address[1:] for address, cell in package.cells(sheet).items() if address[0] == "A"}
    prices = [f"{DEAREST}{ids[id]}" for id in ids if str(id).endswith(".unit_price")]
    typed = {(sheet, f"D{at[1:]}"): float(package.cells(sheet)[at].value or 0.0) for at in prices}
    edited, parts = tmp_path / "edited.xlsx", dict(package.parts)
    text = parts[package.sheet_parts()[sheet]].decode()
    for (_, address), number in typed.items():
        text, count = re.subn(rf'<c r="{address}"( s="\d+") ?/>', rf'<c r="{address}"\1><v>{number!r}</v></c>', text)
        assert count == 1, address
    edited.write_bytes(packed(parts | {package.sheet_parts()[sheet]: text.encode()}))
    theirs, ours = recalculate(edited), computed(written, typed)
    unlike = [at for at, value in ours.items() if not _alike(value, theirs.get(at))]
    assert not unlike, [(at, ours[at], theirs.get(at)) for at in unlike[:5]]
    stored = {(name, at): cell.value for name in package.sheet_parts() for at, cell in package.cells(name).items()}
    assert sum(value != stored[at] for at, value in ours.items()) > 300  # the edit reaches far


def _alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-9, abs=1e-6)
    return one == other or {one, other} == {None, ""}


def test_every_formula_gives_its_stored_value_in_libreoffice(written: Path, soffice: str) -> None:
    found = compared(written, read_package(written), recalculate_with_libreoffice(written, soffice))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
