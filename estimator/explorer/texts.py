"""The texts of the page: written in its scripts as T("…"), said in the page's language by the project's catalogue."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from estimator.language import Speaker

HERE: Final = Path(__file__).parent
ENGINE, DRAWING = ("engine",), ("draws", "worker")
PAGE: Final = (
    "elements",
    "numbers",
    "state",
    "values",
    "charts",
    "figures",
    "answer",
    "levers",
    "assumptions",
    "changes",
    "pinned",
    "questions",
    "trace",
    "uncertainty",
    "saving",
    "main",
)
"""The scripts of the page in the order in which they stand; engine and draws also run in the worker."""
TEXT: Final = re.compile(r'\bT\(\s*("(?:[^"\\]|\\.)*")')


@cache
def script(name: str) -> str:
    """One of the page's files."""
    return (HERE / "script" / f"{name}.js").read_text(encoding="utf-8")


def scripts(names: Iterable[str]) -> str:
    """Several files as one text."""
    return "\n".join(map(script, names))


def style() -> str:
    """The style sheet."""
    return (HERE / "script" / "page.css").read_text(encoding="utf-8")


def texts_of_page() -> list[str]:
    """Every text that the scripts say, each once."""
    found = (json.loads(each) for name in (*ENGINE, *DRAWING, *PAGE) for each in TEXT.findall(script(name)))
    return list(dict.fromkeys(found))


def said(speaker: Speaker | None) -> Mapping[str, str]:
    """The texts in the page's language; none for English, in which they are written."""
    return {text: speaker.say(text) for text in texts_of_page()} if speaker else {}
