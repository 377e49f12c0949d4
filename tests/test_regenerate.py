"""The comparison of the example workbooks finds what changed, and only that."""

import importlib.util
import zipfile
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "workbooks" / "regenerate.py"
SHEET = '<c r="A1" s="4"><f>A2*2</f><v>466400000000.5</v></c><c r="B1" t="s"><v>12</v></c>'


@pytest.fixture(scope="module")
def regenerate():
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("regenerate", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder(place, sheet=SHEET, json='{"value": 0.1}', extra=""):
    """A workbook of one part and its twin."""
    place.mkdir()
    with zipfile.ZipFile(place / "japan-comparison.xlsx", "w") as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        if extra:
            book.writestr(extra, "")
    (place / "japan-comparison.json").write_text(json, encoding="utf-8")
    return place


def test_equal_files_do_not_differ(regenerate, tmp_path):
    assert regenerate.compare_folders(folder(tmp_path / "a"), folder(tmp_path / "b")) == []


def test_a_number_may_differ_in_its_last_digits(regenerate, tmp_path):
    # 1e-4 in 4.7e11 is 2e-16 of it; 1e-13 in 0.1 is within 1e-12.
    other = folder(tmp_path / "b", SHEET.replace("466400000000.5", "466400000000.5001"), '{"value": 0.1000000000001}')
    assert regenerate.compare_folders(folder(tmp_path / "a"), other) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("466400000000.5", "466400000001.5", "number: 466400000000.5 is now 466400000001.5"),
        ("A2*2", "A3*2", "text"),
        ('s="4"', 's="5"', "number: 4 is now 5"),
        ("</c>", "</c><c/>", "text"),
    ],
)
def test_a_change_is_found(regenerate, tmp_path, old, new, words):
    found = regenerate.compare_folders(folder(tmp_path / "a"), folder(tmp_path / "b", SHEET.replace(old, new)))
    assert words in found[0]


def test_a_part_or_file_that_is_missing_is_found(regenerate, tmp_path):
    one, more = folder(tmp_path / "a"), folder(tmp_path / "b", extra="xl/charts/chart1.xml")
    assert "only in one" in regenerate.compare_folders(one, more)[0]
    (one / "japan-comparison.json").unlink()
    assert "not in a" in regenerate.compare_folders(one, folder(tmp_path / "c"))[0]
