"""Two sessions to report on, one in French, one in English, and what people type to break a document."""

from datetime import datetime, timedelta, timezone

from hypothesis import settings

from facilitator.model.kinds import Colour, Kind, Section
from facilitator.model.session import Extra, Note, Participant, Session, Theme

steady = settings(deadline=None, derandomize=True)
"""Property tests run the same each time, however busy the machine is."""

PARIS = timezone(timedelta(hours=2))
STARTED = datetime(2026, 5, 12, 14, 2, tzinfo=PARIS)


def note(
    text: str,
    kind: Kind = Kind.POINT,
    section: Section = Section.DISCUSSION,
    group: int = 0,
    themes: tuple[str, ...] = (),
    star: bool = False,
    speaker: str = "",
    minute: int | None = None,
) -> Note:
    """A note; its identifier is made from its text."""
    made = f"n-{abs(hash_of(f'{text}{kind}{section}{group}')):010d}"
    at = None if minute is None else STARTED + timedelta(minutes=minute)
    return Note(
        id=made, text=text, kind=kind, section=section, group=group, themes=themes, star=star, speaker=speaker, at=at
    )


def hash_of(text: str) -> int:
    """A number that is the same in each run."""
    return sum((number + 1) * ord(char) for number, char in enumerate(text))


def idea(text: str, group: int = 0, minute: int | None = None) -> Note:
    return note(text, Kind.IDEA, Section.IDEAS, group, minute=minute)


FRENCH = Session(
    id="01KRE0PG40NYQBJ2BA0KKXG038",
    title="Atelier 5 - Semer - Session 3",
    place="Grange du Bas",
    started=STARTED,
    question="Comment garder la main sur le rythme quand tout le monde est pressé ?",
    synthesis=(
        "On court parce que *personne n'ose poser la montre* (1). Le cercle a cherché où le temps se perd\n"
        "et à qui il profite.\n\n"
        "Trois gestes suffisent pour commencer :\n\n"
        "- finir les réunions à moins cinq\n"
        "- laisser un jour sans écran\n"
        "- dire **non** une fois par semaine\n\n"
        "1- Éloge du pas de côté :\n"
        "<https://lenteur.example.org/eloge>"
    ),
    themes=(
        Theme(id="rythme", name="Rythme", letter="R", colour=Colour.BLUE),
        Theme(id="appuis", name="Appuis", letter="A", colour=Colour.GREEN),
        Theme(id="vide", name="Jamais dit", letter="J"),
    ),
    people=(
        Participant(id="ines-a", name="Inès Arnoux", host=True, participant=False),
        Participant(id="karim-t", name="Karim T", scribe=True),
        Participant(id="bernard", name="ROUSSEL Bernard"),
        Participant(id="jacky", name="Jacky Le Dantec"),
        Participant(id="sabine", name="Sabine"),
        Participant(id="marie-odile", name="Marie-Odile Pons"),
    ),
    notes=(
        note("Complément à la question : et quand c'est nous qui pressons les autres", Kind.COMPLEMENT, minute=15),
        note("On *n'entend plus* la fin des phrases", themes=("rythme",), minute=16),
        note(
            "Le lundi on ouvre à dix heures, rien n'a brûlé\nLe facteur s'y est fait",
            themes=("appuis", "rythme"),
            minute=17,
        ),
        note("« Vite fait, deux fois fait »", Kind.QUOTE, themes=("rythme",), minute=18),
        note("que la lenteur devienne une consigne de plus", Kind.RISK, minute=19, speaker="sabine"),
        note("risque: tout retombe sur l'accueil", Kind.RISK, themes=("appuis",), minute=20),
        note("Qui paie l'heure perdue ?", Kind.QUESTION, minute=21),
        note("la maison des associations, un mardi sur deux", Kind.EXAMPLE, minute=22),
        note("Cf le carnet de bord, page 12 : https://carnet.example.org/p_12*", Kind.REFERENCE, minute=23),
        note("on garde le lundi à dix heures", Kind.DECISION, minute=24),
        note("Décision : pas de réunion le vendredi", Kind.DECISION, minute=25),
        note("À faire : Sabine prévient l'accueil avant juin", Kind.ACTION, minute=26),
        note("# ce n'est pas un titre, et 2 * 3 * 4 <b>non plus</b>", minute=27),
        note("en faire un jeu", Kind.IDEA, minute=28),
        idea("une *horloge sans aiguilles* dans l'entrée", minute=30),
        idea("un carnet des heures gagnées\nouvert à tous", minute=31),
        idea("inviter une autre équipe à ralentir avec nous", 1, minute=32),
        note("qui tient le carnet ?", Kind.QUESTION, Section.IDEAS, 1, minute=33),
    ),
    extras=(Extra(title="Météo de départ", text="Deux nuages,\nun grand soleil\n\n- et une averse"),),
)

