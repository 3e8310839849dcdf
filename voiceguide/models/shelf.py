"""The folder where installed models stand, each complete or not there at all.

models/NAME/              an installed model; it got this name when all of it was on the disk
models/.work/NAME.zip.part, NAME.zip.part.json    what came of a download
models/.work/NAME/        being unpacked, or on its way out; nothing here counts
models/.work/NAME.lock    held by the one process that works on NAME, freed when it ends
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.catalogue import is_name
from voiceguide.models.disk import writing
from voiceguide.models.record import RECORD, Record, faults, read_record, size_of, write_record


class Shelf:
    """Installed models by name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._work = root / ".work"

    def names(self) -> tuple[str, ...]:
        """All that are installed, sorted."""
        return tuple(name for name in self._folders() if self.find(name))

    def broken(self) -> tuple[str, ...]:
        """Those of which nobody can tell what was installed, sorted; they can only be removed."""
        return tuple(name for name in self._folders() if self.is_broken(name))

    def is_broken(self, name: str) -> bool:
        """Whether `name` has a record that can't be read."""
        return is_name(name) and (self.root / name / RECORD).exists() and self.find(name) is None

    def find(self, name: str) -> Path | None:
        """The folder of an installed model."""
        folder = self.root / name
        return folder if is_name(name) and read_record(folder) is not None else None

    def refuse_broken(self, name: str) -> None:
        """Trouble (NO_MODEL) where `name` is broken, with what mends it."""
        if self.is_broken(name):
            raise Trouble(
                f"The model {name} is broken: its {RECORD} can't be read.",
                f"Take it away with `voiceguide models remove {name}`, then install it again.",
                ExitCode.NO_MODEL,
            )

    def record(self, name: str) -> Record:
        """What was noted of an installed model. Trouble (NO_MODEL) when there is none."""
        self.refuse_broken(name)
        record = read_record(self.root / name) if is_name(name) else None
        if record is None:
            raise Trouble(
                f"No model called {name} is installed.",
                "`voiceguide models list` shows what there is.",
                ExitCode.NO_MODEL,
            )
        return record

    def faults(self, name: str) -> tuple[str, ...]:
        """What has changed since it was installed. Trouble (NO_MODEL) when it isn't."""
        if self.is_broken(name):
            return (f"{RECORD} can't be read",)
        return tuple(faults(self.root / name, self.record(name)))

    def archive(self, name: str) -> Path:
        """Where a download gathers."""
        return self._work / f"{name}.zip.part"

    @contextmanager
    def working_on(self, name: str, on_wait: Callable[[], object]) -> Iterator[Path]:
        """Alone with `name`: an empty place to build it in, cleared before and after.

        `on_wait` is told when another process works on it and must be waited for.
        """
        with writing(self._work):
            self._work.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._work / f"{name}.lock")
        with writing(self._work):
            try:
                lock.acquire(blocking=False)
            except Timeout:
                on_wait()
                lock.acquire()
        place = self._work / name
        try:
            shutil.rmtree(place, ignore_errors=True)
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
            lock.release()

    def copy(self, name: str, place: Path) -> None:
        """An installed model's files once more in `place`, to be changed there."""
        with writing(place):
            shutil.copytree(self.root / name, place)

    def put(self, built: Path, name: str, url: str, fitted: bool) -> Path:
        """Note what `built` holds and give it its place, instead of what stood there.

        Only inside `working_on`.
        """
        write_record(built, name, url, fitted)
        folder = self.root / name
        with writing(folder):
            if folder.exists():
                folder.replace(self._outgoing(name))
            built.replace(folder)
        shutil.rmtree(self._outgoing(name), ignore_errors=True)
        return folder

    def remove(self, name: str) -> int:
        """Take away an installed model and what came of a download; the bytes that frees.

        A model is gone at once or stays whole. Only inside `working_on`. Trouble (NO_MODEL) when
        there is neither.
        """
        folder, archive = self.root / name, self.archive(name)
        freed = archive.stat().st_size if archive.exists() else 0
        if freed == 0 or folder.exists():
            if not self.is_broken(name):
                self.record(name)
            freed += size_of(folder)
            with writing(folder):
                folder.replace(self._outgoing(name))
            shutil.rmtree(self._outgoing(name), ignore_errors=True)
        for leftover in self._work.glob(f"{name}.zip.part*"):
            leftover.unlink(missing_ok=True)
        return freed

    def _folders(self) -> list[str]:
        if not self.root.is_dir():
            return []
        return sorted(entry.name for entry in self.root.iterdir())

    def _outgoing(self, name: str) -> Path:
        outgoing = self._work / f"{name}.old"
        shutil.rmtree(outgoing, ignore_errors=True)
        return outgoing
