"""The command line keeps what it read and wired for the next question, in the user's folder, unless told not to."""

from __future__ import annotations

import shutil

from estimator.pack import shipped_pack
from tests.coast import rewrite
from tests.keeping import kept

__all__ = ["kept"]  # a fixture
QUESTION = ("whatif", "--set", "budget.gdp_share*=1.2", "-f", "json")


def test_a_second_question_has_the_same_answer_and_no_cache_keeps_nothing(process, pack, kept):
    plain = process("--no-cache", *QUESTION, "-p", pack)
    assert plain.returncode == 0
    assert not kept.exists()
    first, second = (process(*QUESTION, "-p", pack) for _ in range(2))
    assert plain.stdout == first.stdout == second.stdout
    assert len(list(kept.iterdir())) == 3  # the pack, its graph, its values
    assert not [each for each in pack.rglob("*") if each.suffix == ".kept"]


def test_no_cache_may_stand_anywhere_and_leaves_what_is_kept(process, pack, kept):
    process(*QUESTION, "-p", pack)
    before = {each.name: each.stat().st_mtime_ns for each in kept.iterdir()}
    assert process("show", "budget.gdp_share", "--no-cache", "-p", pack).returncode == 0
    assert {each.name: each.stat().st_mtime_ns for each in kept.iterdir()} == before


def test_an_edited_pack_is_read_anew(process, kept, tmp_path):
    folder = shutil.copytree(shipped_pack("coastguard"), tmp_path / "pack")
    asked = ("compare", "-p", folder, "-f", "json", "--no-workbook")
    before = process(*asked).stdout
    rewrite(folder / "budget.toml", {"value = ": "value = 1"})
    edited = process(*asked).stdout
    assert edited != before
    assert edited == process("--no-cache", *asked).stdout


def test_spoilt_entries_change_no_answer(process, pack, kept):
    first = process(*QUESTION, "-p", pack).stdout
    for place, each in enumerate(sorted(kept.iterdir())):
        content = each.read_bytes()
        each.write_bytes([content[:100], content[::-1], b"\x80\x05."][place % 3])
    again = process(*QUESTION, "-p", pack)
    assert (again.stdout, again.returncode) == (first, 0)


def test_a_place_that_cannot_be_written_is_passed_over_in_silence(process, pack, kept):
    kept.write_text("a file where the folder should be", encoding="utf-8")
    found = process("show", "budget.gdp_share", "-p", pack)
    assert (found.returncode, found.stderr) == (0, b"")
