"""By what a session knows whether its synthesis was read back to the circle as it stands."""

from zlib import crc32


def words_read(synthesis: str) -> str:
    """What stays the same while the words of a synthesis do: eight hexadecimal digits, "" for no words.

    Where its lines are broken is not heard when it is read out, and makes no difference.

    Args:
        synthesis: Markdown, as typed.
    """
    words = " ".join(synthesis.split())
    return f"{crc32(words.encode(errors='surrogatepass')):08x}" if words else ""
