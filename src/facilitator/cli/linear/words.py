"""Every word after ``/`` in one table: its name, what follows it, what it does. The help is made from it."""

from collections.abc import Callable

from msgspec import Struct

from facilitator.cli.linear import name_words as naming
from facilitator.cli.linear import note_words as note
from facilitator.cli.linear import room_words as room
from facilitator.cli.linear import whole_words as whole
from facilitator.cli.linear.conversation import Conversation
from facilitator.language import _, mark, words
from facilitator.model.fold import fold
from facilitator.nearest import nearest


class Word(Struct, frozen=True):
    """One word. ``name``, ``takes`` and ``sentence`` are marked source strings; ``name`` is understood in both languages.

    ``always`` words may be said of a closed session too.
    """

    name: str
    takes: str
    sentence: str
    act: Callable[[Conversation, str], None]
    always: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The word in French and in English, accents and case taken away."""
        return (fold(words("fr").gettext(self.name)), fold(self.name))


def _help(talk: Conversation, rest: str) -> None:
    """Say the words, or what one of them does."""
    asked = _found(rest.removeprefix("/")) if rest else None
    for word in [asked] if asked is not None else WORDS:
        usage = f"/{_(word.name)} {_(word.takes) if word.takes else ''}".strip()
        talk.say(f"{usage} – {_(word.sentence)}")
    if asked is None:
        talk.say(_("N is the number of a note; without it the last one is meant. Anything without / is a note."))
        talk.say(
            _("At its start: ! risk ? question + idea : example = decision > reference * star; in it: #theme @name")
        )


WORDS: tuple[Word, ...] = (
    Word(mark("help"), mark("[WORD]"), mark("say the words, or what one does"), _help, True),
    Word(
        mark("notes"), mark("[HOW MANY | FILTER]"), mark("say the last notes, or those of a filter"), note.notes, True
    ),
    Word(mark("correct"), "[N]", mark("correct a note: it stands in the next line"), note.correct),
    Word(mark("more"), mark("[N] TEXT"), mark("add a line to a note"), note.more),
    Word(mark("star"), "[N]", mark("star a note, or take its star away"), note.star),
    Word(mark("tag"), mark("[N] THEME"), mark("add a theme to a note, or take it off"), note.tag),
    Word(mark("kind"), mark("[N] KIND"), mark("say what a note is: risk, question, idea …"), note.kind),
    Word(mark("delete"), "[N]", mark("delete a note"), note.delete),
    Word(mark("merge"), "[N]", mark("merge a note with the next one"), note.merge),
    Word(mark("cut"), mark("[N] WORDS"), mark("cut a note before these words"), note.split),
    Word(mark("move-to"), mark("N NUMBER"), mark("give a note another number"), note.move),
    Word(mark("action"), mark("[N] WHO, WHEN"), mark("make a note an action"), note.action),
    Word(mark("tick"), "[N]", mark("an action is done, or open again"), note.done),
    Word(mark("theme"), mark("[THEME]"), mark("choose the theme of the notes to come, or none"), whole.theme),
    Word(mark("themes"), "", mark("say the themes"), whole.themes, True),
    Word(mark("new-theme"), mark("NAME"), mark("make a theme"), whole.new_theme),
    Word(mark("rename-theme"), mark("THEME = NAME"), mark("rename a theme"), whole.rename_theme),
    Word(mark("merge-theme"), mark("THEME = THEME"), mark("merge a theme into another"), whole.merge_theme),
    Word(mark("theme-set"), mark("[SET]"), mark("take the themes of a set, or say which there are"), whole.theme_set),
    Word(mark("ideas"), "", mark("every line is an idea, or no longer"), whole.ideas),
    Word(mark("circle"), "", mark("say who is in the circle"), room.people, True),
    Word(mark("participant"), mark("NAME"), mark("add a participant, or a list"), room.participant, True),
    Word(mark("presence"), mark("NAME"), mark("somebody comes, or goes"), room.presence),
    Word(mark("speak"), mark("[NAME]"), mark("somebody speaks; without a name the next in the queue"), room.speak),
    Word(
        mark("wait"),
        mark("NAME"),
        mark("somebody asks to speak, or no longer; “!” before the name: to answer directly"),
        room.wait,
    ),
    Word(mark("finished"), "", mark("whoever speaks has finished"), room.finished),
    Word(mark("unheard"), "", mark("say who has not been heard yet"), room.unheard, True),
    Word(
        mark("introduce"),
        mark("NAME = WHERE // WHY"),
        mark("where somebody is from, and why they came"),
        room.introduce,
    ),
    Word(
        mark("consents"), mark("NAME = full|initials|no"), mark("how somebody agreed to be named"), room.consent, True
    ),
    Word(mark("rename"), mark("NAME = NAME"), mark("correct a name"), room.rename, True),
    Word(mark("host"), mark("NAME"), mark("mark as host, or take the mark away"), room.host, True),
    Word(mark("scribe"), mark("NAME"), mark("mark as scribe, or take the mark away"), room.scribe, True),
    Word(mark("remove"), mark("NAME"), mark("take somebody out of the list"), room.remove, True),
    Word(
        mark("clock"),
        mark("[start|pause|resume|+5|next|back|stop]"),
        mark("say the time, or turn the clock"),
        room.clock,
    ),
    Word(mark("agenda"), mark("[NAME]"), mark("take an agenda, or say which there are"), room.agenda),
    Word(
        mark("vote"),
        mark("[DOTS [silent] | end | remove]"),
        mark("vote on the ideas, so many dots each; end it, take it out, or say how it stands"),
        room.vote,
    ),
    Word(mark("dots"), mark("N DOTS"), mark("how many dots a note got"), room.dots),
    Word(mark("question"), mark("[TEXT]"), mark("say the question, or word it anew"), whole.question, True),
    Word(mark("title"), mark("[TEXT]"), mark("change the title"), whole.title),
    Word(mark("minutes"), mark("NUMBER"), mark("change the planned minutes"), whole.minutes),
    Word(
        mark("synthesis"),
        mark("[TEXT | LINE TEXT]"),
        mark("say the synthesis, add to it, or write a line anew"),
        whole.synthesis,
    ),
    Word(mark("insert"), "[N]", mark("put a note into the synthesis"), note.insert),
    Word(mark("insert-starred"), "", mark("put the starred notes into the synthesis, by theme"), note.insert_starred),
    Word(mark("read-back"), "", mark("say what the room said"), whole.read_back, True),
    Word(mark("undo"), "", mark("undo the last act"), whole.undo, True),
    Word(mark("redo"), "", mark("make again what was undone"), whole.redo, True),
    Word(mark("state"), "", mark("say title, clock, and what is safe on disk"), whole.state, True),
    Word(mark("copy"), mark("FILE"), mark("save a copy of the session elsewhere"), whole.copy, True),
    Word(
        mark("names"),
        "",
        mark("say the names inside the texts, and what a public report says instead"),
        naming.names,
        True,
    ),
    Word(
        mark("name"),
        mark("N keep|initial|replace WORDS|agreed"),
        mark("decide on one of these names"),
        naming.name,
        True,
    ),
    Word(
        mark("close"),
        mark("[full|initials|count|agreed]"),
        mark("close the session and write the report, with names in full, shortened, counted, or as agreed"),
        whole.close,
        True,
    ),
    Word(mark("reopen"), "", mark("open a closed session again"), whole.reopen, True),
    Word(mark("quit"), "", mark("leave; everything is kept"), whole.leave, True),
)


def carry_out(talk: Conversation, text: str) -> None:
    """Do what a word asks.

    Args:
        talk: the conversation.
        text: the line without its ``/``.
    """
    name, _blank, rest = text.strip().partition(" ")
    word = _found(name)
    if word is None:
        every = [one for known in WORDS for one in known.names]
        near = nearest(name, every)
        way_out = (
            _("did you mean “{word}”?").format(word=f"/{near}") if near else _("see /{help}").format(help=_("help"))
        )
        talk.say(_("There is no word “/{name}” – {way_out}").format(name=name, way_out=way_out))
    elif talk.desk.read_only and not word.always:
        talk.say(_("This session is only looked at: nothing can be changed here."))
    elif talk.closed and not word.always:
        talk.say(_("The session is closed: nothing is noted. “/{word}” opens it again.").format(word=_("reopen")))
    else:
        word.act(talk, rest.strip())


def _found(name: str) -> Word | None:
    """The word of this name, in either language; else the only one that begins like this."""
    wanted = fold(name)
    exact = [word for word in WORDS if wanted in word.names]
    begun = [word for word in WORDS if wanted and any(known.startswith(wanted) for known in word.names)]
    found = exact or begun
    return found[0] if len(found) == 1 or exact else None
