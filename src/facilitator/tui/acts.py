"""Every act of the screen in one table: its key, its word in the key line, its sentence in the palette and the help.

Bindings, palette, key line and help are all made from it, so that they never disagree.
"""

from dataclasses import dataclass

from textual.binding import Binding

from facilitator.language import mark


@dataclass(frozen=True, slots=True)
class Act:
    """One act. ``word`` stands in the key line when ``shown``; ``sentence`` says it in the palette and the help.

    ``id`` is also the name of the action that the screen carries out, and what a user's keymap names.
    """

    id: str
    keys: str
    key_name: str
    word: str
    sentence: str
    shown: bool = False
    when_closed: bool = False

    def binding(self) -> Binding:
        """The binding of its keys."""
        return Binding(self.keys, self.id, self.word, id=self.id, show=False)


SESSION_ACTS: tuple[Act, ...] = (
    Act("show_question", "f2", "F2", mark("question"), mark("Show the question large, and word it anew"), True, True),
    Act("add_people", "f3", "F3", mark("participant"), mark("Add participants: name, Enter, next name"), True, True),
    Act("synthesis", "f4", "F4", mark("synthesis"), mark("Write the synthesis"), True),
    Act("ideas", "f5", "F5", mark("ideas"), mark("Ideas mode: every line becomes an idea to explore"), True),
    Act(
        "filter",
        "f6",
        "F6",
        mark("filter"),
        mark("Show only some notes: words, #theme, sign of a kind, * for the star"),
        True,
        True,
    ),
    Act(
        "notes",
        "f7",
        "F7",
        mark("notes"),
        mark("Go to the notes: correct, tag, star, split, merge, move, delete"),
        True,
        True,
    ),
    Act("star_last", "f8", "F8", mark("star"), mark("Star the last note: keep it for the synthesis"), True),
    Act("close", "f9", "F9", mark("close"), mark("Close the session and write the report, or reopen it"), True, True),
    Act("undo", "ctrl+z", "^Z", mark("undo"), mark("Undo the last act"), True, True),
    Act("redo", "ctrl+y", "^Y", mark("redo"), mark("Make again what was undone"), False, True),
    Act(
        "insert_starred",
        "ctrl+t",
        "^T",
        mark("insert starred"),
        mark("Put the starred notes into the synthesis, by theme"),
    ),
    Act("insert_note", "", "", mark("insert note"), mark("Put the chosen note into the synthesis")),
    Act("new_theme", "ctrl+n", "^N", mark("new theme"), mark("Make a new theme")),
    Act("rename_theme", "", "", mark("rename theme"), mark("Rename the current theme")),
    Act("mark_theme", "", "", mark("letter, colour"), mark("Give the current theme another letter or colour")),
    Act("merge_theme", "", "", mark("merge theme"), mark("Merge the current theme into another")),
    Act("load_themes", "", "", mark("theme set"), mark("Take the themes of a theme set")),
    Act("people", "", "", mark("people"), mark("Go to the participants: rename, remove, host, scribe"), False, True),
    Act("title", "", "", mark("title"), mark("Change the title of the session")),
    Act("minutes", "", "", mark("minutes"), mark("Change the planned minutes")),
    Act("save_elsewhere", "", "", mark("save elsewhere"), mark("Save a copy of the session elsewhere"), False, True),
    Act("help", "f1", "F1", mark("help"), mark("Show the keys"), False, True),
    Act("leave", "ctrl+q", "^Q", mark("leave"), mark("Leave: everything is kept"), True, True),
)

NOTE_ACTS: tuple[Act, ...] = (
    Act("correct", "enter,e", "Entrée", mark("correct"), mark("Correct the note in the typing line"), True),
    Act("tag", "tab,t", "Tab", mark("theme"), mark("Give the note another theme"), True),
    Act("star", "s,asterisk", "s", mark("star"), mark("Star the note, or take the star away"), True),
    Act("kind", "n", "n", mark("kind"), mark("Say what the note is: risk, question, idea …"), True),
    Act("split", "c", "c", mark("cut"), mark("Cut the note in two"), True),
    Act("merge", "m", "m", mark("merge"), mark("Merge the note with the next one"), True),
    Act("move_up", "shift+up,less_than_sign", "<", mark("up"), mark("Move the note up"), True),
    Act("move_down", "shift+down,greater_than_sign", ">", mark("down"), mark("Move the note down"), True),
    Act("insert", "i", "i", mark("to synthesis"), mark("Put the note into the synthesis"), True),
    Act("delete", "delete,d", "d", mark("delete"), mark("Delete the note (can be undone)"), True),
)

PEOPLE_ACTS: tuple[Act, ...] = (
    Act("rename", "enter,r", "r", mark("rename"), mark("Correct the name"), True, True),
    Act("host", "h,p", "h", mark("host"), mark("Mark as host, or take the mark away"), True, True),
    Act("scribe", "s", "s", mark("scribe"), mark("Mark as scribe, or take the mark away"), True, True),
    Act("remove", "delete,d", "d", mark("remove"), mark("Take the person out of the list (can be undone)"), True, True),
)
