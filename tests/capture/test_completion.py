"""The rest of a name while it is typed."""

import pytest
from hypothesis import given

from facilitator.capture.completion import completion
from facilitator.capture.draft import KnownPerson, KnownTheme, Surroundings
from facilitator.capture.reading import read_line
from tests.capture.circle import CIRCLE
from tests.capture.hostile import LINES, steady


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("#lib", "erté"),
        ("on ose #LIB", "erté"),
        ("on ose #liberté", ""),
        ("on ose #serv", "ice-public"),
        ("on ose #service-", "public"),
        ("on ose #service-p", "ublic"),
        ("l'#sen", "s"),
        ("@kar", "im T."),
        ("on ose @karim t", "."),
        ("on ose @lea", " M."),
        ("on ose @jean-m", "arc"),
        ("#", ""),
        ("@", ""),
        ("#1", ""),
        ("C#s", ""),
        ("aline@kar", ""),
        ("#lib ", ""),
        ("#lib puis", ""),
        ("#inconnu", ""),
        (" #lib", ""),
        ("", ""),
    ],
)
def test_rest(typed: str, rest: str) -> None:
    assert completion(typed, CIRCLE) == rest


def test_a_ligature_counts_as_its_letters() -> None:
    around = Surroundings((KnownTheme("1", "Cœur de métier"),), (KnownPerson("2", "Zoë"),))
    assert completion("#coe", around) == "ur-de-métier"
    assert completion("#cœ", around) == "ur-de-métier"
    assert completion("@zo", around) == "ë"


@steady
@given(LINES)
def test_a_completed_name_is_read(before: str) -> None:
    for typed, name in (("#lib", "#Liberté"), ("@kar", "@Karim T.")):
        line = f"un mot {before} {typed}"
        rest = completion(line, CIRCLE)
        assert rest == name[len(typed) :]
        draft = read_line(line + rest, CIRCLE)
        assert draft is not None
        assert draft.speaker == "p0" if name[0] == "@" else "liberte" in draft.themes


@steady
@given(LINES)
def test_any_text_may_be_completed(text: str) -> None:
    assert isinstance(completion(text, CIRCLE), str)
