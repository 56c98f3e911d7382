"""Old Word and WPS documents (doc, wps) and RTF, through LibreOffice where it is installed: turned into docx and read as that.

LibreOffice runs for one file, in a folder of its own with a profile of its own, with macros and links switched off, and is ended
with all that it started when its time is over. Without it the message says how to save the document as docx.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.model.document import RawDocument
from assistant.model.source import Source
from assistant.readers.docx import DocxReader
from assistant.readers.ole import OLE, has_stream

TIME_LIMIT = 40
"""Seconds for one document, fewer than an import gives to any file; the first start takes five."""
_LARGEST = 100 * 1024**2
_RTF = b"{\\rtf"
_PROGRAMS = ("soffice", "libreoffice", "soffice.exe")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/opt/libreoffice/program/soffice",
    "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
    "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
)
"""Where it stands when it is not on the search path."""
_SAVE_AS = "请用 Word 或 WPS 打开，另存为 docx 再导入"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""The profile: no macros, links never followed (2)."""


class DocReader:
    """Word 97 to 2003 (doc), WPS (wps), and RTF."""

    name = "doc"
    suffixes = (".doc", ".wps", ".dot", ".wpt", ".rtf")

    def accepts(self, data: bytes, suffix: str) -> bool:
        """An OLE file with a Word document in it, or RTF."""
        return data.startswith(_RTF) or (data.startswith(OLE) and has_stream(data, "WordDocument"))

    def read(self, data: bytes, source: Source) -> RawDocument:
        """Raises UnreadableFile where LibreOffice is missing, takes too long or cannot open the file."""
        name = source.document
        if len(data) > _LARGEST:
            raise UnreadableFile(
                f"“{name}”超过{_LARGEST // 1024**2} MB，没有读。", "目标表不会这么大；请把表复制到新文件再导入。"
            )
        program = office()
        if program is None:
            raise UnreadableFile(
                f"“{name}”是旧版 Word 或 WPS 文字（doc、wps、rtf），这台电脑上没有 LibreOffice，读不了。",
                f"{_SAVE_AS}；装上 LibreOffice 以后可以直接导入。",
            )
        converted = _converted(program, data, name)
        return replace(DocxReader().read(converted, source), source=source)


def office() -> str | None:
    """LibreOffice's program; None where it is not installed."""
    return next((path for program in _PROGRAMS if (path := shutil.which(program))), None) or next(
        (place for place in _PLACES if Path(place).is_file()), None
    )


def _converted(program: str, data: bytes, name: str) -> bytes:
    """The document as docx."""
    with tempfile.TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        original = folder / ("document.rtf" if data.startswith(_RTF) else "document.doc")
        original.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(original)),
        ]
        _run(command, name)
        target = folder / "out" / "document.docx"
        if not target.is_file():
            raise UnreadableFile(f"LibreOffice 打不开“{name}”：可能加了密码，或者不完整。", f"{_SAVE_AS}。")
        return target.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Runs the program, without a word of it, and ends it with its children when its time is over."""
    try:
        running = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as refusal:
        raise UnreadableFile(f"LibreOffice 启动不了，“{name}”没有读。", f"{_SAVE_AS}。") from refusal
    try:
        running.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(f"LibreOffice 用了{TIME_LIMIT}秒还没有打开“{name}”，没有读。", f"{_SAVE_AS}。") from None
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends the program and all that it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all of them have ended
            os.killpg(running.pid, signal.SIGKILL)
    elif running.poll() is None:
        running.kill()
    running.wait()
