"""Agendas: the shipped ones are right, a user's own come first, mistakes are named with their line."""

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.agendas import (
    AgendaError,
    LongSpeaking,
    agenda_named,
    check_agenda,
    find_agendas,
    looks_like_agenda,
    phases_of,
    read_agenda,
)
from facilitator.data_folder import shipped
from facilitator.model.agenda import Phase

SHIPPED = find_agendas([shipped("agendas")])


def written(folder: Path, text: str, name: str = "deroule") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_three_lengths_and_an_open_one_are_shipped() -> None:
    assert {name: read_agenda(path).minutes for name, path in SHIPPED.items()} == {
        "cercle-20": 20,
        "cercle-45": 45,
        "cercle-75": 75,
        "libre": 0,
    }


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_agenda_is_right_in_both_languages(name: str) -> None:
    assert check_agenda(SHIPPED[name]) == []
    agenda = read_agenda(SHIPPED[name])
    assert agenda.id == name
    for wording in (agenda.name, agenda.description, *(phase.name for phase in agenda.phases)):
        assert wording.fr
        assert wording.en
    assert phases_of(agenda, "fr")[0].name != phases_of(agenda, "en")[0].name
    assert agenda.long_speaking.share == 2


def test_the_75_minute_circle_has_the_phases_of_the_field() -> None:
    agenda = read_agenda(SHIPPED["cercle-75"])
    assert [phase.minutes for phase in agenda.phases] == [3, 12, 35, 10, 10, 5]
    assert agenda.long_speaking == LongSpeaking(share=2.0, after=10)
    assert phases_of(agenda, "fr")[1] == Phase(id="tour", name="Tour de présentations", minutes=12)


def test_an_agenda_of_ones_own_comes_first(tmp_path: Path) -> None:
    own = written(tmp_path, 'name = "À nous"\n[[phase]]\nname = "Échange"\n', "libre")
    found = find_agendas([tmp_path, shipped("agendas"), tmp_path / "absent"])
    assert found["libre"] == own
    assert set(found) == set(SHIPPED)


def test_what_is_left_out_has_a_value(tmp_path: Path) -> None:
    agenda = read_agenda(written(tmp_path, 'name = "À nous"\n[[phase]]\nname = "Échange libre"\n'))
    (phase,) = agenda.phases
    assert (phase.id, phase.name.en, phase.minutes, agenda.minutes) == ("echange-libre", "Échange libre", 0, 0)
    assert agenda.long_speaking == LongSpeaking(2.0, 10)


def test_one_phase_without_a_limit_leaves_the_session_without_one(tmp_path: Path) -> None:
    text = 'name = "x"\n[[phase]]\nname = "a"\nminutes = 10\n[[phase]]\nname = "b"\n'
    assert read_agenda(written(tmp_path, text)).minutes == 0


def test_the_marks_on_long_speakers_are_set(tmp_path: Path) -> None:
    path = written(tmp_path, 'name = "x"\n[speaking]\nshare = 1.5\nafter = 0\n[[phase]]\nname = "y"\nminutes = 5\n')
    assert read_agenda(path).long_speaking == LongSpeaking(1.5, 0)


def test_an_agenda_is_named_without_accents_or_not_found_with_a_hint(tmp_path: Path) -> None:
    own = written(tmp_path, 'name = "x"\n[[phase]]\nname = "y"\n', "Été")
    assert agenda_named(" ete ", [tmp_path]) == own
    with pytest.raises(AgendaError, match="no agenda of this name – did you mean “cercle-75”"):
        agenda_named("cercle 75", [shipped("agendas")])
    with pytest.raises(AgendaError, match="there are: cercle-20, cercle-45, cercle-75, libre"):
        agenda_named("zzz", [shipped("agendas")])


