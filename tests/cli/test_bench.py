"""`bench`: it measures every part of a small course once, and says so in words and in JSON. No test looks at a time."""

from __future__ import annotations

import json
import sys

import pytest
from _pytest.fixtures import FixtureFunctionDefinition

from cli.cells import cells
from grader import read_checks
from grader.worker.plugin import Checks
from study.bench import starting
from study.bench.inside.fixtures import FIXTURES
from study.bench.machine import Load
from study.bench.memory import Footprint
from study.bench.part import Part
from study.bench.readings import Readings
from study.bench.target import choose

MIXED = """

@check(en="in TensorFlow too", ko="TensorFlow에서도", family="tensorflow")
def test_elsewhere(learner, expect):
    expect(learner.halve(4)).equals(2)
"""
WHY = {"en": "There is none.", "ko": "없어요."}
FIGURES = {
    "torch": {
        *("host_start", "cold", "judged", "started", "checked", "bare_first", "bare_again"),
        *("mistake_judged", "diagnosis_first", "diagnosis_again", "diagnosis_opened"),
    },
    "save": {"save_judged", "noticed"},
    "screen": {"on_screen"},
    "start": {"painted", "complete", "imported"},
}
on_a_pseudo_terminal = pytest.mark.skipif(sys.platform == "win32", reason="the first screen needs a pseudo-terminal")


@pytest.fixture
def without_start(monkeypatch):
    """The first screen, which takes a second, is not of interest."""
    monkeypatch.setattr("study.bench.measuring.start_up", lambda *_: starting.Part("start"))


@pytest.mark.slow
@on_a_pseudo_terminal
def test_every_figure_is_in_the_json_and_above_zero(desk):
    status, printed, progress = desk.run("bench", json=True, rounds=1)
    assert status == 0, printed
    found = json.loads(printed)
    parts = {part["name"]: part for part in found["parts"]}
    assert {name: set(parts[name]["figures"]) for name in FIGURES} == FIGURES
    for part in parts.values():
        for name, figure in part["figures"].items():
            assert len(figure["readings"]) == (2 if name == "mistake_judged" else 1)
            assert 0 < figure["median"] <= figure["p95"] == max(figure["readings"])
    torch = parts["torch"]
    assert torch["about"]["exercise"] == "01_first/double"
    assert torch["about"]["mistakes"] == 1
    assert set(torch["ratios"]) == {"cold_to_warm", "warm_to_bare_first", "warm_to_bare_again"}
    assert all(ratio > 0 for ratio in torch["ratios"].values())
    if sys.platform == "linux":
        assert torch["memory"]["host"]["processes"] == 3
        assert torch["memory"]["host"]["resident"] > parts["start"]["memory"]["screen"]["resident"] > 0
    assert {name for name, part in parts.items() if part["missing"]} == {"keras-torch", "tensorflow"}
    assert {"processor", "cores", "memory", "system", "python", "packages"} == set(found["machine"])
    assert {"torch", "pytest"} <= set(found["machine"]["packages"])
    assert found["rounds"] == 1
    assert set(found["load"]) == {"before", "others", "cores", "is_busy"}
    assert progress.splitlines()[0] == "Measuring: torch ..."


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_table_has_every_figure_in_80_columns(desk, monkeypatch, language):
    about = {"label": "PyTorch", "exercise": "01_first/double", "checks": 1, "device": "cpu", "mistakes": 3}
    memory = {"torch": {"host": Footprint(390_000_000, 300_000_000, 2)}, "start": {"screen": Footprint(1, 1, 1)}}
    ratios = {"torch": {"cold_to_warm": 31.25, "warm_to_bare_first": 4.0, "warm_to_bare_again": 20.0}}
    parts = [
        Part(
            name,
            about,
            {figure: Readings((0.1234, 2.5, 0.1)) for figure in sorted(figures)},
            ratios.get(name, {}),
            memory.get(name, {}),
        )
        for name, figures in FIGURES.items()
    ]
    monkeypatch.setattr("cli.bench.measure", lambda *_: iter([*parts, Part("tensorflow", about, missing=WHY)]))
    status, printed, _ = desk.run("bench", language=language, rounds=3)
    assert status == 0, printed
    lines = printed.splitlines()
    assert all(cells(line) <= 80 for line in lines), printed
    figures = [line for line in lines if line.rstrip().endswith(("2.50 s", "2.50초")) and "123 ms" in line]
    assert len(figures) == len(set(figures)) == sum(map(len, FIGURES.values())), printed
    assert {cells(line) for line in figures} == {80}
    assert [line.split()[-1] for line in lines if line.endswith("×")] == ["31.2×", "4.0×", "20.0×"]
    assert sum(line.endswith(" MB") for line in lines) == 2
    assert WHY[language] in printed
    assert not desk.workspace.exists()


