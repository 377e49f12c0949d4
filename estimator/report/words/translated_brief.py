"""The brief in another language."""

from __future__ import annotations

from estimator.language import Speaker
from estimator.language.speaker import in_cho
from estimator.report.words.brief import Brief


def brief_in_language(made: Brief, speaker: Speaker) -> Brief:
    """The brief in the language of a speaker, in which large amounts are written as people do; ids stay."""

    def say(text: str) -> str:
        return in_cho(speaker.say(text))

    options = {
        id: (speaker.say(label), {subject: say(text) for subject, text in texts.items()})
        for id, (label, texts) in made.options.items()
    }
    finding, summary = (tuple(map(say, each)) for each in (made.finding, made.summary))
    told = {id: {"label": label, "sentences": texts} for id, (label, texts) in options.items()}
    document = {**made.document, "finding": list(finding), "summary": list(summary), "options": told}
    return Brief(speaker.say(made.title), finding, summary, options, tuple(map(speaker.say, made.notes)), document)
