"""What the settings file says about the screen: kept, copied, and what becomes of a file that is broken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AssistantError, UnwritableFile
from assistant.tasks.review_settings import load_settings
from assistant.tasks.screen_settings import (
    USUAL,
    ReadSettings,
    load_screen_settings,
    proposed_file,
    save_folder,
    save_screen_settings,
    whole_path,
)
from assistant.tasks.settings_file import BadSettings, settings_path


def test_no_file_means_the_usual_settings(tmp_path: Path) -> None:
    assert load_screen_settings(tmp_path / "settings.toml") == ReadSettings(USUAL)


def test_what_is_saved_is_there_at_the_next_start_in_the_same_file_as_the_rules() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('# 我们局的\n[review]\noff = ["goal-no-number"]  # 不看这条\n', "utf-8")
    save_screen_settings(theme="light", list_width=44)
    save_screen_settings(tour_seen=True)

    assert load_screen_settings() == ReadSettings(replace(USUAL, theme="light", list_width=44, tour_seen=True))
    assert load_settings().off == ("goal-no-number",)
    assert path.read_text("utf-8").startswith('# 我们局的\n[review]\noff = ["goal-no-number"]  # 不看这条\n')


def test_file_copied_to_the_next_office_says_the_same(tmp_path: Path) -> None:
    save_screen_settings(tmp_path / "a.toml", theme="contrast", export_folder="没有这个文件夹", table_share=60)
    (tmp_path / "b.toml").write_bytes((tmp_path / "a.toml").read_bytes())
    read = load_screen_settings(tmp_path / "b.toml")

    assert read.settings.theme == "contrast" and not read.problems
    assert proposed_file(read.settings, "问答.docx") == Path.home() / "问答.docx"


def test_folder_for_files_is_the_one_set_then_the_last_used_then_the_documents(tmp_path: Path) -> None:
    wished, last, documents = (tmp_path / name for name in ("导出", "上次", "home/文档"))
    for folder in (wished, last, documents):
        folder.mkdir(parents=True)
    assert save_folder(replace(USUAL, export_folder=str(wished), last_folder=str(last))) == wished
    assert save_folder(replace(USUAL, export_folder="/没有", last_folder=str(last))) == last
    assert save_folder(replace(USUAL, last_folder=str(tmp_path / "没有"))) == documents
    documents.rmdir()
    assert save_folder(USUAL) == Path.home()


def test_proposed_file_is_one_that_is_not_there_yet(tmp_path: Path) -> None:
    settings = replace(USUAL, last_folder=str(tmp_path))
    assert proposed_file(settings, "问答.docx").name == "问答.docx"
    (tmp_path / "问答.docx").touch()

    assert proposed_file(settings, "问答.docx") == tmp_path / "问答2.docx"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("表.docx", "/档案/表.docx"),
        (" 下发/表.docx ", "/档案/下发/表.docx"),
        ("../表.docx", "/表.docx"),
        ("/别处/表.docx", "/别处/表.docx"),
        ("~没有这个人/表.docx", "/档案/~没有这个人/表.docx"),
    ],
)
def test_name_without_a_folder_stands_in_the_proposed_one(typed: str, whole: str) -> None:
    assert whole_path(typed, Path("/档案")) == Path(whole)


@pytest.mark.parametrize("text", ["[screen", "\x00", '[screen]\ntheme = "light"\ntheme = "dark"'])
def test_broken_file_is_named_and_never_written_to(tmp_path: Path, text: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")
    read = load_screen_settings(file)
    with pytest.raises(BadSettings, match=r"settings\.toml"):
        save_screen_settings(file, theme="light")

    assert read.settings == USUAL
    assert [("settings.toml" in problem.message, bool(problem.advice)) for problem in read.problems] == [(True, True)]
    assert file.read_text("utf-8") == text


@pytest.mark.parametrize(
    "line", ['theme = "pink"', "tour_seen = 1", "export_folder = 3", "list_width = true", "list_width = 500", "table_share = 10"]
)
def test_a_setting_that_makes_no_sense_is_named_and_the_others_count(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    kept = "tour_seen = true\n" if "tour_seen" not in line else 'theme = "light"\n'
    file.write_text(f"[screen]\n{line}\n{kept}", "utf-8")
    read = load_screen_settings(file)
    expected = replace(USUAL, tour_seen=True) if "tour_seen" not in line else replace(USUAL, theme="light")

    assert read.settings == expected
    assert [line.split(" ")[0] in problem.message for problem in read.problems] == [True]
    assert read.problems[0].advice


def test_a_section_that_is_none_is_said(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("screen = 3\n", "utf-8")

    assert len(load_screen_settings(file).problems) == 1
    with pytest.raises(BadSettings):
        save_screen_settings(file, theme="light")


def test_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("", "utf-8")

    with pytest.raises(AssistantError, match="不是文件夹") as raised:
        save_screen_settings(tmp_path / "folder" / "settings.toml", theme="light")
    assert raised.value.advice


def test_folder_that_takes_no_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UnwritableFile, match="没有权限") as raised:
        save_screen_settings(tmp_path / "settings.toml", theme="light")

    assert raised.value.advice
    assert not list(tmp_path.iterdir())
