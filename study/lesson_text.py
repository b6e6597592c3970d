"""A lesson's text in one language: pages of Markdown with questions between."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.text import FALLBACK
from study import markdown
from study.course import CourseError, Lesson, Problem
from study.course_file import read_text
from study.page_marks import without_marks
from study.question import Question
from study.question_reader import question_ids, read_question
from study.shown import printable

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """What one ``##`` heading holds.

    title: the heading, which is not repeated in `parts`.
    parts: pieces of Markdown and the questions between them, in order. The first page begins with the lesson's intro.
    """

    title: str
    parts: tuple[str | Question, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of this page, in order."""
        return tuple(part for part in self.parts if isinstance(part, Question))


@dataclass(frozen=True, slots=True)
class LessonText:
    """A lesson to read. It has at least one page."""

    title: str
    pages: tuple[Page, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of all pages, in order."""
        return tuple(question for page in self.pages for question in page.questions)


def read_lesson(lesson: Lesson, language: str) -> LessonText:
    """Read a lesson in a language, or in English when it does not exist in that language.

    Raises CourseError with all problems when the text cannot be read.
    """
    found, problems = look_through(lesson, language)
    if found is None or problems:
        raise CourseError(problems, lesson.folder.parents[1])
    return found


def look_through(lesson: Lesson, language: str) -> tuple[LessonText | None, tuple[Problem, ...]]:
    """Return as much of a lesson as can be read, without the questions that cannot, and all problems in their order."""
    file = text_file(lesson.folder, language)
    problems: list[Problem] = []
    text = read_text(file, problems, root=lesson.folder.parents[1])
    if text is None:
        return None, tuple(problems)
    intro, sections = markdown.sections(text)
    if not intro.title:
        problems.append(no_title(file))
    pages: list[Page] = []
    opening = _parts(intro, file, problems)
    for section in sections:
        pages.append(Page(section.title, (*opening, *_parts(section, file, problems))))
        opening = ()
    if not pages:
        pages.append(Page(intro.title, opening))
    found = LessonText(intro.title, tuple(pages))
    problems.extend(_repeated(text, file))
    return found, tuple(sorted(problems, key=lambda problem: problem.line))


def text_file(folder: Path, language: str) -> Path:
    """Return the file that holds the text of a lesson or exercise in a language, else the English one."""
    file = folder / f"{language}.md"
    found = os.path.isfile(file)  # noqa: PTH113 - Path.is_file may raise
    return file if found else folder / f"{FALLBACK}.md"


def no_title(file: Path) -> Problem:
    """Return the problem of a text without a title."""
    return Problem(
        file,
        "",
        {
            "en": "there is no `# Title`. Begin the file with one.",
            "ko": "`# 제목` 줄이 없어요. 파일 첫 줄에 넣어 주세요.",
        },
    )


def _parts(section: markdown.Section, file: Path, problems: list[Problem]) -> tuple[str | Question, ...]:
    parts: list[str | Question] = []
    body = without_marks(section.body)
    done = 0
    for fence in markdown.fences(body):
        if fence.info != "question":
            continue
        parts.append(body[done : fence.start].strip("\n"))
        question = read_question(fence.body, file, section.line + fence.line - 1, problems)
        if question is not None:
            parts.append(question)
        done = fence.end
    parts.append(body[done:].strip("\n"))
    return tuple(part for part in parts if isinstance(part, Question) or part.strip())


def _repeated(text: str, file: Path) -> list[Problem]:
    """Return the problem of every question whose id an earlier one has."""
    first: dict[str, int] = {}
    found: list[Problem] = []
    for question_id, line in question_ids(text):
        if question_id in first:
            found.append(_twice(file, line, question_id, first[question_id]))
        first.setdefault(question_id, line)
    return found


def _twice(file: Path, line: int, question_id: str, before: int) -> Problem:
    said = printable(question_id)
    return Problem(
        file,
        "id",
        {
            "en": f"two questions have the id `{said}` (the other stands on line {before}). Give each its own.",
            "ko": f"id가 `{said}`인 질문이 두 개 있어요(다른 질문은 {before}번째 줄). 서로 다른 id를 써 주세요.",
        },
        line,
    )
