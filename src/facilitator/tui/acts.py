"""Every act of the screen in one table: its key, its word in the key line, its sentence in the palette and the help.

Bindings, palette, key line and help are all made from it, so that they never disagree.
"""

from typing import TYPE_CHECKING

from msgspec import Struct

from facilitator.language import mark

if TYPE_CHECKING:
    from textual.binding import Binding


class Act(Struct, frozen=True):
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

    def binding(self) -> "Binding":
        """The binding of its keys."""
        from textual.binding import Binding

        return Binding(self.keys, self.id, self.word, id=self.id, show=False)


TYPING_ACTS: tuple[Act, ...] = (
    Act("submit", "enter", mark("Enter"), mark("keep"), mark("keep the note")),
    Act("theme", "tab", "Tab", mark("theme"), mark("choose the theme, with one more key")),
    Act(
        "previous",
        "up",
        "↑",
        mark("correct"),
        mark("take the last note back to correct it; ↑ again the one before"),
    ),
    Act("new_line", "ctrl+j,shift+enter,alt+enter", "^J", mark("new line"), mark("new line inside the note")),
)
"""The keys of the typing line itself; a test holds that its bindings are these."""

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
        "assemble",
        "ctrl+t",
        "^T",
        mark("put in"),
        mark("Into the synthesis: starred notes, a theme, highlights, what is missing, a reference"),
    ),
    Act(
        "insert_starred",
        "",
        "^T ^T",
        mark("insert starred"),
        mark("Put the starred notes into the synthesis, by theme"),
    ),
    Act("insert_theme", "", "", mark("insert theme"), mark("Put the notes of the current theme into the synthesis")),
    Act(
        "insert_highlights", "", "", mark("insert highlights"), mark("Put all highlights into the synthesis, by theme")
    ),
    Act("insert_note", "", "", mark("insert note"), mark("Put the chosen note into the synthesis")),
    Act("missing", "", "^T m", mark("missing"), mark("What the synthesis does not mention yet"), False, True),
    Act("reference", "", "^T r", mark("reference"), mark("Add a reference to the synthesis, or number them anew")),
    Act(
        "sources",
        "",
        "F4 F7",
        mark("its notes"),
        mark("Go to the notes that this passage of the synthesis was made of"),
    ),
    Act("new_theme", "ctrl+n", "^N", mark("new theme"), mark("Make a new theme")),
    Act("rename_theme", "", "", mark("rename theme"), mark("Rename the current theme")),
    Act("mark_theme", "", "", mark("letter, colour"), mark("Give the current theme another letter or colour")),
    Act("merge_theme", "", "", mark("merge theme"), mark("Merge the current theme into another")),
    Act("load_themes", "", "", mark("theme set"), mark("Take the themes of a theme set")),
    Act(
        "presence",
        "ctrl+g",
        "^G",
        mark("comes, goes"),
        mark("Somebody comes or goes: the beginning of the name, Enter"),
    ),
    Act("turn", "ctrl+o", "^O", mark("turn to speak"), mark("Turn to speak: a name waits, nothing takes the next")),
    Act("clock", "ctrl+l", "^L", mark("clock"), mark("Clock: start, pause, five more minutes, next phase, back")),
    Act(
        "read_back",
        "f12,ctrl+r",
        "^R",
        mark("read back"),
        mark("Show the room what it said: question, notes, synthesis"),
        False,
        True,
    ),
    Act("load_agenda", "", "^L a", mark("agenda"), mark("Take an agenda: phases with their minutes")),
    Act("unheard", "", "", mark("not yet heard"), mark("Say who has not been heard yet")),
    Act(
        "vote",
        "f10",
        "F10",
        mark("vote"),
        mark("Vote on ideas, or on the notes that are shown: count raised hands; show the rounds"),
        False,
        True,
    ),
    Act(
        "people",
        "",
        "F3 F3",
        mark("people"),
        mark("Go to the participants: turns, presence, names, consent"),
        False,
        True,
    ),
    Act("registrations", "", "", mark("registrations"), mark("Add participants from a file of registrations (CSV)")),
    Act(
        "public_names",
        "",
        "",
        mark("public names"),
        mark("Names inside the texts, one by one, before a public report"),
        False,
        True,
    ),
    Act("title", "", "", mark("title"), mark("Change the title of the session")),
    Act("minutes", "", "", mark("minutes"), mark("Change the planned minutes")),
    Act("save_elsewhere", "", "", mark("save elsewhere"), mark("Save a copy of the session elsewhere"), False, True),
    Act("tour", "", "", mark("tour"), mark("Take the tour: five steps beside the work"), False, True),
    Act("help", "f1", "F1", mark("help"), mark("Show the keys"), False, True),
    Act("leave", "ctrl+q", "^Q", mark("leave"), mark("Leave: everything is kept"), True, True),
)

