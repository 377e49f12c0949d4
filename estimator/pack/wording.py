"""How paths and values of a file are shown in a message."""

from __future__ import annotations

import json
from typing import Final

from estimator.pack.positions import Path

LONGEST_SHOWN: Final = 70
HUGE: Final = 10**30
OPEN: Final = "?"
"""What stands in a file where somebody has yet to write something: such a place refuses to compute."""

TUTORIAL: Final = "docs/tutorial.md"
GUIDE: Final = "docs/guide.md"
"""Where a reader of a message finds how a case is made, and how to think of one."""


def dotted(path: Path) -> str:
    """A path as a TOML key: `element.ships.set.stations`, with quotes where TOML needs them."""
    return ".".join(str(part) if isinstance(part, int) else _quoted(part) for part in path)


def _quoted(word: str) -> str:
    plain = word.replace("_", "").replace("-", "")
    return word if plain.isascii() and plain.isalnum() else shown(word)


def shown(value: object) -> str:
    """A value as TOML writes it, shortened."""
    if isinstance(value, dict):
        text = "{ " + ", ".join(f"{_quoted(str(key))} = {shown(each)}" for key, each in list(value.items())[:4]) + " }"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(shown(each) for each in value[:8]) + "]"
    elif isinstance(value, bool | str):
        text = json.dumps(value[:200] if isinstance(value, str) else value, ensure_ascii=False)
    elif isinstance(value, int):
        text = str(value) if abs(value) < HUGE else "a huge number"
    else:
        text = f"{value:.15g}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
