"""The line that is there before the command line is read by its parser."""

import argparse

import pytest

from facilitator.cli.arguments import parser
from facilitator.cli.first_line import file_to_open


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (["open", "s.toml"], "s.toml"),
        (["--lang", "fr", "open", "s.toml"], "s.toml"),
        (["--lang=fr", "open", "dossier/s.toml", "--look", "light"], "dossier/s.toml"),
        (["open", "--scribe", "Odile", "s.toml"], "s.toml"),
        (["open", "--scribe=Odile", "s.toml", "--look=dark"], "s.toml"),
        (["open", "s.toml", "--linear"], ""),
        (["open", "s.toml", "--help"], ""),
        (["open", "s.toml", "-h"], ""),
        (["open", "s.toml", "--line"], ""),
        (["open", "--", "s.toml"], ""),
        (["open", "s.toml", "autre.toml"], ""),
        (["open"], ""),
        (["open", "--scribe"], ""),
        (["--lang"], ""),
        (["show", "s.toml"], ""),
        (["demo"], ""),
        (["--version"], ""),
        ([], ""),
    ],
)
def test_only_what_is_plainly_opened_on_the_screen_is_said_at_once(arguments: list[str], file: str) -> None:
    assert file_to_open(arguments) == file


def test_it_knows_every_option_that_takes_a_value() -> None:
    top = parser("facilitator")
    commands = next(action for action in top._actions if isinstance(action, argparse._SubParsersAction))
    for action in (*top._actions, *commands.choices["open"]._actions):
        for option in action.option_strings:
            takes_one = action.nargs is None
            words = [option, "x", "open", "s.toml"] if takes_one else [option, "open", "s.toml"]
            assert file_to_open(words) == ("s.toml" if takes_one else ""), option
