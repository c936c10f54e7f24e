"""What the two formats of office programs share: their package, their languages, the addresses they may hold."""

import re
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PROGRAM = "Facilitator"
"""What a document says it was made with. It says nothing of who made it."""

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}
_FIRST = ("mimetype", "[Content_Types].xml")
_OLDEST = (1980, 1, 1, 0, 0, 0)
_REFUSED = re.compile(r"[^\w!#$%&'()*+,./:;=?@~-]|%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")


def locale_of(language: str) -> str:
    """The language of a report as office programs name it.

    Args:
        language: the language of the session.
    """
    return _LOCALES.get(language, language)


def followable(address: str) -> str:
    """An address as a document may hold it; "" when it cannot be one.

    Word refuses a whole document for one address that is not well formed, so what is in doubt stays plain text.

    Args:
        address: an address that a reader would follow: http, https or mailto.
    """
    written = _REFUSED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    try:
        parts = urlsplit(written)
        named = parts.hostname or ""
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        return ""
    if parts.scheme == "mailto":
        person, at, named = parts.path.partition("@")
        return written if person and at and _HOST.fullmatch(named) else ""
    return written if "@" not in parts.netloc and _HOST.fullmatch(named) else ""


def packed(package: bytes) -> bytes:
    """The package again, the same each time: its parts in a fixed order and without the time of writing.

    Args:
        package: a zip file.
    """
    out = BytesIO()
    with ZipFile(BytesIO(package)) as given, ZipFile(out, "w") as taken:
        names = [name for name in given.namelist() if not name.endswith("/")]
        for name in sorted(names, key=lambda name: (name not in _FIRST, name)):
            part = ZipInfo(name, _OLDEST)
            part.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            part.create_system = 0
            taken.writestr(part, given.read(name))
    return out.getvalue()
