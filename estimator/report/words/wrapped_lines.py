"""Sentences joined to a paragraph and folded into lines, in languages with and without spaces between words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from estimator.visible import width_of

WIDTH = 100
NEVER_FIRST = "、。，．）」』】％：；・〜ーっゃゅょッャュョ年度兆億円案人発隻組基"


def joined_sentences(sentences: Iterable[str]) -> str:
    """Sentences as one paragraph; no space follows the Japanese full stop."""
    return "".join(each if each.endswith("。") else f"{each} " for each in sentences).rstrip()


def wrapped(text: str, width: int = WIDTH) -> str:
    """Lines of at most so many columns, broken at spaces, or between letters where the text has wide ones."""
    if width_of(text) > len(text):
        return "\n".join(folded(text, width))
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


def folded(text: str, width: int) -> list[str]:
    """Lines of a text in a language without spaces; no line starts with a mark, and no number or word is broken."""
    lines = [""]
    for part in _parts(text):
        if lines[-1] and width_of(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _parts(text: str) -> Iterator[str]:
    """What must stay on one line: a word or number, or a letter with the marks that follow it."""
    part = ""
    for letter in text:
        narrow = width_of(part[-1:]) == 1 and width_of(letter) == 1 and letter != " "
        goes_on = part[-1:] == "兆" and letter.isdigit()
        if part and not (narrow or goes_on or letter in NEVER_FIRST or part[-1:] in "（「『"):
            yield part
            part = ""
        part += letter
    if part:
        yield part
