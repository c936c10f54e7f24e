"""Settings, keys, completion and manual on the command line; and that the documentation says what they say."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from facilitator.cli.arguments import parser
from facilitator.cli.exits import MEANINGS, Exit
from facilitator.cli.manual import manual
from facilitator.language import use
from facilitator.storage.settings import described, settings_table
from tests.terminal.terminal import Terminal

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "facilitator"]
EDITOR = """#!/bin/sh
printf 'look = "mauve"\\n' >> "$1"
"""


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**env, "LC_ALL": "en_GB.UTF-8", **environment},
        check=False,
    )


@pytest.fixture
def file() -> Path:
    path = Path(os.environ["XDG_CONFIG_HOME"]) / "facilitator" / "facilitator.toml"
    path.parent.mkdir(parents=True)
    return path


def test_config_says_the_path_and_the_values_in_use_as_toml(file: Path) -> None:
    file.write_text('minutes = 50\n[keys]\nundo = "f24"\n', encoding="utf-8")
    done = run("config")
    assert done.returncode == 0
    assert done.stdout.startswith(f"# {file}\n")
    values = tomllib.loads(done.stdout)
    assert values.pop("keys") == {"undo": "f24"}
    values["formats"] = tuple(values["formats"])
    assert values == {name: default for name, (_setting, default) in described().items()} | {"minutes": 50}
    assert "minutes = 50\n" in done.stdout
    assert re.search(r'look = "dark" +# default', done.stdout)


def test_config_edit_without_an_editor_makes_the_file_and_says_where(file: Path) -> None:
    done = run("config", "--edit")
    assert (done.returncode, done.stdout) == (0, f"{file}\n")
    assert "VISUAL" in done.stderr
    assert "# look = " in file.read_text(encoding="utf-8")


def test_config_edit_opens_the_editor_and_tells_what_is_wrong_then(file: Path, tmp_path: Path) -> None:
    editor = tmp_path / "my editor"
    editor.write_text(EDITOR, encoding="utf-8")
    editor.chmod(0o755)
    file.write_text("\n", encoding="utf-8")
    done = run("config", "--edit", VISUAL=f"'{editor}'", EDITOR="false")
    assert done.returncode == Exit.PROBLEMS
    assert f"{file}:2: " in done.stderr
    assert '"nord"' in done.stderr


@pytest.mark.parametrize("editor", ["false", "/no/such/editor", "'"])
def test_an_editor_that_fails_is_told(file: Path, editor: str) -> None:
    done = run("config", "--edit", EDITOR=editor)
    assert done.returncode == Exit.WRONG
    assert editor in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_and_the_program_goes_on(file: Path) -> None:
    file.write_text('language = "en"\nthemes = "nichts"\nlook = 3\n', encoding="utf-8")
    done = run("themes", LC_ALL="fr_FR.UTF-8")
    assert done.returncode == 0
    assert [line.split(": ")[0] for line in done.stderr.splitlines()] == [f"{file}:2", f"{file}:3"]
    assert "allowed" in done.stderr
    assert "Agreements" in done.stdout or "emergence" in done.stdout


def test_the_settings_say_the_language_unless_the_command_line_does(file: Path) -> None:
    file.write_text('language = "fr"\n', encoding="utf-8")
    assert "Partout" in run("keys").stdout
    assert "Everywhere" in run("--lang", "en", "keys").stdout


def test_a_new_session_is_made_as_the_settings_say_unless_the_command_line_does(file: Path, tmp_path: Path) -> None:
    file.write_text('minutes = 50\nthemes = "emergence"\n', encoding="utf-8")
    assert run("new", tmp_path / "a").returncode == 0
    assert run("new", tmp_path / "b", "--minutes", "60", "--themes", "").returncode == 0
    made = [tomllib.loads((tmp_path / f"{name}.toml").read_text(encoding="utf-8")) for name in "ab"]
    assert [values["minutes"] for values in made] == [50, 60]
    assert ["theme" in values for values in made] == [True, False]


def test_keys_check_tells_conflicts_by_the_line_and_by_the_exit_status(file: Path) -> None:
    assert run("keys", "--check").returncode == 0
    file.write_text('[keys]\nundo = "ctrl+y"\nnothing = "f5"\n', encoding="utf-8")
    done = run("keys", "--check")
    assert (done.returncode, done.stdout) == (Exit.PROBLEMS, "")
    assert [line.split(": ")[:2] for line in done.stderr.splitlines()] == [
        [f"{file}:2", "undo"],
        [f"{file}:3", "nothing"],
    ]
    assert "^Y" in run("keys").stdout
    assert run("keys", "--ids").stdout.count("\n") > 40


def test_own_commands_load_neither_the_screen_nor_the_engine() -> None:
    code = (
        "import sys; from facilitator.cli import main; main(sys.argv[1:]);"
        "loaded = {'textual', 'rich', 'pycrdt', 'pydantic', 'platformdirs'} & set(sys.modules); assert not loaded, loaded"
    )
    for arguments in (["config"], ["keys"], ["keys", "--check"], ["man"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_documentation_has_the_settings_the_exit_statuses_and_the_words() -> None:
    from facilitator.cli.linear.words import WORDS

    assert settings_table() in (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for status, meaning in MEANINGS.items():
        assert f"| {status} | {meaning} |" in commands
    for word in WORDS:
        assert f"`/{word.name}" in commands
        use("fr")
        assert f"| `/{word.names[0]}`" in _folded(commands)
        use("en")


def _folded(text: str) -> str:
    from facilitator.model.fold import fold

    return "\n".join(
        re.sub(r"^\| `/([^`]+)`", lambda found: f"| `/{fold(found[1])}`", line) for line in text.splitlines()
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_manual_is_made_of_all_there_is_and_reads_without_a_warning(language: str) -> None:
    use("fr" if language == "fr" else "en")
    page = manual()
    for name in (*described(), *_command_names()):
        assert name.replace("-", "\\-") in page
    for status in MEANINGS:
        assert f'.B "{status}"' in page
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("no groff here")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-Kutf8", "-ww"], input=page.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def _command_names() -> list[str]:
    (commands,) = (action for action in parser("")._actions if action.dest == "command")
    assert commands.choices is not None
    return list(commands.choices)


def _completion(shell: str, folder: Path) -> Path:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    done = run("completion", shell)
    assert done.returncode == 0, done.stderr
    script = folder / f"completion.{shell}"
    script.write_text(done.stdout, encoding="utf-8")
    return script


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["ex"], "export"),
        (["export", "--form"], "--format"),
        (["export", "--format", "o"], "odt"),
        (["keys", "--c"], "--check"),
    ],
)
def test_bash_completes(tmp_path: Path, words: list[str], found: str) -> None:
    script = _completion("bash", tmp_path)
    line = f'source "{script}"; COMP_WORDS=(facilitator {" ".join(words)}); COMP_CWORD={len(words)}; '
    line += f'_shtab_facilitator facilitator "{words[-1]}" "{[*words, ""][-3] if len(words) > 1 else "facilitator"}"; '
    line += 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "--norc", "-c", line], capture_output=True, text=True, check=False)
    assert found in done.stdout.split(), done.stderr


@pytest.mark.parametrize(
    ("line", "found"), [("ex", "export"), ("export --form", "--format"), ("export --format o", "odt")]
)
def test_fish_completes(tmp_path: Path, line: str, found: str) -> None:
    script = _completion("fish", tmp_path)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f'source "{script}"; complete -C "facilitator {line}"'],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert found in [row.split("\t")[0] for row in done.stdout.splitlines()], done.stderr


@pytest.mark.terminal
def test_zsh_completes(tmp_path: Path) -> None:
    script = _completion("zsh", tmp_path)
    with Terminal(["zsh", "-f", "-i"]) as term:
        term.send(f'PS1="ready> "; autoload -U compinit; compinit -u; eval "$(cat {script})"', "enter")
        term.wait_for(lambda t: t.text.rstrip().endswith("ready>"))
        term.send("facilitator rec", "tab")
        term.wait_for("facilitator recover")
        term.send(" ", "ctrl+u", "facilitator export --format od", "tab")
        term.wait_for("--format odt")
        term.send("ctrl+u", "exit", "enter")
        term.wait_exit()
