"""Text of packs and workbooks inside Markdown: it shows as it is, whatever it looks like.

A label may begin with `**`, hold a link, a picture, HTML or a line break; none of it becomes one. Escapes are those of
CommonMark and of GitHub's tables; ids such as `gdp_share` stay readable, since an underscore within a word is plain.
"""

from __future__ import annotations

import re
from typing import Final

from estimator.visible import visible_line

MARKS: Final = re.compile(r"[\\`*\[\]|~]|(?<![^\W_])_|_(?![^\W_])")
ENTITY: Final = re.compile(r"&(?=#?\w+;)")
AT_START: Final = re.compile(r"#{1,6}(?=\s|\Z)|[-+](?=\s|\Z)|[-=](?=[-=\s]*\Z)|>")
NUMBERED: Final = re.compile(r"(\d{1,9})([.)])(?=\s|\Z)")


def escaped(text: str) -> str:
    r"""The text on one line, as `\*\*bold\*\*` for `**bold**`, fit for a paragraph, a heading, a list or a cell."""
    plain = MARKS.sub(r"\\\g<0>", " ".join(visible_line(text).split()))
    plain = ENTITY.sub("&amp;", plain).replace("<", "&lt;")
    plain = AT_START.sub(r"\\\g<0>", plain, count=1) if AT_START.match(plain) else plain
    return NUMBERED.sub(r"\1\\\2", plain, count=1) if NUMBERED.match(plain) else plain


def bold(text: str) -> str:
    """A text in bold; nothing for an empty one."""
    made = escaped(text)
    return f"**{made}**" if made else ""


def slanted(text: str) -> str:
    """A text in italics; nothing for an empty one."""
    made = escaped(text)
    return f"*{made}*" if made else ""
