"""`estimator init` and `estimator new option`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from estimator.analysis.standing.checking import condition
from estimator.analysis.standing.compare import compare
from estimator.calculators import element_calculators
from estimator.errors import InputError, PackError
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack import (
    apply_scenarios,
    copy_pack,
    read_pack,
    shipped_pack,
    shipped_packs,
    write_option_skeleton,
    write_pack_skeleton,
)


def test_the_pack_to_start_from_has_no_problems(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path / "norland")
    pack = read_pack(tmp_path / "norland", element_calculators())
    assert list(pack.options) == ["shore_watch", "patrol_ships"]
    assert list(pack.scenarios) == ["lean_years"]


def test_the_pack_to_start_from_computes_every_metric_in_every_scenario(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    pack = read_pack(tmp_path)
    for each in (pack, apply_scenarios(pack, ["lean_years"])):
        found = compare(build_model(each))
        empty = {name for option in found.options.values() for name, metric in option.items() if metric.value is None}
        # both options fit in every year, and neither is used by the hour
        assert empty <= {"first_year_over_headroom", "cost_per_hour_of_use"}
        assert found.options["patrol_ships"]["people"].value == 151  # 2 ships x (1.5 crews x 45 + 8) people


def test_every_assumption_of_the_pack_to_start_from_is_read(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    model = build_model(read_pack(tmp_path))
    assert condition(model, evaluate(model)).unused == ()


def test_two_ships_of_the_pack_to_start_from_cost_what_was_quoted_with_growth(tmp_path: Path) -> None:
    # 2 ships x 55 million x 1.15 cost growth; the quoted price stands for a series of two.
    write_pack_skeleton(tmp_path)
    found = compare(build_model(read_pack(tmp_path)))
    assert found.options["patrol_ships"]["acquisition_cost"].value == pytest.approx(126.5e6)


def test_every_key_of_the_pack_to_start_from_is_explained(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    for line in (tmp_path / "pack.toml").read_text().splitlines():
        if " = " in line and not line.startswith(("title", "question", "last_year")):
            assert "#" in line or line.startswith("label"), line


@pytest.mark.parametrize("name", shipped_packs())
def test_a_copy_of_a_shipped_pack_has_the_same_files(tmp_path: Path, name: str) -> None:
    copy_pack(shipped_pack(name), tmp_path / "mine")
    kept, made = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.toml")}
        for root in (shipped_packs()[name], tmp_path / "mine")
    )
    assert kept == made


def test_a_copy_of_a_pack_reads_as_the_pack_itself(tmp_path: Path) -> None:
    copy_pack(shipped_pack("coastguard"), tmp_path / "mine")
    was, now = read_pack(shipped_packs()["coastguard"]), read_pack(tmp_path / "mine")
    assert now.settings.options == was.settings.options
    assert {id: each.value for id, each in now.assumptions.items()} == {
        id: each.value for id, each in was.assumptions.items()
    }


def test_a_pack_that_does_not_come_with_the_program_cannot_be_copied() -> None:
    with pytest.raises(InputError, match=r"nothing was written\. Did you mean \"coastguard\""):
        shipped_pack("coast_guard")


def test_a_copy_is_not_written_over_a_pack(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    before = (tmp_path / "pack.toml").read_bytes()
    with pytest.raises(InputError, match="not an empty folder"):
        copy_pack(shipped_pack("coastguard"), tmp_path)
    assert (tmp_path / "pack.toml").read_bytes() == before


@pytest.mark.parametrize("file", [True, False])
def test_nothing_is_written_over(tmp_path: Path, file: bool) -> None:
    there = tmp_path / "there"
    if file:
        there.write_text("mine")
    else:
        there.mkdir()
        (there / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match="not an empty folder"):
        write_pack_skeleton(there)
    assert file or [each.name for each in there.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be written"):
        write_pack_skeleton(tmp_path / "file" / "pack")


def test_a_new_option_is_listed_last_with_the_comments_kept_and_loads(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    before = (tmp_path / "pack.toml").read_text()
    written = write_option_skeleton(tmp_path, "third_way")
    assert written == tmp_path / "options" / "third_way.toml"
    after = (tmp_path / "pack.toml").read_text()
    with pytest.raises(PackError, match="2 places are open"):
        read_pack(tmp_path, element_calculators())
    written.write_text(written.read_text().replace('"?"', '"a third way"'))
    assert read_pack(tmp_path, element_calculators()).settings.options == ("shore_watch", "patrol_ships", "third_way")
    assert [line.split("#")[1:] for line in after.splitlines()] == [line.split("#")[1:] for line in before.splitlines()]


def test_a_mark_of_byte_order_and_ends_of_two_characters_stay_when_an_option_is_listed(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    listing = tmp_path / "pack.toml"
    saved = b"\xef\xbb\xbf" + listing.read_bytes().replace(b"\n", b"\r\n")
    listing.write_bytes(saved)
    write_option_skeleton(tmp_path, "third_way")
    assert listing.read_bytes().replace(b', "third_way"', b"") == saved


def test_the_commented_part_of_a_new_option_is_legal_when_its_signs_are_taken_away(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    path = write_option_skeleton(tmp_path, "third_way")
    lines = [line.removeprefix("# ") for line in path.read_text().splitlines()]
    start = lines.index("[element.ships]")
    end = next(number for number, line in enumerate(lines) if line.startswith("[set.KEY]"))
    text = "\n".join([*path.read_text().splitlines()[: start - 4], *(line for line in lines[start:end] if line != "#")])
    assert "ships" in tomllib.loads(text)["element"]
    path.write_text(text.replace('"?"', '"a third way"'))
    assert read_pack(tmp_path, element_calculators()).options["third_way"].elements[0].service == "coastguard"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("F35", "no legal name"),
        ("f35", "cell address"),
        ("../escape", "no legal name"),
        ("patrol_ships", "taken by options/patrol_ships.toml"),
        ("patrol_ship", "taken by systems/patrol_ship.toml"),
        ("economy", "taken by economy.toml"),
    ],
)
def test_an_illegal_or_taken_name_is_refused_and_nothing_written(tmp_path: Path, name: str, words: str) -> None:
    write_pack_skeleton(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.toml")}
    with pytest.raises(InputError, match=words):
        write_option_skeleton(tmp_path, name)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.toml")} == before


def test_a_new_option_outside_a_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="estimator init DIR"):
        write_option_skeleton(tmp_path, "third_way")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("text", ["[pack", "[pack]\noptions = 3\n", "pack = 3\n", "[pack]\n"])
def test_a_new_option_in_a_broken_pack_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pack.toml").write_text(text)
    with pytest.raises(InputError, match="no readable list"):
        write_option_skeleton(tmp_path, "third_way")
    assert (tmp_path / "pack.toml").read_text() == text
