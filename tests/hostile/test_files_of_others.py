"""What stands where a command is to write is kept, and the command says so before it prints or writes anything."""

# ruff: noqa: F811 (fixtures of another folder)

import pytest

from tests.cli.conftest import estimator, pack  # noqa: F401 (fixtures)

NOTES = "my own notes\n"


@pytest.mark.parametrize(
    ("arguments", "name", "words"),
    [
        (("schema", "-o", "pack.toml"), "pack.toml", "expected a file whose name ends in .json"),
        (("schema", "-o", "book.xlsx"), "book.xlsx", "expected a file whose name ends in .json"),
        (("method", "-o", "notes.txt"), "notes.txt", "expected a file whose name ends in .md"),
        (("compare", "-p", "{pack}", "--csv", "notes.txt"), "notes.txt", "is a file; name a folder"),
        (("compare", "-p", "{pack}", "--page"), "coast-explorer.html", "no page of this program"),
        (("compare", "-p", "{pack}", "-o", "a.xlsx", "--page"), "a.html", "no page of this program"),
        (("explore", "-p", "{pack}", "--folder", "."), "page.css", "there is no page of this program"),
        (("explore", "-p", "{pack}", "--folder", "."), "index.html", "it is no page of this program"),
    ],
)
def test_a_file_of_somebody_else_is_kept_and_nothing_stands_beside_it(
    estimator, pack, tmp_path, arguments, name, words
):
    (tmp_path / name).write_text(NOTES, encoding="utf-8")
    found = estimator(*(each.format(pack=pack) for each in arguments))
    assert (found.code, found.out) == (2, "")
    assert name in found.err
    assert words in found.err
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text(encoding="utf-8") == NOTES


def test_a_name_that_no_pack_has_is_told_in_its_own_letters(estimator):
    found = estimator("init", "new", "--from", "日本")
    assert found.code == 2
    assert 'no pack "日本" comes with the program' in found.err
