"""Texts and decisions that many rows share, each listed once; a row holds its place in the list."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from estimator.display.decision import Shown
from estimator.display.unit_words import in_words_of_file, money_words
from estimator.language import Speaker
from estimator.pack.nouns import plural
from estimator.pack.records import Settings

Document = dict[str, object]
OKU, BILLIONS_SAID = "億円", "十億円"
BILLIONS: Final = ("¥", " bn")
TIMES: Final = 10.0
COUNTED = ("people", "measure")
COLON, WIDE_COLON = ": ", "："


@dataclass
class Listed:
    """Distinct things in the order in which they came. State: their places."""

    places: dict[Hashable, int] = field(default_factory=dict)

    def place(self, thing: Hashable) -> int:
        """The place of a thing, a new one if it is new."""
        return self.places.setdefault(thing, len(self.places))

    def all(self) -> list[Hashable]:
        """The list."""
        return list(self.places)


@dataclass
class Telling:
    """Says texts in the page's language, and lists what rows share."""

    settings: Settings
    speaker: Speaker | None
    labels: Listed = field(default_factory=Listed)
    notes: Listed = field(default_factory=Listed)
    shown: Listed = field(default_factory=Listed)
    units: dict[str, list[str]] = field(default_factory=dict)

    @property
    def say(self) -> Callable[[str], str]:
        """A text in the page's language."""
        return self.speaker.say if self.speaker else str

    def label(self, text: str) -> int:
        """The place of a label."""
        return self.labels.place(self.say(text))

    def joined(self, parts: Sequence[str]) -> int:
        """The place of several labels as one."""
        return self.labels.place((COLON if self.speaker is None else WIDE_COLON).join(map(self.say, parts)))

    def note(self, text: str) -> int:
        """The place of a note."""
        return self.notes.place(self.say(text) if text else "")

    def how(self, how: Shown) -> int:
        """The place of a decision how numbers are shown: kind, unit in short and in full, scale, decimals."""
        moved = self._in_oku(how)
        units = (self._unit(each, how.kind, moved is not how) for each in (how.unit, how.words))
        one = how.unit if not self.speaker and how.kind in COUNTED and how.unit.isidentifier() else ""
        return self.shown.place((moved.kind, *units, moved.scale, moved.places, one))

    def _in_oku(self, how: Shown) -> Shown:
        """Billions of yen as 億円, the unit in which Japanese counts them."""
        if not self._counts_in_oku(how):
            return how
        return replace(how, scale=how.scale / TIMES, places=max(how.places - 1, 0))

    def _counts_in_oku(self, how: Shown) -> bool:
        marks = self.speaker.catalogue.marks if self.speaker else {}
        return marks.get("money") == OKU and how.unit.startswith("¥bn") and money_words(self.settings) == BILLIONS

    def _unit(self, words: str, kind: str, moved: bool) -> str:
        if not self.speaker:
            return plural(words) if kind in COUNTED and words.isidentifier() else words
        said = self.say(words) if words else ""
        return said.replace(BILLIONS_SAID, OKU) if moved else said

    def unit(self, unit: str) -> str:
        """The unit of a pack's file, whose words the lists hold."""
        if unit not in self.units:
            words = in_words_of_file(unit, self.settings)
            self.units[unit] = [self.say(words) if words else "", self.say(unit) if words == plural(unit) else ""]
        return unit

    def document(self) -> Document:
        """The lists; of each unit of a file its words, and what one of it is called if that is another word."""
        return {"labels": self.labels.all(), "notes": self.notes.all(), "shown": self.shown.all(), "units": self.units}
