"""In the folder of a pack that pack is used, and said on stderr; elsewhere the default one."""

from __future__ import annotations

import pytest

SAID = "The pack in this folder, "


@pytest.fixture
def inside(estimator, tmp_path):
    """A command in the folder of a pack of three patrol boats."""
    (tmp_path / "boats").mkdir()
    assert estimator("init", "boats/case", "--from", "canada_frigates").code == 0
    for each in (tmp_path / "boats" / "case").iterdir():
        each.rename(tmp_path / each.name)
    return estimator


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "options"),
        ("list", "calculators"),
        ("show", "as_planned"),
        ("show", "fleet"),
        ("trace", "as_planned.life_cycle_cost"),
        ("check",),
        ("backtest",),
        ("compare", "--no-workbook", "--draws", "0", "--format", "csv"),
        ("whatif", "--set", "frigate.unit_price*=1.1"),
    ],
    ids=" ".join,
)
def test_a_command_in_the_folder_of_a_pack_uses_it_and_says_so_once(inside, tmp_path, arguments):
    found = inside(*arguments)
    assert found.code == 0, found.err
    assert found.err.count(f"{SAID}{tmp_path.name}, is used; -p takes another.") == 1
    assert "aegis" not in found.out
    assert SAID not in found.out


def test_a_pack_that_is_named_is_the_one_that_is_used(inside):
    found = inside("list", "options", "-p", "coastguard")
    assert "ten_patrol_ships" in found.out
    assert SAID not in found.err


def test_elsewhere_the_default_pack_is_used_without_a_word(estimator):
    found = estimator("list", "options")
    assert "aegis_ashore" in found.out
    assert found.err == ""


def test_a_broken_pack_in_this_folder_is_told_with_its_file_not_passed_over(estimator, tmp_path):
    (tmp_path / "pack.toml").write_text("[pack\n", encoding="utf-8")
    found = estimator("list", "options")
    assert found.code == 2
    assert SAID in found.err
    assert "pack.toml:1" in found.err
