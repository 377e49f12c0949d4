"""The packs of the repository as they stand, read and wired once in a process, and their workbooks, once in a run."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from estimator import load
from estimator.api import Estimate, Result
from estimator.model import Model
from estimator.pack import shipped_pack, shipped_packs
from estimator.pack.records import Pack
from tests.once import once


@lru_cache
def shipped(pack: str = "japan") -> Estimate:
    """A pack as it was read. All that hangs on it is frozen; a test with other values puts them on top."""
    return load(pack)


@lru_cache
def wired(pack: str = "japan") -> Model:
    """Its graph with all options."""
    return shipped(pack).model()


@lru_cache
def compared(pack: str = "japan") -> Result:
    """Its comparison of all options."""
    return shipped(pack).compare()


def with_texts(language: str) -> list[str]:
    """The packs that have texts of their own in a language."""
    return sorted(name for name, folder in shipped_packs().items() if any(folder.glob(f"language/{language}*.toml")))


def in_english_alone(pack: str, folder: Path) -> Path:
    """A copy of a pack in a folder, in English alone."""
    return Path(shutil.copytree(shipped_pack(pack), folder / pack, ignore=shutil.ignore_patterns("language")))


def under(model: Model, pack: Pack) -> Model:
    """A graph with the values of its pack under scenarios or overrides, which change no row: wired no second time."""
    inputs = {id: pack.assumptions.get(id, each) for id, each in model.inputs.items()}
    return replace(model, pack=pack, inputs=inputs)


def workbook(pack: str) -> Path:
    """Its workbook as `estimator compare` writes it, for tests that only read it."""
    return once(f"{pack}.xlsx", lambda path: compared(pack).to_workbook(path))
