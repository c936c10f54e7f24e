"""The conversation without a screen: every word does what the screen does, and each event is one line."""

import ast
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from facilitator.capture.draft import NoteDraft
from facilitator.cli.linear.conversation import Conversation
from facilitator.cli.linear.words import WORDS
from facilitator.language import use
from facilitator.live.commands.notes import KeepNote
from facilitator.live.document import Document
from facilitator.live.history import History
from facilitator.live.session import LiveSession
from facilitator.model.kinds import Kind, Section
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Iterator[Desk]:
    opened = open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    yield opened
    opened.close()


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def talk(desk: Desk, said: list[str], clock: Callable[[], datetime]) -> Conversation:
    return Conversation(desk, clock, said.append, (ROOT / "themes",), (ROOT / "agendas",))


def test_no_two_words_share_a_name_and_none_has_a_blank() -> None:
    names = [name for word in WORDS for name in set(word.names)]
    assert len(names) == len(set(names))
    assert not [name for name in names if " " in name]
    for language in ("fr", "en"):
        use("fr" if language == "fr" else "en")
        assert all(word.names for word in WORDS)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("! le temps manque #sens @karim", "3. le temps manque [risk, Sens, Karim T.]"),
        ("//etc est un dossier", "3. /etc est un dossier"),
        ("/star 1", "1. On ose *essayer sans demander* [Liberté, starred]"),
        ("/étoile", "2. tout peut redevenir procédure [risk]"),
        ("/tag 2 sens", "2. tout peut redevenir procédure [risk, Sens, starred]"),
        ("/classer 1", "1. On ose *essayer sans demander*"),
        ("/kind 1 question", "1. On ose *essayer sans demander* [question, Liberté]"),
        ("/nature 1 !", "1. On ose *essayer sans demander* [risk, Liberté]"),
        ("/delete 1", "note 1 is gone: On ose *essayer sans demander*"),
        ("/more 1 et encore", "1. On ose *essayer sans demander* ⏎ et encore [Liberté]"),
        ("/cut 2 redevenir", "3. redevenir procédure [risk, starred]"),
        ("/move-to 2 1", "1. tout peut redevenir procédure [risk, starred]"),
        ("/action 1 karim, 15/12", "1. On ose *essayer sans demander* [action, Liberté, Karim T., 2026-12-15]"),
        ("/notes #lib", "1. On ose *essayer sans demander* [Liberté]"),
        ("/notes 1", "2. tout peut redevenir procédure [risk, starred]"),
        ("/new-theme Élan", "themes: L Liberté 1, S Sens 0, E Élan 0"),
        ("/renommer-thème sens = But", "themes: L Liberté 1, S But 0"),
        ("/merge-theme liberté = sens", "themes: S Sens 1"),
        ("/theme-set", "Theme set: "),
        ("/participant Odile R", "participant: Odile R"),
        ("/presence karim", "Karim T. has left."),
        ("/speak karim", "now speaking: Karim T."),
        ("/wait aline", "now speaking: nobody, waiting: Aline Bérard"),
        ("/rename karim = Karim Talbi", "participant: Karim Talbi"),
        ("/host karim", "participant: Karim T., host"),
        ("/introduce karim = la Poste // curieux", "participant: Karim T., la Poste, curieux"),
        ("/accord karim = initiales", "Karim T.: first name and initial only"),
        ("/remove karim", "Karim T. is no longer in the list"),
        ("/clock start", "clock: running · session: 75:00 left"),
        ("/horloge", "clock: not started · session: 75:00 left"),
        ("/question", "question: Comment faire connaître ce qui a marché ?"),
        ("/question Et alors ?", "question: Et alors ?"),
        ("/title Atelier 3", "title: Atelier 3"),
        ("/minutes 50", "50 min planned"),
        ("/synthesis Une phrase.", "synthesis: 2 words"),
        ("/insert 1", "synthesis: 5 words"),
        ("/étoilées", "synthesis: 4 words"),
        ("/relire", "- Comment faire connaître ce qui a marché ?"),
        ("/state", "Atelier 2 - Essaimer - Session 1 · 2 notes · clock: not started · session: 75:00 left"),
        ("/undo", "Nothing to undo."),
        ("/help star", "/star [N] – star a note, or take its star away"),
        ("/vote", "There was no vote yet."),
        ("/unheard", "Everyone was heard."),
    ],
)
def test_a_line_is_carried_out_and_told(talk: Conversation, said: list[str], line: str, told: str) -> None:
    talk.take(line)
    assert any(one.startswith(told) for one in said), said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/starr", "did you mean “/star”?"),
        ("/xyzzy", "see /help"),
        ("/star 9", "There is no note 9."),
        ("/kind 1 chose", "Which kind?"),
        ("/cut 1 absent", "These words do not stand in the note."),
        ("/merge 2", "There is no note after this one."),
        ("/move-to 1 x", "To which number?"),
        ("/action 1 zoé", "“zoé” is neither one person nor a date."),
        ("/theme xyz", "There is no theme of this name."),
        ("/presence zoé", "Nobody here is called like this."),
        ("/rename karim", "Write the name, =, and the new name."),
        ("/consents karim = peut-être", "After the =:"),
        ("/clock tick", "The clock knows:"),
        ("/clock pause", "The clock has not started yet."),
        ("/finished", "Nobody is speaking."),
        ("/minutes beaucoup", "A number of minutes, please."),
        ("/minutes 0", "Between 1 and 1440 minutes."),
        ("/synthesis 9 x", "There is no line 9."),
        ("/dots 1 2", "There was no vote yet."),
        ("/agenda inconnu", "inconnu"),
        ("/theme-set inconnu", "inconnu"),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    talk: Conversation, said: list[str], line: str, told: str
) -> None:
    before = talk.desk.live.snapshot()
    talk.take(line)
    assert any(told in one for one in said), said
    assert talk.desk.live.snapshot() == before


