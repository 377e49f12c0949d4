"""How a text is looked up: whole, by a template, as a number."""

import re

import pytest

from estimator.errors import InputError
from estimator.language import Catalogue, Speaker, speaker_of
from estimator.language.catalogue import _template
from estimator.language.eras import era_year, fiscal_year
from estimator.language.speaker import in_cho, in_oku, large_unit
from estimator.report.words.wrapped_lines import folded, joined_sentences
from estimator.visible import width_of
from tests.shipped import shipped


def speaker(texts=(), **templates):
    given = dict(texts)
    made = tuple(_template(one, other) for one, other in templates.get("templates", {}).items())
    return Speaker(Catalogue("ja", given, made))


def test_a_text_is_looked_up_whole_and_with_a_capital():
    found = speaker({"Watch": "警戒"})
    assert (found.say("Watch"), found.say("watch")) == ("警戒", "警戒")


def test_a_text_without_translation_stays_in_english_and_is_noted():
    found = speaker()
    assert found.say("Watch") == "Watch"
    assert list(found.missing) == ["Watch"]


def test_a_pack_whose_raids_bring_something_else_has_the_japanese_of_missiles_with_its_own_noun():
    texts = {
        "Missiles stopped": "迎撃できるミサイル",
        "Missile": "ミサイル",
        "Attacker": "来襲目標",
        "Cost per missile": "一発の費用",
    }
    spoken = Speaker(Catalogue("ja", texts, ()), "attacker")
    assert [spoken.say(each) for each in ("Attackers stopped", "Cost per attacker")] == [
        "迎撃できる来襲目標",
        "一発の費用",
    ]
    assert speaker(texts).translation("Attackers stopped") is None


def test_a_template_puts_its_parts_where_the_translation_wants_them():
    found = speaker({"Watch": "警戒"}, templates={"{} costs {}.": "{1}は{0}。"})
    assert found.say("Watch costs ¥2.5 bn.") == "25億円は警戒。"


def test_a_template_does_not_fit_where_a_part_has_no_translation():
    assert speaker(templates={"{} costs {}.": "{1}は{0}。"}).translation("Nothing costs ¥2.5 bn.") is None


def test_the_last_and_of_a_list_may_stand_inside_a_member():
    found = speaker({"Bow and arrow": "弓矢", "Shield": "盾", "Sword": "剣"}, templates={"With {;}.": "{0}。"})
    assert found.say("With Sword; Shield and Bow and arrow.") == "剣、盾、弓矢。"


def test_a_part_that_stays_as_it_is_needs_no_translation():
    assert speaker(templates={"In force: {=}": "適用：{0}"}).say("In force: two_percent") == "適用：two_percent"


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        # ¥1 bn is 10 億円
        ("¥1 bn", "10億円"),
        ("¥2,189.2 bn", "21,892億円"),
        ("¥0.25 bn", "2.5億円"),
        ("−¥12.0 bn", "−120億円"),
        ("¥1.5 bn then-year", "15億円（名目）"),
        ("€1,746.8 m", "1,746.8百万ユーロ"),
        ("−€2.7 m then-year", "−2.7百万ユーロ（名目）"),
        ("$62", "62ドル"),
        ("£9.5 bn", "9.5十億ポンド"),
        ("27.4 %", "27.4％"),
        ("FY2027", "2027年度（令和9年度）"),
    ],
)
def test_a_number_keeps_its_digits(english, japanese):
    assert speaker().say(english) == japanese


def test_money_without_a_word_of_two_letters_is_said_inside_brackets():
    found = speaker({"Boats": "船"}, templates={"{} ({})": "{0}（{1}）"})
    assert found.say("Boats (€12.5 m)") == "船（12.5百万ユーロ）"
    assert found.say("7001 (€7002 m)") == "7001（7002百万ユーロ）"


def test_money_moves_by_one_place():
    assert [in_oku(each) for each in ("1,229.9", "64", "0.05", "-3.25", "99,999.9")] == [
        "12,299",
        "640",
        "0.5",
        "-32.5",
        "999,999",
    ]


def test_the_first_year_of_an_era_has_its_own_word():
    assert [era_year(each) for each in (1988, 1989, 2018, 2019, 2020)] == [
        "昭和63",
        "平成元",
        "平成30",
        "令和元",
        "令和2",
    ]
    assert fiscal_year(1900) == "1900年度"


def test_lines_break_between_letters_but_not_in_numbers_and_not_before_a_full_stop():
    text = "費用は12,299億円である。次に人員を見る。"
    lines = folded(text, 12)
    assert "".join(lines) == text
    assert all(width_of(line) <= 16 for line in lines)
    assert any("12,299億円" in line for line in lines)
    assert not any(re.match("[。、]", line) for line in lines)


def test_no_space_follows_a_japanese_full_stop():
    assert joined_sentences(["一。", "二。"]) == "一。二。"
    assert joined_sentences(["One.", "Two."]) == "One. Two."


def test_english_needs_no_speaker_and_other_languages_are_refused(default_pack):
    assert speaker_of(default_pack, "en") is None
    with pytest.raises(InputError, match="en or ja"):
        speaker_of(default_pack, "fr")


@pytest.fixture(scope="module")
def default_pack():

    return shipped().pack


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("費用は15,076億円である。", "費用は1兆5,076億円である。"),
        ("9,999億円", "9,999億円"),
        ("20,000億円と300億円", "2兆円と300億円"),
        ("1,160,467億円", "116兆467億円"),
        ("12,345.6億円", "12,345.6億円"),
    ],
)
def test_amounts_of_a_trillion_and_more_are_written_in_cho_and_oku(text, written):
    assert in_cho(text) == written


def test_a_column_of_large_amounts_is_in_cho_and_one_of_small_ones_in_oku():
    assert large_unit(1e12) == ("兆円", 1e12)
    assert large_unit(9.99e11) == ("億円", 1e8)
    assert large_unit(0.0) == ("億円", 1e8)


def test_no_line_ends_between_the_size_of_an_amount_and_its_coin():
    # Of 24 columns ten hold 取得に要する, and 1,746.8百万ユーロ takes seventeen.
    assert folded("取得に要する1,746.8百万ユーロ", 24) == ["取得に要する", "1,746.8百万ユーロ"]


def test_no_line_ends_between_cho_and_oku():
    # An ending goes with its word, and a word of one script is not parted: 24 columns hold twelve wide letters.
    text = "予算と人員が足りる案はない。係留式洋上プラットフォームの費用"
    assert folded(text, 24) == ["予算と人員が足りる", "案はない。係留式洋上", "プラットフォームの費用"]
    assert folded("費用は1兆4,977億円である", 10) == ["費用は", "1兆4,977億円", "である"]
