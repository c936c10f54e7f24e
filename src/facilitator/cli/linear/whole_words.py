"""The words that act on the session as a whole: question, themes, synthesis, undo, closing, leaving."""

from pathlib import Path

from facilitator.cli.linear.conversation import Conversation
from facilitator.cli.linear.telling import clock_line, flat, note_line, said, themes_line
from facilitator.language import _, plural
from facilitator.live.assembling import inserted
from facilitator.live.commands.themes import AddTheme, ChangeTheme, LoadThemes, MergeThemes
from facilitator.live.commands.whole import (
    MarkReadBack,
    ReopenSession,
    SetFact,
    SetMinutes,
    SetQuestion,
    WriteSynthesis,
)
from facilitator.live.reading_back import PageKind, pages
from facilitator.model.fold import fold
from facilitator.report.options import Names

_AS_AGREED = ("agreed", "accord")
_NAMES: dict[str, Names] = {
    **dict.fromkeys(("", "full", "complets", "complet", *_AS_AGREED), "full"),
    **dict.fromkeys(("initials", "initiales"), "initials"),
    **dict.fromkeys(("count", "nombre"), "count"),
}


def question(talk: Conversation, rest: str) -> None:
    """Say the question with what was added to it, or word it anew."""
    if rest:
        talk.do(SetQuestion(rest))
        return
    talk.say(said(_("question"), talk.view.question))
    for row in talk.view.complements():
        talk.say(note_line(talk.view, row))


def title(talk: Conversation, rest: str) -> None:
    """Change the title."""
    if rest:
        talk.do(SetFact("title", rest))
    else:
        talk.begun = f"/{_('title')} {talk.view.facts.title}"


def minutes(talk: Conversation, rest: str) -> None:
    """Change the planned minutes."""
    if rest.isdecimal():
        talk.do(SetMinutes(int(rest[:5])))
    else:
        talk.say(_("A number of minutes, please."))


def theme(talk: Conversation, rest: str) -> None:
    """Choose the theme of the notes to come; none without a name."""
    found = talk.theme(rest) if rest else None
    if found is not None or not rest:
        talk.scribe.current_theme = found.id if found is not None else None


def themes(talk: Conversation, _rest: str) -> None:
    """Say the themes."""
    talk.say(themes_line(talk.view))


def new_theme(talk: Conversation, rest: str) -> None:
    """Make a theme."""
    talk.do(AddTheme(rest))


def rename_theme(talk: Conversation, rest: str) -> None:
    """Rename a theme."""
    before, sign, after = rest.partition("=")
    found = talk.theme(before) if sign else None
    if found is not None:
        talk.do(ChangeTheme(found.id, name=after))
    elif not sign:
        talk.say(_("Write the name, =, and the new name."))


def merge_theme(talk: Conversation, rest: str) -> None:
    """Merge a theme into another."""
    gone, sign, into = rest.partition("=")
    first = talk.theme(gone) if sign else None
    second = talk.theme(into) if first is not None else None
    if first is not None and second is not None:
        talk.do(MergeThemes(first.id, second.id))
    elif not sign:
        talk.say(_("Write the theme that goes, =, and the one that takes its notes."))


def theme_set(talk: Conversation, rest: str) -> None:
    """Take the themes of a set, or say which sets there are."""
    from facilitator.themes import ThemeSetError, find_theme_sets, read_theme_set, theme_set_named, themes_of

    if not rest:
        talk.say(_("Theme set: {names}").format(names=", ".join(find_theme_sets(talk.theme_folders))))
        return
    try:
        chosen = read_theme_set(theme_set_named(rest, talk.theme_folders))
    except ThemeSetError as error:
        talk.say(str(error))
        return
    talk.do(LoadThemes(themes_of(chosen, talk.view.facts.language), rest))


def ideas(talk: Conversation, _rest: str) -> None:
    """Enter or leave ideas mode."""
    on = talk.scribe.toggle_ideas()
    talk.say(_("Every line is an idea now. An empty line starts a new group.") if on else _("Back to the discussion."))


