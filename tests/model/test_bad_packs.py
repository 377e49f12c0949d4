"""Packs that can be read but not wired or computed: one folder a kind of mistake in tests/bad_packs/_wired.

`change.toml` changes one place of the pack that `estimator init` writes; each line of expected.txt must stand in the
message. In tests/bad_packs/_together each pack has several mistakes, of its files and of their wiring, and expected.txt
is the whole message.
"""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from estimator.api import load
from estimator.errors import EvaluationError, ModelError, PackError, WiringError
from estimator.evaluation import evaluate
from estimator.model import build_model, load_pack
from estimator.pack import read_pack, write_pack_skeleton

WIRED = Path(__file__).parents[1] / "bad_packs" / "_wired"
TOGETHER = WIRED.parent / "_together"
NAMES = sorted(each.name for each in WIRED.iterdir())


def changed_pack(name: str, folder: Path) -> Path:
    """The example pack with one change."""
    write_pack_skeleton(folder)
    change_file(folder, change_of(name))
    return folder


def change_file(folder: Path, change: dict[str, str]) -> None:
    """Replace a text that stands once in a file."""
    file = folder / change["file"]
    text = file.read_text(encoding="utf-8")
    assert text.count(change["old"]) == 1, f"the text to change stands {text.count(change['old'])} times: {change}"
    file.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_that_cannot_be_wired_or_computed_says_where_and_why(name, tmp_path):
    pack = read_pack(changed_pack(name, tmp_path / "pack"))
    with pytest.raises((ModelError, EvaluationError)) as caught:
        evaluate(build_model(pack))
    for words in (WIRED / name / "expected.txt").read_text(encoding="utf-8").splitlines():
        assert words in str(caught.value), str(caught.value)


@pytest.mark.parametrize("name", sorted(each.name for each in TOGETHER.iterdir()))
def test_all_problems_of_files_and_wiring_come_together_each_cause_once(name, tmp_path):
    write_pack_skeleton(tmp_path / "pack")
    for change in tomllib.loads((TOGETHER / name / "changes.toml").read_text(encoding="utf-8"))["change"]:
        change_file(tmp_path / "pack", change)
    with pytest.raises(PackError) as caught:
        load(tmp_path / "pack").model()
    assert f"{caught.value}\n" == (TOGETHER / name / "expected.txt").read_text(encoding="utf-8")


def change_of(name: str) -> dict[str, str]:
    """The change that makes a kind of mistake."""
    return tomllib.loads((WIRED / name / "change.toml").read_text(encoding="utf-8"))


COMPUTED = {"division_by_nil"}  # found when the pack is computed, once it is wired
ONE_NUMBER = ("nothing_supplies", "wrong_dimension")  # a number that nothing reads is in no wrong unit
PAIRS = [
    pair
    for pair in combinations(sorted(set(NAMES) - COMPUTED), 2)
    if change_of(pair[0])["old"] != change_of(pair[1])["old"] and pair != ONE_NUMBER
]


@pytest.mark.parametrize("pair", PAIRS, ids=" and ".join)
def test_no_mistake_of_wiring_hides_another(pair, tmp_path):
    write_pack_skeleton(tmp_path / "pack")
    for name in pair:
        change_file(tmp_path / "pack", change_of(name))
    with pytest.raises(WiringError) as caught:
        load(tmp_path / "pack").model()
    for name in pair:
        for words in (WIRED / name / "expected.txt").read_text(encoding="utf-8").splitlines():
            assert words in str(caught.value), str(caught.value)


def test_files_without_problems_are_read_as_ever_and_wired_when_asked(tmp_path):
    folder = changed_pack("wire_misspelt", tmp_path / "pack")
    assert load_pack(folder).options.keys() == read_pack(folder).options.keys()
