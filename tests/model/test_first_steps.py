"""The mistakes of a first case: each gives one message, and what it says is enough to mend the pack.

A file of tests/bad_packs/_first_steps is one mistake: `change` makes it in a pack that computes, `says` stands in the
one message, and the pack computes again once `mend` is done, which is what the message says to do.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from estimator.api import load
from estimator.calculators import calculators
from estimator.errors import PackError
from estimator.evaluation import evaluate
from estimator.model.needs.stubs import example
from estimator.pack import read_pack, write_bare_pack, write_option_skeleton

MISTAKES = sorted((Path(__file__).parents[1] / "bad_packs" / "_first_steps").glob("*.toml"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """The files of a case in Australian dollars that computes, by name."""
    folder = tmp_path_factory.mktemp("case") / "case"
    write_bare_pack(folder, "AUD", 2024, ["navy"])
    for name, value in (("pack.toml", '"Words"'), ("economy.toml", "2")):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace('= "?"', f"= {value}"), encoding="utf-8")
    path = write_option_skeleton(folder, "frigates", example(calculators()["fleet"], read_pack(folder)) + "\n")
    path.write_text(path.read_text(encoding="utf-8").replace('"?"', '"words"'), encoding="utf-8")
    evaluate(load(folder).model())
    return {each.relative_to(folder).as_posix(): each.read_text(encoding="utf-8") for each in folder.rglob("*.toml")}


def changed(folder, changes):
    for each in changes:
        path = folder / each["file"]
        text = path.read_text(encoding="utf-8")
        assert text.count(each["old"]) == 1, f"{each['old']!r} stands {text.count(each['old'])} times in {path.name}"
        path.write_text(text.replace(each["old"], each["new"]), encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_gives_one_message_that_is_enough_to_mend_it(mistake, sound, tmp_path):
    told = tomllib.loads(mistake.read_text(encoding="utf-8"))
    for name, text in sound.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    changed(tmp_path, told["change"])
    with pytest.raises(PackError) as caught:
        load(tmp_path).model()
    says = str(caught.value)
    assert len(caught.value.problems) == 1, says
    for words in told["says"]:
        assert words in says, says
    changed(tmp_path, told["mend"])
    evaluate(load(tmp_path).model())


def test_there_are_twenty_mistakes_and_more():
    assert len(MISTAKES) >= 20
