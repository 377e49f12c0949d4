"""The page as a person uses it, by keyboard, in Chromium with the network off."""

import json
import re
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from estimator import load
from estimator.analysis.standing.flips import flips
from estimator.errors import EvaluationError
from estimator.explorer.page import is_as_written
from estimator.language import speaker_of
from estimator.report.words.brief import brief
from tests.explorer.agreement import differing
from tests.explorer.browser import AXE, Opened, chromium, missing, require
from tests.explorer.payloads import PAYLOADS

ASSUMPTIONS = Path(__file__).parents[2] / "assumptions"
COAST = ASSUMPTIONS / "coastguard"
LEVER = "patrol_ship_new.unit_price"
EMPTY = {"scenario": "", "changes": {}}
TOLERANCE = 1e-9


class Quiet(SimpleHTTPRequestHandler):
    """A server of a folder that keeps no log."""

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def browser():
    require(missing())
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def coast():
    return load(COAST)


@pytest.fixture(scope="module")
def japan():
    return load(ASSUMPTIONS / "japan")


@pytest.fixture(scope="module")
def files(coast, japan, tmp_path_factory):
    """The page of the coast guard's pack in both languages, and that of the default pack."""
    folder = tmp_path_factory.mktemp("pages")
    result = coast.compare()
    made = {each: result.to_page(folder / f"{each}.html", language=each) for each in ("en", "ja")}
    return {**made, "japan": japan.compare().to_page(folder / "japan.html")}


@pytest.fixture(scope="module")
def shared(browser, files):
    """A page that is opened once and drawn, for tests that leave its state as it is; nothing may go wrong with it."""
    kept = {}

    def call(name="en", width=1366, height=768, scheme="light"):
        if name not in kept:
            kept[name] = Opened(browser, files[name])
            drawn(kept[name].page)
        page = kept[name].page
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("scrollTo(0, 0)")
        assert kept[name].wrong == []
        return page

    yield call
    for each in kept.values():
        each.close()


@pytest.fixture(params=["en", "ja"])
def language(request):
    """Each language of the page."""
    return request.param


@pytest.fixture
def say(coast, language):
    """The words of a text in the language of the page."""
    speaker = speaker_of(coast.pack, language)
    return speaker.say if speaker else str


@pytest.fixture
def opened(browser, files):
    """Open a page; at the end nothing may have gone wrong with it."""
    pages = []

    def call(name="en", fragment="", **context):
        pages.append(Opened(browser, files.get(name, name), fragment, **context))
        return pages[-1].page

    yield call
    for each in pages:
        each.close()


def press(locator, *keys):
    """Focus something and press keys."""
    locator.focus()
    for key in keys:
        locator.page.keyboard.press(key)


def type_over(locator, text):
    """Type a value in place of another, and Enter."""
    locator.focus()
    locator.press("Control+a")
    locator.page.keyboard.type(text)
    locator.page.keyboard.press("Enter")


def choose(locator, value):
    """Choose an entry of a list by arrow keys."""
    places = [each.get_attribute("value") for each in locator.locator("option").all()]
    press(locator, "Home", *["ArrowDown"] * places.index(value))
    assert locator.input_value() == value


def drawn(page):
    """Wait for the chances of the verdicts."""
    page.locator("#answer .verdict", has_text="%").first.wait_for()
    return page


def cost_of(page, option):
    """The life-cycle cost of an option as the page computes it."""
    script = "id => metric(OPTIONS.find((each) => each.id === id), SCREEN.cost)"
    return page.evaluate(script, option)


def open_assumption(page, id):
    """Search an assumption by keyboard; gives its card."""
    box = page.locator("#search")
    box.focus()
    page.keyboard.type(id)
    return page.locator("#assumptions .card").first


def by_year(estimate, year):
    """An assumption by year that is not nil in a year."""
    inputs = estimate.model().inputs.values()
    return next((each.id, each) for each in inputs if each.is_by_year and each.editable and each.year_value(year))


def saved(page, button):
    """What a button offers for saving."""
    with page.expect_download() as download:
        press(button, "Enter")
    return download.value


