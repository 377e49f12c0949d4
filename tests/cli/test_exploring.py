"""The command that writes the page: where it goes, in which language, and what it leaves alone."""

import json
import re

from estimator import load
from estimator.returned.reader.workbook import read_returned


def test_explore_writes_a_page_beside_nothing_else(estimator, pack, tmp_path):
    found = estimator("explore", "-p", pack)
    assert (found.code, found.out) == (0, "")
    assert "Wrote coast-explorer.html" in found.err
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["coast-explorer.html"]


def test_two_runs_write_the_same_page(process, pack, tmp_path):
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        assert process("explore", "-p", pack, seed=seed, cwd=tmp_path / seed).returncode == 0
    one, two = ((tmp_path / seed / "coast-explorer.html").read_bytes() for seed in ("1", "2"))
    assert one == two


def test_the_page_is_that_of_the_library_under_the_same_settings(estimator, pack, tmp_path):
    setting = "economy.real_growth=2030:2 %"
    assert estimator("explore", "-p", pack, "--set", setting, "-o", "one.html").code == 0
    result = load(pack).with_settings(setting).compare()
    assert result.to_page(tmp_path / "two.html").read_bytes() == (tmp_path / "one.html").read_bytes()


def test_a_page_in_japanese_says_so(estimator, pack, tmp_path):
    assert estimator("explore", "-p", pack, "--language", "ja").code == 0
    text = (tmp_path / "coast-explorer.html").read_text(encoding="utf-8")
    assert '<html lang="ja">' in text
    assert "あなたの変更" in text


def test_a_page_that_was_edited_is_kept_and_one_as_written_is_not(estimator, pack, tmp_path):
    assert estimator("explore", "-p", pack).code == 0
    assert estimator("explore", "-p", pack).code == 0
    file = tmp_path / "coast-explorer.html"
    edited = file.read_text(encoding="utf-8").replace('id="saved">null<', 'id="saved">{}<')
    file.write_text(edited, encoding="utf-8")
    found = estimator("explore", "-p", pack)
    assert found.code == 2
    assert "coast-explorer.html: not overwritten, for it was edited" in found.err
    assert file.read_text(encoding="utf-8") == edited
    assert estimator("explore", "-p", pack, "--force").code == 0
    assert file.read_text(encoding="utf-8") != edited


def test_a_page_of_somebody_else_is_kept(estimator, pack, tmp_path):
    (tmp_path / "index.html").write_text("<title>Ours</title>", encoding="utf-8")
    for arguments in (["-o", "index.html"], ["--folder", "."]):
        found = estimator("explore", "-p", pack, *arguments)
        assert found.code == 2
        assert "no page of this program" in found.err
    assert (tmp_path / "index.html").read_text(encoding="utf-8") == "<title>Ours</title>"


def test_a_folder_to_be_hosted_holds_page_scripts_and_style(estimator, pack, tmp_path):
    found = estimator("explore", "-p", pack, "--folder", "public")
    assert found.code == 0
    assert sorted(path.name for path in (tmp_path / "public").iterdir()) == [
        "index.html",
        "page.css",
        "page.js",
        "worker.js",
    ]
    assert "script-src 'self'" in (tmp_path / "public" / "index.html").read_text(encoding="utf-8")


def test_a_place_must_be_named_once_and_end_in_html(estimator, pack):
    for arguments, words in (
        (["-o", "a.html", "--folder", "b"], "choose one"),
        (["-o", "a.xlsx"], ".html"),
        (["--folder", "there/is/none"], "cannot be made"),
    ):
        found = estimator("explore", "-p", pack, *arguments)
        assert found.code == 2
        assert words in found.err


def data_of(path):
    """What a page holds of the model."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', path.read_text(encoding="utf-8"))
    return json.loads(found[1])


def test_compare_writes_the_page_beside_the_workbook_and_each_names_the_other(estimator, pack, tmp_path):
    found = estimator("compare", "-p", pack, "--page", "--draws", "0", "-o", "case.xlsx")
    assert found.code == 0
    read_me = dict(read_returned(tmp_path / "case.xlsx").read_me.manifest())
    page = data_of(tmp_path / "case.html")
    assert page["workbook"] == "case.xlsx"
    assert read_me["page"].startswith("case.html: ")
    assert page["fingerprint"] == read_me["fingerprint"] == read_me["digest"][:12] == load(pack).pack.digest[:12]


def test_alone_each_says_how_to_get_the_other(estimator, pack, tmp_path):
    found = estimator("compare", "-p", pack, "--page", "--no-workbook")
    assert "coast-explorer.html" in found.err
    assert data_of(tmp_path / "coast-explorer.html")["workbook"] == ""
    assert estimator("compare", "-p", pack, "--draws", "0", "-o", "alone.xlsx").code == 0
    read_me = dict(read_returned(tmp_path / "alone.xlsx").read_me.manifest())
    assert read_me["page"].startswith("estimator explore writes ")
    assert read_me["fingerprint"] == load(pack).pack.digest[:12]
