"""See to it that the tutorial runs in an interpreter that has every package. Standard library only.

An environment that already has everything is used as it is. Else `.venv` beside tutor.py is made, or finished, and
the program starts again inside it. What only a set-up needs is imported there: every start passes here.
"""

from __future__ import annotations

import errno
import importlib.util
import os
import sys
from pathlib import Path
from typing import Final, NoReturn

from setup import interrupts, stamp
from setup.failure import SetupError

FOLDER: Final = ".venv"
STARTED_AGAIN: Final = "TUTOR_STARTED_AGAIN"
SET_UP_FAILED: Final = 3
ROOM: Final = 4 * 10**9


def go_inside(root: Path, *, test: bool) -> None:
    """Start again in `.venv` at once when it is ready and the running interpreter is a bare one. Else return.

    This is what every later start does first: a look at one small file, before anything else is imported.
    """
    venv = root / FOLDER
    if STARTED_AGAIN in os.environ or _is_inside(venv) or _may_be_complete():
        return
    try:
        ready = stamp.fits(venv, root, test=test)
    except OSError:
        return
    if ready:
        _start_again(venv)


def make_ready(root: Path, language: str, *, test: bool, torch: str) -> None:
    """Return when the running interpreter has every package; else start again in one that has.

    test: the test packages too. torch: ``cpu`` for PyTorch's CPU build, ``default`` for the usual one, empty to offer.
    Ends the program with a sentence and exit code 3 when set-up cannot go on.
    """
    started_again = os.environ.pop(STARTED_AGAIN, None)
    venv = root / FOLDER
    inside = _is_inside(venv)
    try:
        ready = stamp.fits(venv, root, test=test, torch=torch)
        if (inside and ready and _same_python(venv)) or _is_complete(root, venv, inside=inside, test=test):
            return
        if started_again and not inside:
            raise SetupError("not_inside", venv=str(venv))
        if not ready or inside:
            _set_up(root, venv, language, test=test, torch=torch)
    except SetupError as error:
        _give_up(language, error)
    except OSError as error:
        _give_up(language, _from_os(error, venv))
    except KeyboardInterrupt:
        _interrupted(language)
    _start_again(venv)


def _is_inside(venv: Path) -> bool:
    return Path(sys.prefix).resolve() == venv.resolve()


def _may_be_complete() -> bool:
    return importlib.util.find_spec("textual") is not None


def _same_python(venv: Path) -> bool:
    libraries = stamp.site_packages(venv)
    return libraries is not None and str(libraries) in sys.path


def _is_complete(root: Path, venv: Path, *, inside: bool, test: bool) -> bool:
    if not _may_be_complete() or (inside and stamp.read(venv)):
        return False
    from setup.requirements import lacking, required

    return not lacking(required(root / "pyproject.toml", test=test))


def _set_up(root: Path, venv: Path, language: str, *, test: bool, torch: str) -> None:
    import shutil

    from setup import lock, torch_build
    from setup.display import Display
    from setup.making import Making
    from setup.requirements import required
    from setup.strings import Strings

    interrupts.raise_once()
    say = Strings(language)
    display = Display(sys.stdout, say)
    venv.mkdir(exist_ok=True)
    with lock.held(venv, lambda: display.sentence(say("set_up.waiting"))) as descriptor:
        ours = bool(stamp.read(venv)) or {entry.name for entry in venv.iterdir()} <= {lock.NAME, stamp.FRESH}
        making = Making(root, venv, display, descriptor)
        works = making.works()
        if works and stamp.fits(venv, root, test=test, torch=torch):
            return
        requirements = required(root / "pyproject.toml", test=test)
        display.sentence(say("set_up.again" if stamp.read(venv) else "set_up.begins", venv=venv))
        try:
            if not works and not ours:
                raise SetupError("not_ours", venv=str(venv))
            torch = torch or stamp.read(venv).get("torch", "")
            stamp.write_unfinished(venv, torch=torch)
            if not works:
                if (free := shutil.disk_usage(venv).free) < ROOM:
                    display.sentence(say("set_up.little_room", free=f"{free / 1e9:.1f}", room=f"{ROOM / 1e9:.0f}"))
                making.make_venv()
            if not torch and torch_build.worth_offering(making.pip_settings()):
                torch = torch_build.offer(display, say)
                stamp.write_unfinished(venv, torch=torch)
            making.install(requirements, test=test, torch=torch)
            stamp.write_ready(venv, root, test=test, torch=torch)
        finally:
            display.finish()
        display.sentence(say("set_up.done", elapsed=display.elapsed))


def _start_again(venv: Path) -> NoReturn:
    python = str(stamp.python_of(venv))
    command = [python, *sys.orig_argv[1:]]  # with the interpreter's own options, such as -O or -I
    environ = {**os.environ, STARTED_AGAIN: "1"}
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # execv there returns to the shell at once
        import signal
        import subprocess

        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(subprocess.call(command, env=environ))
    os.execve(python, command, environ)


def _from_os(error: OSError, venv: Path) -> SetupError:
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
        return SetupError("disk_full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.ENOTDIR):
        return SetupError("not_writable", log=str(error.filename or venv))
    return SetupError("unknown", last=str(error), log=str(venv))


def _give_up(language: str, error: SetupError) -> NoReturn:
    from setup.strings import Strings

    sys.stdout.flush()
    print(Strings(language)(f"failure.{error.key}", **error.values), file=sys.stderr)
    sys.exit(SET_UP_FAILED)


def _interrupted(language: str) -> NoReturn:
    from setup.strings import Strings

    print("\n" + Strings(language)("set_up.interrupted"), file=sys.stderr)
    sys.exit(interrupts.INTERRUPTED)