@pytest.mark.parametrize("name", ["en", "ja", "japan"])
def test_it_opens_from_disk_with_a_verdict_and_its_chance_for_every_option(shared, name):
    page = shared(name)
    options = page.evaluate("OPTIONS.length")
    assert page.locator("#answer tbody tr").count() == options
    verdicts = page.locator("#answer td.says .verdict").all_inner_texts()
    assert len(verdicts) == options
    assert all(re.fullmatch(r"[✓✗?] .+ \(([<>] )?[\d.]+ %\)", each) for each in verdicts), verdicts
    assert page.locator("#answer dd:visible").count() >= 2
    assert 12 <= page.locator("#levers .lever").count() <= 20
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@pytest.mark.parametrize(("name", "seen"), [("en", 5), ("ja", 5), ("japan", 13)])
def test_all_options_and_a_lever_stand_on_the_first_screen(shared, name, seen):
    page = shared(name)
    inside = """(within) => [...document.querySelectorAll(within)].filter((each) => {
      const box = each.getBoundingClientRect();
      return box.height && box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    }).length"""
    assert page.evaluate(inside, "#answer tbody tr") == seen
    assert page.evaluate(inside, "#levers .lever") > 2
    assert page.evaluate("document.querySelector('#answer .scroll').scrollWidth") <= page.evaluate(
        "document.querySelector('#answer .scroll').clientWidth"
    )


def test_the_first_screen_goes_by_the_draws_and_says_so(opened, coast):
    page = drawn(opened())
    run = coast.compare().simulation()
    best = min(
        (each for each in run.spreads if each != coast.pack.settings.baseline_option),
        key=lambda option: run.spreads[option]["new_money"].percentiles[0.5].value,
    )
    told = page.locator("#answer dl").first.inner_text()
    assert f"{coast.pack.options[best].label} (P50 €" in told
    for option, spreads in run.spreads.items():
        low, high = (spreads["people"].percentiles[level].value for level in (0.2, 0.8))
        assert f"{low:,.0f}–{high:,.0f}" in page.locator(f"#answer tr[data-option={option}]").inner_text()
    page.evaluate("cancelDraws(); dragValue(DATA.levers[0], INPUTS[DATA.levers[0]].value * 1.01)")
    assert "P50" not in page.locator("#answer dl").first.inner_text()
    assert "at the given values" in page.locator("#answer td.says").first.inner_text()


def test_the_page_finds_what_the_brief_finds_in_its_words(shared, coast):
    page, result = shared(), coast.compare()
    model, values = result.model, result.values
    lines = brief(model, values, result.metrics, {}, flips(model, values), result.simulation()).summary
    said = dict(each.removesuffix(".").split(", at P50: ") for each in lines if ", at P50: " in each)
    both = "(each) => [each, each.nextSibling].map((one) => one.textContent)"
    pairs = page.evaluate(f"[...document.querySelectorAll('#answer dt')].map({both})")
    told = {heading: words.replace("(P50 ", "(") for heading, words in pairs if "(P50 " in words}
    assert len(told) > 6
    assert told == {heading: said[heading] for heading in told}
    holding = next(each for each in lines if each.startswith("✓ "))
    assert holding.removeprefix("✓ ").startswith(f"{page.evaluate('DATA.finding.find((each) => each.good).drawn')}: ")


def test_a_chance_near_a_threshold_has_a_decimal_beside_every_sign(opened):
    page = drawn(opened())
    page.evaluate("Object.assign(drawnNow().chances[0], { money: 204 / 256, people: 0.5, overall: 204 / 256 })")
    assert page.evaluate("['money', 'people'].map((each) => eventCell(OPTIONS[0], each).textContent)") == [
        "? 79.7 %",  # 204 of 256 draws: not the 80 % from which it holds
        "? 50 %",
    ]


def test_a_lever_moves_by_arrow_keys_and_by_a_typed_value(opened, language, say, coast):
    page = opened(language)
    first = page.locator("#levers .lever").first
    slider = first.locator("input[type=range]")
    before = float(slider.input_value())
    press(slider, "ArrowRight", "ArrowRight")
    page.locator("#changes tbody tr").wait_for()
    assert float(slider.input_value()) > before
    type_over(first.locator("input[type=text]"), "not a number")
    assert say("This is not a number.") in first.inner_text()
    assert first.locator("input[type=text]").get_attribute("aria-invalid") == "true"
    press(page.locator("#reset-all"), "Enter")
    card = open_assumption(page, LEVER)
    type_over(card.locator("input[type=text]"), "150")
    page.locator("#changes code", has_text=LEVER).wait_for()
    expected = coast.with_overrides({LEVER: 150.0}).compare().metrics
    for each, found in expected.items():
        assert cost_of(page, each) == pytest.approx(found["life_cycle_cost"].value, rel=TOLERANCE), each


