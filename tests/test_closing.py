"""What closing writes: every format, numbered together, nothing over anything, the public report apart."""

import errno
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from facilitator import closing
from facilitator.capture.draft import NoteDraft
from facilitator.closing import (
    Closed,
    ReportNotWrittenError,
    about_told,
    close_session,
    report_files,
    written_told,
)
from facilitator.live.commands.notes import KeepNote
from facilitator.live.commands.people import AddPeople
from facilitator.live.commands.presence import AskConsent
from facilitator.live.commands.whole import ReopenSession, SetFact
from facilitator.model.consent import Consent
from facilitator.report.export import BINARY_FORMATS, FORMATS
from facilitator.report.options import ReportOptions
from facilitator.storage.atomic import FileNotWrittenError, replace_file
from facilitator.storage.desk import Desk, open_desk
from facilitator.storage.places import Places
from facilitator.storage.session_file import read_session
from tests.report.office import parts

PLAIN = ReportOptions()


@pytest.fixture
def desk(session_file: Path, tmp_path: Path, now: datetime, chance: Random) -> Iterator[Desk]:
    desk = open_desk(session_file, Places(tmp_path / "config", tmp_path / "state"), now, chance)
    desk.run(SetFact("language", "en"), now)
    yield desk
    desk.close()


def add(desk: Desk, text: str, now: datetime) -> None:
    """Reopen if need be, and note something."""
    if desk.live.view.facts.closed is not None:
        desk.run(ReopenSession(), now)
    desk.run(KeepNote(NoteDraft(text)), now)


def reports(desk: Desk) -> dict[str, bytes]:
    """Everything beside the session file."""
    return {
        path.name: path.read_bytes()
        for path in desk.file.parent.iterdir()
        if path.is_file() and path != desk.file and path.suffix[1:] in FORMATS
    }


def said(path: Path) -> str:
    """All that a file holds, the parts of office documents unpacked."""
    data = path.read_bytes()
    return b"\n".join(parts(data).values() if path.suffix[1:] in BINARY_FORMATS else [data]).decode(errors="replace")


def names(closed: Closed) -> list[str]:
    return [path.name for path in closed.reports]


def test_every_format_is_written_beside_the_session(desk: Desk, now: datetime) -> None:
    closed = close_session(desk, PLAIN, now, formats=FORMATS)
    stem = desk.file.stem
    assert names(closed) == [f"{stem}.{form}" for form in FORMATS]
    assert {*reports(desk)} == {*names(closed)}
    assert closed.safe
    assert read_session(desk.file).closed == now


def test_closing_again_without_a_change_writes_nothing(desk: Desk, now: datetime) -> None:
    close_session(desk, PLAIN, now, formats=FORMATS)
    before = {path: path.stat().st_mtime_ns for path in desk.file.parent.iterdir() if path.suffix[1:] in FORMATS}
    again = close_session(desk, PLAIN, now + timedelta(minutes=5), formats=FORMATS)
    assert again.written == ()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert read_session(desk.file).closed == now, "the time of closing is that of the first"
    desk.run(ReopenSession(), now)
    later = close_session(desk, PLAIN, now + timedelta(minutes=5), formats=FORMATS)
    assert later.written == (), "nor does reopening alone"
    assert read_session(desk.file).closed == now + timedelta(minutes=5)


def test_reopened_and_closed_again_the_first_report_stays_and_the_second_says_what_changed(
    desk: Desk, now: datetime
) -> None:
    close_session(desk, PLAIN, now, formats=FORMATS)
    first = reports(desk)
    add(desk, "Une phrase de plus", now)
    second = close_session(desk, PLAIN, now, formats=FORMATS)
    assert names(second) == [f"{desk.file.stem} (v2).{form}" for form in FORMATS]
    assert {name: data for name, data in reports(desk).items() if name in first} == first
    text = second.reports[0].read_text(encoding="utf-8")
    assert "**Version:** 2" in text
    assert text.endswith(
        "## What has changed since the first version\n\n### Discussion highlights\n\n- **Added:** Une phrase de plus\n"
    )
    assert second.markdown == text
    add(desk, "Et encore une", now)
    third = close_session(desk, PLAIN, now, formats=FORMATS)
    text = third.reports[0].read_text(encoding="utf-8")
    assert text.endswith("since version 2\n\n### Discussion highlights\n\n- **Added:** Et encore une\n")
    assert close_session(desk, PLAIN, now, formats=FORMATS).written == ()
    assert len(reports(desk)) == 3 * len(FORMATS)


