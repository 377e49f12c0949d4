"""A memo: the same bytes for the same inputs, texts of packs as texts, kept where somebody edited it."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from estimator import load
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import simulate
from estimator.analysis.standing.flips import flips
from estimator.errors import FileError, InputError
from estimator.language import speaker_of
from estimator.model import build_model
from estimator.report.memo.charts import png, svg
from estimator.report.memo.contents import Found, memo
from estimator.report.memo.forms import ENDINGS, content_of, require_form
from estimator.report.memo.keeping import is_as_written, remarked, write_memo
from estimator.report.memo.pictures import Bar, Picture
from estimator.report.words.brief import brief
from tests.coast import pack

__all__ = ["pack"]
ODD = "<b>**Ships** & $x^2$ [a](http://b)</b>"


@pytest.fixture(scope="module")
def result(pack):
    return load(pack).with_settings("budget.gdp_share=0.08 %").compare()


@pytest.fixture(scope="module")
def simulation(result):
    return simulate(result.model, Run(256))


def made(result, simulation, speaker=None):
    words = brief(result.model, result.values, result.metrics, {}, flips(result.model, result.values), simulation)
    return memo(Found(result.model, result.values, result.metrics, simulation), words, speaker)


@pytest.fixture(scope="module")
def one(result, simulation):
    return made(result, simulation)


@pytest.fixture(params=ENDINGS)
def path(request, tmp_path):
    return tmp_path / f"memo{request.param}"


def test_equal_memos_have_equal_bytes(one, result, simulation, path):
    assert content_of(one, path) == content_of(made(result, simulation), path)


def test_it_holds_finding_table_two_charts_changes_and_sources(one):
    assert one.finding
    assert [each.key for each in one.table.columns] == [
        "option", "cost", "range", "new_money", "money", "people", "verdict", "year",
    ]  # fmt: skip
    assert len(one.table.rows) == 2
    assert [bool(each.bars) for each in one.pictures] == [True, False]
    assert any("budget.gdp_share = 0.08 %" in each and "(was 0.1 %)" in each for each in one.changed)
    assert one.sources


def test_a_chance_near_a_threshold_has_a_decimal_in_every_column(result, simulation):
    # 204 of 256 draws are 79.7 %: not to be read as the 80 % from which an option holds.
    chances = {each: replace(found, money=204 / 256, people=50 / 256) for each, found in simulation.chances.items()}
    row = made(result, replace(simulation, chances=chances)).table.rows[0]
    assert [each.text for each in row[4:6]] == ["79.7 %", "19.5 %"]


def test_without_draws_it_shows_cost_by_phase_and_no_chances(result):
    told = made(result, None)
    assert [each.key for each in told.table.columns] == ["option", "cost", "new_money", "verdict", "year"]
    bars, _ = told.pictures
    # The parts of a bar are the phases; together they are the life-cycle cost of the table.
    costs = [found["life_cycle_cost"].value / 1e6 for found in result.metrics.values()]
    assert [sum(each.parts) for each in bars.bars] == pytest.approx(costs, rel=1e-9)


def test_a_bar_runs_from_p20_to_p80_with_the_middle_on_it(one, simulation):
    for bar, spreads in zip(one.pictures[0].bars, simulation.spreads.values(), strict=True):
        low, middle, high = (spreads["life_cycle_cost"].percentiles[each].value / 1e6 for each in (0.2, 0.5, 0.8))
        if not bar.beyond:
            assert (bar.start, bar.start + bar.parts[0], bar.point) == pytest.approx((low, high, middle))


def test_no_clock_is_in_the_word_document(one, tmp_path):
    with zipfile.ZipFile(io.BytesIO(content_of(one, tmp_path / "a.docx"))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    # The small pack's figures are known up to January 2025.
    assert re.findall(r"<dcterms:(?:created|modified)[^>]*>([^<]*)<", core) == ["2025-01-01T00:00:00Z"] * 2


def test_every_part_of_the_word_document_has_a_type(one, tmp_path):
    with zipfile.ZipFile(io.BytesIO(content_of(one, tmp_path / "a.docx"))) as package:
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        named = {each.get("PartName") for each in types} | {each.get("Extension") for each in types}
        names = [each for each in package.namelist() if each != "[Content_Types].xml"]
    assert [each for each in names if f"/{each}" not in named and each.rsplit(".", 1)[1] not in named] == []


def test_a_validator_expects_word_to_open_it_without_repair(one, tmp_path):
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "a.docx"
    path.write_bytes(content_of(one, path))
    found = OpenXmlValidator().validate(path)
    assert [str(each.description) for each in found.errors] == []
    with zipfile.ZipFile(path) as package:
        assert not [each for each in package.namelist() if "stylesWithEffects" in each or "thumbnail" in each]


def odd(result):
    """The comparison of a pack whose option has a label that looks like markup."""
    pack = result.model.pack
    options = {id: replace(each, label=ODD, short=ODD) for id, each in pack.options.items()}
    from estimator.analysis.standing.compare import compare
    from estimator.api import Result

    return Result(compare(build_model(replace(pack, options=options))))


def test_texts_of_packs_are_texts(result, tmp_path):
    import docx

    told = made(odd(result), None)
    page = content_of(told, tmp_path / "a.html").decode()
    assert "<b>" not in page
    assert "&lt;b&gt;**Ships** &amp; $x^2$" in page
    assert "**Ships**" not in content_of(told, tmp_path / "a.md").decode()
    document = docx.Document(io.BytesIO(content_of(told, tmp_path / "a.docx")))
    assert document.tables[0].cell(1, 0).text == ODD


def test_a_page_loads_nothing_and_runs_no_script(one, tmp_path):
    page = content_of(one, tmp_path / "a.html").decode()
    assert not re.search(r"<script|<link|@import|url\(\s*['\"]?http|src=", page)
    assert page.count("<svg") == 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert [each for each in ids if re.match(r"p[0-9a-f]{6,}", each)]


def test_mathematics_is_not_read_out_of_a_label():
    picture = Picture(ODD, "$m", "told", bars=(Bar("$\\frac{", 1.0, (2.0,), 2.0),), most=3.0)
    assert "$\\frac{" in svg(picture)
    assert png(picture).startswith(b"\x89PNG")


def test_a_memo_is_written_over_a_memo_but_not_over_an_edited_one(one, path):
    content = content_of(one, path)
    assert is_as_written(content) is True
    write_memo(path, content)
    write_memo(path, content)
    changed = content.replace(b"memo", b"Memo", 1) if path.suffix != ".docx" else saved_again(content)
    assert is_as_written(changed) is not True
    path.write_bytes(changed)
    with pytest.raises(FileError, match=r"not overwritten.*--force"):
        write_memo(path, content)
    assert path.read_bytes() == changed
    write_memo(path, content, force=True)
    assert path.read_bytes() == content


def test_a_line_added_beneath_a_memo_is_an_edit_and_no_foreign_file():
    memo = remarked("# Memo\n")
    assert is_as_written(memo) is True
    assert is_as_written(memo + b"mine\n") is False
    assert is_as_written(memo.replace(b"# Memo", b"# Mine")) is False


def saved_again(content):
    """The document as another program saves it."""
    import docx

    document = docx.Document(io.BytesIO(content))
    document.add_paragraph("mine")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize("strange", [b"", b"PK", b"PK\x03\x04 nothing", b"<html></html>\n", b"# Mine\n"])
def test_what_is_no_memo_is_kept(tmp_path, strange):
    path = tmp_path / "mine.docx"
    path.write_bytes(strange)
    with pytest.raises(FileError, match="it is no memo of this program"):
        write_memo(path, b"x")


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"ends in \.docx, \.md or \.html"):
        require_form(tmp_path / "memo.pdf")


def test_a_missing_library_is_named(tmp_path):
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "import importlib.util as util\n"
        "kept = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'docx' else kept(name, *more)\n"
        "from pathlib import Path\n"
        "from estimator.report.memo.forms import require_form\n"
        "require_form(Path('a.html'))\n"
        "try: require_form(Path('a.docx'))\n"
        "except Exception as problem: print(problem)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'estimator[word]'" in found.stdout


def test_a_memo_in_japanese_names_fonts_and_its_language(result, simulation, tmp_path):
    speaker = speaker_of(result.model.pack, "ja")
    told = made(result, simulation, speaker)
    assert told.headings[0] == "結論"
    assert not any(re.search(r"[^ -~]\.", each) for each in told.table.notes)  # a stop between letters is their own
    page = content_of(told, tmp_path / "a.html").decode()
    assert '<html lang="ja">' in page
    assert "Yu Gothic" in page
    with zipfile.ZipFile(io.BytesIO(content_of(told, tmp_path / "a.docx"))) as package:
        styles = package.read("word/styles.xml").decode()
    assert 'w:eastAsia="Yu Gothic"' in styles
    assert 'w:eastAsia="ja-JP"' in styles
