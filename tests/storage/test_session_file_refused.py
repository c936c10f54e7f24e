"""What is wrong in a session file is named with its line and a way out, and no file can hang or crash the reader."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import language
from facilitator.storage.session_file import SessionFileError, check_session_file, parse_session, read_session
from facilitator.toml_file import LARGEST_FILE


@pytest.fixture(autouse=True)
def _english() -> object:
    before = language.spoken()
    language.use("en")
    yield
    language.use(before)


def refusal(text: str) -> SessionFileError:
    with pytest.raises(SessionFileError) as caught:
        parse_session(text, Path("essai.toml"))
    return caught.value


WRONG = [
    ('format = 1\nid = "a"\nminutes = "long"\n', 3, "“long” is not right for “minutes”", "whole number"),
    ("format = 1\nminutes = 0\n", 2, "“0” is not right", "at least 1"),
    ("format = 1\nminutes = 100000\n", 2, "“100000” is not right", "at most 1440"),
    ('format = 1\nlanguage = "de"\n', 2, "“de”", "fr, en"),
    ("format = 1\ntitle = 4\n", 2, "“4” is not right", "quotation marks"),
    ('format = 1\nqestion = "?"\n', 2, "“qestion” is not known", "“question”"),
    ('format = 1\n[[note]]\ntext = "a"\n\n[[note]]\nid = "b"\n', 5, "“text” is missing", 'text = "…"'),
    ('format = 1\n[[note]]\ntext = "a"\nkind = "blague"\n', 4, "“blague” is not right for “kind”", "risk, quote"),
    ('format = 1\n[[note]]\ntext = "a"\ntems = ["b"]\n', 4, "“tems” is not known", "“themes”"),
    ('format = 1\n[[note]]\ntext = "a"\nstar = "oui"\n', 4, "“oui” is not right for “star”", "true or false"),
    ('format = 1\n[[note]]\ntext = "a"\ngroup = -1\n', 4, "“-1” is not right for “group”", "at least 0"),
    (
        'format = 1\n[[note]]\ntext = "a"\nthemes = 3\n',
        4,
        "“3” is not right for “themes”",
        'themes = ["…"',
    ),
    ('format = 1\n[[note]]\ntext = "a"\nat = 12\n', 4, "not a date and time", "2026-05-12T14:00"),
    ('format = 1\n[[note]]\ntext = "a"\nat = 2026-05-12T14:00:00\n', 4, "time zone", "+02:00"),
    ("format = 1\ncreated = 2026-05-12\n", 2, "“created” lacks its time of day", "+02:00"),
    ('format = 1\n[[theme]]\nname = ""\n', 3, "“” is not right for “name”", "write something"),
    ('format = 1\n[[theme]]\nname = "Sens"\nletter = "ABC"\n', 4, "“ABC”", "at most 2"),
    ('format = 1\n[[theme]]\nname = "Sens"\ncolour = "mauve"\n', 4, "“mauve”", "red, orange"),
    ('format = 1\n[[theme]]\nid = "été"\nname = "Été"\n', 3, "“été”", "without accents"),
    ('format = 1\nnote = ["a"]\n', 2, "“note” is not a block", "[[note]]"),
    ('format = 1\nsynthesis = """\nkind = 1\n[[note]]\n"""\nminutes = "x"\n', 6, "“x”", "whole number"),
    ("format = 2\n", 1, "newer version of Facilitator (format 2)", "it stays as it is"),
    ('format = "un"\n', 1, "“un” is not a format", "format = 1"),
    ("format = true\n", 1, "“True” is not a format", "format = 1"),
    ("format = -1\n", 1, "“-1” is not a format", "format = 1"),
    ('titre = "Essai"\n', 1, "“titre” is not known", "“title”"),
    ("participants = 3\n", 1, "“participants” is not a list of texts", "participants = ["),
    ('title = "a"\ntitle = "b"\n', 2, "a key stands twice", "mend this line"),
    ('format = 1\n\ntitle = "oubli\nid = "a"\n', 3, "quotation mark at the end", "mend this line"),
    ("format = 1\nquestion = Pourquoi ?\n", 2, "text stands between quotation marks", "mend"),
    ("format = 1\nBonjour à tous\n", 2, "not valid TOML", "mend"),
    ('format = 1\nsynthesis = """\nsans fin\n', 3, "not valid TOML", "mend"),
    ("x = " + "[" * 5000, None, "too many brackets", ""),
    ("format = 0x" + "f" * 9000 + "\n", 1, "newer version", ""),
    ("format = " + "9" * 9000 + "\n", None, "not valid TOML", ""),
    ('format = 1\n<<<<<<< HEAD\ntitle = "a"\n=======\ntitle = "b"\n>>>>>>> autre\n', 2, "conflict", "one side"),
    ('format = 1\nsynthesis = """\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> autre\n"""\n', 3, "conflict", "one side"),
    ("", None, "this file is empty", "facilitator recover"),
    ("# rien\n", None, "this file is empty", "facilitator recover"),
]