def test_another_format_of_the_same_report_joins_its_version(desk: Desk, now: datetime) -> None:
    close_session(desk, PLAIN, now)
    more = close_session(desk, PLAIN, now, formats=("odt", "md"))
    assert names(more) == [f"{desk.file.stem}.md", f"{desk.file.stem}.odt"]
    assert [path.suffix for path in more.written] == [".odt"]
    assert written_told(more) == [f"unchanged: {more.reports[0]}", f"written: {more.reports[1]}"]


def test_all_formats_are_numbered_together(desk: Desk, now: datetime) -> None:
    """One file of another program under the name of one format is enough to leave the whole number to it."""
    (desk.file.with_suffix(".docx")).write_bytes(b"somebody's own")
    closed = close_session(desk, PLAIN, now)
    assert names(closed) == [f"{desk.file.stem} (v2).md", f"{desk.file.stem} (v2).html"]
    assert closed.edition.since == 0
    assert about_told(closed) == ["Not compared with the version before: it is not there as Markdown that can be read."]


def test_a_number_that_was_given_is_not_given_again(desk: Desk, now: datetime) -> None:
    """A first report that was moved away, to a wall or a mail, was still the first."""
    close_session(desk, PLAIN, now)
    add(desk, "un", now)
    second = close_session(desk, PLAIN, now)
    for form in ("md", "html"):
        desk.file.with_suffix(f".{form}").unlink()
    add(desk, "deux", now)
    third = close_session(desk, PLAIN, now)
    assert names(third) == [f"{desk.file.stem} (v3).md", f"{desk.file.stem} (v3).html"]
    assert second.reports[0].exists()
    assert third.edition.since == 2


@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\xff", b"\xff\xfe\x00\xd8", b"# " * 3_000_000, "écrit à la main".encode("cp1252")]
)
def test_an_earlier_report_may_hold_anything(desk: Desk, now: datetime, data: bytes) -> None:
    earlier = desk.file.with_suffix(".md")
    earlier.write_bytes(data)
    closed = close_session(desk, PLAIN, now)
    assert closed.edition.number == 2
    assert earlier.read_bytes() == data
    assert close_session(desk, PLAIN, now).written == ()


def test_a_folder_or_a_dead_link_in_the_place_of_a_report_is_left_alone(desk: Desk, now: datetime) -> None:
    desk.file.with_suffix(".md").mkdir()
    desk.file.with_name(f"{desk.file.stem} (v2).html").symlink_to(desk.file.parent / "nowhere.html")
    closed = close_session(desk, PLAIN, now)
    assert closed.edition.number == 3
    assert not (desk.file.parent / "nowhere.html").exists()


