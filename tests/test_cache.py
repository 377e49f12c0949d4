"""What is kept between two questions: whole or not at all, in the user's own folder, bounded, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from estimator import cache
from tests.keeping import kept

__all__ = ["kept"]  # a fixture
NEVER_KEPT = "0" * 64


def test_an_entry_is_found_under_its_own_key_alone(kept):
    one, other = cache.key_of("pack", "coast", "1"), cache.key_of("pack", "coast", "2")
    cache.keep(one, b"a body\nof two lines")
    assert cache.find(one) == b"a body\nof two lines"
    assert cache.find(other) is None


def test_nothing_is_kept_unless_it_is_asked_for(kept):
    cache.use(False)
    assert cache.key_of("pack", "coast") == ""
    cache.keep("", b"body")
    assert cache.find("") is None
    assert not kept.exists()


@pytest.mark.parametrize(
    "parts", [("graph", "a", "b"), ("pack", "a", "c"), ("pack", "ab", ""), ("pack", "a"), ("pack",)]
)
def test_what_was_made_from_other_parts_has_another_key(kept, parts):
    assert cache.key_of(*parts) != cache.key_of("pack", "a", "b")


def test_another_version_of_python_has_other_keys(kept, monkeypatch):
    before = cache.key_of("pack")
    monkeypatch.setattr(sys, "version", "3.99")
    assert cache.key_of("pack") != before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content.replace(b"body", b"bodx"),
        lambda content: content + b" ",
        lambda content: b"\x80\x04K*." + content,
    ],
    ids=["empty", "cut off", "changed", "longer", "of another kind"],
)
def test_a_spoilt_entry_is_none(kept, spoil):
    key = cache.key_of("pack")
    cache.keep(key, b"the body")
    path = kept / f"{key}.kept"
    path.write_bytes(spoil(path.read_bytes()))
    assert cache.find(key) is None
    cache.keep(key, b"the body")
    assert cache.find(key) == b"the body"


def test_an_entry_under_another_name_is_none(kept):
    key = cache.key_of("pack")
    cache.keep(key, b"the body")
    (kept / f"{key}.kept").rename(kept / f"{NEVER_KEPT}.kept")
    assert cache.find(NEVER_KEPT) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names on this system")
def test_a_pipe_in_place_of_an_entry_is_not_waited_for(kept):
    key = cache.key_of("pack")
    kept.mkdir()
    os.mkfifo(kept / f"{key}.kept")
    assert cache.find(key) is None
    cache.keep(key, b"body")
    assert cache.find(key) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights of folders are another matter on Windows")
def test_a_folder_that_others_may_write_to_is_not_trusted(kept):
    key = cache.key_of("pack")
    cache.keep(key, b"body")
    kept.chmod(0o777)
    assert cache.find(key) is None
    kept.chmod(0o700)
    assert cache.find(key) == b"body"


def test_a_link_in_place_of_the_folder_is_not_followed(kept, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir(mode=0o700)
    kept.symlink_to(other, target_is_directory=True)
    cache.keep(cache.key_of("pack"), b"body")
    assert list(other.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_left_alone(kept):
    kept.write_text("mine", encoding="utf-8")
    key = cache.key_of("pack")
    cache.keep(key, b"body")
    assert cache.find(key) is None
    assert kept.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_refuses_to_be_written_is_silent(kept, monkeypatch, capsys):
    def refuse(*given):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(cache, "write_bytes", refuse)
    cache.keep(cache.key_of("pack"), b"body")
    assert cache.find(cache.key_of("pack")) is None
    assert capsys.readouterr() == ("", "")


def test_what_was_not_read_for_longest_goes_first_and_other_files_stay(kept, monkeypatch):
    monkeypatch.setattr(cache, "LARGEST_FOLDER", 500)  # an entry of 100 bytes is 165 with its seal: three fit
    keys = [cache.key_of("pack", str(number)) for number in range(4)]
    for age, key in enumerate(keys[:3]):
        cache.keep(key, b"x" * 100)
        os.utime(kept / f"{key}.kept", (1000 + age, 1000 + age))
    (kept / "notes.txt").write_text("y" * 1000, encoding="utf-8")
    assert cache.find(keys[0])  # read again, so the second is the oldest now
    cache.keep(keys[3], b"x" * 100)
    assert [cache.find(key) is not None for key in keys] == [True, False, True, True]
    assert (kept / "notes.txt").exists()


def test_an_entry_beyond_reason_is_neither_kept_nor_read(kept, monkeypatch):
    key = cache.key_of("pack")
    cache.keep(key, b"x" * 1000)
    monkeypatch.setattr(cache, "LARGEST_ENTRY", 500)
    assert cache.find(key) is None
    cache.keep(cache.key_of("other"), b"x" * 1000)
    assert len(list(kept.iterdir())) == 1


def test_many_writers_of_one_entry_leave_it_whole(kept):
    key = cache.key_of("pack")
    body = b"x" * 1_000_000
    code = (
        f"from estimator import cache; cache.use()\nfor _ in range(20): cache.keep({key!r}, {body[:1]!r} * {len(body)})"
    )
    writers = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(2)]
    seen = set()
    while any(each.poll() is None for each in writers):
        seen.add(cache.find(key))
    assert [each.returncode for each in writers] == [0, 0]
    assert seen <= {None, body}
    assert [each.name for each in kept.iterdir()] == [f"{key}.kept"]


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/somewhere"}, "/somewhere/estimator"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/ann/.cache/estimator"),
        ("linux", {}, "/home/ann/.cache/estimator"),
        ("darwin", {}, "/home/ann/Library/Caches/estimator"),
        ("win32", {"LOCALAPPDATA": "/users/ann/local"}, "/users/ann/local/estimator"),
        ("win32", {}, "/home/ann/AppData/Local/estimator"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths are written in the POSIX way")
def test_each_system_has_its_own_place(monkeypatch, platform, variables, expected):
    monkeypatch.setattr(sys, "platform", platform)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/ann", **variables}.items():
        monkeypatch.setenv(name, value)
    assert cache.folder() == Path(expected)


@pytest.mark.skipif(sys.platform == "win32", reason="a home is looked up in the POSIX way")
def test_a_user_without_a_home_keeps_nothing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache.folder() is None


def test_the_digest_of_the_program_covers_all_that_computing_imports():
    code = "import sys, estimator.evaluation; print(*(name for name in sys.modules if name.startswith('estimator.')))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "estimator.evaluation" in found
    assert {name.split(".")[1] for name in found if name.count(".") > 1} <= set(cache.ROOMS)
    folders = {path.name for path in Path(cache.__file__).parent.iterdir() if (path / "__init__.py").exists()}
    assert {name.split(".")[1] for name in found} & folders <= set(cache.ROOMS)


def test_a_source_that_changes_gives_another_digest_though_size_and_times_are_the_same(tmp_path, monkeypatch):
    (tmp_path / "cache.py").write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "cache.py"))
    before = cache.program.__wrapped__()
    times = (tmp_path / "cache.py").stat()
    (tmp_path / "cache.py").write_text("a = 2", encoding="utf-8")
    os.utime(tmp_path / "cache.py", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert cache.program.__wrapped__() != before


def test_a_program_without_sources_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "program.zip" / "cache.py"))
    assert cache.program.__wrapped__() == ""