def test_a_correction_stands_in_the_next_line_and_an_empty_one_leaves_it(talk: Conversation, said: list[str]) -> None:
    talk.take("/correct 2")
    assert talk.prompt == "correct> "
    assert talk.begun == "* ! tout peut redevenir procédure"
    talk.take(talk.begun + ", hélas")
    assert said[-1] == "2. tout peut redevenir procédure, hélas [risk, starred]"
    talk.take("/corriger 1")
    talk.take("")
    assert talk.prompt == "> "
    assert said[-1] == "1. On ose *essayer sans demander* [Liberté]"


def test_a_word_in_the_place_of_a_correction_leaves_it(talk: Conversation) -> None:
    talk.take("/correct 2")
    talk.take("/star 1")
    assert talk.scribe.correcting is None
    assert talk.view.in_order()[0].star


def test_themes_and_ideas_go_on_until_they_are_left(talk: Conversation) -> None:
    talk.take("/theme sens")
    assert talk.prompt == "Sens> "
    talk.take("une note")
    talk.take("/theme")
    talk.take("/ideas")
    assert talk.prompt == "ideas 1> "
    talk.take("une idée")
    talk.take("")
    talk.take("une autre")
    talk.take("/idées")
    *_before, note, idea, other = talk.view.in_order()
    assert note.themes == ("sens",)
    assert (idea.section, idea.kind, idea.group, other.group) == (Section.IDEAS, Kind.IDEA, 0, 1)
    assert talk.prompt == "> "


def test_the_synthesis_is_written_line_by_line(talk: Conversation, said: list[str]) -> None:
    for line in ("Ce qui a permis :", "- oser", "- dire", "2 ", "3 - oser ensemble"):
        talk.take(f"/synthesis {line}")
    talk.take("/synthesis 4 -")
    talk.take("/synthesis")
    assert talk.view.synthesis == "Ce qui a permis :\n\n- oser ensemble\n"
    assert said[-2:] == ["1. Ce qui a permis :", "3. - oser ensemble"]
    talk.take("/synthèse 3")
    assert talk.begun == "/synthesis 3 - oser ensemble"


def test_a_synthesis_that_was_said_back_is_read_back(talk: Conversation, said: list[str]) -> None:
    lacks = "the synthesis has not been read back as it stands"
    for line in ("/synthesis Une phrase.", "/read-back", "/close"):
        talk.take(line)
    assert lacks not in said
    for line in ("/reopen", "/synthesis Une autre.", "/close"):
        talk.take(line)
    assert lacks in said


def test_a_vote_is_held_on_the_ideas(talk: Conversation, said: list[str]) -> None:
    for line in ("+ une", "+ deux", "/vote 3", "/dots 4 2", "/points 3 1", "/vote fin"):
        talk.take(line)
    assert said[-3:] == ["vote: 3 of 6 dots", "2 – 4. deux [idea]", "1 – 3. une [idea]"]
    assert talk.view.votes[-1].done


def test_a_silent_vote_tells_no_count_before_its_end(talk: Conversation, said: list[str]) -> None:
    for line in ("+ une", "/vote 3 secret", "/dots 3 2"):
        talk.take(line)
    assert not [line for line in said if line.startswith("2 – ")]


def test_a_vote_is_taken_out(talk: Conversation, said: list[str]) -> None:
    for line in ("+ une", "/vote 3", "/vote retirer"):
        talk.take(line)
    assert not talk.view.votes


