"""Sentences joined to a paragraph and folded into lines, in languages with and without spaces between words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from estimator.visible import width_of

WIDTH = 100
HANGING = "    "
KATAKANA_MARKS, ENDS, NARROW = "ー・", "、。，；：）」』", 24
NEVER_FIRST = "、。，．）」』】％：；・〜ーっゃゅょッャュョ"
COUNTERS = "年度兆億円案人発隻組基回倍"  # these stay with the number before them
SIZES = "千万億"  # a coin in katakana stays with its size: 百万ユーロ


def joined_sentences(sentences: Iterable[str]) -> str:
    """Sentences as one paragraph; no space follows the Japanese full stop."""
    return "".join(each if each.endswith("。") else f"{each} " for each in sentences).rstrip()


def wrapped(text: str, width: int = WIDTH) -> str:
    """Lines of at most so many columns, broken at spaces, or between letters where the text has wide ones."""
    if width_of(text) > len(text):
        return "\n".join(folded(text, width))
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


def hanging(line: str, width: int) -> str:
    """A line folded into several, those after the first set in by four more columns; no word is broken."""
    start = " " * (len(line) - len(line.lstrip(" ")))
    if width_of(line) <= width:
        return line
    room = max(NARROW, width - len(start) - len(HANGING))
    first, *rest = (
        folded(line.strip(), room)
        if width_of(line) > len(line)
        else textwrap.wrap(line.strip(), room, break_on_hyphens=False, break_long_words=False)
    )
    return "\n".join((start + first, *(start + HANGING + each for each in rest)))


def folded(text: str, width: int) -> list[str]:
    """Lines of a text in a language without spaces; no line starts with a mark, and no number or word is broken.

    A word too long for a narrow line, or for half a wide one, is broken all the same.
    """
    lines = [""]
    for part in _fitting(text, min(width, max(NARROW, width / 2))):
        if lines[-1] and width_of(lines[-1] + part.rstrip()) > width:
            lines.append("")
        lines[-1] += part
    return [line.strip() for line in lines]


def _fitting(text: str, most: float) -> Iterator[str]:
    """The words of a text, those that are too long in parts."""
    word = ""
    for part in _parts(text):
        if word and _starts_word(word[-1], part[0]):
            yield from [word] if width_of(word) <= most else _parts(word)
            word = ""
        word += part
    yield from [word] if width_of(word) <= most else _parts(word)


def _starts_word(before: str, letter: str) -> bool:
    """True where a Japanese word may begin: kanji, katakana or Latin after hiragana or a mark, or after one another.

    What is written in hiragana goes with the word before it, as endings and particles do; so does what counts a number.
    """
    one, other = _script(before), _script(letter)
    if before in SIZES and other == "katakana":
        return False
    return before in ENDS or (other != "hiragana" and one != other and not (one == "narrow" and before.isdigit()))


def _script(letter: str) -> str:
    """Hiragana, katakana, kanji, narrow letters, or marks and spaces."""
    if letter in KATAKANA_MARKS or "ァ" <= letter <= "ヺ":
        return "katakana"
    if "ぁ" <= letter <= "ゖ":
        return "hiragana"
    if letter.isalnum() and width_of(letter) > 1:
        return "kanji"
    return "narrow" if letter.isalnum() else "mark"


def _parts(text: str) -> Iterator[str]:
    """What must stay on one line: a word or number, or a letter with the marks that follow it."""
    part = ""
    for letter in text:
        narrow = width_of(part[-1:]) == 1 and width_of(letter) == 1 and letter != " "
        counted = letter in COUNTERS and (part[-1:].isdigit() or part[-1:] in tuple(COUNTERS))
        goes_on = counted or (part[-1:] == "兆" and letter.isdigit())
        if part and not (narrow or goes_on or letter in NEVER_FIRST or part[-1:] in "（「『"):
            yield part
            part = ""
        part += letter
    if part:
        yield part
