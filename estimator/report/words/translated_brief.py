"""The brief in another language."""

from __future__ import annotations

from estimator.language import Speaker
from estimator.report.words.brief import Brief


def brief_in_language(made: Brief, speaker: Speaker) -> Brief:
    """The brief in the language of a speaker; ids, and the manifest of the document, stay."""
    options = {
        id: (speaker.say(label), {subject: speaker.say(text) for subject, text in texts.items()})
        for id, (label, texts) in made.options.items()
    }
    finding, summary = (tuple(map(speaker.say, each)) for each in (made.finding, made.summary))
    told = {id: {"label": label, "sentences": texts} for id, (label, texts) in options.items()}
    document = {**made.document, "finding": list(finding), "summary": list(summary), "options": told}
    return Brief(speaker.say(made.title), finding, summary, options, tuple(map(speaker.say, made.notes)), document)
