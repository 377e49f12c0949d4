"""The schema for editors says what the reader says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from estimator.calculators import element_calculators
from estimator.model.needs.inputs import described_inputs
from estimator.pack import default_folder, write_pack_skeleton
from estimator.pack.reading.files import FOLDERS, LANGUAGE
from estimator.pack.reading.json_schema import json_schema
from tests.pack.json_validation import fits
from tests.pack.packs import BAD_PACKS, GOOD

SCHEMA = json_schema(described_inputs())
KINDS = {"pack": "pack_file", "sources": "sources_file", "left_out": "left_out_file"}
FOLDER_KINDS = dict(zip(FOLDERS, ("system_file", "option_file", "scenario_file"), strict=True))
OTHERS = ("published.toml", "judgement.toml", "correlation.toml")


def fits_its_kind(path: Path, root: Path) -> bool:
    folder = path.relative_to(root).parts[0] if path.parent != root else ""
    kind = FOLDER_KINDS.get(folder) or KINDS.get(path.stem, "assumptions_file")
    return fits(tomllib.loads(path.read_text(encoding="utf-8")), SCHEMA["$defs"][kind], SCHEMA)


def test_the_schema_is_json_of_the_2020_12_draft() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_reference_leads_somewhere() -> None:
    text = json.dumps(SCHEMA)
    named = {each.split('"')[0] for each in text.split("#/$defs/")[1:]}
    assert named <= set(SCHEMA["$defs"])


def test_every_file_of_the_default_pack_fits() -> None:
    root = default_folder()
    files = [each for each in root.rglob("*.toml") if each.name not in OTHERS and each.parent.name != LANGUAGE]
    assert [str(each) for each in files if not fits_its_kind(each, root)] == []


def test_every_file_of_the_good_pack_and_of_the_pack_to_start_from_fits(tmp_path: Path) -> None:
    write_pack_skeleton(tmp_path)
    for root in (GOOD, tmp_path):
        assert [str(each) for each in root.rglob("*.toml") if not fits_its_kind(each, root)] == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown_key",
        "unknown_table",
        "missing_field",
        "no_value",
        "value_and_years",
        "flag_as_number",
        "text_as_number",
        "number_as_text",
        "date_as_text",
        "illegal_date",
        "empty_label",
        "number_as_flag",
        "illegal_id",
        "unknown_grade",
        "unknown_shape",
        "year_of_two_digits",
        "wire_of_one_word",
        "year_as_text",
        "illegal_currency",
        "scenario_without_unit",
        "top_level_value",
    ],
)
def test_what_a_single_file_can_show_an_editor_sees_too(name: str) -> None:
    root = BAD_PACKS / name
    assert not all(fits_its_kind(each, root) for each in root.rglob("*.toml"))


def test_the_schema_knows_what_each_kind_of_element_reads() -> None:
    kinds = SCHEMA["$defs"]["element"]["anyOf"]
    assert [each["properties"]["calculator"]["enum"] for each in kinds] == [[name] for name in element_calculators()]
    fleet = kinds[element_calculators().index("fleet")]["properties"]
    assert (
        fleet["set"]["properties"]["unit_price"]["description"]
        == "Price of one ship [MONEY_YEAR / ship]; always needed"
    )
    assert fleet["from"]["properties"]["weather_loss"]["description"].endswith("without it 0")
    assert "facilities_price" not in fleet["set"]["properties"]  # a fleet has no works
    assert "unit_price" in SCHEMA["$defs"]["system_file"]["properties"]


def test_an_element_of_a_kind_that_is_not_there_does_not_fit() -> None:
    element = {"calculator": "fleet", "service": "navy"}
    assert fits(element, SCHEMA["$defs"]["element"], SCHEMA)
    assert not fits({**element, "calculator": "flet"}, SCHEMA["$defs"]["element"], SCHEMA)
