"""The keys on the command line: the card, the ids of acts, and whether the user's own keys get in each other's way."""

import sys
from argparse import Namespace

from facilitator.cli.configuration import key_problems, tell_problems
from facilitator.cli.exits import Exit
from facilitator.language import _


def run_keys(options: Namespace) -> int:
    """The card with the keys as they are set."""
    from facilitator.tui.card import card_markdown, card_text, ids_text
    from facilitator.tui.keymap import usable

    problems = [*options.read.problems, *key_problems(options.read)]
    tell_problems(problems)
    if options.check:
        if not problems:
            print(_("{path}: all is right").format(path=options.read.path), file=sys.stderr)
        return Exit.PROBLEMS if problems else Exit.DONE
    keys = usable(options.read.settings.keys)
    form = ids_text if options.ids else card_markdown if options.format == "md" else card_text
    sys.stdout.write(form(keys))
    return Exit.DONE
