"""The pictures of a memo drawn by matplotlib, as SVG or PNG: the same bytes for the same numbers and fonts.

Labels come from packs: no text is read as mathematics, and none becomes markup. A font that has Japanese letters is
used if one is installed; an SVG names those that are usual on Windows, macOS and Linux.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Final

from estimator.errors import InputError
from estimator.report.memo.pictures import Picture
from estimator.visible import width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MISSING: Final = "a memo with charts needs matplotlib, and one for Word python-docx: pip install 'estimator[word]'"
FONTS: Final = (
    "Yu Gothic",
    "Meiryo",
    "MS Gothic",
    "Hiragino Sans",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "IPAexGothic",
    "TakaoPGothic",
    "DejaVu Sans",
)
COLORS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
STROKES: Final = ("-", "--", "-.", ":", (0, (5, 1, 1, 1)))
WIDE, ROW, LINES_HIGH, DOTS = 6.7, 0.26, 3.2, 200
INK, BAND_COLOR = "#222222", "#BBBBBB"
LONGEST: Final = 44


def svg(picture: Picture) -> str:
    """A picture as SVG text, without a clock, its texts as text. Raises InputError where matplotlib is missing."""
    with _style(picture), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph", UserWarning)
        made = io.StringIO()
        _drawn(picture).savefig(made, format="svg", metadata={"Date": None, "Creator": None})
    text = made.getvalue()
    return text[text.index("<svg") :].strip()


def png(picture: Picture) -> bytes:
    """A picture as PNG. Raises InputError where matplotlib is missing."""
    with _style(picture), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph", UserWarning)  # a letter that no font here has is a box
        made = io.BytesIO()
        _drawn(picture).savefig(made, format="png", dpi=DOTS, metadata={"Software": None})
    return made.getvalue()


def _style(picture: Picture) -> Any:
    """Settings under which pictures are drawn; ids in an SVG depend on its title alone."""
    try:
        from matplotlib import rc_context
        from matplotlib.font_manager import fontManager
    except ImportError:
        raise InputError(MISSING) from None
    installed = {each.name for each in fontManager.ttflist}
    return rc_context(
        {
            "font.family": "sans-serif",
            "font.sans-serif": [each for each in FONTS if each in installed] or ["DejaVu Sans"],
            "font.size": 8.0,
            "svg.fonttype": "none",
            "svg.hashsalt": f"estimator {picture.title}",
            "text.parse_math": False,
            "axes.unicode_minus": False,
            "axes.edgecolor": INK,
        }
    )


def _drawn(picture: Picture) -> Figure:
    from matplotlib.figure import Figure

    high = 0.9 + ROW * len(picture.bars) + (0.3 if picture.parts else 0) if picture.bars else LINES_HIGH
    figure = Figure(figsize=(WIDE, high), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    if picture.bars:
        _bars(axes, picture)
    else:
        _lines(axes, picture)
    if picture.parts or picture.lines:
        figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return figure


def _bars(axes: Axes, picture: Picture) -> None:
    places = range(len(picture.bars))
    for part in range(max(1, len(picture.parts))):
        starts = [each.start + sum(each.parts[:part]) for each in picture.bars]
        widths = [each.parts[part] for each in picture.bars]
        label = picture.parts[part] if picture.parts else None
        axes.barh(places, widths, left=starts, height=0.55, color=COLORS[part % len(COLORS)], label=label)
    for place, bar in enumerate(picture.bars):
        if bar.beyond:
            axes.text(picture.most, place, f" → {bar.beyond}", va="center", color=INK)
        elif not picture.parts:
            axes.plot([bar.point, bar.point], [place - 0.36, place + 0.36], color=INK, linewidth=1.6)
    axes.set_yticks(list(places), [_short(each.label) for each in picture.bars])
    axes.invert_yaxis()
    axes.set_xlim(0, (picture.most or 1.0) * 1.22)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_xlabel(picture.unit)


def _lines(axes: Axes, picture: Picture) -> None:
    if picture.band:
        axes.fill_between(picture.years, *picture.band, color=BAND_COLOR, alpha=0.5, linewidth=0)
    for place, line in enumerate(picture.lines):
        color, wide = (INK, 2.2) if place == 0 else (COLORS[place - 1], 1.4)
        stroke = STROKES[place % len(STROKES)]
        axes.plot(picture.years, line.values, color=color, linewidth=wide, linestyle=stroke, label=_short(line.label))
    axes.axhline(0, color=INK, linewidth=0.6)
    axes.set_xlim(picture.years[0], picture.years[-1])
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.xaxis.set_major_locator(_whole_years())
    axes.set_ylabel(picture.unit)


def _whole_years() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True, nbins=10)


def _short(label: str) -> str:
    """A label that leaves room for the bars."""
    if width_of(label) <= LONGEST:
        return label
    return shorten(label, LONGEST, placeholder=" …") if " " in label else _cut(label, LONGEST)


def _cut(letters: Sequence[str], room: int) -> str:
    made = ""
    for each in letters:
        if width_of(made + each) > room - 1:
            return made + "…"
        made += each
    return made
