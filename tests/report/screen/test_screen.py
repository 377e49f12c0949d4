"""The first screen at 80 × 24 and 200 × 50, in both languages, with few options and many."""

import re

import pytest

from estimator import load
from estimator.display.decision import Shown
from estimator.language import speaker_of
from estimator.pack import write_pack_skeleton
from estimator.report.headlines import effects
from estimator.report.screen.columns import UNBROKEN, Column, _Telling
from estimator.report.screen.layout import head_lines
from estimator.report.screen.screen import RESERVED, Asked, screen
from estimator.report.screen.seen import Seen
from estimator.visible import width_of
from tests.model.test_subjects import SUBJECTS, without
from tests.shipped import compared

SIZES = [(80, 24), (100, 30), (200, 50)]
RANGED = re.compile(r"[0-9.,]+ \([0-9.,]+–[0-9.,]+\)")
VERDICT = re.compile(r"[✓?✗] \w+ ([<>] )?[0-9.]+ %$")


@pytest.fixture(scope="module")
def coast():
    result = load("coastguard").compare()
    return result, result.simulation(64)


@pytest.fixture(scope="module")
def japan():
    result = compared()
    return result, result.simulation(32)


class Told(list):
    """The lines as texts, and those of them that are rows of the table."""

    def __init__(self, lines):
        super().__init__(each.text for each in lines)
        self.rows = [each.text for each in lines if each.look == "row"]


def told(made, width, height, language="en", drawn=True, metrics=()):
    result, simulation = made
    speaker = speaker_of(result.model.pack, language)
    seen = Seen(result.model, result.values, result.metrics, simulation if drawn else None, speaker)
    return Told(screen(seen, Asked(width, height, tuple(metrics))))


def rows_of(made, lines, language="en"):
    """The line of each option."""
    model, speaker = made[0].model, speaker_of(made[0].model.pack, language)
    shorts = [speaker.say(model.short(each)) if speaker else model.short(each) for each in model.options]
    room = max(map(width_of, shorts))
    for short, row in zip(shorts, lines.rows, strict=True):
        assert row.startswith(short + " " * (room - width_of(short) + 1))
    return lines.rows


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("drawn", [True, False])
def test_thirteen_options_fit_the_screen_in_both_languages_drawn_or_not(japan, width, height, language, drawn):
    lines = told(japan, width, height, language, drawn)
    assert len(japan[0].model.options) == 13
    assert max(map(width_of, lines)) <= width
    assert len(lines) <= height - RESERVED
    assert len(rows_of(japan, lines, language)) == 13


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("drawn", [True, False])
def test_the_second_pack_fits_and_has_no_column_that_no_option_of_its_has(coast, width, height, drawn):
    lines = told(coast, width, height, drawn=drawn)
    assert max(map(width_of, lines)) <= width
    assert len(lines) <= height - RESERVED
    assert not [line for line in lines if re.search("launcher|ally", line, re.IGNORECASE)]


def test_at_eighty_columns_stand_cost_with_its_range_people_effect_year_and_verdict(japan):
    lines = told(japan, 80, 24)
    assert next(line for line in lines if line.startswith("Option")).split() == [
        *("Option", "Cost", "¥bn", "(P20–P80)", "People", "Leakers", "Ready", "Verdict")
    ]
    for row in rows_of(japan, lines):
        assert len(RANGED.findall(row)) == 1, row
        assert VERDICT.search(row), row


def test_wider_screens_have_money_and_chances_and_ranges_besides(japan):
    hundred, wide = (" ".join(told(japan, width, 60)) for width in (100, 200))
    assert "money" in hundred
    assert "Leakers (P20" not in hundred
    for heading in ("New money (P20–P80)", "Cheapest", "of all", "Launchers hit"):
        assert heading in wide
    assert all(len(RANGED.findall(row)) >= 2 for row in rows_of(japan, told(japan, 200, 60)))


