"""What goes wrong at an official's desk: each gets a clear sentence in Chinese and the documented status, and nothing is lost."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.model.conversation import Conversation
from assistant.model.reply import Reply
from assistant.tasks import read_file
from assistant.tasks.converse import converse
from assistant.tasks.workspace import Workspace
from tests.cli.conftest import Jixiao, has_ended

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
TOP = Path(__file__).resolve().parent.parent.parent
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def process(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
    """The program as a process of its own, with pipes."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
        cwd=TOP,
    )


def test_missing_file(jixiao: Jixiao, tmp_path: Path) -> None:
    done = jixiao("import", tmp_path / "没有.txt")

    assert done.status == 2
    assert "没有这个文件" in done.out


def test_folder_without_documents(jixiao: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "空的" / ".hidden").mkdir(parents=True)
    done = jixiao("import", tmp_path / "空的")

    assert done.status == 2
    assert "没有可以读的文件" in done.out
    assert done.err == "没有读到文件。\n"


def test_binary_file_named_txt(jixiao: Jixiao, tmp_path: Path) -> None:
    file = tmp_path / "其实是程序.txt"
    file.write_bytes(bytes(range(256)) * 40)
    done = jixiao("import", file, "--archive", tmp_path / "new.db")

    assert done.status == 2
    assert "不是文本" in done.out
    assert not (tmp_path / "new.db").exists()


def test_one_bad_file_does_not_stop_the_others(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    folder = tmp_path / "报来的表"
    folder.mkdir()
    (folder / "a坏的.txt").write_bytes(b"\x00\x01\x02" * 99)
    (folder / "b好的.txt").write_text(corpus_text, "utf-8")
    done = jixiao("import", folder, "--archive", tmp_path / "new.db")

    assert done.status == 0
    assert "没读成：" in done.out
    assert "已读入：" in done.out
    assert "14 张表" in done.out


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_other_encodings_of_windows(jixiao: Jixiao, tmp_path: Path, corpus_text: str, encoding: str) -> None:
    file = tmp_path / "目标表.txt"
    file.write_bytes(corpus_text.encode(encoding, "replace"))
    done = jixiao("import", file, "--archive", tmp_path / "new.db")

    assert done.status == 0
    assert "14 张表" in done.out


@pytest.mark.parametrize("question", ["问" * 10_000, "哪些项目预算超过100万" * 1000, "1" * 10_000, "，" * 10_000])
def test_question_of_ten_thousand_characters(jixiao: Jixiao, archive: Path, question: str) -> None:
    done = jixiao("ask", question)

    assert done.status == 0
    assert done.out.strip()


def test_control_characters_of_a_question_do_not_reach_the_terminal(jixiao: Jixiao, archive: Path) -> None:
    question = "\x1b[31m人才工作经费\x07的\x9b2J总额\u202e是多少\x00"
    for arguments in (["ask", question], ["ask", question, "--json"], ["search", question], ["show", question], [question]):
        done = jixiao(*arguments)

        assert not STEERING.search(done.out + done.err), arguments


def test_control_characters_of_a_file_and_its_name_do_not_reach_the_terminal(
    jixiao: Jixiao, tmp_path: Path, corpus_text: str
) -> None:
    file = tmp_path / "目标\x1b[31m表\n二.txt"
    file.write_text(corpus_text.replace("人才工作经费", "人才\x1b[2J工作经费\x07"), "utf-8")
    archive = tmp_path / "new.db"
    for arguments in (["import", file], ["import", file, "--json"], ["list"], ["show", "人才工作经费"], ["search", "人才"]):
        done = jixiao(*arguments, "--archive", archive)

        assert done.status == 0, arguments
        assert not STEERING.search(done.out + done.err), arguments


def test_archive_that_is_no_database(jixiao: Jixiao, tmp_path: Path) -> None:
    file = tmp_path / "报告.db"
    file.write_text("这不是数据库。" * 100, "utf-8")
    before = file.read_bytes()
    for arguments in (["ask", "多少钱"], ["list"], ["import", file]):
        done = jixiao(*arguments, "--archive", file)

        assert done.status == 2
        assert "报告.db" in done.err
        assert file.read_bytes() == before


def test_archive_of_another_program(jixiao: Jixiao, tmp_path: Path) -> None:
    file = tmp_path / "别人的.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE letters (text)")
    connection.close()
    before = file.read_bytes()
    for arguments in (["ask", "多少钱"], ["import", __file__]):
        assert jixiao(*arguments, "--archive", file).status == 2
        assert file.read_bytes() == before


