"""The example pack that `estimator init` writes, over fewer years, its workbook as it is sent out, and edited copies.

A workbook of ten years, and twelve behind them, is loaded, edited, recalculated and read back in half the time of the
example's own, and has every kind of sheet and row.
"""

import pytest

from tests.once import once
from tests.opened import opened

SHORTER = {
    "pack.toml": {"last_year = 2044": "last_year = 2034", "last_column_year = 2070": "last_column_year = 2046"},
    "systems/patrol_ship.toml": {'"Years in service"\nvalue = 30': '"Years in service"\nvalue = 12'},
    "systems/watch_unit.toml": {
        '"Years for which the unit stands"\nvalue = 30': '"Years for which the unit stands"\nvalue = 12',
        '"Life of the equipment"\nvalue = 15': '"Life of the equipment"\nvalue = 10',
    },
}
"""A shorter horizon, and lives that end within the columns."""


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    """A small pack on disk."""
    return write_shorter_pack(tmp_path_factory.mktemp("packs") / "coast")


def write_shorter_pack(folder):
    """Write the example pack over fewer years; gives its folder."""
    from estimator.pack import write_pack_skeleton

    write_pack_skeleton(folder)
    for name, changes in SHORTER.items():
        rewrite(folder / name, changes)
    return folder


def rewrite(path, changes):
    """Replace texts of a file, each of which must be there."""
    text = path.read_text(encoding="utf-8")
    for was, now in changes.items():
        assert was in text, was
        text = text.replace(was, now)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def sent(pack):
    """The workbook of the small pack as it is sent out, for tests that only read it; `returned` edits a copy."""
    return _written(pack, "en")


@pytest.fixture(scope="session")
def sent_in_japanese(pack):
    """The same workbook in Japanese."""
    return _written(pack, "ja")


def _written(pack, language):
    from estimator import load

    def write(path):
        load(pack).compare().to_workbook(path, language=language, sheet_names="ids")

    return once(f"coast-{language}.xlsx", write)


@pytest.fixture
def returned(sent, tmp_path):
    """Edit a copy as a colleague would, by functions of the openpyxl workbook; gives the file."""

    def edited(*changes, sent=sent, name="back.xlsx"):
        book = opened(sent)
        for change in changes:
            change(book)
        book.save(tmp_path / name)
        return tmp_path / name

    return edited
