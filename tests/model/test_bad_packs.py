"""Packs that can be read but not wired or computed: one folder a kind of mistake in tests/bad_packs/_wired.

`change.toml` changes one place of the pack that `estimator init` writes; each line of expected.txt must stand in the
message.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from estimator.errors import EvaluationError, ModelError
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton

WIRED = Path(__file__).parents[1] / "bad_packs" / "_wired"
NAMES = sorted(each.name for each in WIRED.iterdir())


def changed_pack(name: str, folder: Path) -> Path:
    """The example pack with one change."""
    write_pack_skeleton(folder)
    change = tomllib.loads((WIRED / name / "change.toml").read_text(encoding="utf-8"))
    file = folder / change["file"]
    text = file.read_text(encoding="utf-8")
    assert text.count(change["old"]) == 1, f"{name}: the text to change stands {text.count(change['old'])} times"
    file.write_text(text.replace(change["old"], change["new"]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_a_pack_that_cannot_be_wired_or_computed_says_where_and_why(name, tmp_path):
    pack = read_pack(changed_pack(name, tmp_path / "pack"))
    with pytest.raises((ModelError, EvaluationError)) as caught:
        evaluate(build_model(pack))
    for words in (WIRED / name / "expected.txt").read_text(encoding="utf-8").splitlines():
        assert words in str(caught.value), str(caught.value)