def test_archive_of_a_newer_version(jixiao: Jixiao, archive: Path) -> None:
    with sqlite3.connect(archive) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    done = jixiao("ask", "多少钱")

    assert done.status == 2
    assert "版本" in done.err


def test_damaged_archive(jixiao: Jixiao, archive: Path) -> None:
    data = archive.read_bytes()
    archive.write_bytes(data[:4096] + os.urandom(len(data) // 2))
    done = jixiao("ask", "哪些项目预算超过100万")

    assert done.status == 2
    assert "Traceback" not in done.err


def test_archive_that_is_a_folder(jixiao: Jixiao, tmp_path: Path) -> None:
    for arguments in (["list"], ["import", __file__]):
        done = jixiao(*arguments, "--archive", tmp_path)

        assert done.status == 2
        assert "文件夹" in done.err


@pytest.mark.skipif(AS_ROOT, reason="no folder is read-only for the superuser")
def test_folder_that_cannot_be_written(jixiao: Jixiao, tmp_path: Path) -> None:
    folder = tmp_path / "只读"
    folder.mkdir()
    folder.chmod(0o500)
    done = jixiao("ask", "多少钱", "--archive", folder / "archive.db")

    assert done.status == 2
    assert "--archive" in done.err


def test_place_where_no_folder_can_be_made(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    (tmp_path / "文件").write_text(corpus_text, "utf-8")
    for arguments in (["ask", "多少钱"], ["import", tmp_path / "文件"]):
        done = jixiao(*arguments, "--archive", tmp_path / "文件" / "archive.db")

        assert done.status == 2
        assert "--archive" in done.err


def test_archive_in_a_read_only_folder_answers(archive: Path, tmp_path: Path, jixiao: Jixiao) -> None:
    folder = tmp_path / "光盘"
    folder.mkdir()
    archive.chmod(0o400)
    archive.rename(folder / "archive.db")
    folder.chmod(0o500)
    try:
        done = jixiao("list", "--archive", folder / "archive.db")
    finally:
        folder.chmod(0o700)

    assert done.status == 0
    assert [entry.name for entry in folder.iterdir()] == ["archive.db"]


def test_report_that_cannot_be_written(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    file = tmp_path / "目标表.txt"
    file.write_text(corpus_text, "utf-8")
    done = jixiao("import", file, "--report", tmp_path / "没有的文件夹" / "说明.txt", "--archive", tmp_path / "new.db")

    assert done.status == 2
    assert "写不了" in done.err and "共 1 个文件" in done.err
    assert (tmp_path / "new.db").exists()


def test_closed_pipe_ends_quietly(archive: Path) -> None:
    started = process("chat")
    assert started.stdin and started.stdout and started.stderr
    started.stdout.close()
    started.stdin.write("有多少个项目\n".encode() * 50)
    started.stdin.close()
    said = started.stderr.read()

    assert started.wait() == 0
    assert said == b""
    started.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["chat", "--json"], ["--help"]])
def test_full_disk_behind_standard_output(archive: Path, arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "assistant", *arguments]
        done = subprocess.run(command, input="有几个项目\n".encode(), stdout=full, stderr=subprocess.PIPE, check=False, cwd=TOP)

    assert done.returncode == 2
    assert done.stderr.decode() == "结果写不出去：磁盘已满。请换一个输出的地方再试。\n"


@pytest.mark.skipif(sys.platform == "win32", reason="streams of POSIX")
def test_closed_streams(archive: Path) -> None:
    command = f"exec {sys.executable} -m assistant list 0<&- 1>&- 2>&-"

    assert subprocess.run(["/bin/sh", "-c", command], check=False, cwd=TOP).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupting_a_conversation(archive: Path) -> None:
    started = process("chat", "--json")
    assert started.stdin and started.stdout and started.stderr
    started.stdin.write("有多少个项目\n".encode())
    started.stdin.flush()
    started.stdout.readline()
    started.send_signal(signal.SIGINT)
    started.wait(timeout=60)  # before its input is closed, which would end it as well
    _, said = started.communicate()

    assert started.returncode == 130
    assert said.decode().strip() == "已中断。"


def test_interrupting_the_first_start_leaves_no_archive(jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.store.store.Store.save", interrupted)
    done = jixiao("list", "--archive", tmp_path / "folder" / "archive.db")

    assert done.status == 130
    assert done.err.strip() == "已中断。"
    assert list((tmp_path / "folder").iterdir()) == []


def test_interrupting_an_import_keeps_what_was_done(
    jixiao: Jixiao, tmp_path: Path, corpus_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "一.txt", tmp_path / "二.txt"
    first.write_text(corpus_text, "utf-8")
    second.write_text(corpus_text + "\n", "utf-8")
    read = read_file.file_bytes

    def interrupted_at_the_second(path: Path) -> bytes:
        if path == second:
            raise KeyboardInterrupt
        return read(path)

    monkeypatch.setattr(read_file, "file_bytes", interrupted_at_the_second)
    done = jixiao("import", first, second, "--archive", tmp_path / "new.db")
    monkeypatch.undo()

    assert done.status == 130
    assert "前面 1 个文件已经处理好" in done.err
    assert len(jixiao("list", "--json", "--archive", tmp_path / "new.db").json["projects"]) == 14


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT between processes")
def test_interrupting_an_import_by_several_processes(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    """Ctrl+C reaches all processes at once; what was told is in the archive and in the report, and nothing goes on."""
    folder, report, archive = tmp_path / "来文", tmp_path / "说明.json", tmp_path / "new.db"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:02}.txt").write_text(f"{number}\n{corpus_text}", "utf-8")
    command = [sys.executable, "-m", "assistant", "import", folder, "--json", "--report", report, "--archive", archive]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=TOP, start_new_session=True)
    assert started.stdout
    told = [started.stdout.readline() for _ in range(2)]
    os.killpg(started.pid, signal.SIGINT)
    rest, said = started.communicate(timeout=60)
    told += rest.splitlines()

    assert started.returncode == 130
    assert f"前面 {len(told)} 个文件已经处理好" in said.decode()
    assert "Traceback" not in said.decode()
    assert 2 <= len(told) < 60
    assert len(json.loads(report.read_text("utf-8"))) == len(told)
    assert [json.loads(line)["status"] for line in told] == ["imported"] * len(told)
    listed = jixiao("list", "--json", "--archive", archive).json["projects"]
    assert len(listed) in (14 * len(told), 14 * (len(told) + 1))  # one may be stored and not told
    assert has_ended(started.pid)


def test_any_locale_and_any_encoding_of_the_terminal(archive: Path) -> None:
    question = "人才工作经费的总额是多少"
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for data, environment in ((question.encode(), plain), (question.encode("gbk"), {}), (question.encode("gbk"), plain)):
        done = subprocess.run(
            [os.fsencode(sys.executable), b"-m", b"assistant", b"ask", data, b"--json"],
            capture_output=True,
            env={**os.environ, **environment},
            cwd=TOP,
            check=True,
        )

        assert f'"question": "{question}"' in done.stdout.decode()


def test_fault_in_one_question_does_not_end_the_conversation(
    jixiao: Jixiao, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(workspace: Workspace, conversation: Conversation, utterance: str) -> tuple[Reply, Conversation]:
        if utterance == "坏的":
            raise RuntimeError("wires crossed")
        return converse(workspace, conversation, utterance)

    monkeypatch.setattr("assistant.tasks.converse.converse", broken)
    monkeypatch.setattr("sys.stdin", io.StringIO("坏的\n人才工作经费的总额是多少\n"))
    done = jixiao("chat", "--json")
    first, second = map(json.loads, done.out.splitlines())

    assert (first["status"], first["question"], second["value"]) == ("out_of_scope", "坏的", 300000)
    assert "没有做完" in done.err


def test_unexpected_fault_is_no_traceback_unless_asked_for(
    jixiao: Jixiao, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("wires crossed")

    monkeypatch.setattr("assistant.tasks.converse.converse", broken)
    quiet, loud = jixiao("ask", "多少钱"), jixiao("ask", "多少钱", "--debug")

    assert (quiet.status, loud.status) == (2, 2)
    assert "--debug" in quiet.err and "Traceback" not in quiet.err
    assert "Traceback" in loud.err


@pytest.fixture
def forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder into which the system lets nobody look, not even the superuser."""
    folder = tmp_path / "别人的"
    folder.mkdir()
    stat = os.stat

    def refuse(path: str | os.PathLike[str] | int, **options: Any) -> os.stat_result:
        if isinstance(path, str | os.PathLike) and Path(path).parent == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return stat(path, **options)

    open_file = os.open

    def refuse_to_open(path: str | os.PathLike[str], flags: int, mode: int = 0o777, **options: Any) -> int:
        if Path(path).parent == folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return open_file(path, flags, mode, **options)

    monkeypatch.setattr(os, "stat", refuse)
    monkeypatch.setattr(os, "open", refuse_to_open)
    return folder


@pytest.mark.parametrize("verb", [["ask", "多少钱"], ["list"], ["import", "corpus"]])
def test_archive_in_a_folder_that_may_not_be_entered(jixiao: Jixiao, forbidden: Path, verb: list[str]) -> None:
    done = jixiao(*verb, "--archive", forbidden / "archive.db")

    assert done.status == 2
    assert "打不开（没有权限）" in done.err
    assert "意外" not in done.err


def test_file_in_a_folder_that_may_not_be_entered(jixiao: Jixiao, forbidden: Path, tmp_path: Path) -> None:
    (forbidden / "表.txt").write_text("表", "utf-8")
    done = jixiao("import", forbidden, "--archive", tmp_path / "new.db")

    assert done.status == 2
    assert "打不开（没有权限）" in done.out


def test_reasons_of_the_system_are_told_in_chinese(jixiao: Jixiao, tmp_path: Path, archive: Path) -> None:
    with archive.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 40960)
    for path in (tmp_path, archive):
        done = jixiao("list", "--archive", path)

        assert done.status == 2
        assert "malformed" not in done.err and "directory" not in done.err


def test_several_at_once_make_and_fill_one_archive(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    """None is turned away because another one writes, and nothing is lost."""
    texts = [corpus_text.replace("人才工作经费", f"人才工作经费{number}") for number in range(12)]
    for number, text in enumerate(texts):
        (tmp_path / str(number % 3)).mkdir(exist_ok=True)
        (tmp_path / str(number % 3) / f"{number}.txt").write_text(text, "utf-8")
    archive = str(tmp_path / "new.db")
    running = [process("import", str(tmp_path / str(number)), "--archive", archive) for number in range(3)]
    for one in running:
        out, err = one.communicate(timeout=120)
        assert one.returncode == 0, (out + err).decode()

    assert len(jixiao("list", "--archive", archive, "--json").json["projects"]) == 12 * 14


def test_archive_that_stays_locked(jixiao: Jixiao, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.store.store._PATIENCE", 0.1)
    (tmp_path / "一.json").write_text('[{"project": "河道保洁", "year": 2023}]', "utf-8")
    with sqlite3.connect(archive) as other:
        other.execute("BEGIN IMMEDIATE")
        done = jixiao("import", tmp_path / "一.json")
        other.rollback()

    assert done.status == 2
    assert "另一个 jixiao 正在写" in done.err
    assert "写不了" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_interrupted_while_the_program_is_being_loaded(tmp_path: Path) -> None:
    """Ctrl+C before the first of our modules below `__main__` is there."""
    script = (
        "import builtins, os, signal, sys\n"
        "load = builtins.__import__\n"
        "def interrupted(name, *rest, **more):\n"
        "    if name.startswith('assistant.cli'):\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *rest, **more)\n"
        "from assistant.__main__ import start\n"
        "builtins.__import__ = interrupted\n"
        "sys.exit(start())\n"
    )
    done = subprocess.run([sys.executable, "-c", script, "list"], cwd=TOP, capture_output=True, check=False)

    assert (done.returncode, done.stderr.decode()) == (130, "已中断。\n")


def test_a_review_names_the_files_that_it_could_not_read(jixiao: Jixiao, tmp_path: Path, corpus_text: str) -> None:
    (tmp_path / "目标表.txt").write_text(corpus_text, "utf-8")
    (tmp_path / "空的.docx").write_bytes(b"")
    folder = jixiao("check", tmp_path)
    alone = jixiao("check", tmp_path / "空的.docx")

    assert folder.status in (0, 1) and "共审核" in folder.out
    assert "没有审" in folder.err and "空的.docx" in folder.err and "目标表.txt" not in folder.err
    assert alone.status == 2 and "空文件" in alone.err


@pytest.mark.parametrize("name", ["没有.docx", "没有的文件夹/"])
def test_a_review_of_a_file_that_is_missing_speaks_of_a_file(jixiao: Jixiao, archive: Path, name: str) -> None:
    done = jixiao("check", name)

    assert done.status == 2
    assert f"没有“{name}”这个文件" in done.err and "核对路径" in done.err


def test_files_and_projects_are_reviewed_apart(jixiao: Jixiao, archive: Path, tmp_path: Path, corpus_text: str) -> None:
    file = tmp_path / "目标表.txt"
    file.write_text(corpus_text, "utf-8")
    done = jixiao("check", file, "人才工作经费")

    assert done.status == 2
    assert "不能一起审" in done.err and "分开写" in done.err
