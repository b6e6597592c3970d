import shutil

from study import device_name as device_name_module
from study.device_name import device_name
from study.progress import ProgressLog


def test_a_machine_keeps_its_name_for_a_workspace_and_has_another_for_each(tmp_path):
    (tmp_path / "one").mkdir()
    assert device_name(tmp_path / "one") == device_name(tmp_path / "one")
    assert device_name(tmp_path / "one") != device_name(tmp_path / "two")


def test_a_copied_workspace_is_written_under_another_name(log, tmp_path, again):
    log.append("visited", screen="home")
    shutil.copytree(tmp_path / "work", tmp_path / "copy")
    copy = ProgressLog(tmp_path / "copy", learner=log.learner)
    assert copy.append("visited", screen="lesson").identity != log.append("visited", screen="exercise").identity
    shutil.copytree(copy.folder, log.folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{log.device}*"))
    assert len(again().events()) == 3


def test_without_a_place_for_its_name_a_machine_takes_a_new_one(tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file", "utf-8")
    monkeypatch.setenv("TUTOR_CONFIG", str(tmp_path / "taken"))
    assert device_name(tmp_path) != device_name(tmp_path)
    log = ProgressLog(tmp_path / "work")
    assert [log.append("visited").seq, log.append("visited").seq] == [0, 1]


def test_somebody_without_a_home_folder_takes_a_new_name_each_time(tmp_path, monkeypatch):
    def homeless(*_, **__):
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("TUTOR_CONFIG")
    monkeypatch.setattr(device_name_module, "user_config_path", homeless)
    assert device_name(tmp_path) != device_name(tmp_path)
