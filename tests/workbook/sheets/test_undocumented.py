"""A quick scenario, whose file gives no reason, is marked wherever the workbook and the tables name it."""

from __future__ import annotations

from openpyxl import load_workbook

from estimator import load
from estimator.report.manifest import in_force
from tests.coast import pack

__all__ = ["pack"]  # a fixture

VALUE = '\n[set."patrol_ship.unit_price"]\nvalue = 62\nunit = "MCRN_2024 / ship"\n'
REASON = 'why = "A yard has closed."\nsource = "judgement"\n'


def written(folder, name, text):
    path = folder / name
    path.write_text(f'[scenario]\nlabel = "{path.stem.capitalize()}"\n{text}', encoding="utf-8")
    return str(path)


def test_the_sheet_scenarios_says_that_a_quick_scenario_gives_no_reason(pack, tmp_path):
    quick = load(pack).with_scenarios(written(tmp_path, "quick.toml", VALUE))
    sheet = load_workbook(quick.compare().to_workbook(tmp_path / "case.xlsx"), read_only=True)["Scenarios"]
    lines = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]
    assert ["quick", "Undocumented: its file gives no reason."] in lines
    assert ["patrol_ship.unit_price", "undocumented", "quick"] in lines
    told = ["Scenarios in force: quick", "Undocumented, without a reason in its file: quick"]
    assert in_force(quick.pack) == told


def test_a_japanese_workbook_says_so_in_japanese(pack, tmp_path):
    quick = load(pack).with_scenarios(written(tmp_path, "quick.toml", VALUE))
    path = quick.compare().to_workbook(tmp_path / "case.xlsx", draws=0, language="ja")
    texts = [cell.value for row in load_workbook(path, read_only=True)["シナリオ一覧"].iter_rows() for cell in row]
    assert "根拠未記載" in texts
    assert "根拠未記載：ファイルに理由がない。" in texts
    assert not [each for each in texts if "ndocumented" in str(each)]


def test_one_with_reasons_bears_no_mark(pack, tmp_path):
    told = load(pack).with_scenarios(written(tmp_path, "told.toml", VALUE + REASON)).pack
    assert told.scenarios["told"].note == ""
    assert in_force(told) == ["Scenarios in force: told"]
