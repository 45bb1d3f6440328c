"""Where views wait before one task writes them to the database: in Redis, or in this process."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Protocol
from uuid import UUID, uuid4

import redis

# Forged addresses name any number; a process keeps no more pages than this between two flushes.
MAX_PAGES = 50_000
OPEN_KEY = "community:views:open"
CLOSED_KEYS = "community:views:closed"


@dataclass(frozen=True, slots=True)
class Batch:
    """Views gathered between two flushes, by page. The key tells whether they were written already."""

    key: UUID
    counts: dict[int, int]


class ViewBuffer(Protocol):
    """Adding is cheap; a batch stays until it is forgotten, so a flush that died is taken up by the next one."""

    def add(self, page_id: int) -> None: ...

    def batches(self) -> list[Batch]:
        """Close what has gathered and return every batch that is not forgotten."""

    def forget(self, batch: Batch) -> None: ...


class ProcessBuffer:
    """For a site that is one process. Its views are lost only when the process is killed outright."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open: Counter[int] = Counter()
        self._closed: dict[UUID, Batch] = {}

    def add(self, page_id: int) -> None:
        with self._lock:
            if page_id in self._open or len(self._open) < MAX_PAGES:
                self._open[page_id] += 1

    def batches(self) -> list[Batch]:
        with self._lock:
            if self._open:
                batch = Batch(uuid4(), dict(self._open))
                self._closed[batch.key] = batch
                self._open = Counter()
            return list(self._closed.values())

    def forget(self, batch: Batch) -> None:
        with self._lock:
            self._closed.pop(batch.key, None)


class RedisBuffer:
    """For a site of many processes: one hash of counts, renamed to close it (which is atomic in Redis)."""

    def __init__(self, url: str) -> None:
        self._redis = redis.Redis.from_url(url, decode_responses=True, socket_connect_timeout=1, socket_timeout=1)

    def add(self, page_id: int) -> None:
        self._redis.hincrby(OPEN_KEY, str(page_id), 1)

    def batches(self) -> list[Batch]:
        if self._redis.exists(OPEN_KEY):
            self._close()
        keys = (UUID(str(key)) for key in self._redis.smembers(CLOSED_KEYS))
        return [Batch(key, self._counts(key)) for key in keys]

    def forget(self, batch: Batch) -> None:
        with self._redis.pipeline() as pipe:
            pipe.delete(self._name(batch.key))
            pipe.srem(CLOSED_KEYS, str(batch.key))
            pipe.execute()

    def _close(self) -> None:
        key = uuid4()
        with self._redis.pipeline() as pipe:
            # Two flushes may meet here: the later one's rename fails and its batch is empty.
            pipe.rename(OPEN_KEY, self._name(key))
            pipe.sadd(CLOSED_KEYS, str(key))
            pipe.execute(raise_on_error=False)

    def _counts(self, key: UUID) -> dict[int, int]:
        return {int(page_id): int(count) for page_id, count in self._redis.hgetall(self._name(key)).items()}

    def _name(self, key: UUID) -> str:
        return f"{CLOSED_KEYS}:{key}"


@lru_cache
def view_buffer(redis_url: str) -> ViewBuffer:
    """The buffer of this process: Redis where there is one, else the process itself."""
    return RedisBuffer(redis_url) if redis_url else ProcessBuffer()