def test_a_full_disk_leaves_the_session_open_and_says_what_was_written(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes) -> None:
        if path.suffix == ".odt":
            raise FileNotWrittenError(path, "No space left on device", "make room")
        replace_file(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(closing, "replace_file", full)
        with pytest.raises(ReportNotWrittenError) as failed:
            close_session(desk, PLAIN, now, formats=("md", "odt", "docx"))
    stem = desk.file.stem
    assert [path.name for path in failed.value.written] == [f"{stem}.md"]
    assert str(failed.value).endswith(f"make room – written before that: {stem}.md")
    assert desk.live.view.facts.closed is None
    assert {*reports(desk)} == {f"{stem}.md"}
    after = close_session(desk, PLAIN, now, formats=("md", "odt", "docx"))
    assert names(after) == [f"{stem}.md", f"{stem}.odt", f"{stem}.docx"], "no number is lost by it"


def test_a_disk_that_fails_in_the_middle_of_a_file_leaves_no_half_of_it(
    desk: Desk, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("facilitator.storage.atomic.os.fsync", fails)
        with pytest.raises(ReportNotWrittenError):
            close_session(desk, PLAIN, now)
    assert reports(desk) == {}
    assert not list(desk.file.parent.glob(".facilitator-*"))
    assert desk.live.view.facts.closed is None


def test_closing_without_a_report_closes(desk: Desk, now: datetime) -> None:
    closed = close_session(desk, PLAIN, now, formats=())
    assert closed.reports == ()
    assert desk.live.view.facts.closed == now
    assert written_told(closed) == ["the session is closed, no report is written"]


def test_the_closed_session_in_json_says_when(desk: Desk, now: datetime) -> None:
    (report,) = close_session(desk, PLAIN, now, formats=("json",)).reports
    assert datetime.fromisoformat(json.loads(report.read_text(encoding="utf-8"))["closed"]) == now


def test_the_public_report_stands_apart_from_the_other(desk: Desk, now: datetime) -> None:
    desk.run(AddPeople(("Zoé Morvan",)), now)
    add(desk, "Zoé Morvan a tout rangé", now)
    close_session(desk, PLAIN, now)
    public = close_session(desk, PLAIN, now, public=True, formats=FORMATS)
    assert names(public) == [f"{desk.file.stem} (public version).{form}" for form in FORMATS]
    assert public.edition.number == 1, "it is counted by itself"
    for path in public.reports:
        assert "Zoé" not in said(path)
    assert close_session(desk, PLAIN, now).written == (), "and the other by itself"


def test_a_public_report_repeats_nothing_of_an_earlier_one(desk: Desk, now: datetime) -> None:
    """Somebody who no longer agrees to be named stood in the report before."""
    desk.run(AddPeople(("Zoé Morvan",)), now)
    zoe = next(person.id for person in desk.live.snapshot().people if person.name == "Zoé Morvan")
    desk.run(AskConsent(zoe, Consent.FULL), now)
    add(desk, "Zoé Morvan a rangé toute la salle", now)
    first = close_session(desk, PLAIN, now, public=True, formats=FORMATS)
    assert all("Zoé Morvan a rangé" in said(path) for path in first.reports)
    desk.run(ReopenSession(), now)
    desk.run(AskConsent(zoe, Consent.UNNAMED), now)
    second = close_session(desk, PLAIN, now, public=True, formats=FORMATS)
    assert names(second)[0] == f"{desk.file.stem} (public version) (v2).md"
    assert second.edition.size == 2
    for path in second.reports:
        assert "Zoé" not in said(path)
        assert "Morvan" not in said(path)


def test_the_name_of_a_public_report_names_nobody_who_did_not_agree(tmp_path: Path, now: datetime, desk: Desk) -> None:
    desk.run(AddPeople(("Zoé Morvan",)), now)
    session = desk.live.snapshot()
    own = tmp_path / "Cercle de Zoé Morvan.toml"
    files = report_files(session, own, public=True)
    assert "Zoé" not in files.name
    assert "Morvan" not in files.name
    assert files.name.endswith("(public version)")
    assert files.renamed
    assert report_files(session, own).name == "Cercle de Zoé Morvan"
    assert not report_files(session, tmp_path / "Cercle.toml", public=True).renamed
    french = session.but(language="fr")
    assert report_files(french, tmp_path / "Cercle.toml", public=True).name.startswith("Cercle (")


@pytest.mark.parametrize(
    ("out", "stem"),
    [("r.md", "r"), ("r.odt", "r"), ("r", "r"), ("r.v2", "r.v2"), ("r.HTML", "r"), ("a (v2).md", "a (v2)")],
)
def test_where_a_report_goes_when_somebody_says_so(desk: Desk, tmp_path: Path, out: str, stem: str) -> None:
    files = report_files(desk.live.snapshot(), desk.file, tmp_path / "there" / out)
    assert files.path(1, "md") == tmp_path / "there" / f"{stem}.md"
    assert files.last() == 0
