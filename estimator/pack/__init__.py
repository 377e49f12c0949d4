"""Data in: the files of a pack, read, checked and layered. Nothing here computes a cost."""

from __future__ import annotations

from estimator.pack.layers.applied import apply, apply_scenarios, later_than_known, without_layers
from estimator.pack.layers.overrides_file import with_scenario_file, with_scenario_files
from estimator.pack.layers.settings_text import parse_setting, parse_settings, targets_of, without_effect
from estimator.pack.reading.files import default_folder, read_texts, shipped_pack, shipped_packs
from estimator.pack.reading.json_schema import json_schema
from estimator.pack.reading.reader import read_files, read_pack
from estimator.pack.skeletons import (
    copy_pack,
    write_bare_pack,
    write_option_skeleton,
    write_pack_skeleton,
    write_system_skeleton,
)

__all__ = [
    "apply",
    "apply_scenarios",
    "copy_pack",
    "default_folder",
    "json_schema",
    "later_than_known",
    "parse_setting",
    "parse_settings",
    "read_files",
    "read_pack",
    "read_texts",
    "shipped_pack",
    "shipped_packs",
    "targets_of",
    "with_scenario_file",
    "with_scenario_files",
    "without_effect",
    "without_layers",
    "write_bare_pack",
    "write_option_skeleton",
    "write_pack_skeleton",
    "write_system_skeleton",
]
