"""The people on the session screen: adding, renaming, marking, removing."""

from pathlib import Path
from threading import Thread

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from facilitator.capture.people import pasted_people
from facilitator.capture.people_table import PeopleTableError
from facilitator.capture.person_draft import PersonDraft
from facilitator.language import _, colon, plural
from facilitator.live.circle import newcomers
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.presence import AskConsent, DescribePerson
from facilitator.live.commands.speaking import NextSpeaker
from facilitator.model.consent import Consent
from facilitator.tui.consent_words import CONSENTS
from facilitator.tui.safe import drawable
from facilitator.tui.screens.room import RoomPart
from facilitator.tui.widgets.lists import PeopleList, spoken


class RegistrationsRead(Message):
    """A file of registrations was read, or refused; told by a thread."""

    def __init__(self, drafts: tuple[PersonDraft, ...], refusal: str) -> None:
        self.drafts = drafts
        self.refusal = refusal
        super().__init__()


class PeoplePart(RoomPart):
    """What the people's keys do; names can be corrected after closing too."""

    _renaming = ""

    def action_add_people(self) -> None:
        """Ask for names, one after the other, until Escape; once more goes to the circle."""
        if self.prompt.display and self.prompt.purpose == "people":
            self.action_people()
        elif not self.read_only:
            self.ask("people", _("New participant (a pasted list becomes many)"))

    def action_people(self) -> None:
        """Go to the circle."""
        self.asking(False)
        self.unfold("sides")
        self.people_list.focus()

    def show_one_of(self, people: tuple[str, ...]) -> None:
        """Go to one of these people, asked again to the next one; with nobody in the circle, ask who is there."""
        if not self.view.people:
            self.action_add_people()
            return
        self.action_people()
        places = {option.id: place for place, option in enumerate(self.people_list.options)}
        known = [person for person in people if person in places]
        if known:
            chosen = self.people_list.chosen
            at = known.index(chosen) + 1 if chosen in known else 0
            self.people_list.highlighted = places[known[at % len(known)]]

    def add_names(self, text: str) -> None:
        """Add the names in an answer: one, or a list."""
        try:
            drafts = pasted_people(text)
        except PeopleTableError as error:
            self.tell(str(error))
            return
        if not drafts:
            self.to_typing()
        elif self.do(AddPeople(drafts)) and len(drafts) > 1:
            self.tell(plural("{count} name added.", "{count} names added.", len(drafts)).format(count=len(drafts)))

    def on_people_list_asked(self, event: PeopleList.Asked) -> None:
        """A key on someone."""
        event.stop()
        match event.act:
            case "next":
                self.do(NextSpeaker())
                return
            case "order":
                self.by_name = not self.by_name
                self.show_people()
                return
            case "unheard":
                self.action_unheard()
                return
            case "registrations":
                self.action_registrations()
                return
        person = self.view.person(event.person_id)
        if person is None:
            return
        match event.act:
            case "rename":
                self._renaming = person.id
                self.ask("rename", _("Name"), person.name)
            case "host":
                self.do(MarkPerson(person.id, host=not person.host))
            case "scribe":
                self.do(MarkPerson(person.id, scribe=not person.scribe))
            case "remove":
                self.do(RemovePerson(person.id))
            case "presence":
                self.toggle_presence(person)
            case "introduce":
                self._renaming = person.id
                said = " · ".join(text for text in (person.affiliation, person.reason) if text)
                self.ask("introduce", _("From where · why (a middle dot or // between)"), said)
            case "consent":
                order = [None, *Consent]
                consent = order[(order.index(person.consent) + 1) % len(order)]
                if self.do(AskConsent(person.id, consent)):
                    self.tell(f"{person.name}{colon()} {_(CONSENTS[consent])}")
            case turn:
                self.turn_of(turn, person)

    def rename(self, name: str) -> None:
        """Give the chosen person another name."""
        if self._renaming:
            self.do(RenamePerson(self._renaming, name))
        self.asking(False)
        self.people_list.focus()

    def introduce(self, text: str) -> None:
        """Say where the chosen person is from, and why they came."""
        where, _dot, why = text.replace("//", "·").partition("·")
        self.do(DescribePerson(self._renaming, where.strip(), why.strip()))
        self.asking(False)
        self.people_list.focus()

    def show_people(self) -> None:
        """Draw the circle."""
        circle = self.circle()
        self.people_list.show(circle.seats)
        words = [str(circle.here) if circle.here == len(circle.seats) else f"{circle.here}/{len(circle.seats)}"]
        if circle.waiting:
            words.append(_("queue {count}").format(count=circle.waiting))
        if circle.floor.time:
            words.append(f"{spoken(circle.floor.time)}×{circle.floor.turns}")
        head = Content.styled(_("Present"), "bold") + Content.styled(f"  {' · '.join(words)}", "$text-muted")
        self.query_one("#people-head", Static).update(head, layout=False)
        self.show_person()

    def on_option_list_option_highlighted(self, event: PeopleList.OptionHighlighted) -> None:
        """Someone else is chosen in the list."""
        if event.option_list is self.people_list:
            event.stop()
            self.show_person()

    def show_person(self) -> None:
        """Draw what is known of the chosen one, while the keys act on people."""
        about = self.query_one("#person", Static)
        person = self.view.person(self.people_list.chosen or "") if self.people_list.has_focus else None
        about.display = person is not None
        if person is not None:
            said = [text for text in (person.affiliation, person.reason) if text]
            lines = [Content.styled(_(CONSENTS[person.consent]), "$text-muted")]
            lines += [Content(drawable(text, one_line=True)) for text in said]
            about.update(Content("\n").join(lines))

    def action_registrations(self) -> None:
        """Ask for a file of registrations."""
        if not self.read_only:
            self.ask("registrations", _("File of registrations (CSV), beside the session or with its path"))

    def read_registered(self, name: str) -> None:
        """Read a file of registrations, on a thread of its own: its drive may not answer."""
        if name.strip():
            folder = self.file.absolute().parent
            Thread(target=self._read_registered, args=(name, folder), name="registrations", daemon=True).start()

    def _read_registered(self, name: str, folder: Path) -> None:
        from facilitator.storage.registrations import RegistrationFileError, read_registrations
        from facilitator.storage.typed_path import typed_path

        path = typed_path(name, folder)
        try:
            self.post_message(RegistrationsRead(read_registrations(path), ""))
        except RegistrationFileError as error:
            self.post_message(RegistrationsRead((), str(error)))

    def on_registrations_read(self, event: RegistrationsRead) -> None:
        """Add who is not there yet; a file that could not be read adds nobody."""
        event.stop()
        if event.refusal:
            self.tell(event.refusal, stay=True)
            return
        new = newcomers(self.view, event.drafts)
        told = []
        if new and self.do(AddPeople(new)):
            told.append(plural("{count} name added.", "{count} names added.", len(new)).format(count=len(new)))
        if known := len(event.drafts) - len(new):
            said = plural("{count} was in the list already.", "{count} were in the list already.", known)
            told.append(said.format(count=known))
        self.tell(" ".join(told))