def test_changes_are_undone_redone_and_reset_by_keyboard(opened, language, say):
    page = opened(language)
    card = open_assumption(page, LEVER)
    type_over(card.locator("input[type=text]"), "150")
    rows = page.locator("#changes tbody tr")
    rows.wait_for()
    press(page.locator("#undo"), "Enter")
    rows.wait_for(state="detached")
    assert page.evaluate("STATE") == EMPTY
    press(page.locator("#redo"), "Enter")
    rows.wait_for()
    assert page.evaluate("Object.values(STATE.changes)") == [150]
    press(rows.get_by_role("button", name=say("Reset")), "Enter")
    rows.wait_for(state="detached")
    assert page.evaluate("STATE") == EMPTY
    page.locator("h1").click()
    page.keyboard.press("Control+z")
    rows.wait_for()
    assert page.evaluate("Object.values(STATE.changes)") == [150]
    press(page.locator("#reset-all"), "Enter")
    rows.wait_for(state="detached")
    assert page.evaluate("STATE") == EMPTY


def test_a_scenario_is_chosen_by_keyboard_and_computes_what_python_does(opened, language, coast):
    page = opened(language)
    name = next(iter(coast.pack.scenarios))
    press(page.locator("#scenario"), "ArrowDown")
    expected = coast.with_scenarios(name).compare().metrics
    page.wait_for_timeout(100)
    assert page.evaluate("STATE.scenario") == name
    for option, found in expected.items():
        assert cost_of(page, option) == pytest.approx(found["life_cycle_cost"].value, rel=TOLERANCE)


def test_a_number_leads_down_to_a_source(opened, language, say):
    page = opened(language)
    press(page.locator("#answer .number").first, "Enter")
    dialog = page.locator("dialog")
    dialog.locator("#trace-heading").wait_for()
    assert dialog.locator(".formula").inner_text()
    follow = """() => {
      const reads = readsOf(TRAIL.at(-1));
      const input = reads.findIndex((slot) => INPUTS[slot]?.grade);
      return input >= 0 ? input : reads.findIndex((slot) => !TRAIL.includes(slot));
    }"""
    while dialog.locator(".formula").count():
        press(dialog.locator("ul.reads").first.locator("button").nth(page.evaluate(follow)), "Enter")
    assert say("Grade") in dialog.inner_text()
    assert page.evaluate("TRAIL.length") > 1
    press(dialog.get_by_role("button", name=say("Back"), exact=True), "Enter")
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_a_value_by_year_is_typed_into_a_table(opened, language, coast):
    page = opened(language)
    year = coast.pack.settings.first_year + 3
    id, assumption = by_year(coast, year)
    card = open_assumption(page, id)
    press(card.locator("summary").first, "Enter")
    value = assumption.year_value(year) * 1.25
    type_over(card.get_by_label(page.evaluate("YEARS_NAMED[3]")), f"{value:.6g}")
    page.locator("#changes tbody tr").wait_for()
    expected = coast.with_overrides({id: {year: float(f"{value:.6g}")}}).compare().metrics
    for option, found in expected.items():
        assert cost_of(page, option) == pytest.approx(found["life_cycle_cost"].value, rel=TOLERANCE)


