"""Where each key of a TOML file stands.

`tomllib` says a line only for a syntax error, so this scanner reads the text a second time and notes the line of
every table, key and array element. It runs before `tomllib` and stops at what it does not understand (there
`tomllib` reports the error); what is nested without reason it refuses, since `tomllib` would take very long over it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from contextlib import suppress
from typing import Final

Path = tuple[str | int, ...]
DEEPEST: Final = 12

_SPACE = re.compile(r"[ \t]*")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*+")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|[A-Za-z0-9_-]++')
_TEXT = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'', re.DOTALL)
_PLAIN = re.compile(r"[^\s,\]}#=\"'\[{][^,\]}\n#]*")
_LINE = re.compile(r'([A-Za-z0-9_-]++)[ \t]*=[ \t]*(?:"[^"\\\n]*+"|[^\s,\]}#="\'\[{][^,\]}\n#]*)[ \t]*\n')
"""A line with one key of one word and one value without escapes: most lines of a pack are no more."""


class TooDeep(Exception):
    """Keys or values nested more than `DEEPEST` levels; `line` says where."""

    def __init__(self, line: int) -> None:
        """Remember the line."""
        super().__init__(f"nested more than {DEEPEST} levels")
        self.line = line


class _Lost(Exception):
    """The text is no TOML from here on."""


def positions(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element, by its path from the top of the file.

    `("element", "ships", "set")` is a key's path; an element of an array adds its number. Raises TooDeep.
    """
    scanner = _Scanner(text)
    with suppress(_Lost):
        scanner.scan()
    return scanner.found


class _Scanner:
    """One pass over the text; `at` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.tables_in: dict[Path, int] = {}
        self.newlines = [found.start() for found in re.finditer("\n", text)]

    def line(self) -> int:
        return bisect_right(self.newlines, self.at - 1) + 1

    def skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def take(self, what: re.Pattern[str]) -> str:
        found = what.match(self.text, self.at)
        if not found:
            raise _Lost
        self.at = found.end()
        return found[0]

    def next_is(self, word: str) -> bool:
        return self.text.startswith(word, self.at)

    def expect(self, word: str) -> None:
        if not self.next_is(word):
            raise _Lost
        self.at += len(word)

    def scan(self) -> None:
        table: Path = ()
        while True:
            self.skip(_BLANK)
            if self.at >= len(self.text):
                return
            if self.next_is("["):
                table = self.header()
            elif len(table) < DEEPEST and (found := _LINE.match(self.text, self.at)):
                self.found.setdefault((*table, found[1]), self.line())
                self.at = found.end()
            else:
                self.pair(table)

    def header(self) -> Path:
        line, many = self.line(), self.next_is("[[")
        self.at += 2 if many else 1
        self.skip(_SPACE)
        words = self.key()
        self.expect("]]" if many else "]")
        path: Path = ()
        for word in words[:-1]:
            path = self.inside((*path, word), line)
        path = (*path, words[-1])
        self.found.setdefault(path, line)
        if many:
            self.tables_in[path] = self.tables_in.get(path, -1) + 1
            self.found[(*path, self.tables_in[path])] = line
        return self.inside(path, line)

    def inside(self, path: Path, line: int) -> Path:
        """The path itself, or the last table of an array of tables."""
        self.found.setdefault(path, line)
        return (*path, self.tables_in[path]) if path in self.tables_in else path

    def key(self) -> list[str]:
        """A key of one or more words joined by dots, and the space after it."""
        words = [_word(self.take(_KEY))]
        self.skip(_SPACE)
        while self.next_is("."):
            self.at += 1
            self.skip(_SPACE)
            words.append(_word(self.take(_KEY)))
            self.skip(_SPACE)
            if len(words) > DEEPEST:
                raise TooDeep(self.line())
        return words

    def pair(self, table: Path) -> None:
        line = self.line()
        path = table
        for word in self.key():
            path = (*path, word)
            self.found.setdefault(path, line)
        self.expect("=")
        self.skip(_SPACE)
        self.value(path)

    def value(self, path: Path) -> None:
        if len(path) > DEEPEST:
            raise TooDeep(self.line())
        if self.next_is("["):
            self.array(path)
        elif self.next_is("{"):
            self.inline_table(path)
        elif self.next_is('"') or self.next_is("'"):
            self.take(_TEXT)
        else:
            self.take(_PLAIN)

    def array(self, path: Path) -> None:
        self.expect("[")
        self.skip(_BLANK)
        number = 0
        while not self.next_is("]"):
            self.found[(*path, number)] = self.line()
            self.value((*path, number))
            self.skip(_BLANK)
            if not self.next_is("]"):
                self.expect(",")
                self.skip(_BLANK)
            number += 1
        self.expect("]")

    def inline_table(self, path: Path) -> None:
        self.expect("{")
        self.skip(_SPACE)
        while not self.next_is("}"):
            self.pair(path)
            self.skip(_SPACE)
            if not self.next_is("}"):
                self.expect(",")
                self.skip(_SPACE)
        self.expect("}")


def _word(written: str) -> str:
    """A key without its quotes and escapes."""
    if written[0] == "'":
        return written[1:-1]
    if written[0] != '"':
        return written
    try:
        return str(tomllib.loads(f"word = {written}")["word"])
    except tomllib.TOMLDecodeError:
        raise _Lost from None
