"""Whatever is typed, nothing of it is lost; and long lines are read in one pass."""

import re
from time import process_time

import pytest
from hypothesis import given

from facilitator.capture.draft import KnownPerson, KnownTheme, NoteDraft, Surroundings
from facilitator.capture.naming import people_by_spelling, person_named, theme_named, themes_by_spelling
from facilitator.capture.reading import read_line
from facilitator.capture.wording import kind_of_wording
from facilitator.model.fold import fold
from facilitator.model.kinds import SIGNS, Kind, Section
from tests.capture.circle import CIRCLE, IDEAS, PEOPLE, THEMES, UNDER_SENS
from tests.capture.hostile import LINES, steady

_BLANKS = " \t\n\u00a0\u202f"
_HEAD = re.compile(r"(?:[-–•]\s+)?(?P<star>\*\s+)?(?P<sign>[!?+:=>]\s*)?(?:@(?P<name>[^\n]*?)\s*[,:]?\s*)?", re.DOTALL)


def _explained(before: str, after: str, draft: NoteDraft) -> bool:
    """Whether what stands before and after the text is in the draft as star, sign, speaker and themes."""
    head = _HEAD.fullmatch(before)
    if head is None or bool(head["star"]) != draft.star:
        return False
    if head["sign"] and draft.kind is not SIGNS[head["sign"][0]]:
        return False
    spoken, themes = [head["name"]] if head["name"] else [], after.split()
    for at, word in enumerate(themes):
        if word.startswith("@"):
            for end in range(len(themes), at, -1):
                if person_named(" ".join(themes[at:end])[1:], people_by_spelling(PEOPLE)):
                    spoken.append(" ".join(themes[at:end])[1:])
                    del themes[at:end]
                    break
            break
    people = [person_named(name, people_by_spelling(PEOPLE)) for name in spoken]
    if [person.id if person else None for person in people] != ([draft.speaker] if draft.speaker else []):
        return False
    return all(_has_theme(draft, word) for word in themes)


def _has_theme(draft: NoteDraft, word: str) -> bool:
    theme = theme_named(word, themes_by_spelling(THEMES))
    return theme.id in draft.themes if theme else fold(word) in {fold(name) for name in draft.new_themes}


@steady
@given(LINES)
def test_every_typed_character_is_accounted_for(typed: str) -> None:
    draft = read_line(typed, CIRCLE)
    if draft is None:
        assert not typed.strip()
        return
    if typed.startswith(" "):
        assert draft == NoteDraft(typed[1:])
        return
    whole, text = typed.strip(_BLANKS).replace("#", ""), draft.text.replace("#", "")
    starts = [at for at in range(len(whole) + 1) if whole.startswith(text, at)]
    assert any(_explained(whole[:at], whole[at + len(text) :], draft) for at in starts)
    assert draft.text.count("#") <= typed.count("#")


@steady
@given(LINES)
def test_a_literal_line_is_kept_to_the_letter(text: str) -> None:
    draft = read_line(f" {text}", UNDER_SENS)
    assert draft == (NoteDraft(text, themes=("sens",)) if text.strip() else None)


@steady
@given(LINES)
def test_ideas_mode_changes_kind_and_section_only(typed: str) -> None:
    said, idea = read_line(typed, CIRCLE), read_line(typed, IDEAS)
    if said is None or idea is None:
        assert said is idea
        return
    assert (idea.text, idea.themes, idea.new_themes, idea.star, idea.speaker) == (
        said.text,
        said.themes,
        said.new_themes,
        said.star,
        said.speaker,
    )
    assert idea.section is Section.IDEAS
    assert idea.kind in {Kind.IDEA, *SIGNS.values()}


@steady
@given(LINES)
def test_the_current_theme_goes_to_notes_that_name_none(typed: str) -> None:
    without, under = read_line(typed, CIRCLE), read_line(typed, UNDER_SENS)
    if without is not None and under is not None:
        named = without.themes or without.new_themes
        assert under.themes == (without.themes if named else ("sens",))


@steady
@given(LINES)
def test_a_kind_of_another_name_than_the_wording_was_set_by_a_sign(typed: str) -> None:
    draft = read_line(typed, CIRCLE)
    if draft is not None and draft.kind not in {kind_of_wording(draft.text), Kind.POINT}:
        assert draft.kind in SIGNS.values()


def test_themes_are_told_apart_by_name_before_letter() -> None:
    themes = (KnownTheme("1", "Action", "B"), KnownTheme("2", "B", ""), KnownTheme("3", "Qualité / sens", "Q"))
    for typed, found in (("#b", "2"), ("#qualité-sens", "3"), ("#q", "3"), ("#action", "1")):
        draft = read_line(f"un point {typed}", Surroundings(themes))
        assert draft is not None
        assert (draft.text, draft.themes, draft.new_themes) == ("un point", (found,), ())


def test_accents_typed_as_characters_of_their_own() -> None:
    draft = read_line("on ose #libe\u0301rthe\u0301 @le\u0301a", CIRCLE)
    assert draft is not None
    assert (draft.text, draft.new_themes, draft.speaker) == ("on ose", ("libe\u0301rthe\u0301",), "p3")
    assert read_line("on ose #liberte\u0301", CIRCLE) == NoteDraft("on ose", themes=("liberte",))


def test_a_first_name_of_two_is_text_and_the_same_new_theme_counts_once() -> None:
    two = Surroundings(people=(KnownPerson("1", "Nour B."), KnownPerson("2", "Nour D.")))
    assert read_line("@nour on essaie", two) == NoteDraft("@nour on essaie")
    assert read_line("@nour d. on essaie", two) == NoteDraft("on essaie", speaker="2")
    assert read_line("on #Ose et #ose #OSÉ", two) == NoteDraft("on Ose et", new_themes=("Ose",))


def test_a_word_too_long_for_a_name_is_text() -> None:
    typed = f"un point #{'a' * 61}"
    assert read_line(typed, CIRCLE) == NoteDraft(typed)
    assert read_line(f"un point #{'a' * 60}", CIRCLE) == NoteDraft("un point", new_themes=("a" * 60,))


_REPEATED = (
    *("mot ", "#sens ", "#sens", "#a'", "##", "@karim ", "@karim", "a:", "?"),
    *("* ", "*a ", "*a* ", "**", "«", '"', "- ", "! ", " ", "\n", "\u00a0"),
)


@pytest.mark.parametrize("piece", _REPEATED)
def test_time_grows_with_the_length_and_not_with_its_square(piece: str) -> None:
    def seconds(length: int) -> float:
        typed = f"x{piece * (length // len(piece))}x #b"
        best = 9.0
        for _ in range(4):
            begun = process_time()
            read_line(typed, CIRCLE)
            best = min(best, process_time() - begun)
        return best

    assert seconds(100_000) < 25 * (seconds(10_000) + 0.0002)