def synthesis(talk: Conversation, rest: str) -> None:
    """Say the synthesis with the numbers of its lines, add to it, or write one of its lines anew."""
    text = talk.view.synthesis
    lines = text.split("\n")
    first, _blank, words = rest.partition(" ")
    if not rest:
        for number, line in enumerate(lines, 1):
            if line.strip():
                talk.say(f"{number}. {line}")
        if not text.strip():
            talk.say(_("The synthesis is empty."))
    elif not first.isdecimal():
        listed = rest.startswith("- ") and lines[-1].startswith("- ")
        talk.do(WriteSynthesis(f"{text}\n{rest}" if listed else inserted(text, len(text), rest)[0].rstrip("\n")))
    elif not 1 <= int(first[:6]) <= len(lines):
        talk.say(_("There is no line {number}.").format(number=first))
    elif not words:
        talk.begun = f"/{_('synthesis')} {first} {lines[int(first) - 1]}"
    else:
        lines[int(first) - 1] = "" if words == "-" else words
        talk.do(WriteSynthesis("\n".join(lines)))


def read_back(talk: Conversation, _rest: str) -> None:
    """Say what the room said: question, themes with their notes, starred notes, synthesis, which is then read back."""
    headings = {
        PageKind.QUESTION: _("question"),
        PageKind.THEMES: _("themes"),
        PageKind.STARS: _("starred"),
        PageKind.PRIORITIES: _("vote"),
        PageKind.SYNTHESIS: _("synthesis"),
    }
    told = ""
    for page in pages(talk.view):
        heading = page.title or headings.get(page.kind, "")
        if heading != told:
            talk.say(heading)
        told = heading
        for entry in page.entries:
            count = f" {entry.count}" if entry.count is not None else ""
            if page.kind is PageKind.SYNTHESIS:
                for line in filter(None, map(str.strip, entry.text.splitlines())):
                    talk.say(line)
            else:
                talk.say(f"- {flat(entry.text)}{count}")
    if talk.view.facts.closed is None and not talk.desk.read_only:
        talk.do(MarkReadBack())


def state(talk: Conversation, _rest: str) -> None:
    """Say title, file, notes, clock, and what is safe on disk."""
    view, saved = talk.view, talk.desk.state
    count = plural("{count} note", "{count} notes", view.count).format(count=view.count)
    talk.say(f"{view.facts.title or talk.desk.file.stem} · {count} · {clock_line(view, talk.now())}")
    kept = (_("kept · file up to date") if saved.filed else _("kept · file to come")) if saved.kept else _("keeping …")
    talk.say(f"{talk.desk.file} · {_('read only') if talk.desk.read_only else kept}")


def undo(talk: Conversation, _rest: str) -> None:
    """Take back the last act."""
    undone = talk.desk.undo()
    talk.say(_("Undone: {act}").format(act=_(undone.label)) if undone else _("Nothing to undo."))


def redo(talk: Conversation, _rest: str) -> None:
    """Make again what was taken back."""
    redone = talk.desk.redo()
    talk.say(_("Made again: {act}").format(act=_(redone.label)) if redone else _("Nothing to make again."))


def close(talk: Conversation, rest: str) -> None:
    """Close the session and write its report, with names as the word says; "agreed" writes what may be published."""
    from facilitator.closing import close_session, remarks, written_told
    from facilitator.report.options import ReportOptions
    from facilitator.storage.atomic import FileNotWrittenError

    word = fold(rest.strip())
    names = _NAMES.get(word)
    if names is None:
        talk.say(_("After /close: full, initials, count, agreed; nothing for full."))
        return
    for remark in remarks(talk.desk):
        talk.say(remark)
    options, public = ReportOptions(names=names), word in _AS_AGREED
    try:
        closed = close_session(talk.desk, options, talk.now(), formats=talk.formats, public=public)
    except FileNotWrittenError as error:
        talk.say(str(error))
        return
    for sentence in written_told(closed):
        talk.say(sentence)


def reopen(talk: Conversation, _rest: str) -> None:
    """Open a closed session again."""
    if talk.view.facts.closed is None:
        talk.say(_("The session is open."))
    else:
        talk.do(ReopenSession())


def copy(talk: Conversation, rest: str) -> None:
    """Save a copy of the session elsewhere."""
    from facilitator.storage.atomic import FileNotWrittenError
    from facilitator.storage.meant_file import resolve
    from facilitator.storage.typed_path import typed_path

    path = resolve(str(typed_path(rest, Path.cwd())))
    if not rest or path.exists():
        talk.say(_("There is such a file already: choose another name."))
        return
    try:
        talk.desk.save_copy(path)
    except FileNotWrittenError as error:
        talk.say(str(error))
    else:
        talk.say(_("A copy stands in {path}").format(path=path))


def leave(talk: Conversation, _rest: str) -> None:
    """Leave; everything is kept."""
    talk.leaving = True
