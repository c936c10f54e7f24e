"""A power cut, simulated: the writes of a program are traced, cut at any point, and what was not synced is dropped or torn.

The model is strict where disks are: bytes written to a file last only once the file is synced; before, any part of them may
be there. Names in a folder last only once the folder is synced; before, the first few changes of them may be there, in their
order, as journalling file systems do it.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal

_CALLS = (
    "openat,close,write,pwrite64,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,lseek,mkdir,dup"
)
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+=\s+(-?\d+)")
_CUT_LINE = re.compile(r"^(\d+)\s+(.*) <unfinished \.\.\.>$")
_REST = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')

_A_FOLDER = 0

Act = Literal["name", "forget", "write", "cut", "sync", "sync folder", "promise"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: ``name`` gives a file a name, ``forget`` takes one away; ``at`` is a place or a length."""

    act: Act
    file: int = 0
    path: str = ""
    at: int = 0
    data: bytes = b""
    away: str = ""


@dataclass(slots=True)
class _Reader:
    """Makes events of the lines of a trace; files are told apart by number, whatever they are called."""

    folder: str
    events: list[Event] = field(default_factory=list)
    _names: dict[str, int] = field(default_factory=dict)
    _open: dict[int, int] = field(default_factory=dict)
    _folders: dict[int, str] = field(default_factory=dict)
    _places: dict[int, int] = field(default_factory=dict)
    _files: int = 0

    def read(self, call: str, given: str, result: int) -> None:
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _TEXT.findall(given)]
        if call == "openat":
            self._opened(texts[0].decode(), given, result)
        elif call in ("rename", "renameat", "renameat2"):
            self._renamed(texts[0].decode(), texts[1].decode())
        elif call in ("unlink", "unlinkat"):
            path = texts[0].decode()
            if self._names.pop(path, None) is not None:
                self.events.append(Event("forget", path=path))
        elif call == "mkdir":
            path = texts[0].decode()
            if path.startswith(f"{self.folder}/"):
                self.events.append(Event("name", _A_FOLDER, path))
        else:
            self._on_handle(call, int(given.split(",")[0]), given, texts, result)

    def _opened(self, path: str, given: str, handle: int) -> None:
        self._open.pop(handle, None)
        self._folders.pop(handle, None)
        if path != self.folder and not path.startswith(f"{self.folder}/"):
            return
        if path not in self._names and "O_CREAT" not in given:
            self._folders[handle] = path
            return
        if path not in self._names:
            self._files += 1
            self._names[path] = self._files
            self.events.append(Event("name", self._files, path))
        self._open[handle] = self._names[path]
        self._places[handle] = 0
        if "O_TRUNC" in given:
            self.events.append(Event("cut", self._names[path], at=0))

    def _renamed(self, old: str, new: str) -> None:
        if old in self._names:
            self._names[new] = self._names.pop(old)
            self.events.append(Event("name", self._names[new], new, away=old))

    def _on_handle(self, call: str, handle: int, given: str, texts: list[bytes], result: int) -> None:
        if handle == 1 and call == "write":
            promises = [int(line.split()[1]) for line in texts[0].split(b"\n") if line.startswith(b"A ")]
            self.events += [Event("promise", at=number) for number in promises]
        elif handle in self._folders:
            self._on_folder(call, handle)
        elif handle in self._open:
            self._on_file(call, handle, given, texts, result)

    def _on_folder(self, call: str, handle: int) -> None:
        if call in ("fsync", "fdatasync"):
            self.events.append(Event("sync folder", path=self._folders[handle]))
        elif call == "close":
            del self._folders[handle]

    def _on_file(self, call: str, handle: int, given: str, texts: list[bytes], result: int) -> None:
        file = self._open[handle]
        if call == "write":
            self.events.append(Event("write", file, at=self._places[handle], data=texts[0][:result]))
            self._places[handle] += result
        elif call == "pwrite64":
            self.events.append(Event("write", file, at=int(given.rsplit(",", 1)[1]), data=texts[0][:result]))
        elif call == "lseek":
            self._places[handle] = result
        elif call == "ftruncate":
            self.events.append(Event("cut", file, at=int(given.rsplit(",", 1)[1])))
        elif call in ("fsync", "fdatasync"):
            self.events.append(Event("sync", file))
        elif call == "close":
            del self._open[handle]


