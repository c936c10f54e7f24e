"""Where things are on the user's machine: every path the program knows by itself."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from facilitator.language import _

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,119}[A-Za-z0-9_-])?")
# There the answers of platformdirs are given here, without the time that it takes to load.
_LINUX: bool = sys.platform == "linux"
# Windows takes these for devices, whatever ending follows.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)", re.IGNORECASE)


class Places(NamedTuple):
    """The user's folders: ``config`` for what they write, ``state`` for what the program keeps."""

    config: Path
    state: Path

    def session_folder(self, session_id: str, file: Path) -> Path:
        """The journal folder of a session.

        Args:
            session_id: its identifier.
            file: the session file, for the error.

        Raises:
            SessionFileError: the identifier could name another folder, or a device.
        """
        if not _PLAIN.fullmatch(session_id) or ".." in session_id or _DEVICES.match(session_id):
            from facilitator.storage.session_file import SessionFileError
            from facilitator.toml_file import shown

            what = _("the identifier “{value}” cannot name a folder").format(value=shown(session_id))
            raise SessionFileError(file, what, _('write another one after id =, such as id = "workshop-4-session-2"'))
        return self.state / "sessions" / session_id

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.config / "facilitator.toml"

    @property
    def theme_sets(self) -> Path:
        """The user's own theme sets."""
        return self.config / "themes"

    @property
    def agendas(self) -> Path:
        """The user's own agendas."""
        return self.config / "agendas"

    @property
    def demo(self) -> Path:
        """Where the demonstration's session lies."""
        return self.state / "demo"


def places(environment: Mapping[str, str]) -> Places:
    """The folders of this user.

    Args:
        environment: the process environment; ``XDG_CONFIG_HOME`` and ``XDG_STATE_HOME`` are heeded on every system when
            they are absolute, as their specification asks.
    """
    config, state = environment.get("XDG_CONFIG_HOME", ""), environment.get("XDG_STATE_HOME", "")
    return Places(
        config=Path(config) / "facilitator" if Path(config).is_absolute() else _own_config(),
        state=Path(state) / "facilitator" if Path(state).is_absolute() else _own_state(),
    )


def _own_config() -> Path:
    if _LINUX:
        return Path.home() / ".config" / "facilitator"
    import platformdirs

    return platformdirs.user_config_path("facilitator", appauthor=False)


def _own_state() -> Path:
    if _LINUX:
        return Path.home() / ".local" / "state" / "facilitator"
    import platformdirs

    return platformdirs.user_state_path("facilitator", appauthor=False)
