"""What the program prints of an assumption without grouping can be typed back by `--set`."""

import pytest

from estimator import load
from estimator.display.text import general, with_unit
from estimator.pack.layers.settings_text import parse_setting


@pytest.mark.parametrize("name", ["japan", "coastguard"])
def test_every_value_that_is_printed_without_grouping_is_read_back_as_it_was_meant(name):
    pack, seen = load(name).pack, 0
    for each in pack.assumptions.values():
        if each.value is None or not each.editable:
            continue
        for text in (with_unit(each.value, each.unit), general(each.value, each.unit)):
            if "," in text.partition(" ")[0]:
                continue
            back = parse_setting(f"{each.id}={text}", pack)
            assert back.value == pytest.approx(each.value, rel=1e-5), (each.id, text)
            seen += 1
    assert seen > 200


@pytest.mark.parametrize("name", ["japan", "coastguard"])
def test_every_year_that_is_printed_without_grouping_is_read_back_as_it_was_meant(name):
    pack, seen = load(name).pack, 0
    for each in pack.assumptions.values():
        for year, value in (each.by_year or {}).items():
            text = general(value)
            if "," not in text and year in pack.settings.years and each.editable:
                back = parse_setting(f"{each.id}={year}:{text} {each.unit}", pack)
                assert back.by_year == {year: pytest.approx(value, rel=1e-5)}, (each.id, text)
                seen += 1
    assert seen > 50
