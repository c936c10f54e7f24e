"""The people on the session screen: adding, renaming, marking, removing."""

from textual.content import Content
from textual.widgets import Static

from facilitator.capture.people import pasted_people
from facilitator.capture.people_table import PeopleTableError
from facilitator.language import _, mark, plural
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.live.commands.presence import AskConsent, DescribePerson
from facilitator.model.consent import Consent
from facilitator.tui.screens.room import RoomPart
from facilitator.tui.widgets.lists import PeopleList

_CONSENTS = {
    None: mark("not asked how to be named"),
    Consent.FULL: mark("may be named in full"),
    Consent.INITIALS: mark("first name and initial only"),
    Consent.UNNAMED: mark("not to be named"),
}


class PeoplePart(RoomPart):
    """What the people's keys do; names can be corrected after closing too."""

    _renaming = ""

    def action_add_people(self) -> None:
        """Ask for names, one after the other, until Escape."""
        if not self.read_only:
            self.ask("people", _("New participant (a pasted list becomes many)"))

    def action_people(self) -> None:
        """Go to the circle."""
        self.unfold("sides")
        self.people_list.focus()

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
                    self.tell(f"{person.name}: {_(_CONSENTS[consent])}")
            case "order":
                self.by_name = not self.by_name
                self.show_people()
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
        head = Content.styled(_("Present"), "bold") + Content.styled(f"  {' · '.join(words)}", "$text-muted")
        self.query_one("#people-head", Static).update(head, layout=False)
