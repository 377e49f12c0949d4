"""The program stays readable: short functions, short files, a docstring on everything public."""

import ast
import statistics
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "estimator"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOT_SAYING = {"utils", "helpers", "common", "manager", "misc"}


def lengths():
    """How many lines each function takes, its docstring left out."""
    found = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                name = f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
                found[name] = (node.end_lineno or 0) - body[0].lineno + 1
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_functions_are_short():
    found = lengths()
    assert {name: lines for name, lines in found.items() if lines > 45} == {}
    assert statistics.median(found.values()) <= 10
    assert sum(lines <= 30 for lines in found.values()) >= 0.9 * len(found)


def test_no_file_has_a_name_that_says_nothing():
    assert {path.stem for path in MODULES} & NOT_SAYING == set()
