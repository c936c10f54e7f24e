"""The people on the session screen: adding, renaming, marking, removing."""

import re

from facilitator.language import _, plural
from facilitator.live.commands.people import AddPeople, MarkPerson, RemovePerson, RenamePerson
from facilitator.tui.screens.base import SessionBase
from facilitator.tui.widgets.lists import PeopleList

_BETWEEN_NAMES = re.compile(r"[\n\t;,]+")


class PeoplePart(SessionBase):
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
        names = tuple(name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip())
        if not names:
            self.to_typing()
        elif self.do(AddPeople(names)) and len(names) > 1:
            self.tell(plural("{count} name added.", "{count} names added.", len(names)).format(count=len(names)))

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

    def rename(self, name: str) -> None:
        """Give the chosen person another name."""
        if self._renaming:
            self.do(RenamePerson(self._renaming, name))
        self.asking(False)
        self.people_list.focus()

    def show_people(self) -> None:
        """Draw the circle."""
        self.people_list.show(self.view.people)
