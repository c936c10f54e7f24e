"""Where the data that the package ships is: theme sets, agendas and examples."""

from pathlib import Path
from typing import Literal


class ShippedDataMissingError(Exception):
    """The program was installed without its data; the message names the folder and the way out."""


def shipped(name: Literal["themes", "agendas", "examples"]) -> Path:
    """The folder of shipped data.

    Args:
        name: which of them.

    Returns:
        The folder inside the installed package; in an editable install the one at the top of the repository.

    Raises:
        ShippedDataMissingError: neither is there.
    """
    from facilitator.language import _

    package = Path(__file__).resolve().parent
    for folder in (package / "data" / name, package.parent.parent / name):
        if folder.is_dir():
            return folder
    raise ShippedDataMissingError(
        _("The folder “{folder}” is missing – install the program again.").format(folder=package / "data" / name)
    )
