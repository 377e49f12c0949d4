"""The example pack that `estimator init` writes, its workbook as it is sent out, and a copy as a colleague edits it."""

import openpyxl
import pytest


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    """A small pack on disk."""
    from estimator.pack import write_pack_skeleton

    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return folder


@pytest.fixture(scope="session")
def sent(pack, tmp_path_factory):
    """The workbook of the small pack as it is sent out; `returned` edits a copy."""
    from estimator import load

    return load(pack).compare().to_workbook(tmp_path_factory.mktemp("sent") / "case.xlsx")


@pytest.fixture(scope="session")
def sent_in_japanese(pack, tmp_path_factory):
    """The same workbook in Japanese."""
    from estimator import load

    return load(pack).compare().to_workbook(tmp_path_factory.mktemp("sent") / "ja.xlsx", language="ja")


@pytest.fixture
def returned(sent, tmp_path):
    """Edit a copy as a colleague would, by functions of the openpyxl workbook; gives the file."""

    def edited(*changes, sent=sent, name="back.xlsx"):
        book = openpyxl.load_workbook(sent)
        for change in changes:
            change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return edited
