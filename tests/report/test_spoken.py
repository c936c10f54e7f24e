"""Who spoke how long stays in the room unless it is asked for."""

import json
from datetime import datetime, timedelta

import pytest

from facilitator.model.room import Turn, Waiting
from facilitator.model.session import Participant, Session
from facilitator.report.export import export
from facilitator.report.options import ReportOptions
from facilitator.report.publication import published
from tests.report.sessions import STARTED, note

PEOPLE = (
    Participant(id="ines", name="Inès Talbot", host=True, participant=False),
    Participant(id="joss", name="Joss Le Page"),
    Participant(id="kelig", name="Kelig"),
)


def at(minute: float) -> datetime:
    return STARTED + timedelta(minutes=minute)


SESSION = Session(
    id="s1",
    language="fr",
    started=STARTED,
    closed=at(75),
    people=PEOPLE,
    notes=(note("une phrase", speaker="kelig", minute=20),),
    queue=(Waiting(id="w1", person="kelig"),),
    turns=(
        Turn(id="t1", person="joss", start=at(10), end=at(12.5)),
        Turn(id="t2", person="ines", start=at(13), end=at(13.1)),
        Turn(id="t3", person="joss", start=at(70)),
    ),
)


@pytest.mark.parametrize("form", ["md", "html"])
def test_turns_and_time_stand_behind_the_names_when_asked_for(form: str) -> None:
    plain, told = (export(SESSION, form, ReportOptions(speaking=speaking)) for speaking in (False, True))
    assert "min" not in plain.partition("<style>")[0]
    assert "Joss Le Page (2 prises de parole, 7 min 30 s)" in told
    assert "Inès Talbot (1 prise de parole, 0 min 06 s)" in told
    assert "Kelig (" not in told
    assert "min 30" not in export(SESSION, form, ReportOptions(speaking=True, names="count"))


def test_without_a_queue_notes_count_as_turns() -> None:
    session = SESSION.but(queue=(), turns=())
    told = export(session, "md", ReportOptions(speaking=True))
    assert "Kelig (1 prise de parole)" in told
    assert "Joss Le Page\n" in told


def test_json_tells_turns_and_queue_only_when_asked_for() -> None:
    plain = json.loads(export(SESSION, "json", ReportOptions()))
    told = json.loads(export(SESSION, "json", ReportOptions(speaking=True)))
    assert (plain["turns"], plain["queue"]) == ([], [])
    assert [turn["person"] for turn in told["turns"]] == ["joss", "ines", "joss"]
    assert told["queue"] == [{"id": "w1", "person": "kelig", "direct": False}]


def test_what_is_published_names_nobody_who_did_not_agree() -> None:
    told = export(published(SESSION, {}), "md", ReportOptions(speaking=True))
    assert "prise" not in told
