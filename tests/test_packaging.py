"""What an installed estimator carries."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_folder_of_the_program_is_packaged():
    folders = {path.parent for path in (ROOT / "estimator").rglob("*.py")}
    names = {".".join(folder.relative_to(ROOT).parts) for folder in folders}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == names | {"estimator_assumptions"}


def test_every_folder_of_the_program_is_a_package():
    folders = {path.parent for path in (ROOT / "estimator").rglob("*.py")}
    assert all((folder / "__init__.py").is_file() for folder in folders)


def test_the_version_stands_once_in_the_program_and_once_in_the_package():
    import estimator

    assert PROJECT["project"]["version"] == estimator.__version__
