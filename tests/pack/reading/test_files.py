"""Reading a folder that anybody may have written."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from estimator.errors import PackError
from estimator.pack import default_folder, read_pack
from estimator.pack.reading.files import LARGEST_FILE, MOST_FILES, read_texts
from tests.pack.packs import good_pack


def problems(folder: Path) -> str:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return str(caught.value)


def test_the_default_pack_is_found_and_is_japan() -> None:
    assert default_folder().name == "japan"
    assert (default_folder() / "pack.toml").is_file()


def test_a_pack_that_comes_with_the_program_is_found_by_its_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_pack(Path("coastguard")).settings.currency == "EUR"
    assert "no such folder" in problems(Path("coastgard"))


def test_a_folder_here_goes_before_a_pack_of_the_same_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "coastguard").mkdir()
    assert "no pack.toml here" in problems(Path("coastguard"))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert "no such folder" in problems(tmp_path / "nowhere")


def test_a_folder_without_pack_toml_is_no_pack(tmp_path: Path) -> None:
    assert "no pack.toml here" in problems(tmp_path)
    assert "estimator init DIR" in problems(tmp_path)


def test_a_name_with_a_nil_character_is_no_folder() -> None:
    assert "cannot be read as a folder" in problems(Path("a\0b"))


@pytest.mark.parametrize("name", ["pack.zip", "pack.toml"])
def test_a_file_in_place_of_a_folder_is_called_a_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x")
    assert f"{name}: is a file\n  name the folder of a pack, unpacked" in problems(tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
@pytest.mark.parametrize(
    ("name", "words"), [(b"a\xffb", "U+DCFF"), ("a\u202eb".encode(), "U+202E"), (b"a\x07b", "control character U+0007")]
)
def test_a_folder_whose_name_no_workbook_can_hold_is_refused(tmp_path: Path, name: bytes, words: str) -> None:
    message = problems(good_pack(tmp_path / os.fsdecode(name)))
    assert "the folder's name cannot stand in a workbook" in message
    assert words in message


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("[a]\nvalue\u3000= 1\n", "U+3000, ideographic space, stands there"),
        ("[a]\nvalue\u00a0= 1\n", "U+00A0, no-break space, stands there"),
        ("[a]\nlabel = “x”\n", "U+201C, left double quotation mark, stands there"),
        ("[a]\nvalue ＝ 1\n", "U+FF1D, fullwidth equals sign, stands there"),
        ("[a]\nvalue = 1\n\x1a", "U+001A, a control character, stands there"),
        ("[a]\nvalue = 1,5\n", "a number no commas"),
    ],
)
def test_a_sign_that_only_looks_like_one_of_toml_is_named(tmp_path: Path, written: str, words: str) -> None:
    message = problems(good_pack(tmp_path / "pack", {"systems/boat.toml": written}))
    assert "systems/boat.toml" in message
    assert words in message


@pytest.mark.parametrize("text", ["x\\日本", "C:\\Déé"])
def test_a_letter_within_quotes_is_not_told_to_stand_outside_them(tmp_path: Path, text: str) -> None:
    message = problems(good_pack(tmp_path / "pack", {"systems/boat.toml": f'[a]\nlabel = "{text}"\n'}))
    assert "systems/boat.toml" in message
    assert "outside quotes" not in message
    assert "a backslash is written twice" in message


@pytest.mark.parametrize("outside_is_folder", [False, True])
def test_a_link_that_leads_out_of_the_pack_is_refused(tmp_path: Path, outside_is_folder: bool) -> None:
    folder = good_pack(tmp_path / "pack")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.toml").write_text("password = 'x'\n")
    if outside_is_folder:
        shutil.rmtree(folder / "scenarios")
        (folder / "scenarios").symlink_to(outside, target_is_directory=True)
    else:
        (folder / "systems" / "secret.toml").symlink_to(outside / "secret.toml")
    message = problems(folder)
    assert "secret.toml: the link leads out of the pack" in message
    assert "password" not in message


def test_a_link_inside_the_pack_is_fine(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack")
    (folder / "systems" / "cutter.toml").symlink_to(folder / "systems" / "patrol_boat.toml")
    assert "cutter" in read_pack(folder).systems


def test_a_ring_of_links_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack")
    (folder / "systems" / "ring.toml").symlink_to(folder / "systems" / "ring.toml")
    assert "systems/ring.toml" in problems(folder)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack")
    os.mkfifo(folder / "systems" / "pipe.toml")
    assert "systems/pipe.toml: not a regular file" in problems(folder)


def test_a_file_beyond_the_size_is_not_read(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack", {"systems/large.toml": "# " + "x" * LARGEST_FILE})
    assert "systems/large.toml: the file is larger than 2,000,000 bytes" in problems(folder)


def test_a_pack_of_too_many_files_is_refused(tmp_path: Path) -> None:
    many = {f"systems/boat_{number}_x.toml": "[system]\nlabel = 'x'\n" for number in range(MOST_FILES)}
    assert "at most 500 are read" in problems(good_pack(tmp_path / "pack", many))


def test_hidden_files_and_other_files_are_left_alone(tmp_path: Path) -> None:
    more = {"systems/.#boat.toml": "not toml", ".git/config.toml": "x", "README.md": "# read me", "notes/plan.txt": "x"}
    assert read_pack(good_pack(tmp_path / "pack", more))


def test_the_digest_does_not_depend_on_place_newlines_or_byte_order_mark(tmp_path: Path) -> None:
    one = good_pack(tmp_path / "one")
    two = good_pack(tmp_path / "elsewhere" / "two")
    for path in two.rglob("*.toml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_pack(one).digest == read_pack(two).digest
    assert len(read_pack(one).digest) == 64


def test_the_digest_changes_with_a_value_and_with_a_name(tmp_path: Path) -> None:
    plain = read_texts(good_pack(tmp_path / "plain")).digest
    value = good_pack(tmp_path / "value")
    text = (value / "economy.toml").read_text()
    (value / "economy.toml").write_text(text.replace("value = 1.2", "value = 1.3"))
    name = good_pack(tmp_path / "name")
    (name / "systems" / "patrol_boat.toml").rename(name / "systems" / "police_boat.toml")
    assert len({plain, read_texts(value).digest, read_texts(name).digest}) == 3


def test_lines_are_right_in_a_file_with_windows_newlines(tmp_path: Path) -> None:
    folder = good_pack(tmp_path / "pack")
    path = folder / "systems" / "patrol_boat.toml"
    path.write_bytes(path.read_bytes().replace(b'grade = "B"', b'grade = "D"').replace(b"\n", b"\r\n"))
    assert "systems/patrol_boat.toml:17: unit_price.grade" in problems(folder)


def test_a_pack_beyond_all_size_is_not_read_to_the_end(tmp_path: Path) -> None:
    large = {f"systems/large_{number}_x.toml": "# " + "x" * 1_900_000 for number in range(11)}
    assert "the pack is larger than 20,000,000 characters" in problems(good_pack(tmp_path / "pack", large))
