"""The terminal table and the brief in Japanese: nothing left in English, and every number that of the English one."""

import re
import tomllib
from pathlib import Path

import pytest

import estimator.language
from estimator.analysis.standing.flips import flips
from estimator.analysis.standing.grades import grade_shares
from estimator.display.verdict import in_draws
from estimator.language import speaker_of
from estimator.language.eras import era_year
from estimator.pack import shipped_pack
from estimator.pack.nouns import plural
from estimator.report.answers import compare as comparison
from estimator.report.tables import Number, as_text
from estimator.report.words.brief import brief
from estimator.report.words.translated_brief import brief_in_language
from estimator.visible import width_of
from tests.language.missing_texts import brief_texts, explanations, in_latin, labels, unexplained
from tests.shipped import shipped, wired, with_texts

LARGE = re.compile(r"([\d,]+)兆(?:([\d,]+)億)?円")
PROGRAM = Path(estimator.language.__file__).parent
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


CASES = [
    ("japan",),
    ("japan", "pandemic_slump"),
    ("japan", "as_seen_in_2020", "weaker_yen"),
    ("coastguard",),
    ("coastguard", "lean_years", "weaker_euro"),
]
PACKS = pytest.mark.parametrize("pack", with_texts("ja"))


@pytest.fixture(scope="module", params=CASES, ids=" ".join)
def result(request):
    pack, *scenarios = request.param
    return shipped(pack).with_scenarios(*scenarios).compare()


def test_both_large_packs_have_japanese_of_their_own():
    assert {"japan", "coastguard"} <= set(with_texts("ja"))


@pytest.fixture(scope="module")
def both(result):
    """The brief in English and in Japanese."""
    model, values = result.model, result.values
    judged = {option: shares["C"] for option, shares in grade_shares(model, values).items()}
    english = brief(model, values, result.metrics, judged, flips(model, values), result.simulation(draws=256))
    return english, brief_in_language(english, speaker_of(model.pack, "ja"))


def without_labels(text, pack, speaker):
    """The text with a letter in place of each option's label, which may hold numbers of its own."""
    for option in sorted(pack.options.values(), key=lambda each: -len(each.label)):
        text = text.replace(option.label, "L").replace(speaker.say(option.label), "L")
    return text


def english_numbers(text):
    """The numbers of an English sentence; money in ¥bn as 億円, which are tenths of it: ¥2.5 bn is 25."""
    money = [float(each.replace(",", "")) * 10 for each in re.findall(r"¥([\d,.]+\d) bn", text)]
    rest = NUMBER.findall(re.sub(r"¥[\d,.]+\d bn", "", text))
    return sorted([*money, *(float(each.replace(",", "")) for each in rest)])


def japanese_numbers(text):
    """The numbers of a Japanese sentence without years by era, each of which must be that of the year before it."""
    eras = re.findall(r"(\d{4})年度（(..)(元|\d+)年度）", text)
    assert all(era_year(int(year)) == era + number for year, era, number in eras)
    text = re.sub(r"（..(?:元|\d+)年度）", "", text)
    return sorted(float(each.replace(",", "")) for each in NUMBER.findall(LARGE.sub(in_oku_alone, text)))


def in_oku_alone(found):
    """1兆2,968億円 as 12968億円, by the size of 兆, which is 10,000 億."""
    cho, oku = (int((each or "0").replace(",", "")) for each in found.groups())
    return f"{10_000 * cho + oku}億円"


def sentences(made):
    return [*made.summary, *(text for _, texts in made.options.values() for text in texts.values())]


def test_every_sentence_of_the_brief_holds_the_numbers_of_the_english_one(both, result):
    english, japanese = both
    pack = result.model.pack
    speaker = speaker_of(pack, "ja")
    assert len(sentences(english)) == len(sentences(japanese)) > 15 * len(pack.options)
    for one, other in zip(sentences(english), sentences(japanese), strict=True):
        found = japanese_numbers(without_labels(other, pack, speaker))
        assert found == pytest.approx(english_numbers(without_labels(one, pack, speaker))), (one, other)


def test_the_brief_leaves_no_word_in_english(both):
    assert in_latin(brief_texts(both[1])) == []


def test_every_number_of_the_table_is_that_of_the_english_one(result):
    speaker = speaker_of(result.model.pack, "ja")
    (japanese,) = comparison.tables(result.model, result.metrics, 10_000, speaker)
    english = comparison.table(result.model, result.metrics)
    seen = 0
    for one, other in zip(english.rows, japanese.rows, strict=True):
        money = len(one) > 1 and one[1].startswith("¥bn")
        assert not money or other[1].startswith("億円")
        for left, right in zip(one[2:], other[2:], strict=True):
            assert isinstance(left, Number)
            assert left.value == right.value
            if left.text != "–":
                left_text, right_text = (float(each.text.replace(",", "")) for each in (left, right))
                assert right_text == pytest.approx(left_text * (10 if money else 1))
                seen += 1
            else:
                assert right.text == "–"
    assert seen > 25 * len(result.metrics)


