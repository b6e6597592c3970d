"""The front door: every command of the tutorial, in one screenful.

Standard library only until `setup` has made the environment ready. After that each command calls the room that it
belongs to, and a room is imported where it is used.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from setup import interrupts, language, python_version  # noqa: E402

if __name__ == "__main__":
    interrupts.end_at_once()
    if python_version.problem():
        sys.exit(python_version.refuse(language.choose(sys.argv[1:])))

from setup import environment  # noqa: E402

if TYPE_CHECKING:
    from types import SimpleNamespace

    from setup.command_line import CommandLine
    from study.session import Session


def commands(speech: str) -> "CommandLine":
    """Return every command with what it takes."""
    from setup.command_line import CommandLine

    line = CommandLine(speech, tutorial)
    line.add("list", in_plain_text, "--json")
    line.add("grade", in_plain_text, "exercises", "--json", "--anyway, unconfined")
    line.add("watch", in_plain_text, "exercise?", "--anyway, unconfined")
    line.add("hint", in_plain_text, "exercise")
    line.add("reset", in_plain_text, "exercise", "--yes")
    line.add("solution", in_plain_text, "exercise", "--anyway")
    line.add("path", in_plain_text, "exercise")
    line.add("status", in_plain_text, "--json")
    line.add("course", in_plain_text, "course", "--yes", "--json")
    line.add("doctor", in_plain_text, "--json")
    line.add("bench", in_plain_text, "--rounds", "--json")
    line.add("new", in_plain_text, "new", "--kind", "--title")
    line.add("check", in_plain_text, "parts", "--json", "--quick", "--report", "--answers")
    line.add("preview", preview, "lesson")
    line.add("test", project_tests, "...")
    return line


def tutorial(arguments: "SimpleNamespace", speech: str) -> int:
    """Open the tutorial on this terminal."""
    from cli.opening import open_tutorial

    def show(session: "Session", language: str) -> int:
        from tui.app import TutorApp

        interrupts.raise_always()
        app = TutorApp(session, language)
        app.run()
        return app.return_code or 0

    return open_tutorial(arguments, speech, show)


def preview(arguments: "SimpleNamespace", speech: str) -> int:
    """Show one lesson to its author on this terminal."""
    from cli.preview import open_preview

    def show(session: "Session", language: str, lesson: str) -> int:
        from tui.preview import Preview

        interrupts.raise_always()
        app = Preview(session, language, lesson)
        app.run()
        return app.return_code or 0

    return open_preview(arguments, speech, show)


def in_plain_text(arguments: "SimpleNamespace", speech: str) -> int:
    """Run a command that prints."""
    from cli import commands

    interrupts.raise_once()
    return commands.run(arguments, speech)


def project_tests(arguments: "SimpleNamespace", _speech: str) -> int:
    """Run the project's own tests."""
    import subprocess

    interrupts.raise_once()
    # All of them: on two cores, whole files at a time. What is named runs here, where a debugger can stop it.
    chosen = arguments.rest or ["--numprocesses=2", "--dist=loadfile"]
    # The tests start the program hundreds of times; what it compiled is kept, whatever the environment says.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call([sys.executable, "-m", "pytest", *chosen], cwd=ROOT, env=kept)


def main() -> int:
    """Read the command, make the environment ready, and run it."""
    environment.go_inside(ROOT, test="test" in sys.argv)
    language.tolerate_consoles()
    speech = language.choose(sys.argv[1:])
    arguments = commands(speech).read(sys.argv[1:])
    arguments.workspace = Path(arguments.workspace or os.environ.get("TUTOR_WORKSPACE") or ROOT / "workspace")
    first, *beside = map(Path, arguments.course or [ROOT])
    arguments.beside = tuple(beside) if arguments.course else None  # None: what the workspace lists
    arguments.course = first
    arguments.lang = arguments.lang or language.known(os.environ.get("TUTOR_LANG", ""))
    arguments.device = arguments.device or "auto"
    environment.make_ready(ROOT, speech, test=arguments.command == "test", torch=arguments.torch)
    try:
        return int(arguments.run(arguments, speech))
    except KeyboardInterrupt:
        return interrupts.INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
