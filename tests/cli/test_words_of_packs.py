"""A pack whose raids bring no missiles is never told of missiles, wherever it is read."""

import re
import zipfile

import pytest

# Ids stay, as `cost_per_missile_stopped` or `one_missile`; so do parts of the page's program, whose words are longer.
MISSILES = re.compile(
    r"(?<![\w.])(?:missile|interceptor|patriot|warhead|ballistic)s?(?!\w)|ミサイル|ペトリオット|弾道", re.I
)
COAST = ("-p", "coastguard", "--draws", "64")


def told(text):
    """Every such word with what stands around it."""
    return [text[max(0, each.start() - 50) : each.end() + 50] for each in MISSILES.finditer(text)]


def texts_of(workbook):
    """All that a workbook holds: cells, comments, charts, prompts, names and properties."""
    with zipfile.ZipFile(workbook) as parts:
        return {name: parts.read(name).decode("utf-8") for name in parts.namelist() if name.endswith((".xml", ".vml"))}


def test_such_words_are_found_and_ids_are_none():
    assert len(told("Missiles stopped; a missile; 迎撃できるミサイル; per Patriot.")) == 4
    assert told("one_missile, cost_per_missile_stopped, threat.missiles_held, missile_classes") == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_coastguard_is_told_of_no_missile(estimator, tmp_path, language):
    spoken = ("--language", language)
    compared = estimator("compare", *COAST, *spoken, "-o", "case.xlsx", "--page", "--scenario-chances")
    assert compared.code == 0, compared.err
    full = estimator("compare", *COAST, *spoken, "--full", "--no-workbook")
    brief = estimator("brief", *COAST, *spoken)
    memo = estimator("brief", *COAST, *spoken, "-o", "memo.html")
    assert (full.code, brief.code, memo.code) == (0, 0, 0)
    assert all(told(each.out) == [] for each in (compared, full, brief))
    pages = sorted(tmp_path.glob("*.html"))
    assert len(pages) == 2
    assert {each.name: told(each.read_text(encoding="utf-8")) for each in pages} == {each.name: [] for each in pages}
    parts = texts_of(tmp_path / "case.xlsx")
    assert {name: told(text) for name, text in parts.items() if told(text)} == {}


def test_each_thing_counted_has_its_own_noun(estimator):
    row = estimator("show", "ten_patrol_ships.cost_per_missile_stopped", "-p", "coastguard").out
    assert "Cost per attacker stopped" in row
    price = estimator("show", "light_round.round_price", "-p", "coastguard").out
    assert "round" in price
    assert "attacker" not in price
