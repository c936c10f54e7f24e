"""Names before a public report without a screen: what is listed, what is warned of, what a title tells."""

from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.model.consent import Consent
from facilitator.model.session import Note, Participant, Session
from facilitator.report.deciding import KEEP, decisions_on
from facilitator.report.publication import to_decide
from facilitator.storage.session_file import SessionText

SESSION = Session(
    id="s1",
    title="Atelier 1",
    synthesis="Merci à Karim.",
    people=(Participant(id="karim", name="Karim Tazi"), Participant(id="lea", name="Léa Pons", consent=Consent.FULL)),
    notes=(Note(id="n1", text="Léa l'a dit"), Note(id="n2", text="une ligne\navec Karim\tTazi\x1b[31m")),
)


def kept(session: Session, folder: Path, name: str = "essai.toml") -> str:
    path = folder / name
    path.write_text(SessionText().render(session), encoding="utf-8")
    return str(path)


def decided(session: Session) -> Session:
    return session.but(name_decisions=decisions_on(session, {to_decide(session)[0]: KEEP}))


def test_names_are_listed_with_their_place_and_what_becomes_of_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "names", kept(decided(SESSION), tmp_path)]) == 0
    out, told = capsys.readouterr()
    assert out.splitlines() == [
        "synthesis\tMerci à [Karim].\tKarim\tdecided: kept",
        "note 2, line 2\tune ligne avec [Karim Tazi]␛[31m\tX\tby consent: replaced",
    ]
    assert told == "1 name to decide on\n"
    assert main(["--lang", "en", "names", kept(SESSION.but(people=()), tmp_path)]) == 0
    assert capsys.readouterr().err.startswith("No name inside the texts")


def test_a_public_export_goes_by_what_the_session_holds_and_warns_of_its_own_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = kept(decided(SESSION), tmp_path)
    assert main(["--lang", "en", "export", file, "--public"]) == 0
    out, told = capsys.readouterr()
    assert "Merci à Karim." in out
    assert "Tazi" not in out
    assert told == ""
    assert main(["--lang", "en", "export", file, "--public", "-o", str(tmp_path / "compte-rendu de Tazi.md")]) == 0
    assert "names somebody who did not agree" in capsys.readouterr().err
    assert main(["--lang", "en", "export", file, "-o", str(tmp_path / "Karim.md")]) == 0
    assert main(["--lang", "en", "export", file, "--public", "-o", str(tmp_path / "Léa.md")]) == 0
    assert "names somebody" not in capsys.readouterr().err


def test_a_public_restitution_names_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "speech", kept(SESSION, tmp_path), "--public"]) == 0
    assert capsys.readouterr().out == "Merci à X.\n"


def test_the_folder_of_a_public_book_names_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Actes de Karim Tazi"
    folder.mkdir()
    kept(SESSION.but(title=""), folder, "chez-tazi.toml")
    assert main(["--lang", "en", "book", str(folder), "--public"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("# Actes de X\n")
    assert "azi" not in out
    assert "Léa l'a dit" in out
