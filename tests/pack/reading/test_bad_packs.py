"""Each kind of mistake has a folder in tests/bad_packs: the changed file, and expected.txt.

The first line of expected.txt says how many problems there are; every other line must stand in the message.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from estimator.errors import PackError
from estimator.pack import read_pack
from tests.pack.packs import BAD_PACKS, CALCULATORS, bad_pack, bad_pack_names, good_pack


def test_the_good_pack_has_no_problems(tmp_path: Path) -> None:
    pack = read_pack(good_pack(tmp_path), CALCULATORS)
    assert list(pack.options) == ["stay", "buy"]


@pytest.mark.parametrize("name", bad_pack_names())
def test_a_bad_pack_is_refused_with_file_line_and_what_was_expected(name: str, tmp_path: Path) -> None:
    folder = bad_pack(name, tmp_path / name)
    first, *words = (BAD_PACKS / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    with pytest.raises(PackError) as caught:
        read_pack(folder, CALCULATORS)
    message = str(caught.value)
    for each in words:
        assert each in message, message
    assert first == f"problems: {len(caught.value.problems)}", message


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack")
    for name in ("syntax_error", "unknown_service", "year_without_column", "unknown_baseline", "scenario_without_why"):
        for each in (BAD_PACKS / name).rglob("*.toml"):
            shutil.copy(each, folder / each.relative_to(BAD_PACKS / name))
    with pytest.raises(PackError) as caught:
        read_pack(folder, CALCULATORS)
    assert [each.file for each in caught.value.problems] == [
        "economy.toml",
        "options/buy.toml",
        "pack.toml",
        "scenarios/slump.toml",
        "systems/patrol_boat.toml",
    ]


def test_a_file_that_cannot_be_parsed_does_not_make_its_names_unknown(tmp_path: Path) -> None:
    folder = bad_pack("syntax_error", tmp_path / "pack")
    with pytest.raises(PackError) as caught:
        read_pack(folder, CALCULATORS)
    assert [each.file for each in caught.value.problems] == ["systems/patrol_boat.toml"]
