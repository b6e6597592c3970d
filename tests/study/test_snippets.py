"""What the lessons show is what their code prints: every snippet is run, one process for each lesson."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from study import markdown
from study.course_reader import open_course
from study.lesson_text import read_lesson
from study.question import QuestionKind, mark

ROOT = Path(__file__).parents[2]
LESSONS = sorted(file.parent.name for file in (ROOT / "lessons").glob("*/lesson.toml"))
GIVEN = {"torch": "import torch\n", "np.": "import numpy as np\n", "keras": "import keras\n"}


def snippets(page):
    """Return the python blocks of a page, each with the text block right after it, or None."""
    found = []
    for part in page.parts:
        if not isinstance(part, str):
            continue
        fences = [*markdown.fences(part), None]
        for fence, after in pairwise(fences):
            if fence.info == "python":
                shown = after is not None and after.info == "text" and not part[fence.end : after.start].strip()
                found.append((fence.body, after.body if shown else None))
    return found


def asked(text):
    """Return the questions of a lesson whose code prints their answer."""
    return [q for q in text.questions if q.kind in (QuestionKind.NUMBER, QuestionKind.OUTPUT) and q.code]


def with_imports(code):
    return "".join(line for name, line in GIVEN.items() if name in code and line not in code) + code


def run(programs, folder):
    environment = {
        **os.environ,
        "KERAS_BACKEND": os.environ.get("KERAS_BACKEND", "torch"),
        "KERAS_HOME": str(folder / "keras"),
        "CUDA_VISIBLE_DEVICES": "",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONUTF8": "1",
    }
    runner = Path(__file__).with_name("snippet_runner.py")
    ended = subprocess.run(
        [sys.executable, str(runner)],
        input=json.dumps(programs).encode(),
        capture_output=True,
        cwd=folder,
        env=environment,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr.decode("utf-8", "replace")[-2000:]
    return json.loads(ended.stdout.splitlines()[-1])


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_the_snippets_of_a_lesson_print_what_it_says(name, tmp_path):
    text = read_lesson(open_course(ROOT).lesson(name), "en")
    pages = [(page.title, snippets(page)) for page in text.pages if snippets(page)]
    questions = asked(text)
    assert pages
    programs = [[code for code, _ in found] for _, found in pages]
    printed = run([*programs, *([with_imports(question.code)] for question in questions)], tmp_path)
    for (title, found), outputs in zip(pages, printed, strict=False):
        for (code, shown), output in zip(found, outputs, strict=True):
            if shown is None:
                assert "Error" not in output, f"{title}\n{code}"
            else:
                assert output.rstrip() == shown.rstrip(), f"{title}\n{code}"
    for question, (output,) in zip(questions, printed[len(pages) :], strict=True):
        last = output.rstrip().splitlines()[-1] if output.strip() else ""
        assert mark(question, last).right, f"{question.id} prints {output!r}"
