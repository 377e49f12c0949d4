"""The workbook as a user gets it, of every pack: recalculated by both spreadsheet programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator import load
from estimator.pack import write_pack_skeleton
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate_with_libreoffice
from estimator.returned.verify import compared, verify

COASTGUARD = Path(__file__).parents[2] / "assumptions" / "coastguard"


@pytest.fixture(scope="module", params=["coastguard", "example"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exported workbook of a pack, with all its sheets."""
    place = tmp_path_factory.mktemp(request.param)
    folder = COASTGUARD
    if request.param == "example":
        folder = place / "pack"
        write_pack_skeleton(folder)
    path = place / "book.xlsx"
    load(folder).compare().to_workbook(path)
    return path


def test_every_formula_gives_its_stored_value_by_the_engine_from_pip(written: Path) -> None:
    found = verify(written)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
    assert found.formulas > 5_000


def test_every_formula_gives_its_stored_value_in_libreoffice(written: Path, soffice: str) -> None:
    found = compared(written, read_package(written), recalculate_with_libreoffice(written, soffice))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:20]
