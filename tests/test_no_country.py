"""Nothing of one country is in the code: services, ships, currency and options come from a pack."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from estimator.calculators import calculators

PACKAGE = Path(__file__).parents[1] / "estimator"
MODULES = sorted(PACKAGE.rglob("*.py"))
COUNTRY = re.compile(
    r"(?<![a-z])(yen|[kmgt]?jpy|japan(ese)?|[jgma]?sdf|aegis|destroyers?|maya|kongo|atago|tokyo|akita|yamaguchi|"
    r"(north |south )?korean?|nodong|hwasong|musudan|tomahawk)(?![a-z])",
    re.IGNORECASE,
)
ALLOWED = {
    "estimator/pack/reading/files.py": {"japan"},  # the name of the default pack
    "estimator/cli/options.py": {
        "A pack: its folder, or one that list packs names. [default: the pack in this folder, else japan]"
    },
    "estimator/report/standards/cost.py": {  # a published standard is named after its country
        "JAPAN_PHASES",
        "japan_phases",
        "Japan: five phases of the life cycle",
    },
    "estimator/report/standards/spreadsheets.py": {
        "JAPAN_TABLES",
        "japan_tables",
        "Japan: machine-readable statistical tables (on the sheet Data and the CSV)",
    },
    "estimator/units.py": {
        "JPY",  # one of the currency signs
        "JPY_2020",
        "JPY_then",
        '" cannot be read: write words joined by * and /, as in "GJPY_2024 / ship"',
    },
    "estimator/pack/reading/kinds.py": {
        'a unit such as "GJPY_2024 / ship", "%" or "1"',
        'three capital letters, such as "JPY"',
        'expected three capital letters, such as "JPY"',
    },
    "estimator/pack/reading/schema.py": {
        "The word for the ship of yardstick.toml, which is freed or crewed, such as destroyer.",
        'The unit of money in tables, such as "GJPY".',
        'The unit, such as "GJPY_2024 / ship"; money carries its price year; "1" for none.',
    },
}


def words_of(path: Path) -> Iterator[str]:
    """Names and texts of a module, without docstrings and comments."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
        for name in (getattr(node, "id", None), getattr(node, "attr", None), getattr(node, "arg", None)):
            if isinstance(name, str):
                yield name
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_name_and_no_text_of_a_module_belongs_to_one_country(path):
    name = path.relative_to(PACKAGE.parent).as_posix()
    found = {word for word in words_of(path) if COUNTRY.search(word.replace("_", " "))}
    assert found - ALLOWED.get(name, set()) == set()


def test_what_is_allowed_is_still_there():
    for name, allowed in ALLOWED.items():
        assert allowed <= set(words_of(PACKAGE.parent / name)), name


def test_no_row_speaks_of_one_country_to_its_readers():
    told = {
        f"{each.module}.{each.name}": f"{each.label} {each.doc.partition('Source')[0]}"
        for calculator in calculators().values()
        for each in calculator.rows
    }
    assert {name: text for name, text in told.items() if COUNTRY.search(text)} == {}


def test_the_search_finds_what_it_looks_for(tmp_path):
    path = tmp_path / "module.py"
    path.write_text('"""Japan."""\nUNIT = "GJPY_2024"\ndef aegis_cost(msdf_crew):\n    return msdf_crew\n')
    found = {word for word in words_of(path) if COUNTRY.search(word.replace("_", " "))}
    assert found == {"GJPY_2024", "aegis_cost", "msdf_crew"}
