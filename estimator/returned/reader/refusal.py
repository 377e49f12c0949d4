"""A cell of a workbook that came back and cannot be used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be used: where, what it holds, and what to do."""

    cell: str
    what: str
    hint: str

    def __str__(self) -> str:
        """`Assumptions!D6: holds TRUE; type a plain number`."""
        return f"{self.cell}: {self.what}; {self.hint}"