GOOD = '[[phase]]\nname = "Discussion"\nminutes = 5\n'
WRONG = [
    (GOOD, None, "the agenda has no name", "name = {"),
    ('name = "x"\n', None, "the agenda has no phases", "[[phase]]"),
    ('name = "x"\nphase = []\n', 2, "the agenda has no phases", "[[phase]]"),
    ('name = "x"\nphases = 3\n' + GOOD, 2, "“phases” is not known", "“phase”"),
    ('name = "x"\n' + GOOD + "minute = 3\n", 5, "“minute” is not known", "“minutes”"),
    ('name = "x"\n[[phase]]\nminutes = 3\n', 2, "this phase has no name", "name = {"),
    ('name = "x"\n[[phase]]\nname = { de = "Runde" }\n', 3, "not a text in French or English", "{ fr ="),
    ('name = "x"\n[[phase]]\nname = "a"\nminutes = 0\n', 4, "“0” is not a number of minutes", "from 1 to 1440"),
    ('name = "x"\n[[phase]]\nname = "a"\nminutes = 2.5\n', 4, "“2.5” is not a number of minutes", "whole"),
    ('name = "x"\n[[phase]]\nname = "a"\nminutes = true\n', 4, "“True” is not a number of minutes", "whole"),
    ('name = "x"\n[[phase]]\nname = "a"\nminutes = "dix"\n', 4, "“dix” is not a number of minutes", "whole"),
    (
        'name = "x"\n' + "".join(f'[[phase]]\nname = "p{n}"\nminutes = 800\n' for n in (1, 2)),
        None,
        "longer than a day",
        "fewer",
    ),
    ('name = "x"\n' + GOOD + '[[phase]]\nid = "discussion"\nname = "b"\n', 6, "used twice, first in line 2", "another"),
    ('name = "x"\n[[phase]]\nname = "a"\nid = "là bas"\n', 4, "“là bas” cannot be an identifier", "la-bas"),
    ('name = "x"\n[speaking]\nshare = "deux"\n' + GOOD, 3, "“deux” is not a number of even shares", "from 1 to 20"),
    ('name = "x"\n[speaking]\nshare = nan\n' + GOOD, 3, "“nan” is not a number of even shares", "from 1 to 20"),
    ('name = "x"\n[speaking]\nshare = 0.5\n' + GOOD, 3, "“0.5” is not a number of even shares", "from 1 to 20"),
    ('name = "x"\n[speaking]\nafter = -1\n' + GOOD, 3, "“-1” is not a number of minutes", "from 0 to 1440"),
    ('name = "x"\n[speaking]\nfrom = 1\n' + GOOD, 3, "“from” is not known", "share, after"),
    ('name = "x"\nspeaking = 2\n' + GOOD, 2, "not a block", "[speaking]"),
    ('name = "x\n' + GOOD, 1, "not valid TOML", "mend"),
]


@pytest.mark.parametrize(("text", "line", "what", "way_out"), WRONG)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, line: int | None, what: str, way_out: str) -> None:
    path = written(tmp_path, text)
    problems = check_agenda(path)
    assert [(problem.line, problem.path) for problem in problems] == [(line, path)]
    assert what in problems[0].what
    assert way_out in problems[0].way_out
    with pytest.raises(AgendaError) as caught:
        read_agenda(path)
    assert caught.value.problem == problems[0]


def test_all_mistakes_are_told_in_order(tmp_path: Path) -> None:
    path = written(tmp_path, 'nom = "x"\n[[phase]]\nname = 3\nminutes = -1\n[speaking]\nshare = 0\n')
    assert [problem.line for problem in check_agenda(path)] == [None, 1, 3, 4, 6]


def test_an_agenda_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file" in check_agenda(tmp_path / "rien.toml")[0].what


@pytest.mark.parametrize("path", SHIPPED.values(), ids=SHIPPED)
def test_an_agenda_is_told_from_a_theme_set_and_a_session(path: Path) -> None:
    assert looks_like_agenda(path.read_text(encoding="utf-8"))


def test_other_files_are_no_agenda() -> None:
    for folder in (shipped("themes"), shipped("examples")):
        for other in folder.glob("*.toml"):
            assert not looks_like_agenda(other.read_text(encoding="utf-8"))
    assert not looks_like_agenda("")
    assert not looks_like_agenda('title = "Atelier 1"\n[[phase]]\nname = "Discussion"\n')


def test_the_manual_names_every_agenda_and_its_example_is_right(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "agendas.md").read_text(encoding="utf-8")
    for name, path in SHIPPED.items():
        agenda = read_agenda(path)
        assert f"| `{name}` | {agenda.name.fr} | {agenda.minutes or '–'} |" in manual
    assert check_agenda(written(tmp_path, manual.split("```toml\n")[1].split("```")[0])) == []


def test_finding_and_reading_agendas_loads_no_validator() -> None:
    code = (
        "import sys; from facilitator.agendas import *; from facilitator.data_folder import shipped;"
        "[read_agenda(path) for path in find_agendas([shipped('agendas')]).values()];"
        "print('pydantic' in sys.modules, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
