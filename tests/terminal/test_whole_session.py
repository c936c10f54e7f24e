"""A session of seventy-five minutes, played at speed through a real pseudo-terminal from the script in ``examples/``."""

import json
import subprocess
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.played import ROOT, Stage, read_script
from tests.terminal.terminal import Terminal

pytestmark = pytest.mark.terminal

SCRIPT = ROOT / "examples" / "seance-75.toml"


def run(stage: Stage, *arguments: str) -> str:
    """A command without a screen, beside the session; what it wrote."""
    with Terminal(["true"], home=stage.home) as bare:
        environment = {**bare.environment, **stage.environment()}
    done = subprocess.run(
        stage.program(*arguments), cwd=stage.folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.replace("\u00a0", " ")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The session, played to its end."""
    script = read_script(SCRIPT)
    stage = Stage(script, tmp_path_factory.mktemp("seance"))
    run(stage, "new", stage.file.name, *script.new)
    with Terminal(
        stage.program("open", stage.file.name), env=stage.environment(), cwd=stage.folder, home=stage.home
    ) as term:
        term.wait_for("gardé")
        stage.play(term)
        term.send("ctrl+q")
        assert term.wait_exit() == 0
    return stage


@pytest.fixture
def session(stage: Stage) -> dict[str, Any]:
    """The session file that was left."""
    return tomllib.loads(stage.file.read_text(encoding="utf-8"))


def section(report: str, heading: str) -> list[str]:
    """The lines of a section of a report that are not blank."""
    return [line for line in report.split(f"## {heading}\n")[1].split("\n## ")[0].split("\n") if line.strip()]


def test_the_report_that_closing_wrote(stage: Stage) -> None:
    report = stage.file.with_suffix(".md").read_text(encoding="utf-8").replace("\u00a0", " ")
    assert report.startswith("# Atelier 3 - Relier - Session 2\n\n**Date :** 09/06/2026\n")
    assert section(report, "Question") == [
        "Comment garder le lien quand on se croise un jour par semaine, et à distance ?"
    ]
    assert section(report, "Synthèse")[-1] == "Le mardi reste ; on ira se *voir* les uns les autres."
    assert "- Le mardi, on mange ensemble, *sans ordre du jour*" in section(report, "Synthèse")
    assert (section(report, "Porteur"), section(report, "Scribe")) == (["- Maud Kerbrat"], ["- Sohane D"])
    assert section(report, "Participants") == [
        f"- {name}"
        for name in (
            "Basile Lenoir",
            "Ngozi Okafor",
            "Hervé Prigent",
            "Sohane D",
            "Lucile Mabire",
            "Rémi Delattre",
            "Yaël Cohen-Bris",
            "Jean-Noel Tanguy",
            "Wassim B.",
            "Éloi Rannou",
            "Marthe Quéré",
            "Tiphaine Auffret",
        )
    ]
    assert section(report, "Éléments importants de la discussion") == [
        "On se *découvre* à l'accueil des nouveaux",
        "Le mardi, on mange ensemble, *sans ordre du jour*",
        "**Risque :** le mardi exclut celles qui travaillent à mi-temps",
        "Complément à la question : et avec ceux qui ne viennent *jamais* sur place",
        "**Question :** qui se souvient de ce qu'on a décidé",
        "**Exemple :** le carnet de la loge, que tout le monde ouvre",
    ]
    assert section(report, "Décisions") == ["- on garde le mardi, une semaine sur deux"]
    assert section(report, "Actions") == [
        "- une visite par mois chez une autre équipe (Ngozi Okafor, Basile Lenoir, pour le 12/06/2026, 14 points)",
        "- un numéro à appeler quand on est seul (5 points)",
    ]
    assert section(report, "Idées à creuser") == ["- un *carnet commun*, ouvert à la loge (5 points)"]
    assert "min" not in report.replace("mini", ""), "who spoke how long stays in the room"
    assert stage.file.with_suffix(".html").exists()


def test_what_a_report_tells_when_asked(stage: Stage) -> None:
    report = run(stage, "export", stage.file.name, "--wordings", "--presence", "--speaking", "--speakers", "--times")
    assert section(report, "Question")[1:] == [
        "**Formulation précédente, jusqu'à 14:37 :** Comment garder le lien quand on se croise un jour par semaine ?"
    ]
    people = section(report, "Participants")
    assert "- Basile Lenoir (1 prise de parole, 4 min 06 s)" in people
    assert "- Ngozi Okafor (1 prise de parole, 1 min 54 s)" in people
    assert "- Hervé Prigent (jusqu'à 14:01, depuis 14:22)" in people
    assert "- Yaël Cohen-Bris (1 prise de parole, 8 min 00 s)" in people
    assert "- Rémi Delattre (jusqu'à 14:38)" in people
    assert "On se *découvre* à l'accueil des nouveaux (14:06, Lucile Mabire)" in report


def test_what_is_published_follows_consent(stage: Stage) -> None:
    report = run(stage, "export", stage.file.name, "--public")
    assert section(report, "Participants")[:3] == ["- Basile Lenoir", "- Ngozi O.", "- personne non nommée"]
    for name in ("Okafor", "Hervé", "Prigent", "Mabire", "Yaël", "Sohane"):
        assert name not in report


def test_what_the_session_file_holds(session: dict[str, Any]) -> None:
    people = {person["name"]: person for person in session["person"]}
    assert people["Lucile Mabire"]["reason"] == "ne plus apprendre les nouvelles par hasard"
    assert people["Lucile Mabire"]["consent"] == "initials"
    assert people["Éloi Rannou"]["affiliation"] == "Écoles"
    assert [act["act"] for act in session["clock"]].count("phase") == 7
    assert [act["act"] for act in session["clock"] if act["act"] != "phase"] == ["start", "pause", "resume", "extend"]
    assert [turn["person"].split("-")[0] for turn in session["turn"]] == ["basile", "ngozi", "yael", "marthe"]
    assert [(vote["dots"], vote["voters"], vote.get("silent", False)) for vote in session["vote"]] == [
        (3, 12, False),
        (2, 12, True),
    ]
    ideas = [note["id"] for note in session["note"][-3:]]
    assert [[vote["counts"][idea] for idea in ideas] for vote in session["vote"]] == [[12, 11, 9], [5, 14, 5]]
    assert [note["due"] for note in session["note"] if "due" in note] == [date(2026, 6, 12)]
    assert "waiting" not in session


def test_json_keeps_turns_to_itself(stage: Stage) -> None:
    values = json.loads(run(stage, "export", stage.file.name, "--format", "json"))
    assert (values["turns"], values["queue"]) == ([], [])
    assert len(values["votes"]) == 2


def test_the_script_says_what_happens_at_every_moment(tmp_path: Path) -> None:
    moments = read_script(SCRIPT).moments
    assert [moment.minute for moment in moments] == sorted(moment.minute for moment in moments)
    assert all(moment.happens and (moment.see or moment.gone) for moment in moments)