def test_the_numbers_are_medians_and_percentiles_of_the_draws(coast):
    result, simulation = coast
    (row,) = (line for line in told(coast, 80, 24) if line.startswith("Ten patrol ships"))
    levels = simulation.spreads["ten_patrol_ships"]["life_cycle_cost"].percentiles
    low, middle, high = (f"{levels[each].value / 1e6:,.0f}" for each in (0.2, 0.5, 0.8))
    assert f" {middle} ({low}–{high}) " in row
    chance = simulation.chances["ten_patrol_ships"].holding
    assert row.endswith(f"{simulation.verdicts('ten_patrol_ships')['overall'].percent}")
    assert 0.2 < chance < 0.8
    assert "? open" in row
    assert result.metrics["ten_patrol_ships"]["life_cycle_cost"].value != levels[0.5].value


def test_without_draws_a_chance_is_a_dash_and_the_verdict_is_said_to_be_of_the_point(coast):
    lines = told(coast, 200, 50, drawn=False)
    text = " ".join(lines)
    assert "Verdict (point)" in text
    assert "no draws: no chances, verdicts of the point" in text
    assert not re.search("[✓✗]|P20", text)
    # Ten ships cost 1,809 million and lack people; charters cost 1,004 million and lack nothing.
    rows = {row[:13].strip(): row.split() for row in rows_of(coast, lines)}
    assert "1,809" in rows["Ten patrol sh"]
    assert rows["Ten patrol sh"][-4:] == ["–", "short", "of", "people"]
    assert rows["Five charters"][-2:] == ["–", "fits"]
    assert rows["Five charters"].count("–") == 4  # of money, of people, to be the cheapest, of the verdict


def test_question_finding_table_changes_and_commands_stand_in_this_order(coast):
    text = "\n".join(told(coast, 80, None))
    marks = ("Twelve patrol ships are worn out.", "1 of 4 choices", "Option ", "Ageing ships", "medians of 64 draws")
    marks = (*marks, "What would change it (Five charters): fits the budget", "Next: estimator brief;")
    places = [text.index(each) for each in marks]
    assert places == sorted(places)
    assert "Notional: an invented country" in text


def test_metrics_that_are_asked_for_are_all_there_in_parts_that_fit(coast):
    asked = ["people", "life_cycle_cost", "new_money", "stations_held", "expected_leakers", "present_value"]
    lines = told(coast, 80, 24, metrics=asked)
    assert max(map(width_of, lines)) <= 80
    heads = [line for line in lines if line.startswith("Option")]
    assert len(heads) == 3
    model = coast[0].model
    words = " ".join(lines).replace("\n", " ")
    for each in asked:
        assert model.metric_shorts[each].split()[0] in words
    assert sum(line.startswith("Ageing ships") for line in lines) == 3
    assert heads[0].endswith("Verdict")


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    """The small pack with twenty options, of which the last eighteen are alike but for their names."""
    folder = tmp_path_factory.mktemp("crowd") / "coast"
    write_pack_skeleton(folder)
    text = (folder / "options" / "patrol_ships.toml").read_text(encoding="utf-8")
    names = [f"choice_{number}" for number in range(18)]
    for number, name in enumerate(names):
        made = text.replace('short = "Two patrol ships"', f'short = "Choice number {number:04}"')
        (folder / "options" / f"{name}.toml").write_text(made, encoding="utf-8")
    listing = folder / "pack.toml"
    given = re.search(r"^options = \[(.*)\]", listing.read_text(encoding="utf-8"), re.MULTILINE)
    more = ", ".join(f'"{each}"' for each in names)
    longer = f"options = [{given[1]}, {more}]"
    listing.write_text(listing.read_text(encoding="utf-8").replace(given[0], longer), encoding="utf-8")
    result = load(folder).compare()
    return result, result.simulation(16)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_twenty_options_scroll_and_none_is_dropped(crowd, width, height):
    lines = told(crowd, width, height)
    assert len(rows_of(crowd, lines)) == 20
    assert max(map(width_of, lines)) <= width
    if height == 24:
        assert len(lines) > height


