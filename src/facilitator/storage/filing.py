"""The session file of an open session: written from it, and met again when somebody else wrote it.

The journal keeps, beside the last text of the file, up to which update that text holds everything: a file with this text is up
to date, and neither it nor the session need be read to know that.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from facilitator.language import _
from facilitator.live.session import LiveSession
from facilitator.model.session import Session
from facilitator.storage.atomic import FileNotWrittenError
from facilitator.storage.deadline import Deadline
from facilitator.storage.held import HELD, digest, held_by
from facilitator.storage.keeper import FILING, PROJECTION, Keeper
from facilitator.storage.merging import Changed, Run, bring_back, take_in
from facilitator.storage.session_file import SessionFileError, SessionText
from facilitator.storage.setting_aside import Notice, set_aside
from facilitator.storage.trouble import SavedState, Trouble
from facilitator.storage.watching import ANSWERS_WITHIN, WAITS, Drive, FileChangedError, WatchedFile

_SETTLING = 3
"""How often somebody else may write the file while it is being settled."""


class Filing:
    """What lies between one living session and its file; all but the forming of the text happens on the session's thread."""

    def __init__(self, file: Path, live: LiveSession, run: Run, keeper: Keeper, last: int) -> None:
        """Begin with a file of which nothing is known yet.

        Args:
            file: the session file.
            live: the session.
            run: carries out an act and has it kept.
            keeper: writes the file.
            last: the number of the journal's last update; each one that is kept from now on counts one more.
        """
        self.notices: list[Notice] = []
        self._file = file
        self._live = live
        self._run = run
        self._keeper = keeper
        self._last = last
        self._text = SessionText()
        self._watched = WatchedFile(file, keeper.may_have_written)
        self._drive = Drive(file)
        self._changed = False
        self._happened = threading.Condition()
        self._refusals = 0
        self._not_aside: Trouble | None = None

    @property
    def state(self) -> SavedState:
        """What is safe. A file that waits for somebody's changes to be taken in is in no trouble, unless they cannot be."""
        state = self._keeper.state
        troubles = [trouble for trouble in state.troubles if trouble.reason != WAITS]
        if self._not_aside is not None:
            troubles.append(self._not_aside)
        return SavedState(state.kept, state.filed and not self._changed, tuple(troubles))

    def went_on(self) -> None:
        """An update was kept: the file does not hold it yet."""
        self._last += 1
        self._changed = True

    def begin(self, found: bytes) -> None:
        """The session was just read from its file, and kept."""
        self._file_holds(found)

    def meet(self, found: bytes | None, kept: dict[str, bytes], whole: bool, now: datetime) -> None:
        """The session was read from its journal: what its file holds is compared with that.

        Args:
            found: what the file holds; None when there is none, or none that can be read.
            kept: what the journal kept by name.
            whole: whether nothing of the journal was lost.
            now: the moment.
        """
        ours = found is not None and digest(found) == kept.get(FILING)
        projection = found if found is not None and ours else kept.get(PROJECTION, b"")
        self._watched.known = projection
        if found is None:
            self.write()
            return
        up_to_date = kept.get(HELD) == held_by(self._last, projection)
        text = projection if up_to_date else self.text()
        if found not in (projection, text):
            self._take_in(found, now, both=text != projection)
        elif found != text and whole:
            self.notices.append(Notice(_("brought back from the journal: work that the file did not hold yet")))
            self.write()
        elif found == text and not up_to_date:
            self._file_holds(found)
        if not whole:
            self._bring_back(found, now)

    def answers(self, within: float) -> bool:
        """Whether the drive that the file is on answers within some seconds."""
        return self._drive.answers(within)

    def look(self, now: datetime, at_once: bool = False) -> bool:
        """Take in what somebody else wrote, see ``Desk.look_at_file``; ``at_once`` does not wait for it to stand still."""
        self._not_aside = None
        try:
            found = self._watched.look(at_once)
        except SessionFileError:
            # Writing the file will tell what stands in its way.
            return False
        return found is not None and self._take_in(found, now, not self.state.filed)

    def write(self) -> None:
        """Have the file written from how the session is now."""
        self._changed = False
        snapshot, last = self._live.snapshot_later(), self._last
        self._keeper.file(lambda: self._form(snapshot, last), self._file)
        if self._waiting():
            self._keeper.retry_now()

    def heard(self) -> None:
        """The keeper says, from a thread of its own, that what is safe changed."""
        with self._happened:
            self._happened.notify_all()

    def settle(self, now: datetime, deadline: Deadline) -> bool:
        """Take in what somebody else wrote, and write what the file lacks; returns whether all is safe.

        Args:
            now: the moment.
            deadline: until when all of it is waited for.
        """
        for _attempt in range(_SETTLING):
            if self.answers(min(deadline.left, ANSWERS_WITHIN)):
                self.look(now, at_once=True)
            refused = self._refusals
            if self._changed or not self._keeper.state.filed:
                self.write()
            self._wait_while_refused(refused, deadline.left)
            if self._keeper.flush(deadline.left):
                return True
            if not self._waiting():
                break
        return False

    def text(self) -> bytes:
        """The file as it would be written now."""
        return self._text.render(self._live.snapshot()).encode()

    def _form(self, snapshot: Callable[[], Session], last: int) -> bytes:
        """The file's new text; runs on the file's thread right before it is written.

        What somebody else wrote there is never overwritten: only the session's thread can take it in, and writing waits for it.
        """
        data = self._text.render(snapshot()).encode()
        found = self._watched.foreign()
        if found is not None and found != data:
            with self._happened:
                self._refusals += 1
                self._happened.notify_all()
            raise FileChangedError
        self._keeper.remember(HELD, held_by(last, data))
        return data

    def _waiting(self) -> bool:
        """Whether the file was last not written because somebody else wrote it."""
        return any(trouble.reason == WAITS for trouble in self._keeper.state.troubles)

    def _wait_while_refused(self, refused: int, timeout: float) -> None:
        """Wait until a file that was not written because of somebody's changes is written, or refused once more."""
        with self._happened:
            self._happened.wait_for(lambda: self._refusals > refused or not self._waiting(), timeout)

    def _take_in(self, found: bytes, now: datetime, both: bool) -> bool:
        try:
            taken = take_in(Changed(self._file, found, self._watched.known, both), self._live, self._run, now)
        except FileNotWrittenError as error:
            self._not_aside = Trouble("file", error.path, error.reason)
            return False
        self._keeper.file_is_of_others()
        self.notices += taken.notices
        if taken.session is None:
            self._watched.given_up(found)
            self.write()
        elif not both and self._live.snapshot() == taken.session:
            self._file_holds(found)
        else:
            self._watched.known = found
            self._keeper.remember(PROJECTION, found)
            self.write()
        return bool(taken.notices)

    def _file_holds(self, found: bytes) -> None:
        """The file holds all that the session holds."""
        self._changed = False
        self._watched.known = found
        self._keeper.remember(PROJECTION, found)
        self._keeper.remember(HELD, held_by(self._last, found))
        self._keeper.file_has_all()

    def _bring_back(self, found: bytes, now: datetime) -> None:
        """What a damaged journal lacks comes from the file; where they still differ, the file is kept aside as it was."""
        self.notices += bring_back(self._file, found, self._run, now)
        if self.text() != found:
            name = set_aside(self._file, found, now)
            self.notices.append(Notice(_("the file as it was is kept as {path}").format(path=name)))
        self.write()
