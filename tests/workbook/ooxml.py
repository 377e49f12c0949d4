"""A workbook held against the schemas of the Open XML SDK by an independent validator, less what is waived."""

from __future__ import annotations

import tomllib
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator
from openxml_audit.errors import ValidationError

WAIVERS = Path(__file__).with_name("ooxml_waivers.toml")
Waiver = dict[str, str]


def waivers() -> list[Waiver]:
    """The waivers with their reasons."""
    return tomllib.loads(WAIVERS.read_text(encoding="utf-8")).get("waiver", [])


def found(path: Path) -> list[ValidationError]:
    """Everything the validator objects to, warnings as well, for the oldest Excel that we promise to serve."""
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2016, max_errors=0)
    return list(validator.validate(str(path)).errors)


def waived(finding: ValidationError, waiver: Waiver) -> bool:
    """True if a waiver covers a finding."""
    chosen = finding.id == waiver["id"] if "id" in waiver else waiver["says"] in finding.description
    return chosen and finding.part_uri.startswith(waiver.get("part", ""))


def unwaived(path: Path) -> list[str]:
    """The findings that no waiver covers."""
    known = waivers()
    return [str(each) for each in found(path) if not any(waived(each, waiver) for waiver in known)]
