"""What the checks of one table need to know about the rest of the pack, while its files are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from estimator.pack.positions import Path
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings
from estimator.pack.records import Assumption, Group, Place, Settings


@dataclass
class Context:
    """What the checks of a table need to know about the rest of the pack.

    `places` holds every id, also of tables with mistakes; `stand_ins` takes the place of those whose unit is known, so
    that the rows reading them can be checked all the same. `broken` holds the names of files that could not be parsed,
    whose ids are not known: nothing that refers to them is a second mistake.
    """

    findings: Findings
    settings: Settings | None
    sources: Mapping[str, Any]
    nouns: tuple[str, ...] = ()
    broken: Collection[str] = ()
    made: dict[str, Assumption] = field(default_factory=dict)
    stand_ins: dict[str, Assumption] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    growths: list[tuple[str, Document, Path]] = field(default_factory=list)

    def knows(self, full_id: str) -> bool:
        """True for the id of an assumption, or one that may stand in a file with a syntax error."""
        return full_id in self.places or full_id.split(".")[0] in self.broken