def test_a_course_that_cannot_be_read_gets_its_sentence(desk):
    (desk.course / "lessons" / "01_first" / "lesson.toml").write_text("title = 3", encoding="utf-8")
    status, printed, complaint = desk.run("bench", rounds=1)
    assert (status, printed) == (3, "")
    assert "cannot be used until its author has mended this" in complaint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "holds", "why"),
    [
        ("solution.py", "x", "(solution.py) was expected to end as passed, and ended as failed."),
        ("mistakes/double.not_at_all.py", "2 * x", "was expected to end as failed, and ended as passed."),
    ],
)
def test_what_does_not_end_as_it_should_gives_no_figure_but_a_sentence(desk, without_start, file, holds, why):
    hidden = desk.course / "grader" / "hidden" / "01_first" / "double"
    (hidden / file).write_text(f"def double(x):\n    return {holds}\n", encoding="utf-8")
    status, printed, _ = desk.run("bench", json=True, rounds=1)
    assert status == 3
    torch, *_ = json.loads(printed)["parts"]
    assert torch["failed"]
    assert torch["figures"] == {}
    assert torch["missing"]["en"].startswith("01_first/double (")
    assert torch["missing"]["en"].endswith(why)


def test_without_a_solution_there_is_nothing_to_measure(desk, without_start):
    for solution in desk.course.rglob("solution.py"):
        solution.unlink()
    status, printed, _ = desk.run("bench", rounds=1)
    assert status == 0
    assert printed.count("This course has no exercise with a solution for") == 3


def test_only_the_checks_of_the_family_are_copied_and_the_course_stays_as_it_is(desk, tmp_path):
    test = desk.course / "grader" / "hidden" / "01_first" / "halve" / "test_halve.py"
    test.write_text(test.read_text(encoding="utf-8") + MIXED, encoding="utf-8")
    before = test.read_bytes()
    course = desk.session().course
    torch, tensorflow = choose(course, "torch"), choose(course, "tensorflow")
    assert torch is not None
    assert tensorflow is not None
    assert (torch.exercise.name, tensorflow.exercise.name) == ("double", "halve")
    copied = tensorflow.copy(tmp_path / "copy")
    assert [check.name for check in copied.expected] == ["test_elsewhere"]
    assert copied.families == ("tensorflow",)
    assert [check.name for check in read_checks(test.parent).expected] == ["test_two", "test_elsewhere"]
    assert test.read_bytes() == before


def test_the_plain_runs_know_every_fixture_that_a_worker_gives():
    given = {name for name, value in vars(Checks).items() if isinstance(value, FixtureFunctionDefinition)}
    assert given == set(FIXTURES)


def test_of_ten_readings_the_95th_percentile_is_the_slowest():
    readings = Readings(tuple(float(number) for number in range(10, 0, -1)))
    assert (readings.median, readings.p95) == (5.5, 10.0)
    assert Readings(tuple(float(number) for number in range(1, 101))).p95 == 95.0


def test_a_machine_is_busy_by_what_others_did_meanwhile_not_by_the_load_that_bench_makes():
    assert Load(before=0.1, others=1.0, cores=2).is_busy
    assert not Load(before=1.9, others=0.1, cores=2).is_busy
    assert Load(before=1.9, others=None, cores=2).is_busy
    assert not Load(before=None, others=None, cores=2).is_busy
