"""The main job through a real pseudo-terminal: a report is opened, gone on with, and closed."""

import os
import re
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

from facilitator.language import words
from facilitator.report import words as form
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

EXAMPLE = Path(__file__).parents[2] / "examples" / "compte-rendu.txt"
PROGRAM = [sys.executable, "-m", "facilitator", "--lang", "en"]
SIZE = (120, 36)

TYPED = [
    "On a *osé demander* avant d'écrire la règle",
    "! les réunions du soir excluent les parents",
    "? qui garde la mémoire du groupe",
    "+ un carnet partagé par quartier",
    ": la cantine a ouvert ses cuisines",
    "= on se revoit en septembre",
    "> voir le guide des jardins partagés",
    "« On n'attend plus la permission »",
    "une phrase à annuler",
    "une phrase avec une fote",
]


def kept(term: Terminal) -> bool:
    return term.has("file up to date")


def test_a_report_is_gone_on_with_and_closed(tmp_path: Path) -> None:
    report = tmp_path / "compte-rendu.txt"
    report.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    before = report.read_text(encoding="utf-8")
    with Terminal([*PROGRAM, "open", str(report)], size=SIZE) as term:
        term.wait_for("QUESTION")
        term.wait_for("▸")
        first = int(re.search(r"(\d+) notes", term.text)[1])  # type: ignore[index]
        for number, line in enumerate(TYPED[:8], first + 1):
            term.send(line, "enter")
            term.wait_for(f"{number} notes")
        term.send(TYPED[8], "enter")
        term.wait_for(f"{first + 9} notes")
        term.send("ctrl+z")
        term.wait_for(f"{first + 8} notes")
        term.send(TYPED[9], "enter")
        term.wait_for(f"{first + 9} notes")
        term.send("up")
        term.wait_for("correct ▸")
        term.send(*["backspace"] * 4, "faute corrigée", "enter")
        term.wait_for("une faute corrigée")
        term.send("f4")
        term.wait_for(lambda t: t.has("back to typing"))
        term.send("Une phrase de synthèse tapée en direct.")
        term.wait_for(lambda t: t.text.count("tapée en direct") >= 1)
        term.send("escape")
        term.wait_for(lambda t: t.has("keep") and kept(t))
        term.send("f9")
        term.wait_for("Close the session")
        term.send("enter")
        term.wait_for("compte-rendu.html")
        assert term.has("The session is closed, its report is written")
        assert term.has(str(tmp_path)[:60])
        term.send("enter")
        term.wait_for("Closed:")
        term.wait_for(kept)
        term.send("ctrl+q")
        assert term.wait_exit() == 0
    written = (tmp_path / "compte-rendu.md").read_text(encoding="utf-8")
    say = words("fr").gettext
    headings = [form.QUESTION, form.SYNTHESIS, form.PARTICIPANTS, form.DISCUSSION, form.DECISIONS, form.IDEAS]
    places = [written.index(f"## {say(heading)}") for heading in headings]
    assert places == sorted(places)
    session = tomllib.loads((tmp_path / "compte-rendu.toml").read_text(encoding="utf-8"))
    texts = [note["text"] for note in session["note"]]
    for line in TYPED[:8]:
        assert re.sub(r"^[!?+:=>] ", "", line) in texts
    assert "une phrase avec une faute corrigée" in texts
    assert "une phrase à annuler" not in texts
    kinds = {note["text"]: note.get("kind", "point") for note in session["note"]}
    assert kinds["les réunions du soir excluent les parents"] == "risk"
    assert kinds["un carnet partagé par quartier"] == "idea"
    assert kinds["« On n'attend plus la permission »"] == "quote"
    assert "Une phrase de synthèse tapée en direct." in session["synthesis"]
    assert "closed" in session
    form_words = set(
        re.findall(r"\w+", "Porteuse Participants Question Synthèse Éléments importants de la discussion Idées creuser")
    )
    missing = set(re.findall(r"\w+", before)) - form_words - set(re.findall(r"\w+", written))
    assert not missing, "words of the report are missing"
    page = (tmp_path / "compte-rendu.html").read_text(encoding="utf-8")
    assert re.search(r"<(em|mark)[^>]*>osé demander</", page)
    assert "<script" not in page


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_lost_when_the_program_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    (tmp_path / "home").mkdir()
    with Terminal([*PROGRAM, "open", str(file)], size=SIZE, home=tmp_path / "home") as term:
        term.wait_for("▸")
        term.send("première note", "enter")
        term.wait_for("1 note")
        term.send("à moitié tap")
        term.wait_for("à moitié tap")
        term.wait_for(kept)
        wait_for_draft(tmp_path / "home", "à moitié tap")
        term.signal(number)
        term.wait_exit()
    with Terminal([*PROGRAM, "open", str(file)], size=SIZE, home=tmp_path / "home") as term:
        term.wait_for("première note")
        term.wait_for("à moitié tap")
        term.send("ctrl+q")
        assert term.wait_exit() == 0


def wait_for_draft(home: Path, text: str) -> None:
    """Wait until the half-typed line stands in the journal's files."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        for file in home.rglob("journal.db*"):
            if text.encode() in file.read_bytes():
                return
        time.sleep(0.01)
    raise AssertionError("the draft was not kept")


def test_notes_added_beside_an_open_screen_appear_on_it(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    folders = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    with Terminal([*PROGRAM, "open", str(file)], size=SIZE, env=folders) as term:
        term.wait_for("▸")
        done = subprocess.run(
            [*PROGRAM, "add", str(file), "! venue d'ailleurs"],
            env={**os.environ, **folders},
            capture_output=True,
            text=True,
            check=True,
        )
        assert "kept" in done.stderr
        term.wait_for("venue d'ailleurs")
        term.send("ctrl+q")
        assert term.wait_exit() == 0


def test_a_narrow_screen_still_captures(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('format = 1\nid = "s1"\ntitle = "T"\n', encoding="utf-8")
    with Terminal([*PROGRAM, "open", str(file)], size=(80, 24)) as term:
        term.wait_for("▸")
        term.send("une note", "enter")
        term.wait_for("1 note")
        term.send("f3")
        term.wait_for("New participant")
        term.send("Aline", "enter", "Karim", "enter")
        term.wait_for("Present 2")
        term.paste("Odile R\nMehdi ; Yann")
        term.wait_for("Present 5")
        term.send("escape")
        term.wait_for(lambda t: not t.has("New participant"))
        term.paste("un\ndeux\ntrois")
        term.wait_for("3 notes pasted")
        term.send("enter")
        term.wait_for("4 notes")
        term.send("ctrl+q")
        assert term.wait_exit() == 0
