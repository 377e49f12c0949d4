"""What stands where a command is to write is kept, and the command says so before it prints or writes anything."""

# ruff: noqa: F811 (fixtures of another folder)

import pytest

from tests.cli.conftest import estimator, pack, returned, sent  # noqa: F401 (fixtures)
from tests.cli.test_import import type_in
from tests.keeping import kept  # noqa: F401 (a fixture)

NOTES = "my own notes\n"
SETTING = "budget.gdp_share=2 %"
NOT_OURS = "not overwritten, for it was edited, or not written by this program"
WITHOUT_A_DIGEST = {
    "schema": (("schema", "-o", "a.json"), "a.json"),
    "handbook": (("method", "-o", "a.md"), "a.md"),
    "table": (("compare", "-p", "{pack}", "--no-workbook", "--csv", "tables"), "tables/coast-data.csv"),
    "simulation": (("simulate", "-p", "{pack}", "--draws", "16", "-o", "a.csv"), "a.csv"),
    "draws": (("simulate", "-p", "{pack}", "--draws", "16", "--save-draws", "A.CSV"), "A.CSV"),
    "drivers": (("sensitivity", "-p", "{pack}", "-o", "a.txt"), "a.txt"),
}


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
        (("explore", "-p", "{pack}", "--folder", "notes.txt"), "notes.txt", "is a file; name a folder"),
        (("whatif", "-p", "{pack}", "--set", SETTING, "--save", "pack.toml"), "pack.toml", "makes its folder a pack"),
        (("compare", "-p", "{pack}"), "coast-comparison.xlsx", "it is no workbook of this program"),
        (("compare", "-p", "{pack}", "--csv", "."), "coast-data.csv", NOT_OURS),
        (("schema", "-o", "a.json"), "a.json", NOT_OURS),
        (("method", "-o", "a.md"), "a.md", NOT_OURS),
        *((("simulate", "-p", "{pack}", "-o", name), name, NOT_OURS) for name in ("a.json", "a.csv", "a.md", "a.txt")),
        *((("simulate", "-p", "{pack}", "--save-draws", name), name, NOT_OURS) for name in ("a.npz", "A.CSV")),
        (("sensitivity", "-p", "{pack}", "-o", "a.csv"), "a.csv", NOT_OURS),
        (("whatif", "-p", "{pack}", "--set", SETTING, "--save", "a.toml"), "a.toml", "may be in use"),
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


@pytest.mark.parametrize("command", WITHOUT_A_DIGEST)
def test_a_file_without_a_digest_gives_way_until_somebody_edits_it(estimator, pack, tmp_path, command):
    arguments, name = WITHOUT_A_DIGEST[command]
    arguments = [each.format(pack=pack) for each in arguments]
    assert [estimator(*arguments).code for _ in range(2)] == [0, 0]
    written = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(written + b"\n")
    found = estimator(*arguments)
    assert (found.code, found.out) == (2, "")
    assert f"{name}: {NOT_OURS}" in found.err
    assert (tmp_path / name).read_bytes() == written + b"\n"
    assert estimator(*arguments, "--force").code == 0
    assert (tmp_path / name).read_bytes() == written


def test_without_anything_kept_every_file_without_a_digest_stays(estimator, kept):
    assert estimator("schema", "-o", "a.json", "--no-cache").code == 0
    assert NOT_OURS in estimator("schema", "-o", "a.json", "--no-cache").err
    assert estimator("schema", "-o", "a.json").code == 2  # nothing was kept of the first
    assert estimator("schema", "-o", "a.json", "--no-cache", "--force").code == 0


def test_an_edited_style_of_a_hosted_page_is_kept_and_one_as_written_is_not(estimator, pack, tmp_path):
    hosting = ("explore", "-p", pack, "--folder", "public")
    assert [estimator(*hosting).code for _ in range(2)] == [0, 0]
    style = tmp_path / "public" / "page.css"
    written = style.read_text(encoding="utf-8")
    style.write_text(written + "body { color: navy }\n", encoding="utf-8")
    found = estimator(*hosting)
    assert (found.code, "page.css: not overwritten, for it was edited" in found.err) == (2, True)
    assert "navy" in style.read_text(encoding="utf-8")
    assert estimator(*hosting, "--force").code == 0
    assert style.read_text(encoding="utf-8") == written


def test_a_half_renewed_folder_is_renewed(estimator, pack, tmp_path):
    assert estimator("explore", "-p", pack, "--folder", "public").code == 0
    one = tmp_path / "public" / "page.js"
    assert estimator("explore", "-p", pack, "--folder", "public", "--options", "patrol_ships").code == 0
    other = one.read_bytes()
    assert estimator("explore", "-p", pack, "--folder", "public").code == 0
    assert one.read_bytes() != other
    one.write_bytes(other)  # as after an interruption before the page, which comes last
    assert estimator("explore", "-p", pack, "--folder", "public", "--options", "patrol_ships").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare",),
        ("compare", "-o", "./coast-comparison.xlsx"),
        ("simulate", "-o", "coast-comparison.xlsx"),
        ("together", "patrol_ships", "-o", "coast-comparison.xlsx"),
        ("breakdown", "patrol_ships", "-o", "coast-comparison.xlsx"),
        ("sweep", "budget.gdp_share=0.1..0.2:0.1", "-o", "coast-comparison.xlsx"),
    ],
    ids=" ".join,
)
def test_a_workbook_that_values_are_read_from_is_not_written_over(estimator, pack, returned, arguments):
    path = returned(type_in("budget.gdp_share", 0.0015), name="coast-comparison.xlsx")
    edited = path.read_bytes()
    found = estimator(*arguments, "-p", pack, "--from-workbook", path)
    assert (found.code, found.out) == (2, "")
    assert "coast-comparison.xlsx: not overwritten, for it holds the values that --from-workbook reads" in found.err
    assert "--force" not in found.err
    assert path.read_bytes() == edited


def test_one_file_for_an_answer_and_for_its_draws_is_refused(estimator, pack, tmp_path):
    found = estimator("simulate", "-p", pack, "-o", "a.csv", "--save-draws", "./a.csv")
    assert (found.code, "names the same file as --output" in found.err) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_name_that_no_pack_has_is_told_in_its_own_letters(estimator):
    found = estimator("init", "new", "--from", "日本")
    assert found.code == 2
    assert 'no pack "日本" comes with the program' in found.err