def test_the_table_leaves_no_word_in_english_and_its_columns_stand_in_line(result):
    speaker = speaker_of(result.model.pack, "ja")
    (made,) = comparison.tables(result.model, result.metrics, 10_000, speaker)
    assert in_latin(speaker.missing) == []
    lines = as_text(made).splitlines()
    rule = next(index for index, line in enumerate(lines) if line.startswith("---"))
    full = [line for line in lines[rule + 1 :] if line.endswith(tuple("0123456789–"))]
    numbers = [line for line in full if width_of(line) > 100]
    assert len(numbers) > 25
    assert {width_of(line) for line in numbers} == {width_of(lines[rule])}


def test_a_narrow_terminal_splits_the_japanese_table_where_its_own_labels_ask_for_it(result):
    speaker = speaker_of(result.model.pack, "ja")
    parts = comparison.tables(result.model, result.metrics, 110, speaker)
    assert sum(len(each.columns) - 2 for each in parts) == len(result.metrics)
    assert all(width_of(line) <= 110 for each in parts for line in as_text(each).splitlines()[3:-4])


@PACKS
def test_every_label_of_a_pack_and_of_the_calculators_has_a_translation(pack):
    assert labels(wired(pack)) == []


@PACKS
def test_no_two_labels_of_a_kind_become_one_in_japanese(pack):
    model = wired(pack)
    speaker = speaker_of(model.pack, "ja")
    for group in (
        {each.label for each in model.pack.assumptions.values()},
        {each.label for each in model.pack.options.values()},
        {each.label for each in model.pack.systems.values()},
        set(model.metric_labels.values()),
    ):
        said = {}
        for label in sorted(group):
            said.setdefault(speaker.say(label), []).append(label)
        assert {key: found for key, found in said.items() if len(found) > 1} == {}


@PACKS
def test_every_text_that_explains_a_number_of_a_pack_has_a_translation(pack):
    assert unexplained(wired(pack)) == []


def texts_of(document):
    """Every text of a document of the pack, however deep."""
    if isinstance(document, str):
        yield document
    else:
        for each in document.values() if isinstance(document, dict) else document if isinstance(document, list) else ():
            yield from texts_of(each)


@PACKS
def test_every_translation_of_a_pack_belongs_to_a_text_that_the_pack_holds(pack):
    folder, model = shipped_pack(pack), wired(pack)
    pack = model.pack
    elements = [each for option in pack.options.values() for each in option.elements]
    kinds = (pack.assumptions, pack.options, pack.systems, pack.scenarios, pack.services, pack.sources)
    records = [*elements, *pack.left_out, *(each for kind in kinds for each in kind.values())]
    held = {
        getattr(each, key, "")
        for each in records
        for key in ("label", "short", "role", "summary", "note", "publisher", "title", "where", "reason")
    }
    held |= set(texts_of(tomllib.loads((folder / "judgement.toml").read_text(encoding="utf-8"))))
    held |= {
        pack.settings.title,
        pack.settings.question,
        pack.settings.notice,
        *(each for texts in explanations(model).values() for each in texts),
    }
    # Labels of rows name the ship by which the pack measures, and its plural.
    held |= {pack.settings.yardstick_noun, plural(pack.settings.yardstick_noun)}
    held |= {each[:1].upper() + each[1:] for each in held}
    # Labels of rows name classes of missile by their ids and kinds of strike round without what they do.
    held |= {each.replace("_", " ").capitalize() for each in pack.settings.missile_classes}
    held |= {each.label.partition(":")[0] for each in elements}
    # Labels that end in the name of a service stand in the file without it: a template puts the service behind.
    held |= {each.rpartition(", ")[0] for each in held}
    files = [name for name in pack.documents if name.startswith("language/ja")]
    assert len(files) > 3
    assert {text for name in files for text in pack.documents[name]["texts"]} - held == set()


@pytest.mark.parametrize("chance", [0.0, 0.001, 0.57, 0.999, 1.0])
def test_how_often_something_holds_ends_a_japanese_sentence_as_a_noun(chance):
    # である follows a noun, not a particle: すべての試行である, never すべての試行でである.
    speaker = speaker_of(wired("coastguard").pack, "ja")
    often = in_draws(chance)
    for sentence in (
        f"It can be paid {often}, manned {often}, and both {often}: ? open.",
        f"At P50 that is 1.2 times as much as Ten armed patrol ships; it costs less {often}.",
    ):
        told = speaker.say(sentence)
        assert told.count("である") == 1
        assert not re.search("[でにをは]である", told)


def test_a_draw_has_one_name_in_japanese():
    # 試行 in the brief, on the first screen, in the workbook and on the page; 標本抽出法 is the sampler.
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (PROGRAM / "ja").glob("*.toml")]
    told = [text for document in files for text in texts_of(document)]
    assert any("試行" in each for each in told)
    assert [each for each in told if "抽出" in each.replace("標本抽出法", "")] == []
