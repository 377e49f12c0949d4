"""What stands in the files of a pack and could not be read, so that what refers to it is no second mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in a pack's files and could not be read: ids whose tables are wrong, and files.

    What refers to one of these is no second mistake.
    """

    ids: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()

    @property
    def hides_assumptions(self) -> bool:
        """True if a file of assumptions for the whole pack cannot be read: any name may stand in it."""
        return any("/" not in file for file in self.files)

    def may_hold(self, id: str) -> bool:
        """True for an id that stands in the files, or may stand in one that cannot be read."""
        return id in self.ids or any(id.startswith(f"{file.rpartition('/')[2][:-5]}.") for file in self.files)

    def may_supply(self, name: str) -> bool:
        """True for an argument that an id with this last word may supply."""
        return self.hides_assumptions or any(id.endswith(f".{name}") for id in self.ids)
