"""Texts in another language: the program's catalogue and that of the pack, looked up text by text."""

from estimator.language.catalogue import LANGUAGES, Catalogue, has_texts, in_every_language, read_back, read_catalogue
from estimator.language.speaker import Speaker, speaker_of

__all__ = [
    "LANGUAGES",
    "Catalogue",
    "Speaker",
    "has_texts",
    "in_every_language",
    "read_back",
    "read_catalogue",
    "speaker_of",
]