def test_settings_go_to_the_command_line_and_come_back(opened, language, say, coast, tmp_path):
    page = opened(language)
    year = coast.pack.settings.first_year + 1
    yearly, assumption = by_year(coast, year)
    value = assumption.year_value(year)
    given = f'--set "{LEVER}=150" --set "{yearly}={year}-{year + 2}:{value * 1.5:.6g}"'
    box = page.locator("#settings")
    box.focus()
    page.keyboard.type(given)
    press(page.locator("#take-over"), "Enter")
    page.locator("#changes code", has_text=LEVER).wait_for()
    page.locator("h1").click()
    page.wait_for_timeout(200)
    told = re.findall(r'--set "([^"]*)"', page.evaluate("asSettings(STATE)"))
    assert len(told) == 2
    by_settings = coast.with_settings(*told).compare().metrics
    file = tmp_path / "mine.toml"
    saved(page, page.get_by_role("button", name=say("Save as scenario"))).save_as(file)
    by_scenario = load(COAST).with_scenarios(str(file)).compare().metrics
    for option in by_settings:
        one, two = (each[option]["life_cycle_cost"].value for each in (by_settings, by_scenario))
        assert one == two
        assert cost_of(page, option) == pytest.approx(one, rel=TOLERANCE)
    again = page.evaluate("text => readState(text)", file.read_text(encoding="utf-8"))
    assert again == [page.evaluate("STATE"), []]


def test_what_cannot_be_taken_over_is_said(shared):
    page = shared()
    wrong = page.evaluate(
        f"""() => ['--set "no.such=5"', '--set "{LEVER}=5 km"', '--set "{LEVER}=-1e300"', '<img src=x>',
        '--scenario none_such', '--set "{LEVER}=2030:5"'].map((text) => readState(text)[1].length)"""
    )
    assert all(wrong), wrong


def test_two_states_stand_side_by_side_with_the_change_that_made_the_difference(opened, language, say):
    page = opened(language)
    press(page.locator("#pin"), "Enter")
    type_over(open_assumption(page, LEVER).locator("input[type=text]"), "150")
    body = page.locator("#pinned")
    body.locator("table").first.wait_for()
    assert page.evaluate("stepsBetween(PINNED, STATE).length") == 1
    assert say("B less A") in body.inner_text()
    assert say("Which change made it") in body.inner_text()


def test_tornado_break_even_flips_and_limits_answer(opened, language, say):
    page = opened(language)
    found = page.locator("#questions")
    found.locator("svg").first.wait_for()
    assert found.locator("svg .bar").count() > 4
    before = found.text_content()
    press(page.locator("#tornado-metric"), "ArrowDown", "ArrowDown")
    page.wait_for_timeout(200)
    assert found.text_content() != before
    script = """() => OPTIONS.flatMap((one) => OPTIONS.filter((each) => each !== one).flatMap((other) =>
      DATA.levers.filter((slot) => breakEven(slot, one, other).length)
        .map((slot) => [one.id, other.id, String(slot)])))"""
    option, other, lever = page.evaluate(script)[0]
    choose(page.locator("#question-option"), option)
    choose(page.locator("#even-until"), other)
    choose(page.locator("#even-lever"), lever)
    found.get_by_text(say("from it on"), exact=True).first.wait_for()
    assert say("Limits that bind") in found.inner_text()


def test_a_break_even_is_where_the_verdict_changes(shared, coast):
    page = shared()
    script = """() => OPTIONS.flatMap((option) => DATA.levers.flatMap((slot) =>
      turns(slot, verdictSlots(option), verdictKey(option)).map(([value, was, is]) =>
        [option.id, SLOTS[slot], value, was, is])))"""
    found = page.evaluate(script)
    assert found
    option, lever, value, _, key = found[0]
    metrics = coast.with_overrides({lever: value}).compare().metrics[option]
    over, short = ((metrics[each].value or 0.0) > 0 for each in ("years_over_headroom", "years_short_of_people"))
    assert key == f"{int(not over)}{int(not short)}"


SETTINGS = {"as exported": {}, "a price and a share set": {LEVER: 150.0, "economy.growth_shift": 0.4}}


@pytest.mark.parametrize("set", SETTINGS.values(), ids=SETTINGS)
def test_the_draws_are_those_of_python(shared, opened, coast, set):
    page = (
        drawn(opened("en", "#pack=none" + "".join(f"&{id}={value}" for id, value in set.items()))) if set else shared()
    )
    assert page.evaluate("heldSlots().length") == len(set)
    run = coast.with_overrides(set).compare().simulation()
    spreads = dict(page.evaluate("[...DRAWN.spreads].map(([slot, found]) => [SLOTS[slot], found[0]])"))
    assert page.evaluate("DRAWN.result.draws") == run.draws == 2048
    for option, metrics in run.spreads.items():
        for metric, spread in metrics.items():
            found = spreads[f"{option}.{metric}"]
            if found is not None:
                expected = [spread.percentiles[level].value for level in (0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95)]
                np.testing.assert_allclose(found, expected, rtol=1e-8, atol=1e-9)
    chances = page.evaluate("DRAWN.result.chances.map((each) => [each.money, each.people, each.overall])")
    verdicts = page.locator("#answer td.says").all_inner_texts()
    for found, option, said in zip(chances, run.chances, verdicts, strict=True):
        assert found == pytest.approx(list(run.chances[option].events.values()), abs=1e-12)
        expected = str(run.verdicts(option)["overall"])
        assert said.replace("\n", " ").replace(") near", ", near") + (")" if "near" in said else "") == expected


