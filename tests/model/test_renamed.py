"""Renaming an id through a pack: everything that names it follows, the pack stays the same, or nothing is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from estimator.api import load
from estimator.errors import FileError, InputError
from estimator.evaluation import evaluate
from estimator.model import renamed
from estimator.model.renamed import rename
from estimator.pack import copy_pack, shipped_pack, write_bare_pack, write_pack_skeleton
from tests.shipped import wired

RENAMED = [
    ("ten_patrol_ships", "ten_ships"),
    ("ten_patrol_ships.ships", "hulls"),
    ("patrol_ship_new", "cutter"),
    ("growth.ship", "hull"),
    ("coastguard", "watchmen"),
    ("notional", "invented"),
]


@pytest.fixture
def coast(tmp_path):
    copy_pack(shipped_pack("coastguard"), tmp_path / "coast")
    return tmp_path / "coast"


@pytest.fixture(scope="module")
def unchanged():
    """What the options of the pack cost as it is shipped."""
    return costs_of(wired("coastguard"))


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


def costs(folder):
    return costs_of(load(folder).model())


def costs_of(model):
    values = evaluate(model)
    return [float(values[f"{option}.life_cycle_cost"].sum()) for option in model.options]


@pytest.mark.parametrize(("old", "new"), RENAMED, ids=lambda each: each)
def test_what_is_renamed_computes_the_same_and_renamed_back_it_is_the_same_to_the_byte(coast, unchanged, old, new):
    before, cost = contents(coast), unchanged
    change, files = rename(coast, old, new)
    after = contents(coast)
    assert costs(coast) == cost
    assert sorted(files) == sorted(name for name in after if before.get(name) != after[name])
    rename(coast, change.new, old.rpartition(".")[2])
    assert contents(coast) == before


def test_an_option_follows_in_lists_ratings_and_published_cases(coast):
    rename(coast, "ten_patrol_ships", "ten_ships")
    texts = {name: text.decode() for name, text in contents(coast).items()}
    assert "options/ten_ships.toml" in texts
    assert "options/ten_patrol_ships.toml" not in texts
    assert not [name for name, text in texts.items() if "ten_patrol_ships" in text]
    assert "[rating.ten_ships.boarding]" in texts["judgement.toml"]
    assert '"ten_ships.whole_life_cost" = 1' in texts["published.toml"]


def as_windows_saves(folder):
    """Every file with the mark of its byte order and ends of lines of two characters, as some editors save it."""
    for path in folder.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(("old", "new"), [("six_large_ships", "six_ships"), ("growth.ship", "hull")])
def test_marks_and_ends_of_lines_stay_as_an_editor_saved_them(coast, unchanged, old, new):
    as_windows_saves(coast)
    before, cost = contents(coast), unchanged
    _, files = rename(coast, old, new)
    for name in files:
        assert contents(coast)[name].startswith(b"\xef\xbb\xbf")
        assert not contents(coast)[name].replace(b"\r\n", b"").count(b"\n")
    assert costs(coast) == cost
    rename(coast, f"growth.{new}" if "." in old else new, old.rpartition(".")[2])
    assert contents(coast) == before


CASE = """
[case.named]
label = "Rows whose names hold an id"
value = 1
unit = "MEUR_2025"
source = "notional"

[case.named.rows]
"ten_patrol_ships.rounds@total" = 1
"ten_patrol_ships.rounds.upkeep_outlay@total" = 1
'six_large_ships.people_navy' = 1
"""


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        (
            "ten_patrol_ships.rounds",  # also a row of the option: its outlays for rounds
            "missiles",
            ["ten_patrol_ships.rounds@total", "ten_patrol_ships.missiles.upkeep_outlay@total"],
        ),
        ("navy", "fleet", ["six_large_ships.people_fleet"]),
        ("six_large_ships", "large", ["large.people_navy"]),
    ],
)
def test_a_published_case_names_the_same_rows_as_before(coast, old, new, rows):
    with (coast / "published.toml").open("a") as file:
        file.write(CASE)
    known = set(load(coast).model().rows)
    rename(coast, old, new)
    text = (coast / "published.toml").read_text(encoding="utf-8")
    after = set(load(coast).model().rows)
    assert len(after) == len(known)
    for row in rows:
        assert re.search(rf"""^["']{re.escape(row)}["'] = 1$""", text, re.MULTILINE)
        assert row.partition("@")[0] in after


def test_an_id_in_single_quotes_follows_too(coast):
    path = coast / "options" / "ten_patrol_ships.toml"
    path.write_text(path.read_text().replace('system = "patrol_ship_new"', "system='patrol_ship_new'"))
    cost = costs(coast)
    rename(coast, "patrol_ship_new", "cutter")
    assert "system='cutter'" in path.read_text()
    assert costs(coast) == cost


def test_a_pack_of_the_program_by_its_name_is_not_renamed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"no pack\.toml in coastguard; nothing was changed.*init DIR --from"):
        rename(Path("coastguard"), "ten_patrol_ships", "ten_ships")


def test_a_pack_with_open_places_can_be_renamed_too(tmp_path):
    write_bare_pack(tmp_path / "case", "AUD", 2024, ["army"])
    rename(tmp_path / "case", "nothing_new", "as_it_is")
    text = (tmp_path / "case" / "pack.toml").read_text(encoding="utf-8")
    assert text.count('"as_it_is"') == 3  # baseline, reference, list of options


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("six_large_ships.ships.quantity", "number", "rows read it by this name"),
        ("budget.gdp_share", "share", "rows read it by this name"),
        (
            "patrol_ship_new.crews_per_hull",
            "generation_before",
            "rows read it by this name, such as ten_patrol_ships.ships",
        ),
        ("growth.ship", "upkeep", "is there already"),
        ("ten_patrol_ships", "six_large_ships", "is there already"),
        ("ten_patrol_ships", "economy", "is there already"),
        ("ten_patrol_ships", "f35", "cell address"),
        ("ten_patrol_ships.ships", "six_large_ships.hulls", "a renaming moves nothing"),
        ("ten_patrol_shps", "ten_ships", 'Did you mean "ten_patrol_ships"'),
    ],
)
def test_what_cannot_be_renamed_says_why_and_nothing_is_written(coast, old, new, says):
    before = contents(coast)
    with pytest.raises(InputError, match=says):
        rename(coast, old, new)
    assert contents(coast) == before


def test_where_a_file_cannot_be_written_the_others_come_back(tmp_path, monkeypatch):
    write_pack_skeleton(tmp_path / "pack")
    before, written = contents(tmp_path / "pack"), []

    def failing(path, text):
        written.append(path.name)
        if len(written) == 2:
            raise FileError("the disk is full")
        path.write_text(text, encoding="utf-8", newline="\n")

    monkeypatch.setattr(renamed, "write_text", failing)
    with pytest.raises(FileError, match="disk is full"):
        rename(tmp_path / "pack", "patrol_ship", "cutter")
    assert len(written) > 2  # the first file was written, and written back
    assert contents(tmp_path / "pack") == before
