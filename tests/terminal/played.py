"""A session played from a script: each moment puts the clock forward, presses keys, pastes, and waits for what is to be seen."""

import os
import sys
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.terminal.terminal import NotOnScreenError, Terminal

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(Path(__file__).parent / "apps" / "at_speed.py")]
LOCAL_TIME = "<+02>-2"
"""As on a computer in France in June, whatever the machine knows of time zones."""


@dataclass(frozen=True)
class Moment:
    """What happens in one minute, what the keys are, and what is then on the screen, or gone from it."""

    minute: float
    happens: str
    keys: tuple[str, ...] = ()
    paste: str = ""
    then: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """A session to play: when it begins, how it is made, the files that lie beside it, and its moments."""

    began: datetime
    new: tuple[str, ...]
    files: tuple[tuple[str, bytes], ...]
    moments: tuple[Moment, ...]


def read_script(path: Path) -> Script:
    """The script in a file of ``examples/``."""
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    files = tuple((one["name"], one["text"].encode(one["encoding"])) for one in values["file"])
    return Script(values["began"], tuple(values["new"]), files, tuple(_moment(one) for one in values["moment"]))


def _moment(values: dict[str, Any]) -> Moment:
    listed: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    return Moment(**listed)


class Stage:
    """Where a script is played: a folder with a home of its own, and the clock."""

    def __init__(self, script: Script, folder: Path) -> None:
        self.script = script
        self.folder = folder
        self.file = folder / "seance.toml"
        self.home = folder / "home"
        self.home.mkdir()
        self._minutes = folder / "minutes"
        self.set_clock(script.moments[0].minute)
        for name, data in script.files:
            (folder / name).write_bytes(data)

    def program(self, *arguments: str) -> list[str]:
        """The program, its screen in French, with these clocks."""
        return [*PROGRAM, str(self._minutes), self.script.began.isoformat(), "--lang", "fr", *arguments]

    def environment(self) -> dict[str, str]:
        """What the program needs beside a bare environment."""
        return {"TZ": LOCAL_TIME, "PYTHONPATH": str(ROOT)}

    def set_clock(self, minute: float) -> None:
        """Put both clocks forward to a minute of the session."""
        new = self._minutes.with_suffix(".new")
        new.write_text(str(minute), encoding="ascii")
        os.replace(new, self._minutes)

    def play(self, term: Terminal) -> None:
        """Play all moments, one after the other."""
        for moment in self.script.moments:
            self.set_clock(moment.minute)
            term.send(*moment.keys)
            if moment.paste:
                term.paste(moment.paste)
            term.send(*moment.then)
            try:
                term.wait_for(partial(as_told, moment))
            except NotOnScreenError as error:
                screen = _plain(term.text)
                wrong = [text for text in moment.see if text not in screen]
                wrong += [f"not {text}" for text in moment.gone if text in screen]
                raise NotOnScreenError(f"minute {moment.minute}, {moment.happens}: {wrong}\n{error}") from None


def as_told(moment: Moment, term: Terminal) -> bool:
    """Whether the screen shows all that a moment says; no-break spaces count as spaces, which is how scripts are typed."""
    screen = _plain(term.text)
    return all(text in screen for text in moment.see) and not any(text in screen for text in moment.gone)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")
