"""Packs for tests: a small good one in `tests/bad_packs/_good`, and that with some files changed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

BAD_PACKS = Path(__file__).resolve().parents[1] / "bad_packs"
GOOD = BAD_PACKS / "_good"
CALCULATORS = ("fleet", "site", "unit")


def good_pack(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """A copy of the good pack in a folder; `changes` maps files to their new text."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    for name, text in (changes or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


def bad_pack(name: str, folder: Path) -> Path:
    """The good pack with the files of a bad one laid over it."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    ignored = shutil.ignore_patterns("expected.txt")
    shutil.copytree(BAD_PACKS / name, folder, dirs_exist_ok=True, ignore=ignored)
    return folder


def bad_pack_names() -> list[str]:
    """Every kind of mistake, one folder each."""
    return sorted(each.name for each in BAD_PACKS.iterdir() if each.is_dir() and not each.name.startswith("_"))
