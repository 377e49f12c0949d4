"""A memo as Markdown and as one HTML page, charts in SVG within it: nothing is fetched from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from typing import Final

from estimator.report.markdown import bold, escaped, slanted
from estimator.report.memo.charts import FONTS, svg
from estimator.report.memo.contents import Memo
from estimator.report.memo.pictures import Picture
from estimator.report.tables import Column, Table, as_markdown, cell_text
from estimator.report.words.wrapped_lines import joined_sentences

FAMILIES: Final = ",".join(f"'{each}'" for each in FONTS)
STYLE: Final = f"""body{{font-family:{FAMILIES},sans-serif;max-width:46em;margin:2em auto;padding:0 1em;
line-height:1.45;color:#222}}h1{{font-size:1.5em}}h2{{font-size:1.1em;margin-top:1.6em}}
.finding{{font-weight:bold;border-left:4px solid #0072B2;padding-left:.8em}}.small{{color:#555;font-size:.85em}}
table{{border-collapse:collapse;font-size:.82em;width:100%}}th,td{{border-bottom:1px solid #bbb;padding:.25em .4em;
text-align:left;vertical-align:top}}th.number,td.number{{text-align:right}}svg{{max-width:100%;height:auto}}
figure{{margin:1em 0}}figcaption{{font-weight:bold;font-size:.9em}}@media print{{body{{margin:0;max-width:none}}}}"""


def as_markdown_page(memo: Memo) -> str:
    """The memo as Markdown; charts are pictures that it carries in itself."""
    finding, options, turning, changed, sources, notes = memo.headings
    parts = [f"# {escaped(memo.title)}", slanted(memo.question)]
    parts += [f"## {escaped(finding)}", bold(joined_sentences(memo.finding))]
    parts += [f"## {escaped(options)}", as_markdown(memo.table).strip()]
    parts += [_picture(each) for each in memo.pictures]
    if memo.turning:
        parts += [f"## {escaped(turning)}", _listed([f"{label}: {text}" for label, text in memo.turning])]
    for heading, lines in ((changed, memo.changed), (sources, memo.sources), (notes, memo.notes)):
        parts += [f"## {escaped(heading)}", _listed(lines)]
    return "\n\n".join(each for each in parts if each) + "\n"


def _picture(picture: Picture) -> str:
    content = b64encode(svg(picture).encode()).decode()
    return f"{bold(picture.title)}\n\n![{escaped(picture.told)}](data:image/svg+xml;base64,{content})"


def _listed(lines: list[str] | tuple[str, ...]) -> str:
    return "\n".join(f"- {escaped(each)}" for each in lines)


def as_html_page(memo: Memo) -> str:
    """The memo as one HTML page that runs no script and loads nothing."""
    return "\n".join(_html(memo)) + "\n"


def _html(memo: Memo) -> Iterator[str]:
    finding, options, turning, changed, sources, notes = map(escape, memo.headings)
    title = escape(memo.title)
    yield f'<!DOCTYPE html>\n<html lang="{memo.language}"><head><meta charset="utf-8"><title>{title}</title>'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<style>{STYLE}</style></head><body><h1>{title}</h1><p>{escape(memo.question)}</p>"
    yield f'<h2>{finding}</h2><p class="finding">{escape(joined_sentences(memo.finding))}</p>'
    yield f"<h2>{options}</h2>{_table(memo.table)}"
    for each in memo.pictures:
        picture = svg(each).replace("<svg", f'<svg role="img" aria-label="{escape(each.told)}"', 1)
        yield f"<figure><figcaption>{escape(each.title)}</figcaption>{picture}</figure>"
    if memo.turning:
        yield f"<h2>{turning}</h2>{_items([f'{label}: {text}' for label, text in memo.turning])}"
    for heading, lines in ((changed, memo.changed), (sources, memo.sources), (notes, memo.notes)):
        yield f'<h2>{heading}</h2><div class="small">{_items(lines)}</div>'
    yield "</body></html>"


def _items(lines: list[str] | tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in lines)}</ul>"


def _table(table: Table) -> str:
    head = "".join(_cell("th", column, column.heading) for column in table.columns)
    rows = (
        "".join(_cell("td", column, cell_text(cell)) for column, cell in zip(table.columns, row, strict=True))
        for row in table.rows
    )
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    notes = "".join(f'<p class="small">{escape(each)}</p>' for each in table.notes)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{notes}"


def _cell(tag: str, column: Column, text: str) -> str:
    mark = ' class="number"' if column.right else ""
    return f"<{tag}{mark}>{escape(text)}</{tag}>"