@pytest.mark.parametrize(("text", "line", "what", "way_out"), WRONG)
def test_a_mistake_is_named_with_its_line_and_a_way_out(text: str, line: int | None, what: str, way_out: str) -> None:
    error = refusal(text)
    assert (error.line, what in error.what, way_out in error.way_out) == (line, True, True), str(error)
    assert "\n" not in str(error)


def test_an_identifier_used_twice_is_told_with_both_lines() -> None:
    note = '[[note]]\nid = "n1"\ntext = "a"\n\n'
    error = refusal("format = 1\n\n" + note + '[[note]]\nid = "n2"\ntext = "b"\n\n' + note)
    assert "“n1” is used twice, in lines 4 and 12" in error.what
    assert error.line == 12


def test_control_characters_of_a_file_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in str(refusal('"\\u001b[2J" = 1\n'))
    assert "\x1b" not in str(refusal('language = "\\u001b]0;x"\n'))


def test_all_problems_are_told_in_the_order_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "essai.toml"
    path.write_text(
        'format = 1\nquestion = ""\nminutes = "x"\n[[theme]]\nid = "liberte"\nname = "Liberté"\n'
        '[[person]]\nname = "Odile"\n[[note]]\nid = "a"\ntext = ""\nthemes = ["libertée"]\n'
        '[[note]]\nid = "a"\ntext = "b"\nspeaker = "odille"\n',
        encoding="utf-8",
    )
    problems = check_session_file(path)
    assert [problem.line for problem in problems] == [3, 12, 14, 16]
    assert "“Liberté”" in problems[1].way_out
    assert "“Odile”" in problems[3].way_out


def test_what_is_only_odd_does_not_keep_a_file_from_being_read(tmp_path: Path) -> None:
    path = tmp_path / "essai.toml"
    path.write_text('format = 1\n[[note]]\ntext = "a"\nthemes = ["neuf"]\nspeaker = "Zoé"\n', encoding="utf-8")
    assert len(check_session_file(path)) == 2
    assert read_session(path).notes[0].speaker == "Zoé"


def file_refusal(path: Path) -> SessionFileError:
    with pytest.raises(SessionFileError) as caught:
        read_session(path)
    assert caught.value.path == path
    assert check_session_file(path) == [caught.value.problem]
    return caught.value


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert "no such file" in file_refusal(tmp_path / "rien.toml").what
    assert "folder" in file_refusal(tmp_path).what
    (tmp_path / "fichier").write_text("")
    assert "no such file" in file_refusal(tmp_path / "fichier" / "dedans.toml").what


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000])
def test_a_name_that_no_file_can_have(name: str) -> None:
    assert file_refusal(Path(name)).way_out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_and_a_device_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.toml")
    assert "pipe" in file_refusal(tmp_path / "tube.toml").what
    assert "device" in file_refusal(Path("/dev/zero")).what


def test_a_huge_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bruit.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    assert "64 MB" in file_refusal(path).what


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.toml"
    path.write_text("format = 1\n")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert "not allowed" in file_refusal(path).what


def test_text_that_is_not_utf8_is_told_by_line_and_byte(tmp_path: Path) -> None:
    path = tmp_path / "vieux.toml"
    path.write_bytes(b'format = 1\ntitle = "' + "été".encode("latin-1") + b'"\n')
    error = file_refusal(path)
    assert (error.line, "byte 10" in error.what) == (2, True)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "bloc-notes.toml"
    path.write_bytes('\ufeffformat = 1\r\nid = "a"\r\ntitle = "Été"\r\n'.encode())
    assert read_session(path).title == "Été"


def test_noise_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bruit.toml"
    path.write_bytes(random.Random(4).randbytes(2_000_000))
    assert file_refusal(path).line


ANYTHING = st.recursive(
    st.integers() | st.booleans() | st.text(max_size=5) | st.floats() | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
BLOCKS = ["theme", "person", "note", "section", "host", "participants", "notes", "ideas"]
KEYS = st.sampled_from([*BLOCKS, "format", "id", "title", "minutes", "created", "question", "autre"])


def is_clear(text: str) -> bool:
    """Whether a text gives a session, or a refusal on one line."""
    try:
        parse_session(text, Path("essai.toml"))
    except SessionFileError as error:
        return bool(error.what) and "\n" not in str(error)
    return True


@given(st.dictionaries(KEYS, ANYTHING, max_size=5))
def test_any_values_give_a_session_or_one_clear_refusal(values: dict[str, object]) -> None:
    import tomli_w

    assert is_clear(tomli_w.dumps(values))


@given(st.text(max_size=80))
def test_any_text_gives_a_session_or_one_clear_refusal(text: str) -> None:
    assert is_clear(text)
