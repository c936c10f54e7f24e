"""What argparse says by itself is said in the spoken language, and its words are those that this Python has."""

import argparse
import ast
import gettext
import re
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.cli.argparse_words import WORDS, argparse_speaks, several
from facilitator.language import use

FOR_PROGRAMMERS = re.compile(
    r"conflicting|__call__|'required' is an|mutually exclusive|is not callable|cannot (merge|have)|invalid option string"
    r"|dest= is|invalid conflict|argument \"-\"|unexpected option|%\(prog\)s: (error|warning)|deprecated|version number"
)


def argparse_strings() -> set[str]:
    """The strings that argparse hands to gettext, without those that only a programmer can bring about."""
    source = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            found |= {
                part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
            }
    return {string for string in found if not FOR_PROGRAMMERS.search(string)}


def test_every_word_of_argparse_is_in_the_table() -> None:
    assert argparse_strings() <= set(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_the_french_of_each_has_its_placeholders(word: str) -> None:
    use("fr")
    with argparse_speaks():
        french = vars(argparse)["_"](word)
    assert french != word or word == "%(argument_name)s: %(message)s"
    holes = r"%(?:\(\w+\))?[rs]"
    assert set(re.findall(holes, french)) == set(re.findall(holes, word))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], "usage\u00a0: facilitator"),
        (["--help"], "affiche cette aide"),
        (["new", "--help"], "arguments\u00a0:"),
        (["--lang"], "il faut une valeur"),
        (["bogus"], "'bogus' n'existe pas (au choix"),
        (["new"], "il manque\u00a0: FICHIER"),
        (["export", "a", "b"], "de trop, ou inconnu\u00a0: b"),
        (["export", "a", "--public=3"], "ne prend pas de valeur"),
        (["new", "a", "--minutes", "zz"], "il faut un nombre entier, pas zz"),
    ],
)
def test_help_and_errors_are_french(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "fr", *arguments] if arguments != ["--lang"] else ["--lang=fr", "--lang"]) in (0, 2)
    said = "".join(capsys.readouterr())
    assert words in " ".join(said.replace("\n", " ").split(" "))
    assert not re.search(r"\b(expected|required|invalid|choose|show this|options:|usage:|unrecognized|exit)\b", said)


def test_english_stays_english_whatever_the_locale(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    assert main(["--lang", "en", "new"]) == 2
    assert "the following arguments are required: FILE" in capsys.readouterr().err
    assert vars(argparse)["_"] is gettext.gettext
    assert vars(argparse)["ngettext"] is gettext.ngettext


def test_several_counts_in_french() -> None:
    use("fr")
    assert (several(1), several(2)) == ("il faut %s valeur après", "il faut %s valeurs après")
