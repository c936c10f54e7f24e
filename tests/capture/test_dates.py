"""Dates as people say them in French and English."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import language
from facilitator.capture.dates import full_date, read_date

WEDNESDAY = date(2026, 5, 6)

SAID = [
    ("15/12", date(2026, 12, 15)),
    ("15 / 12", date(2026, 12, 15)),
    ("15/12/2026", date(2026, 12, 15)),
    ("15.12.26", date(2026, 12, 15)),
    ("15-12-2027", date(2027, 12, 15)),
    ("1/5", date(2027, 5, 1)),
    ("6/5", WEDNESDAY),
    ("5/5/2026", date(2026, 5, 5)),
    ("29/02", date(2028, 2, 29)),
    ("2026-12-15", date(2026, 12, 15)),
    ("2025-01-02", date(2025, 1, 2)),
    ("15 décembre", date(2026, 12, 15)),
    ("15 DECEMBRE 2027", date(2027, 12, 15)),
    ("le 15 déc.", date(2026, 12, 15)),
    ("1er juin", date(2026, 6, 1)),
    ("3 août", date(2026, 8, 3)),
    ("2 févr.", date(2027, 2, 2)),
    ("mardi 15 décembre", date(2026, 12, 15)),
    ("mardi 15/12", date(2026, 12, 15)),
    ("vendredi 15", date(2026, 5, 15)),
    ("vendredi le 15 mai", date(2026, 5, 15)),
    ("Dec 15", date(2026, 12, 15)),
    ("December 15th, 2026", date(2026, 12, 15)),
    ("15 Dec", date(2026, 12, 15)),
    ("the 15th of December", date(2026, 12, 15)),
    ("Tuesday, December 15", date(2026, 12, 15)),
    ("vendredi", date(2026, 5, 8)),
    ("Vendredi.", date(2026, 5, 8)),
    ("ven.", date(2026, 5, 8)),
    ("Friday", date(2026, 5, 8)),
    ("mercredi", date(2026, 5, 13)),
    ("ce mercredi", WEDNESDAY),
    ("ce vendredi", date(2026, 5, 8)),
    ("mardi", date(2026, 5, 12)),
    ("vendredi prochain", date(2026, 5, 15)),
    ("next friday", date(2026, 5, 15)),
    ("lundi prochain", date(2026, 5, 11)),
    ("vendredi en huit", date(2026, 5, 15)),
    ("mardi en huit", date(2026, 5, 19)),
    ("this friday", date(2026, 5, 8)),
    ("demain", date(2026, 5, 7)),
    ("tomorrow", date(2026, 5, 7)),
    ("après-demain", date(2026, 5, 8)),
    ("the day after tomorrow", date(2026, 5, 8)),
    ("aujourd’hui", WEDNESDAY),
    ("today", WEDNESDAY),
    ("dans 3 jours", date(2026, 5, 9)),
    ("dans deux semaines", date(2026, 5, 20)),
    ("in a week", date(2026, 5, 13)),
    ("d’ici 10 jours", date(2026, 5, 16)),
    ("le 15", date(2026, 5, 15)),
    ("le 1er", date(2026, 6, 1)),
    ("le 31", date(2026, 5, 31)),
    ("the 5th", date(2026, 6, 5)),
    ("avant le 15/12", date(2026, 12, 15)),
    ("d'ici vendredi", date(2026, 5, 8)),
    ("d'ici au 15 décembre", date(2026, 12, 15)),
    ("pour demain", date(2026, 5, 7)),
    ("by Friday", date(2026, 5, 8)),
    ("before the 15th", date(2026, 5, 15)),
]


@pytest.mark.parametrize(("text", "day"), SAID)
def test_a_date_is_understood(text: str, day: date) -> None:
    assert read_date(text, WEDNESDAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "bientôt",
        "quand Karim aura le temps",
        "15",
        "12/15",
        "31/02",
        "29/02/2026",
        "2026-13-01",
        "0/1",
        "15/12/",
        "15/12/026",
        "mercredi 15 décembre",
        "vendredi 32",
        "le 32",
        "la semaine prochaine",
        "15 brumaire",
        "dans mille jours",
        "dans 999 semaines",
        "vendredi prochain 15",
        "1/1/0000",
        "le",
        "{0}",
        "9" * 10_000,
        "a " * 5_000,
    ],
)
def test_what_is_not_understood_is_no_date(text: str) -> None:
    assert read_date(text, WEDNESDAY) is None


def test_a_day_that_is_over_comes_next_year_at_the_turn_of_the_year() -> None:
    assert read_date("3/1", date(2026, 12, 30)) == date(2027, 1, 3)
    assert read_date("le 31", date(2026, 11, 5)) == date(2026, 12, 31)
    assert read_date("le 30", date(2027, 1, 31)) == date(2027, 3, 30)
    assert read_date("29/2", date(2096, 3, 1)) == date(2104, 2, 29)


def test_the_end_of_the_calendar_is_no_fault() -> None:
    for text in ("demain", "vendredi prochain", "1/1", "le 1", "dans 2 semaines"):
        assert read_date(text, date.max) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_date_shown_in_full_is_understood_as_itself(day: date, today: date) -> None:
    for code in language.LANGUAGES:
        assert read_date(full_date(day, code), today) == day
    assert read_date(day.isoformat(), today) == day
    assert read_date(f"{day:%d/%m/%Y}", today) == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 300))
def test_a_day_without_its_year_is_the_next_one(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert read_date(f"{day.day}/{day.month}", today) == day


@given(st.text("0123456789/-. abcdefghijklmnopqrstuvwxyzéû'’", max_size=30))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_date(text, WEDNESDAY)
    assert found is None or isinstance(found, date)


def test_a_date_in_full() -> None:
    assert full_date(date(2026, 12, 15), "fr") == "mardi 15 décembre 2026"
    assert full_date(date(2026, 6, 1), "fr") == "lundi 1er juin 2026"
    assert full_date(date(2026, 12, 15), "en") == "Tuesday 15 December 2026"
    assert full_date(date(2026, 6, 1)) == "Monday 1 June 2026"
