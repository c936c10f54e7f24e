"""Files replaced whole: rights and links kept, nothing left over, failures named."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from facilitator.language import use
from facilitator.storage import atomic
from facilitator.storage.atomic import FileNotWrittenError, make_folder, replace_file

posix = pytest.mark.skipif(os.name != "posix", reason="rights and links of POSIX")


def test_a_new_file_and_a_replaced_one(tmp_path: Path) -> None:
    file = tmp_path / "séance « 2 ».toml"
    replace_file(file, b"un")
    replace_file(file, b"deux\r\n")
    assert file.read_bytes() == b"deux\r\n"
    assert list(tmp_path.iterdir()) == [file]


@posix
def test_rights_are_kept_and_a_link_is_followed(tmp_path: Path) -> None:
    file, link = tmp_path / "dossier" / "a.toml", tmp_path / "lien.toml"
    replace_file(file, b"un")
    file.chmod(0o640)
    link.symlink_to(file)
    replace_file(link, b"deux")
    assert link.is_symlink()
    assert file.read_bytes() == b"deux"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@posix
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_plain_file_is_left_alone(make: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    make(path)
    before = os.lstat(path)
    with pytest.raises(FileNotWrittenError) as caught:
        replace_file(path, b"un")
    assert caught.value.path == path
    assert caught.value.way_out
    assert os.lstat(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_made_read_only_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"un")
    # The rights of whoever runs the tests may be above the file's.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != file)
    with pytest.raises(FileNotWrittenError):
        replace_file(file, b"deux")
    assert file.read_bytes() == b"un"


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EIO, errno.EXDEV])
def test_a_failure_at_any_step_leaves_the_old_file_alone(
    step: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"un")

    def fail(*_given: object, **_named: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(FileNotWrittenError) as caught:
            replace_file(file, b"deux")
    assert os.strerror(number) in str(caught.value)
    assert file.read_bytes() == b"un"
    assert list(tmp_path.iterdir()) == [file]


def test_a_short_write_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:3]))
    replace_file(tmp_path / "a.toml", "une note entière".encode())
    assert (tmp_path / "a.toml").read_bytes() == "une note entière".encode()


@pytest.mark.parametrize("name", ["é" * 200, "a\0b", "\udce9"])
def test_a_name_that_the_disk_refuses_is_told(name: str, tmp_path: Path) -> None:
    if name == "\udce9" and os.name == "posix":
        pytest.skip("this system takes bytes that are no text as a name")
    with pytest.raises(FileNotWrittenError):
        replace_file(tmp_path / name, b"un")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_made_or_not(tmp_path: Path) -> None:
    file = tmp_path / "cle" / "usb" / "a.toml"
    with pytest.raises(FileNotWrittenError):
        replace_file(file, b"un", make_folders=False)
    assert list(tmp_path.iterdir()) == []
    replace_file(file, b"un")
    assert file.read_bytes() == b"un"


def test_what_a_killed_program_left_goes_after_an_hour(tmp_path: Path) -> None:
    old, young = tmp_path / ".facilitator-00.tmp", tmp_path / ".facilitator-01.tmp"
    for orphan in (old, young):
        orphan.write_bytes(b"moit")
    os.utime(old, (0, 0))
    replace_file(tmp_path / "a.toml", b"un")
    assert sorted(tmp_path.iterdir()) == [young, tmp_path / "a.toml"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync, numbers = os.fsync, [errno.EINVAL]

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(numbers[-1], "dossier")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    replace_file(tmp_path / "a.toml", b"un")
    numbers.append(errno.EIO)
    with pytest.raises(FileNotWrittenError):
        replace_file(tmp_path / "a.toml", b"deux")


def test_folders_are_made_one_by_one_and_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(atomic, "sync_folder", synced.append)
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path, tmp_path / "a"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "plus de place sur le disque"), (errno.EROFS, "ce disque est en lecture seule")],
)
def test_what_the_system_says_is_said_in_french(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    use("fr")
    monkeypatch.setattr(os, "replace", refuses)
    with pytest.raises(FileNotWrittenError) as told:
        replace_file(tmp_path / "seance.toml", b"texte")
    assert told.value.reason == said
    assert said in str(told.value)
