"""Small projects with the real front door, and packages so small that a whole set-up takes seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import zipfile
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
BARE_PYTHON = getattr(sys, "_base_executable", sys.executable)
PYPROJECT = """
[project]
name = "small"
version = "1"
dependencies = ["textual==8.2.8", "alpha>=1,<2", "torch>=2", "never; sys_platform == 'plan9'"]

[project.optional-dependencies]
test = ["pytest>=9"]

[tool.other]
"""
CONSTRAINTS = """# To run
alpha==1.0
beta==1.0
textual==8.2.8
torch==2.13.0

# To test
pytest==9.0
"""
COMMANDS = """
import sys

def run(arguments, language):
    import alpha, textual
    print("room", sys.prefix, arguments.command, language, alpha.__version__, sep="|")
    return 7
"""
PYTEST = """
import os, sys
print("pytest", sys.prefix, os.getcwd(), *sys.argv[1:], sep="|")
sys.exit(5)
"""


def write_wheel(folder: Path, name: str, version: str, *, requires: Sequence[str] = (), main: str = "") -> Path:
    """Write an installable wheel with one package in it."""
    metadata = f"{name}-{version}.dist-info"
    files = {
        f"{name}/__init__.py": f"__version__ = {version!r}\n",
        f"{name}/__main__.py": main,
        f"{metadata}/METADATA": "\n".join(
            [
                "Metadata-Version: 2.1",
                f"Name: {name}",
                f"Version: {version}",
                *(f"Requires-Dist: {r}" for r in requires),
            ]
        ),
        f"{metadata}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},,\n" for path in (*files, f"{metadata}/RECORD"))
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in {**files, f"{metadata}/RECORD": record}.items():
            archive.writestr(path, text)
    return wheel


@dataclass
class Project:
    """A folder with the front door, whose rooms only say where they run."""

    root: Path
    wheels: Path
    environ: dict[str, str]
    python: str = BARE_PYTHON
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def inside(self) -> str:
        """The interpreter of `.venv`."""
        return str(self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run tutor.py from another folder to its end."""
        return subprocess.run(
            [self.python, str(self.root / "tutor.py"), *arguments],
            cwd=self.root.parent,
            env={**self.environ, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )

    def start(self, *arguments: str, **environ: str) -> subprocess.Popen[str]:
        """Start tutor.py and leave it running."""
        process = subprocess.Popen(
            [self.python, str(self.root / "tutor.py"), *arguments],
            cwd=self.root.parent,
            env={**self.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self.started.append(process)
        return process


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    write_wheel(folder, "alpha", "1.0", requires=["beta"])
    write_wheel(folder, "alpha", "1.1", requires=["beta"])
    write_wheel(folder, "beta", "1.0")
    write_wheel(folder, "textual", "8.2.8")
    write_wheel(folder, "torch", "2.13.0")
    write_wheel(folder, "pytest", "9.0", main=PYTEST)
    return folder


@pytest.fixture(scope="session")
def cpu_wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another folder, with PyTorch's CPU build in it."""
    folder = tmp_path_factory.mktemp("cpu")
    write_wheel(folder, "torch", "2.13.0+cpu")
    return folder


def _project(folder: Path, wheels: Path) -> Project:
    root = folder / "설정 시험" / "튜터"
    root.mkdir(parents=True)
    shutil.copy(ROOT / "tutor.py", root)
    shutil.copytree(ROOT / "setup", root / "setup", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "cli").mkdir()
    (root / "cli" / "__init__.py").touch()
    (root / "cli" / "commands.py").write_text(COMMANDS, encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "constraints.txt").write_text(CONSTRAINTS, encoding="utf-8")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "TUTOR_", "LC_", "PYTHON"))
    }
    environ = {
        **kept,
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_CACHE_DIR": str(folder / "cache"),
        "PIP_RETRIES": "0",
    }
    return Project(root, wheels, environ)


def _end(project: Project) -> None:
    for process in project.started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def set_up_once(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> tuple[Project, str]:
    """A project that was set up from nothing, with what the set-up printed. Not to be changed."""
    project = _project(tmp_path_factory.mktemp("once"), wheels)
    done = project.run("list")
    assert done.returncode == 7, done.stdout + done.stderr
    return project, done.stdout


@pytest.fixture
def fresh(tmp_path: Path, wheels: Path) -> Iterator[Project]:
    """A project as it is cloned."""
    project = _project(tmp_path, wheels)
    yield project
    _end(project)


@pytest.fixture
def project(fresh: Project, set_up_once: tuple[Project, str]) -> Project:
    """A project that is ready: a copy of the one that was set up."""
    shutil.copytree(set_up_once[0].venv, fresh.venv, symlinks=True)
    return fresh


@pytest.fixture
def interrupted(project: Project) -> Project:
    """A project whose set-up was ended when the environment was there and no package was."""
    for path in _site_packages(project).iterdir():
        if path.name.startswith(("alpha", "beta", "textual", "torch")):
            shutil.rmtree(path)
    (project.venv / "tutor-setup.json").write_text('{"state": "unfinished"}', encoding="utf-8")
    return project


def _site_packages(project: Project) -> Path:
    return next(project.venv.glob("[Ll]ib/**/site-packages"))


@pytest.fixture
def site_packages(project: Project) -> Path:
    return _site_packages(project)


class StallingIndex:
    """A package index on this machine that sends half of a wheel and then waits until it is let go."""

    def __init__(self, wheels: Path, stalls_at: str) -> None:
        self.asked = threading.Event()
        self.let_go = threading.Event()
        index = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments: object) -> None:
                super().__init__(*arguments, directory=str(wheels))  # type: ignore[arg-type]

            def do_GET(self) -> None:
                if stalls_at not in self.path or index.let_go.is_set():
                    super().do_GET()
                    return
                content = (wheels / self.path.rsplit("/", 1)[-1]).read_bytes()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                half = len(content) // 2
                self.wfile.write(content[:half])
                self.wfile.flush()
                index.asked.set()
                index.let_go.wait()
                self.wfile.write(content[half:])

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.let_go.set()
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def stalling_index(wheels: Path) -> Iterator[StallingIndex]:
    index = StallingIndex(wheels, stalls_at="alpha-1.0")
    yield index
    index.close()
