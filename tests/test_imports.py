"""Imports run downward only, and each outside library lives in one folder."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "estimator"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The floors of the house from the ground up: a module imports only what stands on lower floors. Parts that share a
# floor do not know one another, save on the ground.
FLOORS = (
    ("errors", "names", "units", "files", "visible", "cache", "overwriting"),
    ("pack",),
    ("expression", "language"),
    ("calculators",),
    ("model",),
    ("evaluation",),
    ("display",),
    ("analysis",),
    ("report",),
    ("workbook", "explorer"),
    ("returned",),
    ("api",),
    ("cli",),
    ("__main__",),
)
LEVELS = {part: level for level, parts in enumerate(FLOORS) for part in parts}

# The rooms of a part in the order of its own floors; "" are the modules that stand in the part itself.
ROOMS = {
    "analysis": ("standing", "differences", "draws", "questions"),
    "calculators": ("", "shared", "prices", "pack", "elements", "option"),
    "model": ("", "needs"),
    "pack": ("", "reading", "layers"),
    "report": ("", "words", "answers", "standards", "screen", "memo"),
    "workbook": ("cells", "plan", "sheets", "file", ""),
    "returned": ("file", "reader", "", "lint"),
}

# Each outside library and the only rooms that may import it.
HOMES = {
    "pint": {"units"},
    "openpyxl": {"workbook/file"},
    "defusedxml": {"returned/file"},
    "ironcalc": {"returned/file"},
    "tomllib": {"pack"},
    "tomlkit": {"pack"},
    "scipy": {"analysis"},
    "dask": {"analysis"},
    "distributed": {"analysis"},
    "pyarrow": {"analysis"},
    "matplotlib": {"report/memo"},
    "docx": {"report/memo"},
    "numba": {"evaluation"},
    "pandas": {"api"},
    "typer": {"cli"},
    "rich": {"cli", "report"},
    "numpy": {"expression", "calculators", "evaluation", "workbook", "analysis"},
}
MOST_MODULES = 21
HEAVY = {
    "dask",
    "distributed",
    "numba",
    "pyarrow",
    "pint",
    "openpyxl",
    "ironcalc",
    "scipy",
    "pandas",
    "numpy",
    "rich",
    "tomlkit",
}


def words_of(path):
    """The folders of a module and its own name, from the package on."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def part_of(path):
    """The part of the program that a file belongs to: `pack`, `cli`, `api`."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path, top_level_only=False, typing_too=True):
    """Every module that a file imports; relative imports are refused."""
    found = []
    nodes = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING" and not typing_too:
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


def room_of(words):
    """The place of a module among the rooms of its part, from its words without the package."""
    rooms = ROOMS[words[0]]
    return rooms.index(words[1] if len(words) > 1 and words[1] in rooms else "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_stands_below_it(path):
    if path == PACKAGE / "__init__.py":
        return
    own = LEVELS[part_of(path)]
    upward = {part for part in parts_imported(path) if LEVELS[part] >= own and own > 0}
    assert not upward, f"{part_of(path)} may not import {sorted(upward)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_no_room_above_it(path):
    words = words_of(path)
    if words[0] not in ROOMS or path.name == "__init__.py":
        return
    inside = [name.split(".")[1:] for name in imports_of(path) if name.startswith(f"estimator.{words[0]}.")]
    upward = {".".join(each) for each in inside if len(each) > 1 and room_of(each) > room_of(words)}
    assert not upward, f"{'/'.join(words)} may not import {sorted(upward)}"


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=lambda path: path.name)
def test_a_room_holds_few_modules_and_its_door_says_what_lives_there(folder):
    assert len(list(folder.glob("*.py"))) - 1 <= MOST_MODULES
    text = (folder / "__init__.py").read_text(encoding="utf-8")
    assert (ast.get_docstring(ast.parse(text)) or "").split("\n", 1)[0].endswith(".")


def test_the_rooms_named_here_are_there():
    for part, rooms in ROOMS.items():
        there = {path.parent.name for path in (PACKAGE / part).glob("*/__init__.py")}
        assert set(rooms) - {""} == there


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_outside_library_lives_in_one_folder(path):
    outside = {name.split(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - {"estimator"}
    outside |= {name.split(".")[0] for name in imports_of(path)} & {"tomllib"}
    where = path.relative_to(PACKAGE).with_suffix("").as_posix()
    wrong = {name for name in outside if not _lives_in(where, HOMES.get(name, set()))}
    assert not wrong, f"{where} may not import {sorted(wrong)}"


def _lives_in(where, homes):
    return any(where == home or where.startswith(f"{home}/") for home in homes)


@pytest.mark.parametrize(
    "path",
    [PACKAGE / "__init__.py", PACKAGE / "units.py", *sorted((PACKAGE / "cli").glob("*.py"))],
    ids=lambda path: path.name,
)
def test_nothing_heavy_is_imported_before_it_is_used(path):
    early = {name.split(".")[0] for name in imports_of(path, top_level_only=True, typing_too=False)}
    assert not early & HEAVY
    if part_of(path) == "cli":
        names = imports_of(path, top_level_only=True, typing_too=False)
        parts = {name.split(".")[1] for name in names if name.startswith("estimator.")}
        assert parts <= {"cache", "cli", "errors", "files", "visible", "__version__"}


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