def trace(folder: Path, program: str, *arguments: str) -> list[Event]:
    """What a program did in a folder, in order.

    Args:
        folder: an empty folder.
        program: a module to run, such as ``tests.storage.writer``.
        arguments: what it is given.
    """
    log = folder.with_name(f"{folder.name}.trace")
    traced = [sys.executable, "-m", program, *arguments]
    command = ["strace", "-f", "-o", str(log), "-xx", "-s", "1000000", "-e", f"trace={_CALLS}", *traced]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[2])
    reader = _Reader(str(folder))
    for line in _whole_lines(log.read_text()):
        found = _LINE.match(line)
        if found is not None and int(found[4]) >= 0:
            reader.read(found[2], found[3], int(found[4]))
    return reader.events


def _whole_lines(text: str) -> Iterator[str]:
    """The lines of a trace of several threads, calls that were interrupted put together where they ended."""
    begun: dict[str, str] = {}
    for line in text.splitlines():
        cut, rest = _CUT_LINE.match(line), _REST.match(line)
        if cut is not None:
            begun[cut[1]] = cut[2]
        elif rest is not None and rest[1] in begun:
            yield f"{rest[1]} {begun.pop(rest[1])}{rest[2]}"
        else:
            yield line


@dataclass(slots=True)
class Disk:
    """What lasts of a row of events: synced bytes and names, and those that may or may not be there."""

    bytes_of: dict[int, bytearray] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    unsynced: dict[int, list[Event]] = field(default_factory=dict)
    unsynced_names: list[Event] = field(default_factory=list)
    promised: int = -1

    def happen(self, event: Event) -> None:
        if event.act == "promise":
            self.promised = max(self.promised, event.at)
        elif event.act in ("name", "forget"):
            self.unsynced_names.append(event)
        elif event.act in ("write", "cut"):
            self.unsynced.setdefault(event.file, []).append(event)
        elif event.act == "sync":
            for one in self.unsynced.pop(event.file, []):
                _change(self.bytes_of.setdefault(event.file, bytearray()), one)
        else:
            here = [one for one in self.unsynced_names if _folder(one.path) == event.path]
            self.unsynced_names = [one for one in self.unsynced_names if one not in here]
            for one in here:
                self._rename(one)

    def copy(self) -> "Disk":
        """A disk that goes its own way from here."""
        return Disk(
            {file: bytearray(data) for file, data in self.bytes_of.items()},
            dict(self.names),
            {file: list(events) for file, events in self.unsynced.items()},
            list(self.unsynced_names),
            self.promised,
        )

    def lose(self, chance: Random) -> None:
        """The power goes: of what was not synced nothing, some, or a torn part lasts."""
        style = chance.choice(["nothing", "some", "torn", "all"])
        for file, events in self.unsynced.items():
            for event in events:
                if style == "nothing" or (style != "all" and chance.random() < 0.5):
                    continue
                if style == "torn" and event.act == "write":
                    length = chance.randrange(len(event.data) + 1)
                    event = Event("write", file, at=event.at, data=event.data[:length])
                _change(self.bytes_of.setdefault(file, bytearray()), event)
        last = {"nothing": 0, "all": len(self.unsynced_names)}.get(style)
        for event in self.unsynced_names[: chance.randrange(len(self.unsynced_names) + 1) if last is None else last]:
            self._rename(event)

    def restore(self, folder: Path) -> None:
        """Put what lasted into a folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for path, file in sorted(self.names.items(), key=lambda name: name[0]):
            if file == _A_FOLDER:
                Path(path).mkdir()
            elif Path(path).parent.is_dir():
                Path(path).write_bytes(self.bytes_of.get(file, b""))

    def _rename(self, event: Event) -> None:
        self.names.pop(event.away, None)
        if event.act == "name":
            self.names[event.path] = event.file
        else:
            self.names.pop(event.path, None)


def _folder(path: str) -> str:
    return path.rsplit("/", 1)[0]


def _change(data: bytearray, event: Event) -> None:
    if len(data) < event.at:
        data.extend(bytes(event.at - len(data)))
    if event.act == "cut":
        del data[event.at :]
    else:
        data[event.at : event.at + len(event.data)] = event.data
