"""Numbered references: added, removed, and numbered as the text mentions them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.report.reading_aloud import Aloud, aloud
from facilitator.report.references import Reference, add, body, references, remove, renumbered
from tests.report.sessions import NAUGHTY, steady

TWO = (
    "La montre ralentit (2), le carnet reste (1).\n\n"
    "1- Carnet des haltes :\n<https://haltes.example.org/carnet>\n"
    "2- Petite histoire des montres <https://montres.example.org/b_(2)>\n"
)
PIECES = st.lists(
    st.sampled_from(
        (
            *("(1)", "(2)", "(3)", "(2, 1)", "(75)", "(2026)", " ", "\n", "\n\n", "le mot", "fin.", "`(1)`", "[x](1)"),
            *(
                "1- un <https://a.example.org>",
                "2- deux",
                "3- trois\n<https://c.example.org/(1)>",
                "1- encore",
                "- puce",
            ),
            *("\n1- ", "\n\n4- quatre", "\r\n", "3-4 personnes", "\u2028", "é" * 3, *NAUGHTY[:12]),
        )
    ),
    max_size=14,
).map("".join)


def test_references_are_read_with_title_address_and_mentions() -> None:
    assert references(TWO) == (
        Reference(1, "Carnet des haltes", "https://haltes.example.org/carnet", 1),
        Reference(2, "Petite histoire des montres", "https://montres.example.org/b_(2)", 1),
    )
    assert body(TWO) == "La montre ralentit (2), le carnet reste (1).\n\n"


def test_numbers_and_lines_follow_the_first_mention_and_nothing_else_changes() -> None:
    assert renumbered(TWO) == (
        "La montre ralentit (1), le carnet reste (2).\n\n"
        "1- Petite histoire des montres <https://montres.example.org/b_(2)>\n"
        "2- Carnet des haltes :\n<https://haltes.example.org/carnet>\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "rien",
        "Le carnet (1)",
        "Sur trois lieux (75), un seul (2).",
        "On peut :\n\n1- ouvrir tard\n3- fermer tôt",
        "3-4 personnes (3) suffisent\n\n3-4 personnes",
        "1- en tête\n\npuis du texte (1)",
    ],
)
def test_what_is_no_reference_stays_as_it_is(text: str) -> None:
    assert references(text) == ()
    assert renumbered(text) == text
    assert body(text) == text


def test_a_number_without_a_line_is_taken_by_no_reference() -> None:
    text = "D'abord (1), puis le carnet (4).\n\n4- Carnet <https://a.example.org>"
    assert renumbered(text) == "D'abord (1), puis le carnet (2).\n\n2- Carnet <https://a.example.org>"


def test_a_reference_is_added_where_the_cursor_stands() -> None:
    text, at = add("La montre ralentit. Le carnet reste.", 18, "Histoire\ndes montres", "https://montres.example.org")
    assert text == ("La montre ralentit (1). Le carnet reste.\n\n1- Histoire des montres <https://montres.example.org>")
    assert text[:at].endswith("ralentit (1)")
    text, at = add(text, 2, "Articles")
    assert text.startswith("La (1) montre ralentit (2).")
    assert text.endswith("\n\n1- Articles\n2- Histoire des montres <https://montres.example.org>")
    assert text[:at] == "La (1)"


def test_a_numbered_list_at_the_end_of_the_text_keeps_its_numbers() -> None:
    text = "On peut :\n\n1- ouvrir tard\n3- fermer tôt"
    added, _ = add(text, 7, "Histoire", "https://a.example.org")
    assert added == "On peut (2) :\n\n1- ouvrir tard\n3- fermer tôt\n\n2- Histoire <https://a.example.org>"
    assert renumbered(added) == added
    assert body(added) == "On peut (2) :\n\n1- ouvrir tard\n3- fermer tôt\n\n"


def test_an_address_that_has_a_line_is_only_mentioned_again() -> None:
    text, at = add(TWO, 0, "autre titre", "https://haltes.example.org/carnet")
    assert text.startswith("(1)La montre ralentit (2), le carnet reste (1).")
    assert len(references(text)) == 2
    assert at == 3


@pytest.mark.parametrize("at", [-5, 10_000, len(TWO) - 3])
def test_a_cursor_among_the_lines_means_the_end_of_the_text_before_them(at: int) -> None:
    text, behind = add(TWO, at, "Neuf")
    assert ("(3)." if at < 0 else ". (3)") in text or text.startswith("(1)")
    assert re.search(r"\(\d\)\Z", text[:behind])


def test_a_mention_never_goes_into_another_one_or_into_an_address() -> None:
    text, _ = add(TWO, TWO.index("(2)") + 1, "Neuf", "https://neuf.example.org")
    assert "ralentit (1) (2), le carnet reste (3)." in text
    text, _ = add("Voir <https://a.example.org> bien", 12, "Neuf")
    assert text.startswith("Voir <https://a.example.org> (1) bien")


def test_a_removed_reference_takes_its_mentions_along() -> None:
    left = remove(TWO, 2)
    assert (
        left
        == "La montre ralentit, le carnet reste (1).\n\n1- Carnet des haltes :\n<https://haltes.example.org/carnet>\n"
    )
    assert remove(left, 1) == "La montre ralentit, le carnet reste."
    assert remove(TWO, 9) == TWO
    among = "Ici (1, 2), là (2; 1).\n\n1- un <https://a.example.org>\n2- deux"
    assert remove(among, 1) == "Ici (1), là (1).\n\n1- deux"


@steady
@given(PIECES)
def test_numbering_twice_is_numbering_once(text: str) -> None:
    once = renumbered(text)
    assert renumbered(once) == once
    assert sorted(re.findall(r"[^\W\d]+", once)) == sorted(re.findall(r"[^\W\d]+", text))
    numbers = [one.number for one in references(once)]
    assert len(set(numbers)) == len(numbers)


@steady
@given(PIECES, st.integers(0, 80))
def test_what_is_added_can_be_removed(text: str, at: int) -> None:
    before = renumbered(text)
    added, behind = add(before, at, "tout neuf", "https://neuf.example.org/x")
    assert renumbered(added) == added
    found = next(one for one in references(added) if one.address == "https://neuf.example.org/x")
    assert found.mentions == 1
    assert re.search(rf"\({found.number}\)\Z", added[:behind])
    left = remove(added, found.number)
    assert "neuf.example.org" not in left
    assert [one.address for one in references(left)].count("https://neuf.example.org/x") == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("L'accueil, va-t-on ?", 2),
        ("# Titre\n\n- *un* point\n2. deux", 4),
        ("Le carnet (1) et [la halte](https://a.example.org) <https://b.example.org>.", 5),
        (TWO, 6),
        ("Trois lieux (75)", 2),
    ],
)
def test_words_are_those_that_are_read_aloud(text: str, words: int) -> None:
    assert aloud(text).words == words


def test_two_hundred_and_twenty_words_take_ninety_seconds() -> None:
    assert aloud("mot " * 220) == Aloud(220, 90)
    assert aloud("mot " * 221) == Aloud(221, 91)
    assert aloud("mot").seconds == 1
