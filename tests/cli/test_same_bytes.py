"""Equal inputs give equal bytes: across working directories and hash seeds."""

import pytest


@pytest.mark.parametrize("how", ["json", "csv", "markdown", "table"])
def test_two_runs_print_the_same_bytes(process, pack, tmp_path, how):
    other = tmp_path / "elsewhere"
    other.mkdir()
    one = process("compare", "-p", pack, "-f", how, "--no-workbook", seed="1")
    two = process("compare", "-p", pack, "-f", how, "--no-workbook", seed="2", cwd=other)
    assert one.returncode == two.returncode == 0
    assert one.stdout
    assert one.stdout == two.stdout


def test_two_runs_write_the_same_workbook(process, pack, tmp_path):
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        assert process("compare", "-p", pack, seed=seed, cwd=folder).returncode == 0
    one, two = ((tmp_path / seed / "coast-comparison.xlsx").read_bytes() for seed in ("1", "2"))
    assert one == two


def test_the_result_knows_neither_clock_nor_path(process, pack, tmp_path):
    found = process("compare", "-p", pack, "-f", "json", "--no-workbook").stdout.decode()
    assert str(pack.parent) not in found
    assert str(tmp_path) not in found


def test_json_is_utf_8_whatever_the_locale(process, pack, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    found = process("compare", "-p", pack, "-f", "json", "--no-workbook")
    assert found.returncode == 0
    found.stdout.decode("utf-8")
