"""`estimator init DIR --currency AUD --price-year 2024`: an empty case that holds nothing invented."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.errors import InputError, PackError
from estimator.pack import write_bare_pack


def fill(folder):
    """Write what holds in each open place."""
    for name, number in (("pack.toml", '"Words"'), ("economy.toml", "2")):
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8").replace('= "?"', f"= {number}"), encoding="utf-8")


def test_an_empty_case_waits_for_its_title_and_its_prices_and_nothing_else(tmp_path):
    write_bare_pack(tmp_path / "case", "AUD", 2024, ["army", "navy"])
    with pytest.raises(PackError) as caught:
        load(tmp_path / "case").model()
    said = str(caught.value)
    assert [line.split(": ")[1] for line in said.splitlines() if line.startswith("  ") and ".toml:" in line] == [
        "deflator_change [%]",
        "discount_rate [%]",
        "pack.title",
        "pack.question",
    ]
    assert len(caught.value.problems) == 2  # one a file


def test_an_empty_case_filled_in_is_in_its_currency_and_counts_its_services(tmp_path):
    write_bare_pack(tmp_path / "case", "AUD", 2024, ["army", "air_force"])
    fill(tmp_path / "case")
    found = load(tmp_path / "case")
    assert found.pack.settings.money == "AUD_2024"
    assert [each.label for each in found.pack.services.values()] == ["Army", "Air force"]
    assert found.compare().metrics["nothing_new"]["life_cycle_cost"].value == 0


def test_an_empty_case_has_no_budget_no_people_and_no_service_unless_asked(tmp_path):
    write_bare_pack(tmp_path / "case", "EUR", 2025)
    fill(tmp_path / "case")
    found = load(tmp_path / "case")
    assert not found.pack.services
    assert {each.partition(".")[0] for each in found.pack.assumptions} == {"economy"}


@pytest.mark.parametrize(
    ("currency", "year", "services", "says"),
    [
        ("AU", 2024, [], "three capital letters"),
        ("aud", 2024, [], "three capital letters"),
        ("AUD", 24, [], "a year from 1950 to 2150"),
        ("AUD", 2024, ["Air Force"], "no legal id"),
        ("AUD", 2024, ["army", "navy", "army"], "--services: army, navy, army: name each once"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(tmp_path, currency, year, services, says):
    with pytest.raises(InputError, match=says):
        write_bare_pack(tmp_path / "case", currency, year, services)
    assert not (tmp_path / "case").exists()
