"""What a workbook says is kept for the next question of it: the same findings, and never those of another file."""

import shutil
from dataclasses import replace

import pytest

from estimator import cache, load
from estimator.errors import FileError, WorkbookError
from estimator.pack.records import Override, Place, Scenario
from estimator.returned import import_kept, importing
from estimator.returned.carried import Carried
from estimator.returned.import_kept import imported
from estimator.returned.imported import Edit, Imported, Taken
from estimator.returned.importing import read_import
from estimator.returned.reader.refusal import Refusal
from estimator.workbook.plan.input_places import COLUMN
from tests.keeping import kept
from tests.returned.sent_back import PRICE, fill_in, row_of
from tests.returned.test_importing import edit_base, edit_ships

__all__ = ["kept"]  # a fixture

PLACE = Place("hers.xlsx, sheet Scenarios", 3)
OVERRIDE = Override("a.b", None, {2030: 0.1, 2031: -0.0}, "%", "scenario", "a slump", PLACE)
HELD = Imported(
    name="back.xlsx",
    manifest={"pack": "coast", "digest": "é"},
    scenarios=("hers",),
    taken=(Taken("a.b", 2030, 0.1 + 0.2, "%", None, "Assumptions!D3", "30 %", True),),
    refused=(Refusal("Assumptions!D6", "holds TRUE", "type a plain number"),),
    edited=(Edit("Checks!C3", "formula edited", "=A1", "7", True),),
    differs=(Edit("Checks!C4", "not in the file"),),
    notes=("a note",),
    not_compared=("Data",),
    carried=Carried({"hers": Scenario("hers", "Hers", "", (OVERRIDE,), place=PLACE)}, {"theirs": "does not fit"}),
)


def in_words(book):
    sheet = book["Assumptions"]
    sheet.cell(row_of(sheet, "economy.discount_rate"), COLUMN["your_value"]).value = "many"


def unread(*_):
    pytest.fail("read again")


def test_the_second_question_of_a_file_has_the_same_findings_and_reads_nothing(kept, pack, returned, monkeypatch):
    file, plain = returned(fill_in, edit_base, in_words, lambda book: edit_ships(book) and None), load(pack).pack
    cache.use(False)
    without = read_import(file, plain)
    cache.use()
    first = imported(file, plain)
    monkeypatch.setattr(importing, "read_import", unread)
    assert imported(file, plain) == first == without
    assert PRICE in {each.id for each in first.taken}
    assert len(first.edited) == 3
    assert len(first.refused) == 1


def test_what_a_file_said_comes_back_as_it_was_kept(kept, pack, sent, monkeypatch):
    monkeypatch.setattr(importing, "read_import", lambda *_: HELD)
    plain = load(pack).pack
    assert imported(sent, plain) is HELD
    monkeypatch.setattr(importing, "read_import", unread)
    found = imported(sent, plain)
    assert found == HELD
    assert repr(found) == repr(HELD)  # floats and nought to the last bit, and who is a tuple


@pytest.mark.parametrize("other", ["edited", "renamed", "pack", "not kept"])
def test_another_file_another_name_and_another_pack_are_read(kept, pack, sent, tmp_path, monkeypatch, other):
    file, plain = shutil.copy(sent, tmp_path / "back.xlsx"), load(pack).pack
    monkeypatch.setattr(importing, "read_import", lambda *_: HELD)
    imported(file, plain)
    monkeypatch.setattr(importing, "read_import", lambda *_: replace(HELD, name="anew"))
    if other == "edited":
        with file.open("ab") as opened:
            opened.write(b" ")
    elif other == "renamed":
        file = file.rename(tmp_path / "other.xlsx")
    elif other == "pack":
        plain = replace(plain, digest="0" * 64)
    else:
        cache.use(False)
    assert imported(file, plain).name == "anew"


def test_a_file_that_was_saved_while_it_was_read_is_read_again(kept, pack, sent, tmp_path, monkeypatch):
    file, plain = shutil.copy(sent, tmp_path / "back.xlsx"), load(pack).pack

    def saved_meanwhile(*_):
        file.write_bytes(sent.read_bytes() + b" ")
        return HELD

    monkeypatch.setattr(importing, "read_import", saved_meanwhile)
    imported(file, plain)
    monkeypatch.setattr(importing, "read_import", lambda *_: replace(HELD, name="anew"))
    assert imported(file, plain).name == "anew"
    file.write_bytes(sent.read_bytes())
    assert imported(file, plain).name == "anew"


@pytest.mark.parametrize("spoilt", [b"[", b"null", b"{}", b'["Edit","a","b"]', b'["Imported","a"]', b'["Path","a"]'])
def test_what_is_not_what_was_kept_is_read_again(kept, pack, sent, monkeypatch, spoilt):
    plain = load(pack).pack
    monkeypatch.setattr(importing, "read_import", lambda *_: HELD)
    cache.keep(import_kept._key(sent, plain), spoilt)
    assert imported(sent, plain) is HELD


@pytest.mark.parametrize("kind", ["damaged", "missing", "folder"])
def test_a_file_that_is_refused_is_refused_each_time(kept, pack, tmp_path, kind):
    file, plain = tmp_path / "back.xlsx", load(pack).pack
    if kind == "damaged":
        file.write_bytes(b"PK\x03\x04")
    elif kind == "folder":
        file.mkdir()
    for _ in range(2):
        with pytest.raises((WorkbookError, FileError), match=r"back\.xlsx: (no workbook|cannot be read|is a folder)"):
            imported(file, plain)
