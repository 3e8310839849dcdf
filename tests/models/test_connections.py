"""Nothing leaves the machine: one module opens connections, and one command reaches it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import voiceguide

PACKAGE = Path(voiceguide.__file__).parent
DOWNLOAD = "voiceguide.models.download"
CONNECTING = {
    *("asyncio", "ftplib", "http.client", "http.server", "imaplib", "poplib", "requests"),
    *("smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "webbrowser"),
    *("xmlrpc", "httpx", "aiohttp", "urllib3"),
}


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def users_of(*modules: str) -> list[str]:
    return sorted(
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if imports(file) & set(modules)
    )


def test_one_module_can_open_connections() -> None:
    assert users_of(*CONNECTING) == ["models/download.py"]


def test_only_the_installer_and_its_command_reach_it() -> None:
    assert users_of(DOWNLOAD) == ["models/install.py"]
    assert users_of("voiceguide.models.install") == ["apps/cli/models_install.py"]


WATCHED = """
import sys
from voiceguide.apps.cli.boundary import run

def watch(event, details):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
        print("CONNECTS", event, details, file=sys.stderr)

sys.addaudithook(watch)
run(sys.argv[1:])
sys.exit("voiceguide.models.download" in sys.modules)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("config",),
        ("ask", "should i walk today"),
        ("models", "list"),
        ("models", "verify"),
        ("models", "use", "embedded"),
    ],
)
def test_no_other_command_connects_or_could(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert "CONNECTS" not in done.stderr
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
