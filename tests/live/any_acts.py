"""Acts at random, sensible ones and others, for a session as it looks now; every command is among them."""

from collections.abc import Callable, Iterable
from datetime import date
from random import Random

from facilitator.capture.draft import NoteDraft
from facilitator.capture.person_draft import PersonDraft
from facilitator.live.assembling import Piece, by_theme, draft
from facilitator.live.commands.actions import FinishAction, MakeAction
from facilitator.live.commands.base import Command
from facilitator.live.commands.clock import ChangePhase, TakeAgenda, TurnClock
from facilitator.live.commands.names import DecideNames, ForgetNames
from facilitator.live.commands.notes import (
    CorrectNote,
    DeleteNotes,
    KeepNote,
    KeepNotes,
    MergeNotes,
    MoveNote,
    SetKind,
    SplitNote,
    StarNotes,
    TagNotes,
)
from facilitator.live.commands.passages import Assemble
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.presence import AskConsent, DescribePerson, MarkPresence
from facilitator.live.commands.speaking import AskToSpeak, EndTurn, LeaveQueue, NextSpeaker, Speak
from facilitator.live.commands.themes import AddTheme, ChangeTheme, LoadThemes, MergeThemes, RemoveTheme
from facilitator.live.commands.votes import CountDots, EndVote, OpenVote, RemoveVote
from facilitator.live.commands.whole import (
    CloseSession,
    MarkReadBack,
    ReopenSession,
    SetFact,
    SetMinutes,
    SetQuestion,
    WriteSynthesis,
)
from facilitator.live.view import View
from facilitator.model.agenda import Phase
from facilitator.model.consent import Act, Consent
from facilitator.model.kinds import ClockAct, Colour, Kind, Section
from facilitator.model.name_decision import NameDecision
from facilitator.model.session import Theme
from facilitator.model.texts import Field
from tests.live.two_sides import Tokens

_SIGNS = ("é", "📊", "👩‍👩‍👧", "שלום", "e\u0301", "\u202e", "«\u00a0»", "\x1b[31m", "[bold]", "𝒳", "\u200d", "…")
"""Put between words that occur once; they may occur often, so no merge is judged by them."""


