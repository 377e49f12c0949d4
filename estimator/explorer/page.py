"""The page put together: one HTML text that asks nothing of any server, or the files of a folder to be hosted.

Whatever a pack says stands in one block of JSON that the browser does not run, `<` written as an escape, and the
scripts put it on the page as text. The content-security policy names the scripts and the style by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from estimator import __version__
from estimator.analysis.questions.key_inputs import key_inputs
from estimator.analysis.standing.compare import Comparison
from estimator.explorer.drawing import drawing_data
from estimator.explorer.gathering import Document, Telling
from estimator.explorer.inputs_data import inputs_data, scenarios_data, sources_data
from estimator.explorer.options_data import (
    draws_wanted,
    finding,
    first_screen,
    flips_data,
    metrics_data,
    options_data,
    services_data,
)
from estimator.explorer.rows_data import rows_data, years_data
from estimator.explorer.table import Script, model_data, script_of
from estimator.explorer.texts import DRAWING, ENGINE, PAGE, said, scripts, style
from estimator.explorer.verdict_data import verdict_data
from estimator.language import Speaker
from estimator.report.manifest import fingerprint, in_force

DIGEST_NAME: Final = "estimator-digest"
FILES_NAME: Final = "estimator-files"
BESIDE: Final = re.compile(rf'<meta name="{FILES_NAME}" content="([^"]*)">')
POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src {style}; img-src data: blob:; worker-src {worker}; "
    "base-uri 'none'; form-action 'none'"
)


def page(comparison: Comparison, speaker: Speaker | None = None, workbook: str = "") -> str:
    """The whole page as one text; equal inputs give equal text. `workbook` is the file beside it, if there is one."""
    made = script_of(comparison.model)
    parts = [("engine", scripts(ENGINE) + made.source()), ("draws", scripts(DRAWING)), ("page", scripts(PAGE))]
    data = as_block(document(comparison, made, speaker, workbook))
    policy = POLICY.format(scripts=_hashes(text for _, text in parts), style=_hashes([style()]), worker="blob:")
    inline = [f'<script id="{name}">{text}</script>' for name, text in parts]
    return with_digest(_html(comparison, speaker, policy, f"<style>{style()}</style>", data, inline))


def hosted(comparison: Comparison, speaker: Speaker | None = None) -> Mapping[str, str]:
    """The same page as files by name, scripts and style beside it, for a server that allows no script in a page."""
    made = script_of(comparison.model)
    engine, draws = scripts(ENGINE) + made.source(), scripts(DRAWING)
    data = as_block(document(comparison, made, speaker))
    policy = POLICY.format(scripts="'self'", style="'self'", worker="'self'")
    files = {
        "page.css": style(),
        "page.js": "\n".join((engine, draws, scripts(PAGE))),
        "worker.js": "\n".join((engine, draws)),
    }
    link = f'{_files_field(files)}\n<link rel="stylesheet" href="page.css">'
    outside = ['<script src="page.js"></script>']
    return {"index.html": with_digest(_html(comparison, speaker, policy, link, data, outside)), **files}


def document(comparison: Comparison, script: Script, speaker: Speaker | None, workbook: str = "") -> Document:
    """All that the page knows of the model, its values and its texts."""
    model, pack = comparison.model, comparison.model.pack
    slots = {id: at for at, id in enumerate(script.slots)}
    telling = Telling(pack.settings, speaker)
    say = telling.say
    found: Document = {
        "version": __version__,
        "pack": pack.name,
        "fingerprint": fingerprint(pack),
        "workbook": workbook,
        "language": speaker.catalogue.language if speaker else "en",
        "title": say(pack.settings.title),
        "question": say(pack.settings.question),
        "notice": say(pack.settings.notice),
        "changed": [say(each) for each in in_force(pack)],
        "as_of": pack.settings.as_of,
        "texts": said(speaker),
        "model": model_data(model, script),
        "rows": rows_data(model, comparison.values, script, telling),
        "inputs": inputs_data(model, telling),
        "levers": [slots[id] for id in key_inputs(model)],
        "scenarios": scenarios_data(model, telling),
        "sources": sources_data(model, telling),
        "options": options_data(model, comparison.options, slots, telling),
        "metrics": metrics_data(model, comparison.options, telling),
        "screen": first_screen(model, slots),
        "finding": finding(model, telling),
        "services": services_data(model, telling),
        "verdict": verdict_data(model, telling),
        "flips": list(flips_data(model, comparison.values, slots)),
        "fans": [slots[id] for id in draws_wanted(model)],
        "drawing": drawing_data(model, slots),
        **years_data(model, telling),
    }
    return found | telling.document()


def as_block(data: Document) -> str:
    """JSON that can stand in a script element: no text of a pack can end it."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _html(
    comparison: Comparison, speaker: Speaker | None, policy: str, head: str, data: str, ends: Sequence[str]
) -> str:
    settings = comparison.model.pack.settings
    say = speaker.say if speaker else str
    language = speaker.catalogue.language if speaker else "en"
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{language}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta name="generator" content="estimator {__version__}">',
            f'<meta name="{DIGEST_NAME}" content="">',
            f"<title>{html.escape(say(settings.title))}</title>",
            head,
            "</head>",
            "<body>",
            f"<noscript>{html.escape(say('This page computes in your browser and needs JavaScript.'))}</noscript>",
            '<div id="page"></div>',
            f'<script type="application/json" id="data">{data}</script>',
            '<script type="application/json" id="saved">null</script>',
            *ends,
            "</body>",
            "</html>",
            "",
        )
    )


def _hashes(texts: Iterable[str]) -> str:
    found = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{each}'" for each in found)


def with_digest(text: str) -> str:
    """The page with the digest of what it is without it, by which an edited page is told."""
    empty = _digest_field("")
    return text.replace(empty, _digest_field(hashlib.sha256(text.encode()).hexdigest()), 1)


def is_as_written(text: str) -> bool | None:
    """False for a page that was edited since it was written; None for what this program did not write."""
    before, found, after = text.partition(f'<meta name="{DIGEST_NAME}" content="')
    known, _, rest = after.partition('"')
    if not found:
        return None
    return hashlib.sha256(f'{before}{found}"{rest}'.encode()).hexdigest() == known


def files_beside(text: str) -> dict[str, str]:
    """The digests of the files that a hosted page was written with, by name."""
    found = BESIDE.search(text)
    pairs = [each.partition(":") for each in found[1].split()] if found else []
    return {name: digest for name, _, digest in pairs}


def _files_field(files: Mapping[str, str]) -> str:
    """What the page says of the files beside it, by which an edited one is told."""
    told = " ".join(f"{name}:{hashlib.sha256(text.encode()).hexdigest()}" for name, text in files.items())
    return f'<meta name="{FILES_NAME}" content="{told}">'


def _digest_field(digest: str) -> str:
    return f'<meta name="{DIGEST_NAME}" content="{digest}">'
