"""Compiles the message catalogues, so that a wheel and an editable install speak French."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(locale_dir: Path) -> list[Path]:
    """Write a ``.mo`` beside every ``.po`` below ``locale_dir`` and return what was written."""
    written = []
    for po in sorted(locale_dir.glob("*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        mo = po.with_suffix(".mo")
        with mo.open("wb") as target:
            write_mo(target, catalogue)
        written.append(mo)
    return written


class CatalogueHook(BuildHookInterface):
    """Runs before every build, also before an editable one."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues where the package stands."""
        compile_catalogues(Path(self.root) / "src" / "facilitator" / "locale")


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent / "src" / "facilitator" / "locale")
