"""`estimator new calculator`: what it writes works at once, and it writes nowhere but in a checkout of the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from estimator.calculators.skeletons import next_steps, write_calculator_skeleton
from estimator.errors import InputError
from estimator.pack import write_option_skeleton, write_pack_skeleton

ROOT = Path(__file__).parents[2]
ELEMENT = """
[element.posts]
calculator = "radar_post"

[element.posts.from]
procurement_contract_years = "contract.equipment_years"
upkeep_contract_years = "contract.maintenance_years"

[element.posts.set]
quantity = { label = "Posts", value = 3, unit = "unit", source = "judgement", grade = "C" }
orders_per_year = { label = "Orders a year", value = 1, unit = "unit / year", source = "judgement", grade = "C" }
first_order_year = { label = "First order", value = 2026, unit = "year", source = "judgement", grade = "C" }
lead_time = { label = "From order to delivery", value = 2, unit = "year", source = "judgement", grade = "C" }
service_life = { label = "Life of one", value = 20, unit = "year", source = "judgement", grade = "C" }
availability = { label = "Share of the year up", value = 75, unit = "%", source = "judgement", grade = "C" }

[element.posts.set.unit_price]
label = "Price of one post"
value = 4
unit = "MCRN_2024 / unit"
basis = "estimate"
source = "judgement"
grade = "C"

[element.posts.set.upkeep_price]
label = "Upkeep of one post"
value = 1
unit = "MCRN_2024 / unit / year"
basis = "estimate"
source = "judgement"
grade = "C"
"""


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder, caches left out."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The folders of a checkout that a calculator is written into, without their files."""
    root = tmp_path / "checkout"
    for folder in ("estimator/calculators/elements", "tests/calculators/elements", "assumptions/norland/options"):
        (root / folder).mkdir(parents=True)
    (root / "pyproject.toml").write_text("[project]\n")
    (root / "assumptions" / "norland" / "pack.toml").write_text("[pack]\n")
    return root


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, as far as a calculator needs it, in which one has been written by the command."""
    root = tmp_path_factory.mktemp("copy")
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "estimator", root / "estimator", ignore=caches)
    shutil.copy(ROOT / "pyproject.toml", root)
    (root / "tests" / "calculators" / "elements").mkdir(parents=True)
    done = inside(root, "estimator", "new", "calculator", "radar_post")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert done.stderr.strip() == next_steps("radar_post")
    return root


def inside(root: Path, *module: str, cwd: str = "") -> subprocess.CompletedProcess[str]:
    """Run a module of Python on the program of a copy."""
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=root / cwd, env=environment, capture_output=True, text=True, check=False)


WRITTEN = ("estimator/calculators/elements/radar_post.py", "tests/calculators/elements/test_radar_post.py")


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", *WRITTEN),
        ("ruff", "format", "--check", *WRITTEN),
        ("mypy", WRITTEN[0], "--follow-imports", "silent"),
        ("pytest", "-q", "-p", "no:cacheprovider", WRITTEN[1]),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_what_is_written_passes_what_the_project_asks_of_its_code(copy: Path, command: tuple[str, ...]) -> None:
    done = inside(copy, *command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_pack_that_uses_the_new_calculator_passes_its_check(copy: Path, tmp_path: Path) -> None:
    pack = tmp_path / "norland"
    write_pack_skeleton(pack)
    path = write_option_skeleton(pack, "radar_posts")
    path.write_text(path.read_text(encoding="utf-8").replace('"?"', '"radar"') + ELEMENT, encoding="utf-8")
    done = inside(copy, "estimator", "check", str(pack))
    assert done.returncode == 0, done.stderr
    assert "3 options" in done.stdout
    # three posts are up three quarters of the year
    shown = inside(copy, "estimator", "show", "radar_posts.posts.able_to_work", "-p", str(pack))
    assert "2.25" in shown.stdout, shown.stdout + shown.stderr


def test_a_new_calculator_overwrites_nothing(copy: Path) -> None:
    before = contents(copy)
    done = inside(copy, "estimator", "new", "calculator", "radar_post")
    assert done.returncode == 2
    assert "there is a calculator of that name" in done.stderr
    assert contents(copy) == before


@pytest.mark.parametrize("path", WRITTEN)
def test_a_file_that_is_there_is_left_alone(checkout: Path, path: str) -> None:
    (checkout / path).write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        write_calculator_skeleton("radar_post", checkout, checkout)
    assert [each.name for each in checkout.rglob("*radar*")] == [Path(path).name]
    assert (checkout / path).read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fleet", 'in a pack write calculator = "fleet"'),
        ("budget", "there is a calculator of that name"),
        ("payments", "taken by a module or a folder"),
        ("shared", "taken by a module or a folder"),
        ("skeleton", "taken by a module or a folder"),
        ("lambda", "reserved"),
        ("year", "reserved"),
        ("list", "reserved"),
        ("queue", "reserved"),
        ("pytest", "reserved"),
        ("aux", "Windows"),
        ("con", "Windows"),
        ("com1", "cell address"),
        ("f35", "cell address"),
        ("Radar", "lower-case"),
        ("radar-post", "lower-case"),
        ("../radar", "lower-case"),
        ("", "lower-case"),
        ("radar\n", "lower-case"),
        ("x" * 61, "at most 60"),
        ("x" * 5000, "at most 60"),
        ("레이더", "lower-case"),
    ],
)
def test_an_illegal_or_taken_name_is_refused_and_nothing_written(checkout: Path, name: str, words: str) -> None:
    before = contents(checkout)
    with pytest.raises(InputError, match=words) as caught:
        write_calculator_skeleton(name, checkout, checkout)
    assert "Nothing was written; choose another name" in str(caught.value)
    assert contents(checkout) == before


def test_the_longest_name_still_gives_lines_that_fit(checkout: Path) -> None:
    for path in write_calculator_skeleton("x" * 60, checkout / "tests", checkout):
        assert all(len(line) <= 120 for line in path.read_text(encoding="utf-8").splitlines())


def test_an_installed_program_says_where_a_calculator_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        write_calculator_skeleton("radar_post", tmp_path, tmp_path)
    assert "this estimator is installed without its sources" in str(caught.value)
    assert "checkout of the project" in str(caught.value)
    assert "estimator new option NAME" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_folder_elsewhere_is_refused(checkout: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Change to the checkout first") as caught:
        write_calculator_skeleton("radar_post", tmp_path, checkout)
    assert str(checkout) in str(caught.value)
    assert not list(checkout.rglob("*radar*"))


@pytest.mark.parametrize("folder", ["assumptions/norland", "assumptions/norland/options"])
def test_the_folder_of_a_pack_is_refused_since_packs_hold_no_code(checkout: Path, folder: str) -> None:
    with pytest.raises(InputError, match="packs hold numbers and no code") as caught:
        write_calculator_skeleton("radar_post", checkout / folder, checkout)
    assert "estimator new option NAME" in str(caught.value)
    assert not list(checkout.rglob("*radar*"))