class Someone:
    """Makes up acts for one session.

    Args:
        view: the session as it is.
        tokens: words that occur once.
        chance: what is done.
    """

    def __init__(self, view: View, tokens: Tokens, chance: Random) -> None:
        self.view, self.tokens, self.chance = view, tokens, chance

    def acts(self, commands: Iterable[type[Command]]) -> Command:
        """One of these commands."""
        return self._makers[self.chance.choice([*commands])](self)

    def flag(self) -> bool:
        return self.chance.random() < 0.5

    def one(self, ids: Iterable[str]) -> str:
        """An identifier, seldom one that does not exist."""
        known = [*ids]
        return self.chance.choice(known) if known and self.chance.random() < 0.97 else "gone-xxxx"

    def some(self, ids: Iterable[str], most: int = 3) -> tuple[str, ...]:
        known = [*ids]
        return tuple(self.one(known) for _ in range(self.chance.randrange(most + 1))) if known else ()

    def notes(self) -> list[str]:
        """The notes in the order said: the engine gives them in any order."""
        return [note_id for _, note_id in self.view.said]

    def note(self) -> str:
        return self.one(self.notes())

    def theme(self) -> str:
        return self.one(theme.id for theme in self.view.themes)

    def living_themes(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.view.themes if self.chance.random() < 0.4)

    def person(self) -> str:
        return self.one(person.id for person in self.view.people)

    def vote(self) -> str:
        return self.one(vote.id for vote in self.view.votes)

    def text(self) -> str:
        words = [self.tokens.next() for _ in range(self.chance.randrange(1, 4))]
        words.insert(self.chance.randrange(len(words) + 1), self.chance.choice(_SIGNS))
        return self.chance.choice((" ", " ", "\n")).join(words)

    def name(self) -> str:
        return self.chance.choice(("", " ", "Élan", "elan ", self.text(), f" {self.text()}"))

    def draft(self, text: str | None = None) -> NoteDraft:
        names = (
            tuple(self.chance.choice(("Élan", "elan", self.text())) for _ in range(self.chance.randrange(3)))
            if self.chance.random() < 0.2
            else ()
        )
        return NoteDraft(
            text if text is not None else self.text(),
            self.chance.choice([*Kind]),
            self.chance.choice([*Section]),
            self.flag(),
            self.living_themes(),
            names,
            self.person() if self.flag() else "",
        )

    def corrected(self) -> CorrectNote:
        note_id = self.note()
        row = self.view.notes.get(note_id)
        if row is None or self.chance.random() < 0.1:
            return CorrectNote(note_id, self.draft(), make_themes=self.flag())
        if self.chance.random() < 0.1:
            return CorrectNote(
                note_id, NoteDraft(row.text, row.kind, row.section, row.star, row.themes, (), row.speaker)
            )
        return CorrectNote(note_id, self.draft(self.edited(row.text)), make_themes=self.flag())

    def edited(self, text: str) -> str:
        """A text with a word more, or one less."""
        words = text.split(" ")
        if self.flag() and len(words) > 1:
            del words[self.chance.randrange(len(words))]
            return " ".join(words)
        return self.tokens.into(text, self.chance)

    def cut(self) -> SplitNote:
        note_id = self.note()
        row = self.view.notes.get(note_id)
        return SplitNote(note_id, self.chance.randrange(len(row.text) + 1) if row else 1)

    def moved(self) -> MoveNote:
        section = self.chance.choice((None, *Section))
        group = self.chance.choice((None, 0, 1, 2))
        return MoveNote(self.note(), self.chance.randrange(-1, len(self.view.notes) + 2), section, group)

    def action(self) -> MakeAction:
        due = date(2026, 6, self.chance.randrange(1, 29)) if self.flag() else None
        return MakeAction(self.note(), self.some(person.id for person in self.view.people), due)

    def people(self) -> AddPeople:
        consent = self.chance.choice((None, *Consent))
        draft = PersonDraft(
            self.name(), self.chance.choice(("", " service ")), self.chance.choice(("", "voir")), "", consent
        )
        return AddPeople(self.chance.choice(((draft, self.name()), (self.name(),), (draft,))), self.flag(), self.flag())

    def changed_theme(self) -> ChangeTheme:
        name = self.chance.choice((None, self.name()))
        letter = self.chance.choice((None, "", "Q", "éé", "xyz"))
        return ChangeTheme(self.theme(), name, letter, self.chance.choice((None, *Colour)))

    def theme_set(self) -> LoadThemes:
        themes = tuple(Theme(id=f"s{n}", name=f"Élan {n}", letter="É") for n in range(self.chance.randrange(3)))
        return LoadThemes(themes, self.chance.choice(("", "emergence")))

    def agenda(self) -> TakeAgenda:
        phases = tuple(Phase(id=f"p{n}", name=f"phase {n}", minutes=n) for n in range(self.chance.randrange(4)))
        minutes, share = self.chance.choice((0, 60)), self.chance.choice((2.0, 1.5))
        return TakeAgenda(self.chance.choice(("", "cercle")), phases, minutes, share, self.chance.choice((10, 0)))

    def described(self) -> DescribePerson:
        said = (None, "", " service ", self.text())
        return DescribePerson(self.person(), self.chance.choice(said), self.chance.choice(said))

    def dots(self) -> CountDots:
        vote_id = self.vote()
        vote = next((vote for vote in self.view.votes if vote.id == vote_id), None)
        return CountDots(vote_id, self.one(vote.counts if vote else ()), self.chance.choice((0, 1, 12, -1)))

    def opened_vote(self) -> OpenVote:
        return OpenVote(
            self.some(self.notes()), self.chance.choice((1, 3, 0)), self.chance.choice((8, -1)), self.flag()
        )

    def fact(self) -> SetFact:
        name = self.chance.choice(("title", "place", "language", "theme_set"))
        value = self.chance.choice(("fr", "en", "de")) if name == "language" else self.chance.choice(("", self.text()))
        return SetFact(name, value)  # type: ignore[arg-type]

    def synthesis(self) -> WriteSynthesis:
        now = self.view.synthesis
        text = now if self.chance.random() < 0.1 else self.edited(now)
        return WriteSynthesis(text, self.chance.choice(("", "élan", "suite")), self.chance.choice((None, now)))

    def assembled(self) -> Assemble:
        """A note, some notes or highlights, anywhere: in the middle of a word too."""
        rows = [self.view.notes[one] for one in self.some(self.notes()) if one in self.view.notes]
        pieces = [Piece(row, self.chance.choice(("", "", "essayer"))) for row in rows if row.text.strip()]
        made = draft(pieces) if self.flag() else by_theme(self.view, pieces)
        return Assemble(made, self.chance.randrange(-1, len(self.view.synthesis) + 2))

    def on_names(self) -> DecideNames:
        """Decisions on names; some names are decided on again and again."""
        decisions = tuple(
            NameDecision(
                id=f"name-{self.chance.randrange(5)}",
                field=self.chance.choice([*Field]),
                of=self.chance.choice(("", "n1")),
                words=self.tokens.next(),
                before=self.chance.choice(_SIGNS),
                people=tuple(dict.fromkeys(row.id for row in self.view.people if self.flag())),
                consent=self.chance.choice((None, *Consent)),
                how=self.chance.choice([*Act]),
                instead=self.chance.choice(("X", "", "le facteur")),
            )
            for _ in range(self.chance.randrange(3))
        )
        return DecideNames(decisions)

    _makers: dict[type[Command], Callable[["Someone"], Command]] = {
        KeepNote: lambda one: KeepNote(one.draft(), one.chance.randrange(3), make_themes=one.flag()),
        KeepNotes: lambda one: KeepNotes(tuple(one.draft() for _ in range(one.chance.randrange(3))), 1),
        CorrectNote: corrected,
        TagNotes: lambda one: TagNotes(one.some(one.notes()), one.living_themes()),
        StarNotes: lambda one: StarNotes(one.some(one.notes()), one.flag()),
        SetKind: lambda one: SetKind(one.note(), one.chance.choice([*Kind]), one.chance.choice((None, *Section))),
        DeleteNotes: lambda one: DeleteNotes(one.some(one.notes(), 2)),
        SplitNote: cut,
        MergeNotes: lambda one: MergeNotes(one.some(one.notes())),
        MoveNote: moved,
        MakeAction: action,
        FinishAction: lambda one: FinishAction(one.note(), one.flag()),
        AddTheme: lambda one: AddTheme(one.name(), one.some(one.notes())),
        ChangeTheme: changed_theme,
        MergeThemes: lambda one: MergeThemes(one.theme(), one.theme()),
        RemoveTheme: lambda one: RemoveTheme(one.theme()),
        LoadThemes: theme_set,
        AddPeople: people,
        RenamePerson: lambda one: RenamePerson(one.person(), one.name()),
        MarkPerson: lambda one: MarkPerson(
            one.person(), one.chance.choice((None, True, False)), one.chance.choice((None, True, False))
        ),
        RemovePerson: lambda one: RemovePerson(one.person()),
        MarkPresence: lambda one: MarkPresence(one.person(), one.flag()),
        DescribePerson: described,
        AskConsent: lambda one: AskConsent(one.person(), one.chance.choice((None, *Consent))),
        AskToSpeak: lambda one: AskToSpeak(one.person(), one.flag()),
        LeaveQueue: lambda one: LeaveQueue(one.person()),
        Speak: lambda one: Speak(one.person()),
        NextSpeaker: lambda one: NextSpeaker(),
        EndTurn: lambda one: EndTurn(),
        TakeAgenda: agenda,
        TurnClock: lambda one: TurnClock(one.chance.choice([*ClockAct])),
        ChangePhase: lambda one: ChangePhase(one.chance.choice((1, 1, -1))),
        OpenVote: opened_vote,
        CountDots: dots,
        EndVote: lambda one: EndVote(one.vote(), one.flag()),
        RemoveVote: lambda one: RemoveVote(one.vote()),
        SetFact: fact,
        SetMinutes: lambda one: SetMinutes(one.chance.choice((0, 45, 1440, 1441))),
        SetQuestion: lambda one: SetQuestion(one.chance.choice(("", one.edited(one.view.question)))),
        WriteSynthesis: synthesis,
        Assemble: assembled,
        DecideNames: on_names,
        ForgetNames: lambda one: ForgetNames(one.some([row.id for row in one.view.name_decisions], 2)),
        MarkReadBack: lambda one: MarkReadBack(),
        CloseSession: lambda one: CloseSession(),
        ReopenSession: lambda one: ReopenSession(),
    }
