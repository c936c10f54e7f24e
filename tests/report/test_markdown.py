import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.report.build import build_report
from facilitator.report.markdown import to_markdown
from facilitator.report.options import ReportOptions
from tests.report.rendering import blocks, with_emphasis
from tests.report.sessions import ENGLISH, FRENCH, NAUGHTY, idea, note, steady

MARKS = "#*_-+>`~=|<>[]()\\&!:;.1290 \t\n"
typed_texts = st.text(
    st.one_of(
        st.sampled_from(MARKS), st.sampled_from("aé€»« x/?h"), st.characters(codec="utf-8", exclude_categories=["Cc"])
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text.strip())


def rendered(text: str) -> list[tuple[str, str]]:
    """What a reader sees of a session with this text as its question, a note, an idea and a title."""
    session = ENGLISH.but(
        title=text.replace("\n", " "),
        question=text,
        synthesis="",
        people=(),
        notes=(note("before"), note(text), note("after"), idea(text), idea("last"), idea(text, 1)),
    )
    return blocks(to_markdown(build_report(session, ReportOptions())))


def seen(text: str) -> list[tuple[str, str]]:
    """What a reader should see of it; a title has no highlights, and is "Report" when it is blank."""
    title, text = text.replace("\n", " "), with_emphasis(text)
    return [
        ("h1", title if title.strip() else "Report"),
        ("h2", "Question"),
        ("p", text),
        ("h2", "Synthesis"),
        ("h2", "Host"),
        ("h2", "Participants"),
        ("h2", "Discussion highlights"),
        ("p", "before"),
        ("p", text),
        ("p", "after"),
        ("h2", "Ideas to explore"),
        ("li", text),
        ("li", "last"),
        ("li", text),
    ]


@pytest.mark.parametrize("text", NAUGHTY)
def test_typed_text_reads_as_the_characters_typed(text: str) -> None:
    assert rendered(text) == seen(text)


@steady
@given(typed_texts)
def test_any_text_reads_as_the_characters_typed(text: str) -> None:
    assert rendered(text) == seen(text)


@pytest.mark.parametrize(
    "text",
    [
        "On a cassé les codes, c'est plus simple (et moins cher) : 3 fois sur 4 !",
        "L'*urgence*, la précarité… ont *débloqué* la logique",
        "« Ça ne prendra jamais » : on l'entend dès la fin, non ?",
        "pb/changement de direction/ élections; R&D, A+B = C, 50 % - 2/3",
        "snake_case, C#, #12, 1.5, 2 * 3 * 4, ~10 personnes, => former, :) !!",
        "a < b, x > y, https://example.org/a_b?c=d&e=f#g",
    ],
)
def test_prose_comes_out_as_typed(text: str) -> None:
    session = FRENCH.but(notes=(note(text),))
    assert text in to_markdown(build_report(session, ReportOptions())).split("\n")


def test_two_lines_are_kept_by_a_break() -> None:
    session = FRENCH.but(notes=(note("un\ndeux"), idea("trois\nquatre")))
    markdown = to_markdown(build_report(session, ReportOptions()))
    assert "\nun\\\ndeux\n" in markdown
    assert "\n- trois\\\n  quatre\n" in markdown


def test_groups_of_ideas_are_lists_of_their_own() -> None:
    session = FRENCH.but(notes=(idea("a"), idea("b"), idea("c", 1), idea("d", 2)), extras=())
    markdown = to_markdown(build_report(session, ReportOptions()))
    assert markdown.endswith("- a\n- b\n\n* c\n\n- d\n")
