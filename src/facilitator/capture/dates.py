"""Dates as people say them ("15/12", "vendredi", "next Friday") and as a screen shows them back.

The day stands before the month in figures, as in France; words are understood in French and English whatever the screen
speaks, accents and case apart. Since some of them mean different days to different people, a date is always shown back in
full before it is taken.
"""

import re
from datetime import date, timedelta

from facilitator.language import mark, spoken, words
from facilitator.model.fold import fold

DAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
"""The days of the week, from Monday."""

MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
"""The months of the year."""

_FULL = mark("{weekday} {day} {month} {year}")
_FULL_FIRST = mark("{weekday} 1 {month} {year}")

_WEEK = 7
_LEAP_YEARS = 8
"""Years within which 29 February comes round again, also across 1900 and 2100."""
_FARTHEST = 3650
"""Days: nobody gives an action more than ten years."""

_DAY_WORDS = (
    "lundi lun monday mon",
    "mardi mar tuesday tue tues",
    "mercredi mer wednesday wed",
    "jeudi jeu thursday thu thur thurs",
    "vendredi ven friday fri",
    "samedi sam saturday sat",
    "dimanche dim sunday sun",
)
_MONTH_WORDS = (
    "janvier janv jan january",
    "fevrier fevr fev february feb",
    "mars march mar",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre sept sep september",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_DAY_OF = {word: number for number, names in enumerate(_DAY_WORDS) for word in names.split()}
_MONTH_OF = {word: number for number, names in enumerate(_MONTH_WORDS, 1) for word in names.split()}
_AWAY = {
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "today": 0,
    "ce jour": 0,
    "demain": 1,
    "tomorrow": 1,
    "apres-demain": 2,
    "apres demain": 2,
    "day after tomorrow": 2,
}
_COUNTED = {"jour": 1, "jours": 1, "j": 1, "day": 1, "days": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7}
_NUMBERS = {"un": 1, "une": 1, "a": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}

_BEFORE = re.compile(r"^(?:d'ici(?:\s+(?:le|au|a))?|pour|avant|jusqu'au|au|by|before|until|due|on)\s+")
_ARTICLE = re.compile(r"^(?:le|the)\s+")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?")
_ORDINAL = r"(\d{1,2})(?:er|e|st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"{_ORDINAL}\s+(?:of\s+)?([a-z]+)\.?(?:,?\s+(\d{{4}}))?")
_MONTH_DAY = re.compile(rf"([a-z]+)\.?\s+{_ORDINAL}(?:,?\s+(\d{{4}}))?")
_ONLY_DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?")
_NAMED_DAY = re.compile(r"(?:(ce|this|next|coming)\s+)?([a-z]+)\.?(?:\s+(prochain|qui vient|en huit|en 8))?")
_LED_BY_DAY = re.compile(r"([a-z]+)\.?,?\s+(?=.*\d)(.+)")
_IN = re.compile(r"(?:dans|d'ici|in)\s+(\d{1,3}|[a-z]+)\s+([a-z]+)")


def read_date(text: str, today: date) -> date | None:
    """The day that someone means; None when it is not understood.

    - In figures: "15/12", "15/12/2026", "15.12.26", "2026-12-15". Without a year it is the next such day, today included.
    - With a month: "15 décembre", "1er juin 2027", "Dec 15", "15th of December", also behind a weekday, which must agree.
    - A weekday alone ("vendredi", "Friday") is the next one after today, "ce vendredi" may be today; "vendredi prochain" and
      "next Friday" are the one of the week after this (weeks begin on Monday), "vendredi en huit" is a week after "vendredi".
    - "aujourd'hui", "demain", "après-demain", "dans 3 jours", "in two weeks"; "le 15" is the next 15th, today included.

    "pour", "avant", "d'ici le", "by", "before" … may stand in front.

    Args:
        text: as typed.
        today: the day it is.
    """
    said = " ".join(fold(text).split()).rstrip(" .!")
    try:
        counted = _counted(said, today)
        return counted or _named(said, today)
    except OverflowError:
        return None


def full_date(day: date, language: str | None = None) -> str:
    """A day in full: "mardi 15 décembre 2026", "Tuesday 15 December 2026".

    Args:
        day: the day.
        language: ``"fr"`` or ``"en"``; the spoken one when left out.
    """
    say = words(language or spoken()).gettext
    pattern = say(_FULL_FIRST if day.day == 1 else _FULL)
    return pattern.format(
        weekday=say(DAYS[day.weekday()]), day=day.day, month=say(MONTHS[day.month - 1]), year=day.year
    )


def _named(said: str, today: date) -> date | None:
    """The day named after the words in front."""
    bare = _ARTICLE.sub("", _BEFORE.sub("", said, count=1), count=1)
    if bare in _AWAY:
        return today + timedelta(days=_AWAY[bare])
    if found := _ISO.fullmatch(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _ONLY_DAY.fullmatch(bare)
    if found and (bare != said or not bare.isdigit()):
        return _next_day_of_month(int(found[1]), today)
    return _in_figures_or_words(bare, today) or _weekday(bare, today) or _led_by_day(bare, today)


def _in_figures_or_words(bare: str, today: date) -> date | None:
    if found := _FIGURES.fullmatch(bare):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if (found := _DAY_MONTH.fullmatch(bare)) and found[2] in _MONTH_OF:
        return _dated(int(found[1]), _MONTH_OF[found[2]], found[3], today)
    if (found := _MONTH_DAY.fullmatch(bare)) and found[1] in _MONTH_OF:
        return _dated(int(found[2]), _MONTH_OF[found[1]], found[3], today)
    return None


def _weekday(bare: str, today: date) -> date | None:
    found = _NAMED_DAY.fullmatch(bare)
    if not found or found[2] not in _DAY_OF:
        return None
    wanted = _DAY_OF[found[2]]
    if found[1] in ("ce", "this"):
        return today + timedelta(days=(wanted - today.weekday()) % _WEEK)
    coming = today + timedelta(days=(wanted - today.weekday() - 1) % _WEEK + 1)
    if found[3] in ("en huit", "en 8"):
        return coming + timedelta(days=_WEEK)
    if found[1] == "next" or found[3] == "prochain":
        return today + timedelta(days=_WEEK - today.weekday() + wanted)
    return coming


def _led_by_day(bare: str, today: date) -> date | None:
    """A date behind its weekday; one that falls on another day was not meant."""
    found = _LED_BY_DAY.fullmatch(bare)
    if not found or found[1] not in _DAY_OF:
        return None
    rest = _ARTICLE.sub("", found[2], count=1)
    day = _next_day_of_month(int(rest), today) if rest.isdigit() and len(rest) <= 2 else None
    day = day or _in_figures_or_words(rest, today)
    return day if day and day.weekday() == _DAY_OF[found[1]] else None


def _counted(said: str, today: date) -> date | None:
    found = _IN.fullmatch(said)
    if not found or found[2] not in _COUNTED:
        return None
    number = int(found[1]) if found[1].isdecimal() else _NUMBERS.get(found[1])
    days = None if number is None else number * _COUNTED[found[2]]
    return None if days is None or days > _FARTHEST else today + timedelta(days=days)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year) if len(year) > 2 else 2000 + int(year), month, day)
    for coming in range(today.year, today.year + _LEAP_YEARS + 1):
        found = _day(coming, month, day)
        if found and found >= today:
            return found
    return None


def _next_day_of_month(day: int, today: date) -> date | None:
    """The next day with this number; months that have none are passed over."""
    year, month = today.year, today.month
    for _month in range(4):
        found = _day(year, month, day)
        if found and found >= today:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
