"""Several processes on one log, and processes that are killed while they write."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from study.event import Event

PROJECT = Path(__file__).parents[2]


WRITER = """
import sys
from pathlib import Path
from study.progress import ProgressLog
log = ProgressLog(Path(sys.argv[1]), learner="same")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    log.append("visited", screen="home", writer=sys.argv[2], number=number, padding="텐서" * 500)
"""


def start_writer(log, name, count):
    command = [sys.executable, "-c", WRITER, str(log.folder.parents[1]), name, str(count)]
    writer = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "ready\n"
    return writer


def test_processes_that_write_at_once_lose_nothing_and_share_no_number(log, again):
    writers = [start_writer(log, name, 40) for name in "abcd"]
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    events = again().events()
    assert sorted(event.seq for event in events) == list(range(160))
    assert {(event.data["writer"], event.data["number"]) for event in events} == {
        (name, number) for name in "abcd" for number in range(40)
    }
    assert [file.name for file in log.folder.glob("*.jsonl")] == [f"{log.device}.jsonl"]
    for name in "abcd":
        own = [event.data["number"] for event in sorted(events, key=lambda e: e.seq) if event.data["writer"] == name]
        assert own == sorted(own)


NURSERY = """
import os, sys
from pathlib import Path
from study.progress import ProgressLog

real = os.write

def slow_disk(descriptor, line):
    if descriptor == 1:
        return real(descriptor, line)
    half = len(line) // 2
    written = real(descriptor, line[:half])
    real(1, b"half\\n")
    for _ in range(4_000):
        pass
    return written + real(descriptor, line[half:])

os.write = slow_disk

def write(run):
    log = ProgressLog(Path(sys.argv[1]), learner="same")
    number = 0
    while True:
        log.append("visited", screen="home", run=run, number=number, padding="텐서" * (number % 7))
        os.write(1, f"noted {run} {number}\\n".encode())
        number += 1

for run, line in enumerate(sys.stdin):
    child = os.fork()
    if not child:
        write(run)
    os.write(1, f"born {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"gone\\n")
"""
"""Has one child after another, each of which notes events and says so, until somebody kills it.

What it writes is slow on its way to the disk, and it says so when half of a line is there: some lines are torn."""
KILLS = 300
SEED = 20_250_101


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_what_was_said_to_be_noted_is_there_once_however_often_the_writer_is_killed(log, again):
    draw = random.Random(SEED)
    command = [sys.executable, "-c", NURSERY, str(log.folder.parents[1])]
    nursery = subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    said = []

    def hear():
        word, *rest = nursery.stdout.readline().split()
        if word == "noted":
            said.append(tuple(map(int, rest)))
        return word, rest

    for _ in range(KILLS):
        nursery.stdin.write("another\n")
        nursery.stdin.flush()
        child, heard, wanted, spins = 0, 0, draw.randrange(8), draw.choice((0, draw.randrange(40_000)))
        while not child or heard < wanted:
            word, rest = hear()
            child, heard = (int(rest[0]), heard) if word == "born" else (child, heard + 1)
        for _ in range(spins):  # up to some milliseconds: wherever it is then
            pass
        os.kill(child, signal.SIGKILL)
        while hear()[0] != "gone":
            pass
    nursery.communicate(timeout=60)

    lines = [line for file in log.folder.glob("*.jsonl") for line in file.read_bytes().split(b"\n")]
    written = [event for line in lines if (event := Event.from_line(line)) is not None]
    noted = Counter((event.data["run"], event.data["number"]) for event in written)
    assert len(said) > KILLS
    assert {place: noted[place] for place in said if noted[place] != 1} == {}
    assert len(written) - len(said) <= KILLS  # each life may end between noting and saying so, once
    assert len({event.identity for event in written}) == len(written)
    assert again().events() == tuple(sorted(written, key=lambda event: event.order))
    assert again().append("visited", screen="lesson").device == log.device
