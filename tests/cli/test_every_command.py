"""What the recipe of a command asks for is there: its line in the application, its answer, its tests."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from estimator.cli.app import app, new
from tests.cli import test_bad_input, test_markdown

ROOT = Path(__file__).parents[2]
CLI, ANSWERS, TESTS = ROOT / "estimator" / "cli", ROOT / "estimator" / "report" / "answers", Path(__file__).parent
COMMANDS = {str(each.name): each.callback for each in app.registered_commands}
SHARED_BY_ANSWERS = {"__init__", "answer", "beyond", "simulation_tables"}
MODULES = sorted(path.stem for path in CLI.glob("*.py") if path.stem not in ("__init__", "app"))


def strings(path: Path) -> set[str]:
    """The texts of a module."""
    return {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_text(node)}


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def not_reached(module: object, callbacks: set[object]) -> list[str]:
    """The functions of a module that are written as commands, with examples, and that no line makes one."""
    own = [each for _, each in inspect.getmembers(module, inspect.isfunction) if each.__module__ == module.__name__]
    return [each.__name__ for each in own if "Examples:" in (each.__doc__ or "") and each not in callbacks]


@pytest.mark.parametrize("name", MODULES)
def test_each_function_with_examples_is_a_command_of_the_application(name):
    module = importlib.import_module(f"estimator.cli.{name}")
    callbacks = {each.callback for each in (*app.registered_commands, *new.registered_commands)}
    lost = not_reached(module, callbacks)
    assert lost == [], f"give it a line in estimator/cli/app.py: {lost} of estimator/cli/{name}.py"


def test_a_function_without_its_line_is_found():
    module = importlib.import_module("estimator.cli.looking")
    assert not_reached(module, {module.show, module.trace}) == ["list_", "scenarios"]


def test_each_answer_is_named_as_its_command():
    answers = {path.stem for path in ANSWERS.glob("*.py")} - SHARED_BY_ANSWERS
    assert answers - set(COMMANDS) == set(), "name the module of estimator/report/answers/ as the command"


def test_each_command_is_run_by_a_test():
    run = set().union(*(strings(path) for path in TESTS.glob("test_*.py") if path.stem != "test_bad_input"))
    assert [name for name in COMMANDS if name not in run] == [], "run it in a test of tests/cli/"


def test_each_command_is_given_nasty_words():
    given = {shape[0] for shape in test_bad_input.SHAPES if shape}
    assert [name for name in COMMANDS if name not in given] == [], "add it to SHAPES in tests/cli/test_bad_input.py"


def test_each_command_that_writes_markdown_is_given_a_hostile_pack():
    printing = [name for name, made in COMMANDS.items() if made and "printed" in inspect.signature(made).parameters]
    given = {arguments[0] for arguments in test_markdown.ARGUMENTS} | test_markdown.NOT_TRIED
    assert [name for name in printing if name not in given] == [], "add it to ARGUMENTS in tests/cli/test_markdown.py"
