"""An engine of several machines as an executor: Dask, where it is installed.

What goes to an engine is whole plans, so that each of its addresses has to be this machine's own, or encrypted. The
certificates are those of Dask's own configuration (`distributed.comm.tls`), never words of a command.
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from jiedai.language import _
from jiedai.many.parcel import EngineError, build, differs

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")

EXTRA = "jiedai[cluster]"
PORT = 8786
"""Where an engine is, if an address does not say."""
_PATIENCE = 10
"""Seconds until an engine that does not answer is given up."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Engine(Executor):
    """An executor on an engine; `workers` is how many chunks it works on at once."""

    def __init__(self, client: Client) -> None:
        self._inner = client.get_executor(pure=False)
        self.workers = max(1, len(client.nthreads()))

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """Hand out work."""
        future: Future[Result] = self._inner.submit(fn, *args, **kwargs)
        return future


@contextmanager
def engine(address: str) -> Iterator[Engine]:
    """The engine at an address while the block runs, if plans may be sent there and the same jiedai is there.

    Raises:
        EngineError: the address is neither this machine's own nor encrypted, or one of a worker is not; nobody answers;
            Dask is not installed; another jiedai is there, or none; a worker would write what it gets to its disk; all
            workers that took some work have died of it, or the engine has gone.
    """
    place = allowed(address)
    try:
        from distributed import CancelledError, Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError:
        message = _("没有装 Dask，不能用 --on")
        raise EngineError(message, _("先装：pip install '{extra}'").format(extra=EXTRA)) from None
    with _quiet():
        _knock(place)
        with Client(place, timeout=_PATIENCE, set_as_default=False) as client:
            try:
                _look_at(client)
                yield Engine(client)
            except KilledWorker:
                message = _("同一批方案几次让工作进程中断，没有做完")
                raise EngineError(message, _("多半是内存不够：给每个工作进程多留内存，或不用 --on 再运行")) from None
            except (CancelledError, CommClosedError):
                raise _gone(place) from None


def _knock(place: str) -> None:
    """See that somebody answers at an address: a client that finds nobody goes on looking, and complains at its end.

    EngineError where nobody does, or there are no certificates for it.
    """
    from distributed.comm.core import connect
    from distributed.security import Security

    async def knock() -> None:
        comm = await connect(place, timeout=_PATIENCE, **certificates)
        await comm.close()

    try:
        certificates = Security().get_connection_args("client")
        if place.startswith("tls:") and certificates["ssl_context"] is None:
            raise FileNotFoundError
    except (OSError, ValueError):  # ssl.SSLError is an OSError
        hint = _("写在 Dask 的设置 distributed.comm.tls 里：ca-file、client.cert、client.key")
        raise EngineError(_("{address} 要证书，这里没有，或读不了").format(address=place), hint) from None
    try:
        asyncio.run(knock())
    except (OSError, ValueError):
        raise _gone(place) from None


def allowed(address: str) -> str:
    """An address as Dask has it. EngineError for one that plans may not be sent to."""
    place = address.strip() if "://" in address else f"tcp://{address.strip()}"
    try:
        split = urlsplit(place)
        host, port = split.hostname or "", split.port or PORT
    except ValueError:
        split, host, port = urlsplit(""), "", PORT
    if split.username:
        raise EngineError(_("--on 的地址里不写密码"), _("用 tls:// 的地址，证书写在 Dask 的设置里"))
    if not host or split.path.strip("/") or split.query or split.fragment:
        message = _("--on 的地址“{address}”读不懂").format(address=address)
        raise EngineError(message, _("写成 127.0.0.1:8786 或 tls://主机:8786"))
    if not _is_safe(place):
        message = _("--on 的地址“{address}”不是本机，也没有加密：方案里有来宾的个人信息，不能这样发出去")
        raise EngineError(message.format(address=address), _("用 tls:// 的地址，证书写在 Dask 的设置里"))
    return f"{split.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _is_safe(address: str) -> bool:
    """Whether what goes to an address stays on this machine, or is encrypted."""
    split = urlsplit(address)
    return split.scheme == "tls" or (split.scheme == "tcp" and split.hostname in _LOOPBACK)


def _look_at(client: Client) -> None:
    """See that every worker may be sent plans. EngineError where one may not, or there is none."""
    workers = client.nthreads()
    if not workers:
        raise EngineError(_("--on 的地址上没有工作进程"), _("先启动 dask worker"))
    for address in workers:
        if not _is_safe(address):
            message = _("工作进程 {address} 不是本机，也没有加密，不能把方案发过去")
            raise EngineError(message.format(address=address), _("用 tls:// 启动它"))
    for answer in client.run(_described, on_error="return").values():
        if isinstance(answer, ModuleNotFoundError | AttributeError):
            raise differs(_("没有装，或是旧的"))
        if isinstance(answer, BaseException):
            raise answer
        other, spills = answer
        if other != build():
            raise differs(other)
        if spills:
            raise EngineError(
                _("工作进程在内存紧时会把方案写到它的硬盘上"),
                _("启动前设 DASK_DISTRIBUTED__WORKER__MEMORY__TARGET=False 和 …__SPILL=False"),
            )


def _described(dask_worker: Any) -> tuple[str, bool]:
    """On a worker: which jiedai it has, and whether it would write what it holds to its disk."""
    return build(), type(dask_worker.data) is not dict


def _gone(place: str) -> EngineError:
    """The error to say that nobody answers at an address, or does not any more."""
    return EngineError(_("连不上 {address}，或中途断了").format(address=place), _("先启动 dask scheduler，核对地址"))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dask says of itself from the terminal: what matters is told in jiedai's words."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            logger.setLevel(level)
