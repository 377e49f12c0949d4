"""Imports run downward only, and each outside library lives in one folder."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "estimator"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Lower numbers may not import higher ones; equal numbers of different folders do not know one another.
LEVELS = {
    "errors": 0, "names": 0, "units": 0, "files": 0, "pack": 1, "language": 2, "expression": 2, "calculators": 3,
    "model": 4, "evaluation": 5, "workbook": 5, "explorer": 5, "analysis": 6, "report": 7, "api": 8, "cli": 9,
}  # fmt: skip

# Each outside library and the only parts that may import it.
HOMES = {
    "pint": {"units"},
    "openpyxl": {"workbook"},
    "defusedxml": {"workbook"},
    "ironcalc": {"workbook"},
    "tomllib": {"pack"},
    "tomlkit": {"pack"},
    "scipy": {"analysis"},
    "dask": {"analysis"},
    "distributed": {"analysis"},
    "pyarrow": {"analysis"},
    "numba": {"evaluation"},
    "pandas": {"api"},
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "numpy": {"expression", "calculators", "evaluation", "workbook", "analysis"},
}
HEAVY = {
    "dask", "distributed", "numba", "pyarrow", "pint", "openpyxl", "ironcalc", "scipy", "pandas", "numpy", "rich",
    "tomlkit",
}  # fmt: skip


def part_of(path):
    """The part of the program that a file belongs to: `pack`, `cli`, `api`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path, top_level_only=False):
    """Every module that a file imports, relative imports refused, `TYPE_CHECKING` blocks left out."""
    found = []
    nodes = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
        elif not (top_level_only and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            nodes += list(ast.iter_child_nodes(node))
    return found


def parts_imported(path):
    """The parts of the program that a file imports, its own left out."""
    words = [name.split(".") for name in imports_of(path)]
    parts = {each[1] for each in words if each[0] == "estimator" and len(each) > 1}
    return parts - {part_of(path), "__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_below_it(path):
    if path == PACKAGE / "__init__.py":
        return
    own = LEVELS[part_of(path)]
    upward = {part for part in parts_imported(path) if LEVELS[part] >= own and own > 0}
    assert not upward, f"{part_of(path)} may not import {sorted(upward)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_outside_library_lives_in_one_folder(path):
    outside = {name.split(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - {"estimator"}
    outside |= {name.split(".")[0] for name in imports_of(path)} & {"tomllib"}
    wrong = {name for name in outside if part_of(path) not in HOMES.get(name, set())}
    assert not wrong, f"{part_of(path)} may not import {sorted(wrong)}"


@pytest.mark.parametrize(
    "path",
    [PACKAGE / "__init__.py", PACKAGE / "units.py", *sorted((PACKAGE / "cli").glob("*.py"))],
    ids=lambda path: path.name,
)
def test_nothing_heavy_is_imported_before_it_is_used(path):
    early = {name.split(".")[0] for name in imports_of(path, top_level_only=True)}
    assert not early & HEAVY
    if part_of(path) == "cli":
        parts = {name.split(".")[1] for name in imports_of(path, top_level_only=True) if name.startswith("estimator.")}
        assert parts <= {"cli", "errors", "__version__"}


def _module_name(path):
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def test_no_module_imports_itself_through_others():
    names = {_module_name(path): path for path in MODULES}
    graph = {name: {_known(each, names) for each in imports_of(path)} - {None, name} for name, path in names.items()}
    done = set()

    def visit(name, chain):
        assert name not in chain, " → ".join((*chain, name))
        if name not in done:
            for each in sorted(graph[name]):
                visit(each, (*chain, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def _known(name, names):
    """The module that an imported name stands in: itself, or what it is imported from."""
    found = name if name in names else name.rpartition(".")[0]
    return found if found in names and found != "estimator" else None
