"""The whole set-up, for real: a real environment, a real pip, packages of a few bytes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys

import pytest


def test_a_fresh_clone_sets_itself_up_and_starts_again_inside(set_up_once):
    project, printed = set_up_once
    assert str(project.venv) in printed
    assert printed.splitlines()[-1] == f"room|{project.venv}|list|en|1.0"


def test_progress_names_each_package_and_counts(set_up_once):
    _, printed = set_up_once
    lines = printed.splitlines()
    for count, package in enumerate(("textual", "alpha", "torch", "beta"), start=1):
        assert any(line.startswith(f"Fetching  {count}/4  {package}") for line in lines), printed
    assert any(line.startswith("Installing  ") and "/4  " in line for line in lines), printed
    assert "\r" not in printed


def test_a_later_start_says_nothing_and_needs_no_pip(project, site_packages):
    shutil.rmtree(site_packages / "pip")
    done = project.run("list", "--lang", "ko")
    assert (done.returncode, done.stderr) == (7, "")
    assert done.stdout == f"room|{project.venv}|list|ko|1.0\n"


def test_the_interpreters_own_options_are_kept(project):
    room = "import sys\ndef run(*_):\n    print(sys.flags.optimize, sys.flags.isolated, sys.warnoptions)\n"
    (project.root / "cli" / "commands.py").write_text(f"{room}    return 7\n", encoding="utf-8")
    command = [project.python, "-OO", "-I", "-W", "ignore", str(project.root / "tutor.py"), "list"]
    done = subprocess.run(command, env=project.environ, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (7, "2 1 ['ignore']\n"), done.stderr


def test_a_package_that_was_taken_away_comes_back(project, site_packages):
    shutil.rmtree(site_packages / "beta")
    shutil.rmtree(site_packages / "beta-1.0.dist-info")
    done = project.run("list")
    assert done.returncode == 7, done.stderr
    assert (site_packages / "beta" / "__init__.py").exists()


def test_a_new_pin_is_followed(project):
    constraints = project.root / "constraints.txt"
    constraints.write_text(
        constraints.read_text(encoding="utf-8").replace("alpha==1.0", "alpha==1.1"), encoding="utf-8"
    )
    assert project.run("list").stdout.splitlines()[-1].endswith("|1.1")


def test_the_test_command_adds_its_packages_and_passes_arguments_and_exit_code_on(project):
    done = project.run("test", "--lang", "en", "-x", "-k", "one or two", "tests/cli")
    assert done.returncode == 5
    assert done.stdout.splitlines()[-1] == f"pytest|{project.venv}|{project.root}|-x|-k|one or two|tests/cli"
    assert "Fetching  1/1  pytest" in done.stdout


def test_an_environment_that_has_everything_is_used_as_it_is(fresh, set_up_once):
    fresh.python = set_up_once[0].inside
    done = fresh.run("list")
    assert done.stdout == f"room|{set_up_once[0].venv}|list|en|1.0\n"
    assert not fresh.venv.exists()


def test_an_environment_with_a_version_out_of_range_is_not_used(project, set_up_once):
    for name, old, new in (
        ("pyproject.toml", "alpha>=1,", "alpha>=1.1,"),
        ("constraints.txt", "alpha==1.0", "alpha==1.1"),
    ):
        file = project.root / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    project.python = set_up_once[0].inside
    assert project.run("list").stdout.splitlines()[-1] == f"room|{project.venv}|list|en|1.1"


@pytest.mark.skipif(os.name == "nt", reason="kill -9")
def test_a_set_up_killed_in_the_middle_of_a_download_is_finished_by_the_next_start(interrupted, stalling_index):
    index = {"PIP_FIND_LINKS": stalling_index.url}
    process = interrupted.start("list", **index)
    assert stalling_index.asked.wait(timeout=60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    stalling_index.let_go.set()
    done = interrupted.run("list", **index)
    assert done.returncode == 7, done.stdout + done.stderr
    assert not (interrupted.venv / "downloads").exists()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is no signal there")
def test_ctrl_c_is_answered_with_a_sentence_and_the_next_start_goes_on(interrupted, stalling_index):
    index = {"PIP_FIND_LINKS": stalling_index.url}
    process = interrupted.start("list", **index)
    assert stalling_index.asked.wait(timeout=60)
    process.send_signal(signal.SIGINT)
    printed, _ = process.communicate(timeout=60)
    assert process.returncode == 130
    assert printed.splitlines()[-1] == "Set-up was interrupted. Run the same command again and it goes on."
    assert "Traceback" not in printed
    assert interrupted.run("list").returncode == 7


def test_a_package_left_half_made_is_made_anew(project, site_packages):
    (site_packages / "alpha-1.0.dist-info" / "INSTALLER").unlink()
    (site_packages / "alpha" / "__init__.py").write_text("__ver", encoding="utf-8")
    (site_packages / "~eta").mkdir()
    (project.venv / "tutor-setup.json").write_text('{"state": "unfinished"}', encoding="utf-8")
    done = project.run("list")
    assert done.returncode == 7, done.stdout + done.stderr
    assert not (site_packages / "~eta").exists()


def test_an_environment_left_half_made_is_made_anew(project, site_packages):
    shutil.rmtree(site_packages / "pip")
    (project.venv / "tutor-setup.json").write_text('{"state": "unfinished"}', encoding="utf-8")
    done = project.run("list")
    assert done.returncode == 7, done.stdout + done.stderr
    assert "Making an environment" in done.stdout


def test_of_two_set_ups_at_once_the_second_waits_and_both_end_well(interrupted, stalling_index):
    index = {"PIP_FIND_LINKS": stalling_index.url}
    first = interrupted.start("list", **index)
    assert stalling_index.asked.wait(timeout=60)
    second = interrupted.start("list", **index)
    assert second.stdout is not None
    assert second.stdout.readline().startswith("Another set-up is at work")
    stalling_index.let_go.set()
    assert first.communicate(timeout=60)[0].splitlines()[-1].startswith("room|")
    assert second.communicate(timeout=60)[0].startswith("room|")
    assert (first.returncode, second.returncode) == (7, 7)


def test_no_network_is_one_sentence_and_exit_code_3_and_no_lasting_harm(interrupted):
    nowhere = {
        "PIP_NO_INDEX": "0",
        "PIP_RETRIES": "1",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_FIND_LINKS": "",
    }
    done = interrupted.run("list", "--lang", "ko", **nowhere)
    assert done.returncode == 3
    assert done.stderr.startswith("패키지 서버가 응답하지 않아")
    assert len(done.stderr.splitlines()) == 1
    assert interrupted.run("list").returncode == 7


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small disk takes root on Linux")
def test_a_full_disk_is_one_sentence_and_exit_code_3(fresh):
    fresh.venv.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(fresh.venv)], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        done = fresh.run("list")
        assert done.returncode == 3
        assert done.stderr.startswith("The disk is full")
        assert len(done.stderr.splitlines()) == 1
    finally:
        subprocess.run(["umount", str(fresh.venv)], check=True)
    assert fresh.run("list").returncode == 7


def test_a_package_that_does_not_exist_here_is_named(interrupted):
    done = interrupted.run("list", PIP_FIND_LINKS="")
    assert done.returncode == 3
    assert done.stderr.startswith("There is no package textual for this computer")


def test_a_python_without_venv_is_told_what_to_install(fresh, tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['ensurepip'] = None\n", encoding="utf-8")
    done = fresh.run("list", "--lang", "ko", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert f"sudo apt install python3.{sys.version_info.minor}-venv" in done.stderr
    assert "venv 모듈" in done.stderr


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(fresh):
    fresh.venv.write_text("in the way", encoding="utf-8")
    done = fresh.run("list")
    assert done.returncode == 3
    assert done.stderr.startswith("Set-up may not write here")
    fresh.venv.unlink()


def test_a_clone_that_was_cut_off_is_said(fresh):
    (fresh.root / "pyproject.toml").write_text("", encoding="utf-8")
    done = fresh.run("list", "--lang", "ko")
    assert done.returncode == 3
    assert "pyproject.toml 파일이 손상됐어요" in done.stderr


@pytest.mark.parametrize("build", ["cpu", "default"])
def test_pins_that_were_cut_off_are_said_before_anything_is_installed(interrupted, build):
    constraints = interrupted.root / "constraints.txt"
    constraints.write_text(constraints.read_text(encoding="utf-8").partition("torch")[0], encoding="utf-8")
    done = interrupted.run("list", "--lang", "ko", "--torch", build)
    assert done.returncode == 3
    assert "constraints.txt 파일이 손상됐어요" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(interrupted.venv.glob("[Ll]ib/**/alpha"))


def test_somebody_elses_folder_is_left_alone(fresh):
    fresh.venv.mkdir()
    (fresh.venv / "thesis.txt").write_text("years of work", encoding="utf-8")
    done = fresh.run("list")
    assert done.returncode == 3
    assert "was made by something else" in done.stderr
    assert (fresh.venv / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_the_cpu_build_is_taken_when_it_is_asked_for(interrupted, wheels, cpu_wheels):
    done = interrupted.run("list", "--torch", "cpu", PIP_FIND_LINKS=f"{wheels} {cpu_wheels}")
    assert done.returncode == 7, done.stdout + done.stderr
    assert len(list(interrupted.venv.glob("[Ll]ib/**/torch-2.13.0+cpu.dist-info"))) == 1


def test_when_the_cpu_build_cannot_be_had_the_usual_one_does_not_slip_in_and_the_choice_is_remembered(
    interrupted, wheels, cpu_wheels
):
    done = interrupted.run("list", "--torch", "cpu")
    assert (done.returncode, done.stderr.startswith("There is no package torch")) == (3, True)
    assert not list(interrupted.venv.glob("[Ll]ib/**/torch-*.dist-info"))
    assert interrupted.run("list", PIP_FIND_LINKS=f"{wheels} {cpu_wheels}").returncode == 7
    assert len(list(interrupted.venv.glob("[Ll]ib/**/torch-2.13.0+cpu.dist-info"))) == 1


def test_pip_settings_that_would_install_elsewhere_do_not(interrupted, tmp_path):
    done = interrupted.run("list", PIP_TARGET=str(tmp_path / "elsewhere"), PIP_USER="1", PIP_QUIET="2")
    assert done.returncode == 7, done.stdout + done.stderr
    assert not (tmp_path / "elsewhere").exists()


def test_the_note_says_what_was_asked_for(set_up_once):
    note = json.loads((set_up_once[0].venv / "tutor-setup.json").read_text(encoding="utf-8"))
    assert note["state"] == "ready"
    assert "alpha-1.0.dist-info" in note["packages"]


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 14, 0)])
def test_another_python_is_refused_with_exit_code_3(fresh, version):
    program = f"import runpy, sys; sys.version_info = {version}; sys.argv = ['tutor.py', '--lang', 'ko']; " + (
        f"runpy.run_path({str(fresh.root / 'tutor.py')!r}, run_name='__main__')"
    )
    done = subprocess.run(
        [fresh.python, "-c", program], cwd=fresh.root, env=fresh.environ, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 3
    assert "파이썬 3.11, 3.12, 3.13 중 하나가 필요해요" in done.stderr
    assert not fresh.venv.exists()


def test_a_later_start_loads_nothing_that_only_a_set_up_needs(set_up_once):
    project, _ = set_up_once
    program = [project.inside, "-X", "importtime", str(project.root / "tutor.py"), "list"]
    done = subprocess.run(program, env=project.environ, capture_output=True, encoding="utf-8")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "setup.environment" in loaded
    assert not loaded & {"pip", "venv", "subprocess", "importlib.metadata", "setup.making", "setup.requirements"}
