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
    for name in ("syntax_error", "unknown_service", "year_without_column", "unknown_baseline", "scenario_without_unit"):
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


TABLE = '[{id}]\nlabel = "A number"\nvalue = {value}\nunit = "year"\nsource = "judgement"\ngrade = "C"\n{more}\n'


def problems_with(folder: Path, tables: dict[str, str]) -> list[str]:
    """What is wrong with the good pack and a file of tables that each have one more line, as told."""
    text = "".join(TABLE.format(id=id, value=1, more=more) for id, more in tables.items())
    with pytest.raises(PackError) as caught:
        read_pack(good_pack(folder, {"effects.toml": text}), CALCULATORS)
    return [str(each) for each in caught.value.problems]


def test_a_key_misspelt_in_many_tables_is_told_once_with_its_places(tmp_path: Path) -> None:
    # Each table takes seven lines, its last is the wrong key: lines 7, 14, 21, 28 …
    (told,) = problems_with(tmp_path, {f"one_{number}x": 'confidence = "high"' for number in range(200)})
    first, hint = told.splitlines()
    assert first == 'effects.toml:7: one_0x.confidence: unknown key "confidence"'
    assert hint.endswith(". The same at effects.toml:14, effects.toml:21, effects.toml:28 and 196 more places")


def test_keys_misspelt_otherwise_and_in_tables_of_another_kind_are_told_each(tmp_path: Path) -> None:
    scenario = '[scenario]\nlabel = "Boom"\nnotee = "x"\n'
    good_pack(tmp_path, {"scenarios/boom.toml": scenario})
    found = problems_with(
        tmp_path, {"one": 'notee = "x"', "two": "notes = 1", "three": "notes = 2", "four": "valu = 3"}
    )
    assert [each.partition("\n")[0].partition(": ")[2] for each in found] == [
        'one.notee: unknown key "notee"',
        'two.notes: unknown key "notes"',
        'four.valu: unknown key "valu"',
        'scenario.notee: unknown key "notee"',
    ]
    assert found[1].endswith("The same at effects.toml:21")


def test_a_key_or_a_source_that_many_tables_lack_is_told_once(tmp_path: Path) -> None:
    text = "".join(
        TABLE.format(id=f"one_{each}x", value=1, more="").replace('grade = "C"\n', "").replace("judgement", "oracle")
        for each in range(30)
    )
    with pytest.raises(PackError) as caught:
        read_pack(good_pack(tmp_path, {"effects.toml": text}), CALCULATORS)
    source, grade = sorted(str(each) for each in caught.value.problems)[::-1]
    assert 'one_0x.source = "oracle"' in source
    assert 'one_0x: "grade" is missing' in grade
    assert all(each.endswith("and 26 more places") for each in (source, grade))