NOTE_ACTS: tuple[Act, ...] = (
    Act("correct", "enter,e", mark("Enter"), mark("correct"), mark("Correct the note in the typing line"), True),
    Act("tag", "tab,t", "Tab", mark("theme"), mark("Give the note another theme"), True),
    Act("star", "s,asterisk", "s", mark("star"), mark("Star the note, or take the star away"), True),
    Act("kind", "n", "n", mark("kind"), mark("Say what the note is: risk, question, idea …"), True),
    Act("split", "c", "c", mark("cut"), mark("Cut the note in two"), True),
    Act("merge", "m", "m", mark("merge"), mark("Merge the note with the next one"), True),
    Act("move_up", "shift+up,less_than_sign", "<", mark("up"), mark("Move the note up"), True),
    Act("move_down", "shift+down,greater_than_sign", ">", mark("down"), mark("Move the note down"), True),
    Act("action", "a", "a", mark("action"), mark("Make it an action: who, by when"), True),
    Act("finish", "f", "f", mark("done"), mark("The action is done, or open again")),
    Act("vote", "v", "v", mark("vote"), mark("Vote on the notes that are shown, or on all ideas")),
    Act("insert", "i", "i", mark("to synthesis"), mark("Put the note into the synthesis"), True),
    Act("passages", "p", "p", mark("its passages"), mark("Go to the passages of the synthesis made of it"), True, True),
    Act("delete", "delete,backspace", "⌫", mark("delete"), mark("Delete the note (can be undone)"), True),
)

PEOPLE_ACTS: tuple[Act, ...] = (
    Act("speak", "space", mark("Space"), mark("speaks"), mark("Speaks now; once more: has finished"), True),
    Act("queue", "f,q", "f", mark("queue"), mark("Asks to speak; once more: no longer"), True),
    Act("direct", "exclamation_mark,x", "!", mark("answers"), mark("Answers directly, before the others"), True),
    Act("next", "n", "n", mark("next"), mark("The next one in the queue speaks"), True),
    Act("presence", "a", "a", mark("here or gone"), mark("Arrives, leaves, comes back"), True),
    Act("introduce", "i", "i", mark("introduction"), mark("Where from, and why this person came"), True),
    Act("consent", "c", "c", mark("consent"), mark("How this person agrees to be named"), True, True),
    Act("rename", "enter,r", "r", mark("rename"), mark("Correct the name"), True, True),
    Act("host", "h,p", "h", mark("host"), mark("Mark as host, or take the mark away"), True, True),
    Act("scribe", "s", "s", mark("scribe"), mark("Mark as scribe, or take the mark away"), True, True),
    Act(
        "remove",
        "delete,backspace",
        "⌫",
        mark("remove"),
        mark("Take the person out of the list (can be undone)"),
        True,
        True,
    ),
    Act("order", "o", "o", mark("order"), mark("In the order of arrival, or of names"), True, True),
    Act(
        "unheard", "u", "u", mark("not yet heard"), mark("Say who has not been heard yet, and how long all have spoken")
    ),
    Act("registrations", "l", "l", mark("registrations"), mark("Add participants from a file of registrations (CSV)")),
)

PEOPLE_ACTS_ON_NOBODY = frozenset({"next", "order", "unheard", "registrations"})
"""Those that need no chosen person."""
