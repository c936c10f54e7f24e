"""A note taken back to correct it: the line reads as the note again, and a correction changes only what it says."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.capture.draft import KnownPerson, KnownTheme, NoteDraft, Surroundings
from facilitator.capture.reading import read_line
from facilitator.capture.writing import corrected, line_of
from facilitator.model.kinds import Kind, Section
from tests.capture.circle import CIRCLE, IDEAS, NAMES, THEMES
from tests.capture.hostile import LINES, steady

_NOTES = st.builds(
    NoteDraft,
    text=LINES,
    kind=st.sampled_from(Kind),
    section=st.sampled_from(Section),
    star=st.booleans(),
    themes=st.lists(st.sampled_from([theme.id for theme in THEMES]), unique=True).map(tuple),
    speaker=st.sampled_from(["", *NAMES]),
)


def _line(note: NoteDraft, around: Surroundings = CIRCLE) -> str:
    themes = [theme for theme in around.themes if theme.id in note.themes]
    names = {person.id: person.name for person in around.people}
    return line_of(note.text, note.kind, note.section, note.star, themes, names.get(note.speaker, ""), around)


def _in_order(draft: NoteDraft) -> NoteDraft:
    """The draft with its themes in the order of the session, as notes have them."""
    return replace(draft, themes=tuple(theme.id for theme in THEMES if theme.id in draft.themes))


@steady
@given(LINES, st.sampled_from([CIRCLE, IDEAS]))
def test_what_was_typed_comes_back_as_the_same_note(typed: str, around: Surroundings) -> None:
    draft = read_line(typed, around)
    if draft is None:
        return
    kept = replace(_in_order(draft), new_themes=())
    again = read_line(_line(kept, around), around)
    assert again is not None
    assert _in_order(again) == kept


@steady
@given(_NOTES)
def test_any_note_comes_back_to_the_letter(note: NoteDraft) -> None:
    again = read_line(_line(note), CIRCLE)
    assert (again.text if again else None) == (note.text if note.text.strip() else None)


@steady
@given(_NOTES)
def test_a_line_left_as_it_was_corrects_nothing(note: NoteDraft) -> None:
    line = _line(note)
    assert corrected(note, line, line, CIRCLE) == (note if note.text.strip() else None)


@steady
@given(_NOTES)
def test_words_added_to_a_plain_note_change_nothing_else(note: NoteDraft) -> None:
    plain = replace(note, text="les relais tiennent")
    line = _line(plain)
    changed = line.replace("tiennent", "tiennent bon")
    assert corrected(plain, line, changed, CIRCLE) == replace(plain, text="les relais tiennent bon")


def test_the_plainest_line_is_given() -> None:
    for typed in (
        "les relais tiennent",
        "risque : tout reprendre",
        "* ! le budget saute #Sens @Karim T.",
        "qui décide ?",
        "« On y va »",
        "un *passage fort*",
        "deux\nlignes #Service-public",
        "@Karim T. ! pas un signe",
        "- - pas une puce #Sens",
        " #1 et #sens",
    ):
        draft = read_line(typed, CIRCLE)
        assert draft is not None
        assert _line(draft) == typed
    assert _line(NoteDraft("un café par étage", Kind.IDEA, Section.IDEAS)) == "+ un café par étage"
    assert _line(NoteDraft("un café par étage", Kind.IDEA, Section.IDEAS), IDEAS) == "un café par étage"


def test_a_kind_that_no_line_can_say_stays_until_the_line_says_another() -> None:
    note = NoteDraft("on n'a jamais autant parlé", Kind.QUOTE, star=True)
    line = _line(note)
    assert line == "* on n'a jamais autant parlé"
    assert corrected(note, line, f"{line} ici", CIRCLE) == replace(note, text="on n'a jamais autant parlé ici")
    assert corrected(note, line, "! on n'a jamais autant parlé", CIRCLE) == replace(note, kind=Kind.RISK, star=False)
    assert corrected(note, line, " \n", CIRCLE) is None


def test_a_mark_taken_off_the_line_is_taken_off_the_note() -> None:
    note = NoteDraft("le budget saute", Kind.RISK, Section.DISCUSSION, True, ("liberte", "sens"), (), "p0")
    line = _line(note)
    assert line == "* ! le budget saute #Liberté #Sens @Karim T."
    for changed, expected in (
        ("! le budget saute #Liberté #Sens @Karim T.", replace(note, star=False)),
        ("* le budget saute #Liberté #Sens @Karim T.", replace(note, kind=Kind.POINT)),
        ("* ! le budget saute #Sens @Karim T.", replace(note, themes=("sens",))),
        ("* ! le budget saute #Liberté #Sens #c", replace(note, themes=("liberte", "sens", "service-public"), speaker="")),
        ("* ! le budget saute #Liberté #Sens #fonds @aline", replace(note, new_themes=("fonds",), speaker="p1")),
    ):  # fmt: skip
        assert corrected(note, line, changed, CIRCLE) == expected


def test_what_cannot_be_typed_stays_with_the_note() -> None:
    themes = (
        KnownTheme("3d", "3 D"),
        KnownTheme("sens", "Sens"),
        KnownTheme("q", "Qualité / sens"),
        KnownTheme("4d", "4 D", "Q"),
    )
    around = Surroundings(themes, (KnownPerson("1", "K" * 80),))
    note = NoteDraft("un point", themes=("3d", "sens", "q", "4d"), speaker="1")
    line = _line(note, around)
    assert line == "un point #Sens #Qualité-sens #Q"
    assert corrected(note, line, "un autre point #Q", around) == replace(
        note, text="un autre point", themes=("3d", "4d")
    )


@steady
@given(LINES)
def test_names_of_any_form_do_no_harm(name: str) -> None:
    around = Surroundings((KnownTheme("t", name, name[:1]),), (KnownPerson("p", name),))
    note = NoteDraft("un point", themes=("t",), speaker="p")
    line = _line(note, around)
    assert corrected(note, line, line, around) == note