FRENCH_AGAIN = FRENCH.but(
    title="Atelier 5 - Semer - Session 3 (suite)",
    synthesis=FRENCH.synthesis.replace("laisser un jour", "laisser deux jours"),
    people=(*FRENCH.people, Participant(id="tariq", name="Tariq")),
    notes=(
        *(one for one in FRENCH.notes[:-1] if not one.text.startswith("«")),
        note("on garde le mardi aussi", Kind.DECISION, minute=40),
        FRENCH.notes[-1].but(text="qui tient le carnet, et qui le relit ?"),
    ),
)
"""The first session, reopened: something of each kind of change."""

ENGLISH = Session(
    id="01KRE0PG40NYQBJ2BA0KKXG039",
    title="Workshop 2 - Commons - Session 1",
    language="en",
    question="What would make the tool library last?",
    synthesis="People come back for the *conversation at the counter*, not only for the drill.",
    people=(
        Participant(id="ada", name="Ada Brook", host=True),
        Participant(id="tom", name="Tom Hale", host=True, participant=False),
        Participant(id="wen", name="Wen"),
    ),
    notes=(
        note("Addition to the question: last without a manager", Kind.COMPLEMENT),
        note("It works because *somebody is there*"),
        note("nobody wants the Saturday shift", Kind.RISK),
        note("ask the school for a room", Kind.ACTION),
        idea("a map of who can repair what"),
    ),
)

NAUGHTY = (
    "# title",
    "#hashtag",
    "####### seven",
    "#",
    "1. one",
    "12) twelve",
    "2026. A year",
    "1.5 fois plus",
    "- dash",
    "-",
    "--",
    "---",
    "- - -",
    "+ plus",
    "* star",
    "*",
    "**",
    "***",
    "* * *",
    "_ _ _",
    "> quoted",
    ">",
    "    four spaces",
    "\ttab",
    "  two in front, two behind  ",
    "```",
    "```python\nx = 1\n```",
    "~~~",
    "~~struck~~",
    "~10 personnes ~ 20",
    "===",
    "text\n===",
    "text\n---",
    "a | b\n--- | ---\n1 | 2",
    "a\n:-:",
    "<script>alert(1)</script>",
    "<!-- comment -->",
    "<?php",
    "a < b > c",
    "<https://example.org>",
    "|",
    "[x](javascript:alert(1))",
    "[x]: https://example.org",
    "![image](https://example.org/a.png)",
    "[?]",
    "[ ] à faire",
    "2 * 3 * 4",
    "lone * star",
    "*a*b",
    "l'*urgence*, la précarité",
    "*deux mots* et **trois**",
    "**Risque :** tapé à la main",
    "**Risk:** typed",
    "a*«b»* c",
    "x*(b)*",
    "*b.*€",
    "*mot !*»",
    "☺*«a»*☺*«b»*☺",
    "snake_case et _souligné_ et __init__",
    "back\\slash",
    "\\",
    "\\*",
    "trailing\\",
    "trailing\\\nnext",
    "&amp; &eacute; &#35; &",
    "R&D; et AT&T",
    "trailing space ",
    "two trailing  \nlines",
    "one\ntwo\nthree",
    "one\n\nthree",
    "\nfirst line empty",
    "last line empty\n",
    "one\n- two",
    "one\n1. two",
    "one\n# two",
    "one\n    two",
    "\u00a0no-break\u00a0",
    "\u2028",
    "Participants",
    "Question",
    "Idées à creuser",
    "• puce",
    "– tiret",
    "`code`",
    "``",
    "`",
    "$x$ and \\(y\\)",
    "@name #12 :smile:",
    "Cf https://example.org/a_b_c?d=*e*&f=1",
    "\u202eright to left",
    "é" * 500,
)
"""Texts that look like Markdown, HTML or headings of the form."""
