"""The engine, loaded without its own version: to look that up takes it as long as all the rest, and nobody asks for it."""

import sys
from types import ModuleType

_VERSION = "pycrdt._version"

if _VERSION not in sys.modules:
    _unasked = ModuleType(_VERSION)
    _unasked.__dict__["__version__"] = ""
    sys.modules[_VERSION] = _unasked

from pycrdt import (  # noqa: E402 - what is above has to stand before it
    Assoc,
    Decoder,
    Doc,
    Map,
    StickyIndex,
    Text,
    Transaction,
    TransactionEvent,
    merge_updates,
)

__all__ = [
    "Assoc",
    "Decoder",
    "Doc",
    "Map",
    "StickyIndex",
    "Text",
    "Transaction",
    "TransactionEvent",
    "merge_updates",
]
