"""The number and the task of what is being done right now; read by the log, which starts before anything else."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token

Tokens = tuple[Token[str], Token[str]]
_number: ContextVar[str] = ContextVar("request_id", default="")
_task: ContextVar[str] = ContextVar("task", default="")


def request_id() -> str:
    """Empty outside of requests and tasks."""
    return _number.get()


def task_name() -> str:
    """Empty outside of tasks."""
    return _task.get()


def begin(number: str, task: str = "") -> Tokens:
    """Everything in this thread belongs to ``number`` until :func:`end`."""
    return _number.set(number), _task.set(task)


def end(tokens: Tokens) -> None:
    _number.reset(tokens[0])
    _task.reset(tokens[1])


@contextmanager
def numbered(number: str) -> Iterator[None]:
    """The same for a block."""
    tokens = begin(number)
    try:
        yield
    finally:
        end(tokens)
