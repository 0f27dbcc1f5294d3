"""Writing files so that nobody ever finds half of one."""

from __future__ import annotations

import errno
import glob
import os
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jiedai.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LOCK_SECONDS = 5.0
_PAUSE = 0.05
"""Seconds between two tries."""
_NEW_FILE_MODE = 0o666
_SECONDS_LEFT = 24 * 3600
"""A file of a writer that is older than this is nobody's any more."""


class Busy(Exception):
    """Somebody else is writing the file; `message` is one plain line."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def write_atomic(path: Path, data: bytes, mode: int | None = None) -> None:
    """Make `path` hold `data`: all of it or, whatever happens meanwhile, what it held before.

    Raises and does what `write_whole` does; after it a power cut takes back nothing.
    """
    sync_folder(write_whole(path, data, mode).parent)


def write_whole(path: Path, data: bytes, mode: int | None = None) -> Path:
    """Make `path` hold all of `data` or what it held before; which of both a power cut leaves `sync_folder` settles.

    Returns the file that was written, where `path` is a link.

    A new file has the permissions `mode`, by default those that this user's new files have. A link is followed;
    permissions, owner and group of an existing file are kept, the last two where the system lets this user give them. A
    file that has other names (hard links) has the new text under all of them. The folder must exist. What an earlier
    writer left that was killed is swept up.

    Raises:
        OSError: the disk is full, the folder is not writable, ...; nothing is left behind.
    """
    target = path.resolve() if path.is_symlink() else path
    before = _status(target)
    _sweep(target)
    if before is not None and before.st_nlink > 1 and os.name == "posix":
        _write_through(target, before, data)
        return target
    with _beside(target, before, data, mode) as temporary:
        os.replace(temporary, target)  # noqa: PTH105 - the one call that is documented to be atomic
    return target


def _write_through(target: Path, status: os.stat_result, data: bytes) -> None:
    """Write a file of several names itself, with both texts beside it until that is done."""
    from jiedai.source import linked

    before, note = linked.meant(target, target.read_bytes()), linked.pending(target)
    with _beside(target, status, linked.noted(before, data)) as temporary:
        os.replace(temporary, note)  # noqa: PTH105 - as above
    linked.written_through(target, before, data, note)


def write_new(path: Path, data: bytes) -> None:
    """Make a new file `path` that holds all of `data`; nothing is ever replaced. The folder must exist.

    Raises:
        FileExistsError: there is something of that name already.
        OSError: the disk is full, the folder is not writable, ...; nothing is left behind.
    """
    if path.is_symlink() or path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    with _beside(path, None, data) as temporary:
        _name(temporary, path)
    sync_folder(path.parent)


def _name(temporary: Path, path: Path) -> None:
    """Give a file a name that no other has. FileExistsError where one has it by now."""
    if os.name != "posix":
        temporary.rename(path)  # which replaces nothing there
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no second names: the name is taken first, and what stands under it is replaced
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        os.replace(temporary, path)  # noqa: PTH105 - as above
    else:
        temporary.unlink()


@contextmanager
def _beside(target: Path, before: os.stat_result | None, data: bytes, mode: int | None = None) -> Iterator[Path]:
    """A file beside `target` that holds `data` on the disk, with its permissions; gone where something fails."""
    import tempfile  # heavier than all the rest here, and most commands write nothing

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None and os.name == "posix":
            _give(temporary, before)
        temporary.chmod(stat.S_IMODE(before.st_mode) if before else _mode_of_new() if mode is None else mode)
        yield temporary
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _status(target: Path) -> os.stat_result | None:
    """What the system says of a file; None for a new one."""
    try:
        return target.stat()
    except FileNotFoundError:
        return None


def _mode_of_new() -> int:
    """The permissions that a new file of this user gets."""
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE_MODE & ~mask


def _give(path: Path, before: os.stat_result) -> None:
    """Give a new file to the owner and the group of the one before, or at least to its group."""
    status = path.stat()
    if (status.st_uid, status.st_gid) == (before.st_uid, before.st_gid):
        return
    for owner in (before.st_uid, -1):
        with suppress(OSError):
            os.chown(path, owner, before.st_gid)
            return


def _sweep(target: Path) -> None:
    """Remove what writers of this file left that were killed, once nobody can still be writing it."""
    with suppress(OSError):
        remove_old(target.parent.glob(f".{glob.escape(target.name[:40])}.*.tmp"), _SECONDS_LEFT)


def remove_old(paths: Iterable[Path], seconds: float) -> None:
    """Remove the files that nobody has written for so long, as far as this user may."""
    long_ago = time.time() - seconds
    for path in paths:
        with suppress(OSError):
            if path.stat().st_mtime < long_ago:
                path.unlink()


def sync_folder(folder: Path) -> None:
    """Make new names in `folder` survive a power cut, where the system can do that."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Keep other writers of this program away from `path` while the block runs.

    The lock lives in the system's folder for temporary files, so that the folder of plans stays clean; it ends with
    the process, however that ends.

    Raises:
        Busy: another writer did not finish within `seconds`.
    """
    release = (_locked_here if os.name == "posix" else _locked_by_library)(_lock_path(path), seconds)
    if release is None:
        raise Busy(_("“{file}”正在被另一个窗口修改，请稍后再试").format(file=path))
    try:
        _settle(path)
        yield
    finally:
        release()


def _settle(path: Path) -> None:
    """Finish a file of several names that an earlier writer was cut off in."""
    status = _status(path)
    if status is not None and status.st_nlink > 1 and os.name == "posix":
        from jiedai.source import linked

        linked.settle(path)


def _locked_here(place: Path, seconds: float) -> Callable[[], None] | None:
    """Lock a file by the system's own call, what filelock does too: its import takes longer than reading a plan.

    What releases the lock; None where somebody else keeps it.
    """
    import fcntl
    import time

    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                os.close(handle)
                return None
            time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        else:
            return lambda: os.close(handle)


def _locked_by_library(place: Path, seconds: float) -> Callable[[], None] | None:
    """The same where the system has no such call."""
    from filelock import FileLock, Timeout

    lock = FileLock(place)
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        return None
    return lock.release


def _lock_path(path: Path) -> Path:
    """One lock file for each real file, in a folder of this user."""
    import hashlib
    import tempfile

    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    folder = Path(tempfile.gettempdir()) / f"jiedai-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    real = os.path.normcase(path.resolve())
    return folder / (hashlib.sha256(os.fsencode(real)).hexdigest()[:24] + ".lock")
