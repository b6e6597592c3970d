"""How long a whole workspace takes: all files on all cores, beside one after another. No time fails."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from cli.board import Board
from cli.page import Page
from study.session import open_session
from study.several import cores, judge_all

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_all_files_on_all_cores_beside_one_after_another(tmp_path, capsys):
    with open_session(ROOT, tmp_path / "work", "cpu") as session:
        exercises = session.course.exercises
        for exercise in exercises:
            file = session.workspace.open(exercise)
            file.write_text((exercise.checks / "solution.py").read_text("utf-8"), encoding="utf-8")

        def together() -> float:
            began = time.perf_counter()
            with closing(judge_all(session.judge, exercises, Board(Page("en"), len(exercises)), lambda: None)) as all_:
                verdicts = list(all_)
            assert [verdict.exercise for verdict in verdicts] == [exercise.id for exercise in exercises]
            assert [verdict.to_json() for verdict in verdicts if not verdict.passed] == []
            return time.perf_counter() - began

        cold = together()  # starts every host
        runs = []
        for exercise in exercises:
            began = time.perf_counter()
            assert session.judge.judge(exercise).passed
            runs.append(time.perf_counter() - began)
        warm = together()
    share = sum(runs) / cores()
    with capsys.disabled():
        print(
            f"\n{len(exercises)} files, one after another: {sum(runs):.1f} s"
            f" · on {cores()} cores: {warm:.1f} s, {warm / share:.2f} times the sum divided by the cores"
            f" · with the hosts still to be started: {cold:.1f} s"
        )
