"""Units in words."""

import pytest

from estimator.display.unit_words import in_words_of_file
from tests.pack_settings import settings

WORDS = {
    "1": "",
    "1 / year": "per year",
    "%": "%",
    "% / year": "% per year",
    "ship": "ships",
    "person / ship": "people per ship",
    "km ** 2": "km²",
    "GJPY_2020": "¥bn, FY2020 prices",
    "GJPY_2018 / site": "¥bn per site, FY2018 prices",
    "MUSD_2018 / missile": "$m per missile, 2018 prices",
    "TJPY_then": "¥tn, then-year",
    "JPY_then / USD_2018": "then-year ¥ per 2018 $",
    "MJPY_2022 / person / year": "¥m per person-year, FY2022 prices",
}


@pytest.mark.parametrize("unit", WORDS)
def test_the_unit_of_a_packs_file_is_said_in_words(unit):
    assert in_words_of_file(unit, settings()) == WORDS[unit]
