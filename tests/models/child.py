"""Installs a toy model in a process of its own: python -m tests.models.child URL SIZE FOLDER."""

import sys
from pathlib import Path

from voiceguide.errors import Trouble
from voiceguide.models.catalogue import Entry
from voiceguide.models.install import Installer
from voiceguide.models.shelf import Shelf


class Printing:
    """Tells its parent what happens, a line each."""

    def connecting(self, url: str, size: int | None) -> None:
        print("connecting", flush=True)

    def waiting(self, name: str) -> None:
        print("waiting", flush=True)

    def progress(self, what: str, done: int, total: int | None) -> None:
        print(what, done, flush=True)


def entry(url: str, size: int | None) -> Entry:
    return Entry("toy", "a toy", url, "Apache-2.0", 1, size, None, None, {})


def main(url: str, size: str, folder: str) -> int:
    try:
        Installer(Shelf(Path(folder)), lambda path: False, Printing()).install(
            entry(url, int(size) or None)
        )
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return int(trouble.code)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
