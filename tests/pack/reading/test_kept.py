"""A pack that was kept is the pack that was read, and any change of its files makes another."""

from __future__ import annotations

import datetime
import json
import math
from types import MappingProxyType

import pytest

from estimator import cache, units
from estimator.errors import PackError
from estimator.model import load_pack
from estimator.pack import default_folder, read_files, read_texts, shipped_pack
from estimator.pack.reading.kept import find_pack, keep_pack, read, written
from estimator.pack.records import Place
from tests.keeping import kept
from tests.pack.packs import good_pack

__all__ = ["kept"]  # a fixture


@pytest.mark.parametrize("folder", [default_folder(), shipped_pack("coastguard")], ids=lambda each: each.name)
def test_a_shipped_pack_comes_back_as_it_was_read(kept, folder):
    texts = read_texts(folder)
    pack = read_files(texts).pack
    assert find_pack(texts) is None
    keep_pack(texts, pack)
    found = find_pack(texts)
    assert found == pack
    assert found is not pack
    assert list(found.assumptions) == list(pack.assumptions)


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, 1, 1.0, -0.0, 0.1 + 0.2, math.inf, 2**70, "text", "\ud800", ()),
        *(
            (1, "a"),
            [],
            [1],
            [["nested"]],
            {},
            {2030: 1.5, "a": (1,)},
            MappingProxyType({"b": [2]}),
            Place("a.toml", 3),
        ),
        *(datetime.date(2020, 3, 1), datetime.datetime(2020, 3, 1, 12), datetime.time(12, 30)),
    ],
    ids=repr,
)
def test_each_kind_of_value_comes_back_as_it_was(value):
    found = read(json.loads(json.dumps(written(value))))
    assert (type(found), repr(found)) == (type(value), repr(value))


@pytest.mark.parametrize("value", [object(), {1, 2}, b"bytes", print], ids=["object", "set", "bytes", "function"])
def test_another_kind_of_value_is_refused(value):
    with pytest.raises(TypeError, match="is not kept"):
        written([value])


def test_a_second_reading_parses_nothing(kept, tmp_path, monkeypatch):
    folder = good_pack(tmp_path / "pack")
    first = load_pack(folder)
    monkeypatch.setattr("estimator.model.read_files", None)
    assert load_pack(folder) == first


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "sources.toml").write_text((folder / "sources.toml").read_text() + "\n# more"),
        lambda folder: (folder / "scenarios" / "new.toml").write_text("[scenario]\n"),
        lambda folder: (folder / "systems" / "small_ship.toml").unlink(),
        lambda folder: folder.rename(folder.parent / "other"),
    ],
    ids=["edited", "added", "removed", "renamed"],
)
def test_a_file_that_is_edited_added_or_removed_makes_another_pack(kept, tmp_path, change):
    folder = good_pack(tmp_path / "pack")
    (folder / "scenarios").mkdir(exist_ok=True)
    (folder / "systems").mkdir(exist_ok=True)
    (folder / "systems" / "small_ship.toml").touch()
    texts = read_texts(folder)
    keep_pack(texts, read_files(read_texts(good_pack(tmp_path / "sound"))).pack)
    change(folder)
    now = read_texts(folder if folder.exists() else folder.parent / "other")
    assert find_pack(now) is None


def test_a_pack_with_mistakes_tells_them_each_time(kept, tmp_path):
    folder = good_pack(tmp_path / "pack", {"sources.toml": "= wrong"})
    for _ in range(2):
        with pytest.raises(PackError, match="not valid TOML"):
            load_pack(folder)
    assert not kept.exists()


def test_the_nouns_of_a_kept_pack_are_units_again(kept, tmp_path, monkeypatch):
    folder = good_pack(tmp_path / "pack")
    nouns = load_pack(folder).settings.nouns
    assert nouns
    monkeypatch.setattr(units, "_declared", set())
    load_pack(folder)
    assert all(units.is_noun(each) for each in nouns)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no JSON",
        b"\xff",
        b"[]",
        b'["print", "hello"]',
        b'["Pack"]',
        b'["Place", "a.toml", 3]',
        b"[" * 100_000,
        b'{"Pack": 1}',
        b'["dict", "key without value"]',
    ],
    ids=lambda body: ascii(body[:12]),
)
def test_a_forged_entry_is_read_anew(kept, tmp_path, body):
    folder = good_pack(tmp_path / "pack")
    first = load_pack(folder)
    (entry,) = kept.iterdir()
    cache.keep(entry.stem, body)
    assert cache.find(entry.stem) == body
    assert load_pack(folder) == first
