"""Pages that need no scrolling: each word whole, nothing lost, nothing beyond the edges."""

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.live.reading_back import Entry, Page, PageKind
from facilitator.tui.read_back_lines import shown


def drawn(kind: PageKind, *entries: Entry, width: int = 40, rows: int = 10) -> list[list[str]]:
    return [[line.plain for line in screen.lines] for screen in shown([Page(kind, entries)], width, rows)]


def test_the_lines_of_the_question_stand_apart() -> None:
    question = Entry("Comment garder le lien quand on se croise un jour ?")
    assert drawn(PageKind.QUESTION, question, Entry("et *jamais*", "+")) == [
        ["Comment garder le lien quand on se", "", "croise un jour ?", "", "+  et jamais"]
    ]


def test_what_does_not_fit_goes_on_between_two_entries() -> None:
    entries = [Entry(f"une phrase de deux lignes, la {number}e de la page", "★") for number in range(1, 5)]
    screens = drawn(PageKind.STARS, *entries, rows=8)
    assert [len(lines) for lines in screens] == [8, 2] or [len(lines) for lines in screens] == [8, 5]
    assert screens[0][0] == "★  une phrase de deux lignes, la 1e de"
    assert screens[0][1] == "   la page"
    numbered = shown([Page(PageKind.STARS, tuple(entries))], 40, 8)
    assert [(screen.number, screen.of) for screen in numbered] == [(1, 2), (2, 2)]


def test_a_paragraph_longer_than_the_screen_goes_on_line_by_line() -> None:
    text = " ".join(f"mot{number}" for number in range(200))
    screens = drawn(PageKind.SYNTHESIS, Entry(text), rows=6)
    assert all(len(lines) <= 6 for lines in screens)
    assert " ".join(line for lines in screens for line in lines) == text


def test_a_list_stands_under_what_announces_it() -> None:
    assert drawn(PageKind.SYNTHESIS, Entry("On peut :\n\n- a\n- b"), rows=6) == [["On peut :", "", "• a", "• b"]]


def test_themes_stand_in_columns() -> None:
    assert drawn(PageKind.THEMES, Entry("Sens", "S", 4), Entry("Liberté", "L", 1), Entry("Rien", "", 0)) == [
        ["S  Sens      4  ████████████████", "", "L  Liberté   1  ████", "", "·  Rien      0  "]
    ]


def test_markup_of_users_is_text() -> None:
    assert drawn(PageKind.STARS, Entry("[bold]non[/bold] \x1b[31m", "★"))[0][0] == "★  [bold]non[/bold] ␛[31m"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30)
entries = st.lists(
    st.builds(Entry, st.lists(words, max_size=30).map(" ".join), st.sampled_from(["", "★", "+"])),
    min_size=1,
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(entries, st.sampled_from(list(PageKind)), st.integers(12, 80), st.integers(1, 20))
def test_no_line_is_too_long_and_no_screen_too_high(found: list[Entry], kind: PageKind, width: int, rows: int) -> None:
    for screen in shown([Page(kind, tuple(found))], width, rows):
        assert len(screen.lines) <= rows
        if kind is not PageKind.THEMES:
            assert all(line.cell_length <= max(width, 18) for line in screen.lines)
