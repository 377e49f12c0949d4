"""Costs that options leave out: read with their reasons, shared by options, mistakes told with file and line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from estimator.errors import PackError
from estimator.pack import read_pack
from tests.pack.packs import GOOD, good_pack

OPTION = sorted(each.stem for each in (GOOD / "options").glob("*.toml"))[0]
QUAYS = f"""[quays]
label = "Quays"
reason = "The harbour has room."
options = ["{OPTION}"]
"""


def read(folder: Path, text: str):
    return read_pack(good_pack(folder, {"left_out.toml": text}))


def test_an_option_tells_what_it_leaves_out_and_why(tmp_path: Path) -> None:
    pack = read(tmp_path / "pack", QUAYS)
    (found,) = pack.left_out_of(OPTION)
    assert (found.id, found.label, found.reason) == ("quays", "Quays", "The harbour has room.")
    assert all(not pack.left_out_of(other) for other in pack.options if other != OPTION)


def test_an_option_leaves_out_what_an_option_that_it_includes_does(tmp_path: Path) -> None:
    pack = read(tmp_path / "pack", QUAYS)
    outer = replace(pack.options[OPTION], id="outer", include=(OPTION,))
    pack = replace(pack, options={**pack.options, "outer": outer})
    assert [each.id for each in pack.left_out_of("outer")] == ["quays"]


def test_a_pack_without_the_file_leaves_nothing_to_tell(tmp_path: Path) -> None:
    pack = read_pack(good_pack(tmp_path / "pack"))
    assert pack.left_out == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (QUAYS.replace(OPTION, "no_such_option"), 4, "no such option"),
        (QUAYS.replace('reason = "The harbour has room."\n', ""), 1, '"reason" is missing'),
        (QUAYS + "price = 5\n", 5, 'unknown key "price"'),
        ("quays = 5\n", 1, "expected a cost that is left out"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read(tmp_path / "pack", text)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("left_out.toml", line)
    assert words in str(problem)