@pytest.mark.parametrize("width", [60, 66, 72, 79])
def test_a_narrower_terminal_has_fewer_columns_and_every_option(japan, width):
    lines = told(japan, width, 24)
    assert max(map(width_of, lines)) <= width
    assert all(VERDICT.search(row) for row in rows_of(japan, lines))


def test_the_effect_that_tells_most_options_apart_comes_first(coast, japan):
    # Coastguard: four numbers of stations held (and a dash), three of leakers. Japan: of its effects each has five
    # numbers, and only leakers are known of all thirteen options.
    assert effects(coast[0].model, coast[0].metrics) == ["stations_held", "expected_leakers"]
    assert effects(japan[0].model, japan[0].metrics)[0] == "expected_leakers"


def test_amounts_are_in_cho_and_years_by_the_western_calendar_in_japanese(japan):
    lines = told(japan, 80, 24, "ja")
    text = "".join(lines)
    assert re.search("P50で1兆[0-9,]+億円", text)
    assert "2021〜2050年度、2020年度価格、32回の試行の中央値" in text
    assert "費用 兆円 (P20–P80)" in text
    assert re.search("ペトリオット500 +[0-9]{2,3}\\.[0-9]{2} ", "\n".join(lines))
    assert not re.search("¥|bn|draws", text)


@pytest.mark.parametrize("subjects", [*((each,) for each in SUBJECTS), SUBJECTS], ids="+".join)
@pytest.mark.parametrize("drawn", [True, False])
def test_a_pack_without_budget_people_or_yardstick_is_told_without_a_trace_of_them(tmp_path, subjects, drawn):
    result = load(without(tmp_path / "pack", *subjects)).compare()
    made = result, result.simulation(16)
    lines = told(made, 200, 50, drawn=drawn)
    assert len(rows_of(made, lines)) == 2
    text = " ".join(lines[2:])  # the question is the pack's
    if "budget" in subjects:
        assert not re.search("paid|GDP|New money|Money holds|headroom", text)
    if "manpower" in subjects:
        assert not re.search("manned|People hold", text)
    judged = len(subjects) < len(SUBJECTS)
    assert ("Verdict" in text) is judged
    assert ("✓ from 80 %" in text) is (judged and drawn)


@pytest.mark.parametrize("drawn", [True, False])
def test_nothing_of_the_default_pack_stays_english_on_the_japanese_screen(japan, drawn):
    lines = told(japan, 200, 50, "ja", drawn)
    assert "estimator" in lines[-1]
    found = re.findall("[A-Za-z]{3,}", re.sub("GDP|P20|P50|P80", "", " ".join(lines[:-1])))
    assert found == []


@pytest.mark.parametrize(
    ("numbers", "written"),
    [((1235.0, 1100.0, 1400.0), "1,235 (1,100–1,400)"), ((136.2, 136.0, 136.4), "136"), ((None, None, None), "–")],
)
def test_a_range_that_is_none_is_left_out(numbers, written):
    assert _Telling(Shown("count", "", ""), "").ranged(*numbers) == written


def test_a_unit_of_money_is_not_parted_in_a_heading():
    assert head_lines(Column("cost", f"Cost CAD{UNBROKEN}bn", ("53.7", "60.1"))) == ["Cost", "CAD bn"]
    assert head_lines(Column("cost", f"Cost CAD{UNBROKEN}bn", ("53.7 (50–60)",))) == ["Cost CAD bn"]


def test_a_pack_without_ranges_of_cost_has_no_percentiles_in_its_heading():
    result = compared("canada_frigates")
    seen = Seen(result.model, result.values, result.metrics, result.simulation(64))
    head = "\n".join(line.text for line in screen(seen, Asked(80)))
    assert "P20" not in head
    assert "P50" not in head