def test_names_are_decided_on_and_the_close_heeds_it(talk: Conversation, said: list[str]) -> None:
    for line in ("/consents karim = non", "on a vu Karim au marché", "et Karim revient"):
        talk.take(line)
    assert "Karim T.: not to be named" in said
    said.clear()
    talk.take("/names")
    assert said == [
        "1. note 3, on a vu [Karim] au marché → X (by consent: replaced)",
        "2. note 4, et [Karim] revient → X (by consent: replaced)",
        "2 names to decide on",
    ]
    talk.take("/name 1 keep")
    talk.take("/nom 2 remplacer le voisin")
    assert said[-3:-1] == [
        "1. note 3, on a vu [Karim] au marché → Karim (decided: kept)",
        "2. note 4, et [Karim] revient → le voisin (decided: replaced)",
    ]
    talk.take("/name 1 agreed")
    assert said[-3] == "1. note 3, on a vu [Karim] au marché → X (by consent: replaced)"
    talk.take("/undo")
    talk.take("/close agreed")
    (report_file,) = talk.desk.file.parent.glob("*.md")
    assert report_file.name in " ".join(said)
    report = report_file.read_text(encoding="utf-8")
    assert "on a vu Karim au marché" in report
    assert "et le voisin revient" in report


@pytest.mark.parametrize("line", ["/name", "/name 0 keep", "/name 9 keep", "/name un keep"])
def test_a_name_that_is_not_there_is_asked_for_again(line: str, talk: Conversation, said: list[str]) -> None:
    talk.take(line)
    assert said == ["The number of a name, please: /names says them."]


def test_close_takes_names_as_its_word_says_and_no_other_word(talk: Conversation, said: list[str]) -> None:
    talk.take("/close demain")
    assert said == ["After /close: full, initials, count, agreed; nothing for full."]
    assert not talk.desk.file.with_suffix(".md").exists()
    talk.take("/clore nombre")
    report = talk.desk.file.with_suffix(".md").read_text(encoding="utf-8")
    assert "Karim" not in report


def test_every_act_of_the_screen_has_a_word() -> None:
    assert acts_of("tui") - {"KeepNote"} <= acts_of("cli/linear")


def acts_of(room: str) -> set[str]:
    """The acts that a room takes from ``live/commands``."""
    found: set[str] = set()
    for path in (ROOT / "src" / "facilitator" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("facilitator.live.commands"):
                found |= {alias.name for alias in node.names if alias.name[0].isupper()}
    return found


def test_closing_writes_the_report_and_only_reopening_takes_notes_again(talk: Conversation, said: list[str]) -> None:
    talk.take("/close")
    assert talk.desk.file.with_suffix(".md").exists()
    assert "The session is closed." in said
    talk.take("encore une")
    assert talk.begun == "encore une"
    talk.take("/star")
    assert said[-1].startswith("The session is closed: nothing is noted.")
    talk.take("/reopen")
    talk.take("encore une")
    assert talk.view.in_order()[-1].text == "encore une"


def test_undo_and_redo_take_back_and_make_again(talk: Conversation, said: list[str]) -> None:
    talk.take("une note")
    talk.take("/annuler")
    assert said[-2:] == ["Undone: note", "note 3 is gone: une note"]
    talk.take("/redo")
    assert said[-1] == "3. une note"


def test_what_others_do_is_told_as_coming_from_elsewhere(talk: Conversation, said: list[str], desk: Desk) -> None:
    other = LiveSession(Document([desk.live.state()]), History("autre"), Random(9))
    other.run(KeepNote(NoteDraft("dite ailleurs")), talk.now())
    desk.live.take_update(other.state())
    talk.tell_news()
    assert said == ["elsewhere: 3. dite ailleurs"]


def test_tab_completes_words_themes_and_names(talk: Conversation) -> None:
    assert talk.complete("/sta") == ["/star ", "/state "]
    assert talk.complete("on ose #lib") == ["on ose #liberté"]
    assert talk.complete("oui @kar") == ["oui @karim T."]
    assert talk.complete("rien") == []
    use("fr")
    assert "/étoile " in talk.complete("/eto")


def test_a_draft_stands_in_the_first_line(talk: Conversation) -> None:
    talk.desk.save_draft("à moitié")
    talk.bring_back_draft()
    assert talk.begun == "à moitié"


def test_a_pasted_block_is_one_act(talk: Conversation) -> None:
    talk.take("une\n/quit\ndeux")
    assert [row.text for row in talk.view.in_order()[-3:]] == ["une", "/quit", "deux"]
    assert not talk.leaving
    talk.take("/undo")
    assert talk.view.count == 2


def test_many_changes_at_once_are_one_line(talk: Conversation, said: list[str]) -> None:
    talk.take("\n".join(f"note {number}" for number in range(20)))
    assert said == ["20 notes changed"]
