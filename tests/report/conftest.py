"""The words of the form in French, so that these tests do not hang on the compiled catalogue; one test compares the two."""

import gettext
from collections.abc import Iterator

import pytest

from facilitator.language import spoken, use, words
from facilitator.report import headings

FRENCH = {
    "Report": "Compte rendu",
    "Place": "Lieu",
    "Date": "Date",
    "Question": "Question",
    "Synthesis": "Synthèse",
    "Host": "Porteur",
    "Hosts": "Porteurs",
    "Scribe": "Scribe",
    "Scribes": "Scribes",
    "Participants": "Participants",
    "Discussion highlights": "Éléments importants de la discussion",
    "Decisions": "Décisions",
    "Actions": "Actions",
    "Ideas to explore": "Idées à creuser",
    "Without a theme": "Sans thème",
    "Other notes": "Autres notes",
    "Idea": "Idée",
    "Risk": "Risque",
    "Quote": "Citation",
    "Example": "Exemple",
    "Reference": "Référence",
    "Decision": "Décision",
    "Action": "Action",
    "Addition to the question": "Complément à la question",
    " (host)": " (porteur)",
    " (scribe)": " (scribe)",
    "report": "compte-rendu",
    "Version": "Version",
    "public version": "version publique",
    "What has changed since the first version": "Ce qui a changé depuis la première version",
    "What has changed since version {number}": "Ce qui a changé depuis la version {number}",
    "Title and lines below it": "Titre et lignes sous le titre",
    "Added": "Ajouté",
    "Changed": "Modifié",
    "Removed": "Retiré",
    "{now} instead of {before}": "{now} au lieu de {before}",
    "Other names.": "D'autres noms.",
    "In another order.": "Dans un autre ordre.",
    "Not a word has changed.": "Pas un mot n'a changé.",
}
FRENCH_PLURALS = {
    "{count} participant": ("{count} participant", "{count} participants"),
    "{count} person": ("{count} personne", "{count} personnes"),
    "{count} turn": ("{count} prise de parole", "{count} prises de parole"),
}


class _French(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return FRENCH.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return FRENCH_PLURALS.get(msgid1, (msgid1, msgid2))[n > 1]


@pytest.fixture(autouse=True)
def _speaks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Reports in these words, messages in English."""

    def translation(_domain: str, _folder: object, languages: list[str], fallback: bool) -> gettext.NullTranslations:
        return _French() if languages == ["fr"] else gettext.NullTranslations()

    spoken_before = spoken()
    use("en")
    with monkeypatch.context() as patched:
        patched.setattr(gettext, "translation", translation)
        words.cache_clear()
        headings._places.cache_clear()
        yield
    words.cache_clear()
    headings._places.cache_clear()
    use(spoken_before)
