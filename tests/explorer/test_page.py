"""The page as a text: what the browser may run, what a pack's texts may do, and what its scripts may not."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from estimator import load
from estimator.display.verdict import Standing
from estimator.errors import PackError
from estimator.explorer.page import as_block, hosted, is_as_written, page
from estimator.explorer.table import script_of
from estimator.explorer.texts import DRAWING, ENGINE, PAGE, script, texts_of_page
from estimator.language import speaker_of
from estimator.pack import read_pack
from tests.coast import pack
from tests.explorer.engine import node
from tests.explorer.payloads import PAYLOADS

__all__ = ["pack"]
EVERY = (*ENGINE, *DRAWING, *PAGE)
SPOILT = re.compile(r'(?m)^((?:label|note|title|question|summary|notice|why|publisher|where) = )".*"$')
SCRIPTS = Path(__file__).parents[2] / "estimator" / "explorer" / "script"
# What would run text as a program, make HTML of a text, ask a server, or break the policy.
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp|WebSocket|"
    r"sendBeacon|importScripts|localStorage|setAttribute\(\"style|\bvar\b|[^=!]==[^=]|alert\("
)
HOSTILE = "</script><script>parent.hacked=1</script><img src=x onerror=parent.hacked=1>&lt;\u2028'\"`${1}{0}"
IN_SIGHT = HOSTILE.replace("\u2028", "")  # a pack with invisible characters is refused


class Elements(HTMLParser):
    """The elements and attributes of a page, and the text of each script."""

    def __init__(self, text):
        super().__init__()
        self.found, self.scripts = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.scripts.append("")

    def handle_data(self, data):
        if self.cdata_elem:
            self.scripts[-1] += data


@pytest.fixture(scope="module")
def result(pack):
    return load(pack).compare()


@pytest.fixture(scope="module")
def text(result):
    return page(result.comparison)


def data_of(text):
    """What the page holds of the model."""
    found = next(each for each in Elements(text).scripts if each.startswith('{"version"'))
    return json.loads(found)


def test_every_script_of_the_folder_is_part_of_the_page():
    assert {f"{name}.js" for name in EVERY} == {path.name for path in SCRIPTS.glob("*.js")}


@pytest.mark.parametrize("name", EVERY)
def test_a_script_is_short_says_what_it_is_and_makes_no_html_of_text(name):
    text = script(name)
    assert text.startswith("// ")
    assert len(text.splitlines()) <= 300
    assert FORBIDDEN.findall(re.sub(r"//.*", "", text)) == []


def test_the_scripts_are_sound_javascript(tmp_path):
    whole = tmp_path / "page.js"
    whole.write_text("\n".join(map(script, EVERY)), encoding="utf-8")
    assert subprocess.run([node(), "--check", whole], check=False).returncode == 0


def test_the_policy_names_what_stands_in_the_page_and_nothing_else(text):
    elements = Elements(text)
    policy = next(attrs["content"] for tag, attrs in elements.found if "http-equiv" in attrs)
    run = [each for each in elements.scripts if not each.startswith(("{", "null"))]
    hashes = {base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in run}
    assert len(run) == 4  # the style and three scripts
    assert set(re.findall(r"sha256-([^']+)", policy)) == hashes
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_page_asks_for_nothing(text):
    for tag, attrs in Elements(text).found:
        assert not {"src", "href", "style"} & set(attrs), (tag, attrs)
        assert not [name for name in attrs if name.startswith("on")]


def test_the_hosted_page_asks_only_for_its_own_files(result):
    files = hosted(result.comparison)
    asked = [attrs.get("src") or attrs.get("href") for _, attrs in Elements(files["index.html"]).found]
    assert {each for each in asked if each} | {"index.html", "worker.js"} == set(files)


def test_an_edited_page_is_told_from_one_as_written(text):
    assert is_as_written(text) is True
    assert is_as_written(text.replace("1.0", "1.1", 1)) is False
    assert is_as_written("<p>Something else</p>") is None


def test_a_text_of_a_pack_ends_no_script():
    block = as_block({"label": HOSTILE})
    assert "<" not in block
    assert "\u2028" not in block
    assert json.loads(block) == {"label": HOSTILE}


def test_hostile_texts_of_a_pack_leave_the_elements_of_the_page_as_they_are(pack, tmp_path, text):
    folder = shutil.copytree(pack, tmp_path / pack.name)
    spoilt = 0
    for file in folder.rglob("*.toml"):
        lines = file.read_text(encoding="utf-8")
        made = SPOILT.sub(lambda match: match[1] + json.dumps(IN_SIGHT, ensure_ascii=True), lines)
        spoilt += made != lines
        file.write_text(made, encoding="utf-8")
    assert spoilt > 5
    found = page(load(folder).compare().comparison)
    assert [tag for tag, _ in Elements(found).found] == [tag for tag, _ in Elements(text).found]
    assert IN_SIGHT in data_of(found)["labels"]


@pytest.mark.parametrize(
    ("field", "file"),
    [
        ("unit", "systems/patrol_ship.toml"),
        ("as_of", "pack.toml"),
        ("money_shown", "pack.toml"),
        ("currency", "pack.toml"),
    ],
)
def test_what_is_no_free_text_takes_no_payload(pack, tmp_path, field, file):
    folder = shutil.copytree(pack, tmp_path / pack.name)
    text = (folder / file).read_text(encoding="utf-8")
    for payload in PAYLOADS:
        spoilt = re.sub(
            rf'(?m)^{field} = ".*?"', lambda _, said=payload: f"{field} = {json.dumps(said)}", text, count=1
        )
        assert spoilt != text
        (folder / file).write_text(spoilt, encoding="utf-8")
        with pytest.raises(PackError, match=field):
            read_pack(folder)


def test_every_text_of_the_page_has_japanese_with_the_same_places(result):
    speaker = speaker_of(result.model.pack, "ja")
    for each in texts_of_page():
        assert speaker.translation(each) is not None, each
        assert sorted(re.findall(r"\{\d\}", speaker.say(each))) == sorted(re.findall(r"\{\d\}", each)), each


def test_texts_are_written_where_they_are_said():
    source = "\n".join(map(script, EVERY))
    assert len(re.findall(r"\bT\(", source)) == len(re.findall(r'\bT\(\s*"', source)) + 1  # its own definition
    assert not re.search(r'\bT\("[^"]*" *\+', source)


def test_the_page_knows_each_row_by_its_label_its_unit_and_its_formula(result, text):
    data, script_ = data_of(text), script_of(result.model)
    assert data["model"]["slots"] == list(script_.slots)
    for slot, id in enumerate(script_.slots):
        if id in result.model.rows:
            assert data["labels"][data["rows"]["label"][slot]] == result.model.rows[id].label
    line = next(at for at, each in enumerate(script_.lines) if each.row == "patrol_ships.life_cycle_cost")
    assert data["rows"]["words"][script_.lines[line].shape].count("{0}") >= 1


def test_verdicts_are_judged_by_the_packs_thresholds_and_the_words_of_every_medium(pack, tmp_path):
    folder = shutil.copytree(pack, tmp_path / pack.name)
    file = folder / "pack.toml"
    text = re.sub(r"(?m)^chance_(holds|fails).*\n", "", file.read_text(encoding="utf-8"))
    file.write_text(text.replace("nouns =", 'chance_holds = "90 %"\nchance_fails = "15 %"\nnouns ='), encoding="utf-8")
    found = data_of(page(load(folder).compare().comparison))["verdict"]
    assert (found["holds"], found["fails"]) == (0.9, 0.15)
    assert found["words"] == {str(each): f"{each.sign} {each}" for each in Standing}
    source = "\n".join(map(script, EVERY))
    assert not re.search(r"0\.8\b.*0\.2\b|80 %|20 %|[✓✗]", source)  # nowhere else


def test_an_assumption_is_told_with_its_owner_its_most_likely_value_and_its_unit_in_words(result, text):
    data = data_of(text)
    inputs = dict(zip(data["model"]["slots"], data["inputs"], strict=False))
    price = inputs["patrol_ship.unit_price"]
    assert data["labels"][price["owner"]] == result.model.pack.systems["patrol_ship"].label
    assert data["units"][price["unit"]] == ["CRN m per ship, FY2024 prices", ""]
    assert data["units"]["year"] == ["years", "year"]
    for id, each in result.model.inputs.items():
        assert inputs[id].get("mode") == each.mode


def test_units_are_told_in_the_plural_as_of_many(text):
    data = data_of(text)
    units = {shown[1] or shown[2] for shown in data["shown"]}
    assert {"people", "ships", "years"} <= units
    assert not [each for each in units if each.endswith("ses") or each in ("person", "ship")]


def test_money_is_told_in_the_unit_that_its_language_counts_in():
    made = load().compare(["aegis_ashore"])
    english, japanese = (
        data_of(page(made.comparison, speaker)) for speaker in (None, speaker_of(made.model.pack, "ja"))
    )
    place = next(each["how"] for each in english["metrics"] if each["id"] == english["screen"]["cost"])
    other = next(each["how"] for each in japanese["metrics"] if each["id"] == english["screen"]["cost"])
    assert english["shown"][place][1:4] == ["¥bn", "¥bn, FY2020 prices", 1e9]
    assert japanese["shown"][other][1:4] == ["億円", "億円、2020年度価格", 1e8]


def test_sources_are_told_in_the_language_and_titles_of_documents_as_they_were_published():
    made = load("coastguard").compare(["chartered_vessels"])
    sources = data_of(page(made.comparison, speaker_of(made.model.pack, "ja")))["sources"]
    assert sources["judgement"]["title"] == "見積者の判断"
    assert sources["bea_gdp_deflator"]["publisher"] == "米国商務省経済分析局"
    assert sources["bea_gdp_deflator"]["title"] == "Gross domestic product: implicit price deflator, quarterly"
