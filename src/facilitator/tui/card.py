"""The card: every key and sign on one page, as the help shows it and ``facilitator keys`` prints it."""

from collections.abc import Mapping
from textwrap import wrap

from msgspec import Struct

from facilitator.language import _
from facilitator.tui.acts import Act
from facilitator.tui.keymap import PLACES, commands, remapped, with_keys

_WIDTH = 80
_KEY_WIDTH = 8
_COLUMNS = 3


class Block(Struct, frozen=True):
    """One part of the card: a heading, and pairs of a key or sign with what it does.

    ``brief`` says the same in so few words that three stand in a line; empty when there are no such words. ``pane`` is the
    one where these keys act, if it is one alone.
    """

    heading: str
    pairs: tuple[tuple[str, str], ...]
    brief: tuple[tuple[str, str], ...] = ()
    pane: str = ""


def blocks(keys: Mapping[str, str]) -> list[Block]:
    """The card in the spoken language.

    Args:
        keys: the keys that the user gave to acts, as ``keymap.usable`` returns them.
    """
    signs = (
        ("!", _("risk")),
        ("?", _("question")),
        ("+", _("idea")),
        (":", _("example")),
        ("=", _("decision")),
        (">", _("reference")),
        ("* ", _("starred")),
        ("#…", _("theme")),
        ("*…*", _("highlight")),
        ("@…", _("who speaks (first or last word)")),
    )
    tables = {before: remapped(acts, before, keys) for before, acts in PLACES.items()}
    typing = (
        *map(_pair, tables["typing_"]),
        (_("Esc"), _("back to the typing line, from anywhere")),
        ("^P", _("every act, by name")),
    )
    return [
        Block(_("In the typing line"), typing, pane="typing"),
        Block(_("Signs at the start of a line, words in it"), signs, signs),
        Block(_("Everywhere"), tuple(_pair(act) for act in tables[""] if act.key_name)),
        Block(with_keys(_("On a note (F7)")), *_both(tables["note_"]), pane="notes"),
        Block(_("On a participant"), *_both(tables["people_"]), pane="people"),
    ]


def card_text(keys: Mapping[str, str]) -> str:
    """The card as text of at most 80 columns, on one page of paper."""
    lines = []
    for block in blocks(keys):
        lines.append(block.heading)
        if block.brief:
            lines += _columns([f"{key:<{_KEY_WIDTH}}{word}" for key, word in block.brief])
        else:
            for key, word in block.pairs:
                lines += wrap(f"  {key:<{_KEY_WIDTH}}{word}", _WIDTH, subsequent_indent=" " * (_KEY_WIDTH + 2))
    return "\n".join(lines) + "\n"


def card_markdown(keys: Mapping[str, str]) -> str:
    """The card as Markdown."""
    title, key_word, sense = _("The keys"), _("key"), _("what it does")
    lines = [f"# {title}"]
    for block in blocks(keys):
        lines += ["", f"## {block.heading}", "", f"| {key_word} | {sense} |", "| --- | --- |"]
        lines += [f"| `{key.strip()}` | {word} |" for key, word in block.pairs]
    return "\n".join(lines) + "\n"


def ids_text(keys: Mapping[str, str]) -> str:
    """Every command that can be given other keys: its id, its keys, what it does."""
    rows = []
    for command, act in commands().items():
        rows.append(f"{command:<22} {keys.get(command) or act.keys or '–':<30} {_(act.sentence)}")
    return "\n".join(rows) + "\n"


def _pair(act: Act) -> tuple[str, str]:
    return (_(act.key_name), _(act.sentence))


def _both(acts: tuple[Act, ...]) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The sentences of acts, and their words."""
    return tuple(map(_pair, acts)), tuple((_(act.key_name), _(act.word)) for act in acts)


def _columns(pairs: list[str]) -> list[str]:
    """Short pairs side by side."""
    rows = [pairs[at : at + _COLUMNS] for at in range(0, len(pairs), _COLUMNS)]
    return [("  " + "".join(f"{pair:<26}" for pair in row)).rstrip() for row in rows]
