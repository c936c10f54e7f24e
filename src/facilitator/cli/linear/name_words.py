"""The words that decide on names inside the texts, for what is published."""

from facilitator.cli.linear.conversation import Conversation
from facilitator.language import _, plural
from facilitator.live.commands.names import DecideNames, ForgetNames
from facilitator.model.consent import Act
from facilitator.model.fold import fold

_AROUND = 30
_ACTS = {
    "keep": Act.KEEP,
    "garder": Act.KEEP,
    "initial": Act.SHORTEN,
    "initiale": Act.SHORTEN,
    "replace": Act.REPLACE,
    "remplacer": Act.REPLACE,
}
_AS_AGREED = ("agreed", "accord")


def names(talk: Conversation, _rest: str) -> None:
    """Say the names to look at, each with its number, where it stands, and what a public report says instead."""
    from facilitator.report.gate import act_told, asked, excerpt, note_numbers, place_told
    from facilitator.report.publication import stands_instead

    session = talk.desk.live.snapshot()
    found, numbers = asked(session), note_numbers(session)
    for number, one in enumerate(found, 1):
        before, words, after = excerpt(one, _AROUND, _AROUND)
        stands = stands_instead(one.mention, one.decision, session) or "∅"
        talk.say(f"{number}. {place_told(one, numbers)}, {before}[{words}]{after} → {stands} ({act_told(one)})")
    left = sum(one.decided is None for one in found)
    told = plural("{count} name to decide on", "{count} names to decide on", left)
    talk.say(told.format(count=left) if found else _("No name inside the texts needs looking at: all may be named."))


def name(talk: Conversation, rest: str) -> None:
    """Decide on one of them, by its number, or take the decision back."""
    from facilitator.report.deciding import Decision, decisions_on, kept_on
    from facilitator.report.gate import asked

    number, _blank, wanted = rest.strip().partition(" ")
    word, _blank, instead = wanted.strip().partition(" ")
    session = talk.desk.live.snapshot()
    found = asked(session)
    if not number.isdecimal() or not 1 <= int(number[:9]) <= len(found):
        talk.say(_("The number of a name, please: /names says them."))
        return
    mention = found[int(number[:9]) - 1].mention
    act = _ACTS.get(fold(word))
    if fold(word) in _AS_AGREED:
        done = talk.do(ForgetNames(kept_on(session, [mention])))
    elif act is None:
        talk.say(_("After the number: keep, initial, replace WORDS, or agreed."))
        return
    else:
        words = instead.strip()
        decision = Decision(act, words) if act is Act.REPLACE and words else Decision(act)
        done = talk.do(DecideNames(decisions_on(session, {mention: decision})))
    if done:
        names(talk, "")