def test_draws_can_be_cancelled_and_made_again(opened, language):
    page = drawn(opened(language))
    page.evaluate("draw(4096)")
    press(page.locator("#cancel-draws"), "Enter")
    assert page.evaluate("WORKER") is None
    press(page.locator("#draw"), "Enter")
    page.locator("#cancel-draws").wait_for(state="hidden")
    drawn(page)


def test_a_chart_is_read_by_arrow_keys_and_saved(opened, language, say):
    page = opened(language)
    press(page.locator("#answer .name").nth(1), "Enter")
    picture = page.locator("#charts svg").first
    picture.wait_for()
    press(picture, "Home", "ArrowRight")
    said = page.locator("#charts .readout").first.inner_text()
    assert said.startswith(page.evaluate("YEARS_NAMED[1]"))
    press(page.locator("#charts figure summary").first, "Enter")
    assert page.locator("#charts figure").first.locator("tbody tr").count() == page.evaluate("YEARS_NAMED.length")
    svg = saved(page, page.locator("#charts").get_by_role("button", name=say("Save as SVG")).first)
    csv = saved(page, page.locator("#charts").get_by_role("button", name=say("Save as CSV")).first)
    assert Path(svg.path()).read_text(encoding="utf-8").startswith("<svg")
    lines = Path(csv.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == page.evaluate("YEARS_NAMED.length") + 1


def test_the_address_holds_the_changes_and_warns_of_another_pack(opened, language, say):
    page = opened(language)
    type_over(open_assumption(page, LEVER).locator("input[type=text]"), "150")
    page.locator("#changes tbody tr").wait_for()
    fragment = page.evaluate("location.hash")
    assert f"{LEVER}=150" in fragment
    other = opened(language, fragment)
    assert other.evaluate("STATE") == page.evaluate("STATE")
    assert not other.locator("#page > .wrong li").count()
    other_pack = say("These settings were made with another state of the pack ({0}); this page has {1}.").split("{0}")[
        0
    ]
    strange = opened(language, re.sub("pack=[0-9a-f]+", "pack=000000000000", fragment))
    assert other_pack.split("{0}")[0] in strange.locator("#page > .wrong").inner_text()
    assert strange.evaluate("Object.keys(STATE.changes).length") == 1


def test_a_copy_of_the_page_holds_the_changes(opened, language, tmp_path):
    page = opened(language)
    type_over(open_assumption(page, LEVER).locator("input[type=text]"), "150")
    page.locator("#changes tbody tr").wait_for()
    copy = tmp_path / "copy.html"
    saved(page, page.locator("#save-copy")).save_as(copy)
    assert is_as_written(copy.read_text(encoding="utf-8")) is False
    other = drawn(opened(copy))
    assert other.evaluate("STATE") == page.evaluate("STATE")


def test_a_copy_that_somebody_spoilt_keeps_what_may_be_set(opened, files, tmp_path):
    text, slot = files["en"].read_text(encoding="utf-8"), "SLOT_OF.get('patrol_ship_new.unit_price')"
    place = opened().evaluate(slot)
    saved_state = {"scenario": "none_such", "changes": {place: 150, 0: "x", 1: {"2": 5}, 99999: 1, "__proto__": 1}}
    spoilt = tmp_path / "spoilt.html"
    block = json.dumps(saved_state).replace("<", "\\u003c")
    spoilt.write_text(text.replace('id="saved">null<', f'id="saved">{block}<'), encoding="utf-8")
    page = drawn(opened(spoilt))
    assert page.evaluate("STATE") == {"scenario": "", "changes": {str(place): 150}}


@pytest.mark.parametrize(
    ("fragment", "told"),
    [
        ("#pack=%", "another state of the pack (%)"),
        ("#%", ""),
        ("#answer%E0%A4%A", ""),
        ("#pack=%&patrol_ship_new.unit_price=%E0%A4%A", "patrol_ship_new.unit_price = %E0%A4%A: "),
        ("#pack=%&%C3=5", "There is no assumption %C3."),
    ],
)
def test_an_address_that_is_no_legal_text_opens_the_page_and_is_told(opened, fragment, told):
    page = drawn(opened(fragment=fragment))
    assert page.evaluate("STATE") == {"scenario": "", "changes": {}}
    warnings = page.locator(".wrong li").all_inner_texts()
    assert bool(warnings) is bool(told)
    assert told in "".join(warnings)


def test_of_thousands_of_wrong_settings_the_first_are_told_and_the_rest_counted(opened):
    page = drawn(opened(fragment="#pack=none" + "".join(f"&no.such_{number}=1" for number in range(5000))))
    warnings = page.locator(".wrong li").all_inner_texts()
    # one of the pack and 5,000 of the settings; twenty are told
    assert len(warnings) == 21
    assert warnings[-1] == "and 4981 more"


def test_the_hosted_page_works_from_a_server(browser, coast, tmp_path):
    coast.compare().to_page_folder(tmp_path / "public")
    handler = partial(Quiet, directory=tmp_path / "public")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        page, wrong = context.new_page(), []
        page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        page.on("pageerror", lambda problem: wrong.append(str(problem)))
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        drawn(page)
        assert page.locator("#save-copy").count() == 0
        context.close()
        server.shutdown()
    assert [each for each in wrong if "favicon" not in each] == []


def test_what_cannot_be_computed_is_said_with_the_row_that_python_names(opened, tmp_path):
    folder = shutil.copytree(COAST, tmp_path / "unlimited")
    for file in folder.rglob("*.toml"):
        file.write_text(re.sub(r"(?m)^limits = .*$", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    unlimited = load(folder)
    page = opened(unlimited.compare().to_page(tmp_path / "unlimited.html"))
    found = page.evaluate(
        """() => INPUTS.flatMap((input, slot) => {
          if (input.fixed || isByYear(slot) || problemWith(slot, 0)) return [];
          const { failed } = computedFor(withValue(EMPTY, slot, 0));
          return failed ? [[SLOTS[slot], SLOTS[failed.values().next().value]]] : [];
        })"""
    )
    id, row = found[0]
    with pytest.raises(EvaluationError, match=re.escape(row)):
        unlimited.with_overrides({id: 0.0}).compare()
    type_over(open_assumption(page, id).locator("input[type=text]"), "0")
    alert = page.locator("#answer > .wrong")
    alert.wait_for()
    assert row in alert.inner_text()


def rows_in_browser(page, scenario):
    """All values by id, of the pack as it stands or under a scenario."""
    found = page.evaluate(
        """(id) => {
          const { v } = computedFor({ ...EMPTY, scenario: id });
          return SLOTS.map((slot, place) => [slot, Array.from(DATA.model.wide[place] ? allYears(place, v)
            : [at(place, 0, v)]).map((each) => (each === each ? each : null))]);
        }""",
        scenario,
    )
    return {id: np.array([[np.nan if each is None else each for each in numbers]]) for id, numbers in found}


@pytest.mark.parametrize(("name", "most"), [("en", 100), ("japan", 1)])
def test_all_rows_in_the_browser_are_those_of_python(shared, coast, japan, name, most):
    page, estimate = shared(name), coast if name == "en" else japan
    for scenario in ("", *list(estimate.pack.scenarios)[:most]):
        result = (estimate.with_scenarios(scenario) if scenario else estimate).compare()
        assert differing(result.model, result.values, rows_in_browser(page, scenario)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en", "ja", "japan"])
def test_nothing_is_clipped_on_a_telephone(shared, name, scheme):
    page = shared(name, 390, 844, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    outside = """() => [...document.querySelectorAll(
      "button, input, select, h1, h2, .verdict, svg, .sources li *"
    )].filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width && !each.closest(".scroll, .skip, .unseen") && (box.right > 391 || box.left < -1);
    }).map((each) => each.outerHTML.slice(0, 120))"""
    assert page.evaluate(outside) == []


def test_the_page_in_japanese_leaves_no_sentence_in_english(shared):
    page = shared("ja")
    assert page.evaluate("document.documentElement.lang") == "ja"
    said = page.locator("#page h2, #page h3, #page button:not(.name):not(.number):not(.link), #page label > span")
    english = [text for text in said.all_inner_texts() if re.search("[a-z]{4}", text)]
    own = set(page.evaluate("[...DATA.labels, ...SLOTS]"))
    assert [text for text in english if not own & {text, *text.split()}] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en", "ja", "japan"])
def test_a_screen_reader_finds_no_serious_fault(shared, name, scheme):
    require("" if AXE.is_file() else "axe-core is not installed: .ci/run browser")
    page = shared(name, scheme=scheme)
    press(page.locator("#charts figure summary").first, "Enter")
    open_assumption(page, "ship")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((each) => each.violations)")
    serious = [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")]
    assert serious == []


FIELDS = re.compile(r'(?m)^((?:label|note|title|question|summary|notice|why|publisher|where|date) = )".*"$')
SHORT = re.compile(r'(?m)^short = "([^"\\]*)"$')
TRANSLATED = re.compile(r'(?m)^(?:label|title|question|summary|notice) = "([^"\\]*)"$')


def spoilt_pack(folder):
    """A pack with a payload in each of its texts."""
    made, place = shutil.copytree(COAST, folder), iter(range(10**6))
    for file in sorted(made.rglob("*.toml")):
        text = file.read_text(encoding="utf-8")
        payload = lambda match: match[1] + json.dumps(PAYLOADS[next(place) % len(PAYLOADS)][:200])  # noqa: E731
        tagged = lambda _: f'short = "<b>{next(place)}</b>"'  # noqa: E731  (at most 18 columns, no two alike)
        file.write_text(SHORT.sub(tagged, FIELDS.sub(payload, text)), encoding="utf-8")
    return made, next(place)


def spoilt_language(folder):
    """A pack whose Japanese is a payload for each of its texts."""
    made, known = shutil.copytree(COAST, folder, ignore=shutil.ignore_patterns("language")), {}
    for file in sorted(made.rglob("*.toml")):
        said = file.read_text(encoding="utf-8")
        for text in SHORT.findall(said):
            known.setdefault(text, f"<b>{len(known)}</b>")
        for text in TRANSLATED.findall(said):
            known.setdefault(text, PAYLOADS[len(known) % len(PAYLOADS)])
    (made / "language").mkdir()
    lines = [f"{json.dumps(text)} = {json.dumps(payload)}" for text, payload in known.items()]
    (made / "language" / "ja.toml").write_text("\n".join(["[texts]", *lines, ""]), encoding="utf-8")
    return made, len(known)


@pytest.mark.parametrize(
    ("spoilt", "language"), [(spoilt_pack, "en"), (spoilt_language, "ja")], ids=["pack", "language"]
)
def test_hostile_texts_make_no_element_no_script_and_no_request(opened, tmp_path, spoilt, language):
    folder, count = spoilt(tmp_path / "coastguard")
    assert count > 3 * len(PAYLOADS)
    page = drawn(opened(load(folder).compare().to_page(tmp_path / "hostile.html", language=language)))
    press(page.locator("#answer .number").first, "Enter")
    page.locator("dialog #trace-heading").wait_for()
    page.keyboard.press("Escape")
    open_assumption(page, "hacked")
    page.locator("#assumptions .card").first.wait_for()
    for summary in page.locator("#page details > summary").all()[:40]:
        press(summary, "Enter")
    assert page.evaluate("window.hacked") is None
    strange = "b, img, iframe, object, form, base, link, math, template, [onerror], [onload], [onfocus], [ontoggle]"
    assert page.locator(strange).count() == 0
    assert page.locator("script").count() == 5
    addresses = page.evaluate("[...document.querySelectorAll('a')].map((each) => each.getAttribute('href'))")
    assert all(each.startswith(("#", "http://", "https://")) for each in addresses)
    assert page.evaluate("PAYLOADS => PAYLOADS.filter((each) => DATA.labels.includes(each)).length", PAYLOADS) > 10
