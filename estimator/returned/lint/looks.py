"""How cells and lights look, for the lint: colours, the named style, and whether text breaks into lines.

Colours are six digits, red, green and blue; a colour of the user's theme, which only their program knows, has a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from estimator.returned.file.attributes import whole
from estimator.returned.file.package import MAIN, MOST_STYLES, Package

BLACK, WHITE, NONE = "000000", "FFFFFF", ""
OF_THEME: Final = {"0": WHITE, "1": BLACK}
OF_INDEX: Final = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}
YES: Final = ("1", "true")
UNTINTED: Final = ("0", "0.0")


@dataclass(frozen=True, slots=True)
class Colors:
    """The colour of letters, and the one behind them; none where the cell has no fill."""

    ink: str
    ground: str

    def __str__(self) -> str:
        """`0000FF on FFF9D6`."""
        return " on ".join(filter(None, (self.ink, self.ground)))


@dataclass(frozen=True, slots=True)
class Look:
    """One style of cells."""

    colors: Colors
    wraps: bool
    named: str


PLAIN: Final = Look(Colors(BLACK, NONE), False, "")


def looks_of(package: Package) -> tuple[Look, ...]:
    """The looks of cells by the number of their style."""
    if package.styles is None:
        return ()
    inks = [_ink(each) for each in _parts(package.styles, "fonts")]
    grounds = [_ground(each.find(f"{MAIN}patternFill")) for each in _parts(package.styles, "fills")]
    names = {each.get("xfId", ""): each.get("name", "") for each in _parts(package.styles, "cellStyles")}
    return tuple(_look(each, inks, grounds, names) for each in _parts(package.styles, "cellXfs"))


def lights_of(package: Package) -> tuple[Colors, ...]:
    """The colours of conditional formats by number; an ink or a ground that one leaves as it is, is none."""
    found = [] if package.styles is None else _parts(package.styles, "dxfs")
    return tuple(Colors(_ink(each.find(f"{MAIN}font"), NONE), _lit(each.find(f"{MAIN}fill"))) for each in found)


def _parts(styles: Any, name: str) -> list[Any]:
    found = styles.find(f"{MAIN}{name}")
    return [] if found is None else list(found)


def _look(style: Any, inks: list[str], grounds: list[str], names: dict[str, str]) -> Look:
    alignment = style.find(f"{MAIN}alignment")
    ink, ground = (
        _at(each, style.get(id), otherwise)
        for each, id, otherwise in ((inks, "fontId", BLACK), (grounds, "fillId", NONE))
    )
    wraps = alignment is not None and alignment.get("wrapText") in YES
    return Look(Colors(ink, ground), wraps, names.get(style.get("xfId", ""), ""))


def _at(found: list[str], number: str | None, otherwise: str) -> str:
    place = whole(number, 0, MOST_STYLES)
    return found[place] if place is not None and place < len(found) else otherwise


def _ink(font: Any, otherwise: str = BLACK) -> str:
    return otherwise if font is None else _color(font.find(f"{MAIN}color"), otherwise)


def _ground(fill: Any) -> str:
    """The colour of a fill; a white one is none."""
    if fill is None or fill.get("patternType", "none") != "solid":
        return NONE
    found = _color(fill.find(f"{MAIN}fgColor"), NONE)
    return NONE if found == WHITE else found


def _lit(fill: Any) -> str:
    """The ground of a conditional format, which other programs call its background."""
    found = None if fill is None else fill.find(f"{MAIN}patternFill")
    return NONE if found is None else next(filter(None, _backgrounds(found)), NONE)


def _backgrounds(fill: Any) -> Iterator[str]:
    for name in ("bgColor", "fgColor"):
        yield _color(fill.find(f"{MAIN}{name}"), NONE)


def _color(element: Any, otherwise: str) -> str:
    if element is None or element.get("auto") in YES:
        return otherwise
    if rgb := element.get("rgb"):
        return str(rgb)[-6:].upper()
    if theme := element.get("theme"):
        plain = OF_THEME.get(theme) if element.get("tint", "0") in UNTINTED else None
        return plain or f"theme colour {theme[:3]}"
    index = element.get("indexed", "64")
    return OF_INDEX.get(index, f"colour {index[:3]}") if index != "64" else otherwise
