"""What the program is measured with: sessions of some size in French, opened once before, as at any later start."""

import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.driving import Driven
from facilitator.model.session import Note, Participant, Session, Theme
from facilitator.storage.session_file import SessionText

PYTHON = sys.executable
PROGRAM = [PYTHON, "-m", "facilitator", "--lang", "en"]
BARE = [PYTHON, str(Path(__file__).with_name("bare.py"))]
BARE_READY = "READY"
LAST_WORD = "vvqqvv"
"""Ends the last note of every session: once it is seen, the notes are there."""
READY = "file up to date"
"""What the title says once everything is loaded and safe."""
WORD, THEME = "budget", "Organisation"
"""A word of a sixth of the notes, and the theme of a fifth; the last note has both."""
QUESTION = "Comment faire place aux habitants"
PEOPLE = ("DELACROIX-FONTANGES", "BERTHOMIEU-LARRIVE", "VANDERMEERSCH-OUDIN", "GUILLEMINOT-PRADEL")
"""Names in capitals: what is typed in small letters is then told apart from what completes it."""

_BEGINNINGS = ("On garde", "Il faudrait", "Le groupe propose", "Personne ne veut", "La commune soutient", "On oublie")
_MIDDLES = (
    "une journée ouverte dans chaque quartier",
    "un carnet que tout le monde peut lire",
    "des réunions plus courtes et mieux préparées",
    "le droit d'essayer sans demander la permission",
    "une place au conseil pour les plus jeunes",
    "le *budget partagé* entre les trois services",
)
_ENDS = (
    "avec les écoles voisines",
    "dès la rentrée prochaine",
    "quand les équipes auront dormi dessus",
    "à condition de dire qui fait quoi",
    "tant que les horaires restent ceux des familles",
)
_LAST = f"On garde un *{WORD}* pour l'imprévu {LAST_WORD}"
_START = datetime(2026, 5, 4, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session file and the home of the program that has opened it once."""

    file: Path
    home: Path
    id: str

    @property
    def argv(self) -> list[str]:
        """The program on this session."""
        return [*PROGRAM, "open", str(self.file)]

    @property
    def journal_folder(self) -> Path:
        """Where its journal is."""
        return self.home / ".state" / "facilitator" / "sessions" / self.id


def prepared(folder: Path, count: int, synthesis: str = "", name: str = "session") -> Prepared:
    """A session of ``count`` notes, whose journal is there.

    Args:
        folder: where to make it; gets a folder of its own in there.
        count: how many notes.
        synthesis: its synthesis.
        name: tells it from others of as many notes.
    """
    home = folder / f"{name}-{count}"
    home.mkdir()
    ready = Prepared(home / f"{name}.toml", home, f"{name}-{count}")
    ready.file.write_text(SessionText().render(session_of(ready.id, count, synthesis)), encoding="utf-8")
    with Driven(ready.argv, home) as program:
        program.wait_for(READY, LAST_WORD, limit=120)
    return ready


def session_of(session_id: str, count: int, synthesis: str = "") -> Session:
    """A session of ``count`` notes, always the same ones."""
    chance = random.Random(1)
    names = (THEME, "Territoire", "Transmission", "Moyens", "Gouvernance")
    themes = tuple(Theme(id=name.lower(), name=name, letter=name[0]) for name in names)
    people = tuple(Participant(id=name.lower(), name=name) for name in PEOPLE)
    notes = tuple(
        Note(
            id=f"n{number:05d}",
            text=sentence(chance) if number < count - 1 else _LAST,
            themes=(chance.choice(names).lower() if number < count - 1 else THEME.lower(),),
            star=number % 25 == 0,
            at=_START + timedelta(seconds=number),
        )
        for number in range(count)
    )
    return Session(
        id=session_id,
        title="Atelier 4 - Emergence - Session 2",
        question=f"{QUESTION} dans nos décisions ?",
        synthesis=synthesis,
        themes=themes,
        people=people,
        notes=notes,
    )


def sentence(chance: random.Random) -> str:
    """One note."""
    return f"{chance.choice(_BEGINNINGS)} {chance.choice(_MIDDLES)}, {chance.choice(_ENDS)}."


def pages(count: int) -> str:
    """A text of so many pages: some 3,000 characters each, with headings, lists and highlights.

    It ends with an empty line.
    """
    chance = random.Random(2)
    blocks = []
    for page in range(count):
        blocks.append(f"## Ce que nous avons entendu, {page + 1}")
        for _paragraph in range(5):
            blocks.append(" ".join(sentence(chance) for _sentence in range(4)))
        blocks.append("\n".join(f"- {sentence(chance)}" for _item in range(6)))
    return "\n\n".join(blocks) + "\n\n"
