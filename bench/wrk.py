"""Load by wrk, whose own cost is small beside what it measures; every run has the same settings."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

THREADS, CONNECTIONS = 2, 16
SECONDS = 8
# Each request asks for an address of its own, which no cache holds.
UNIQUE = """
local number = 0
local thread = tostring({}):gsub("%W", "")
request = function()
  number = number + 1
  return wrk.format(nil, wrk.path .. "?n=" .. thread .. number)
end
"""
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


@dataclass(frozen=True)
class Load:
    """What one run said."""

    per_second: float
    p99: float


def wrk(url: str, *, seconds: int = SECONDS, unique: bool = False) -> Load:
    """Ask for ``url`` as often as possible. Any answer but a good one ends the bench."""
    program = shutil.which("wrk")
    if not program:
        raise SystemExit("wrk is not installed; on Debian or Ubuntu run: sudo apt install wrk")
    command = [program, f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
    with tempfile.TemporaryDirectory() as folder:
        if unique:
            script = Path(folder) / "unique.lua"
            script.write_text(UNIQUE, encoding="ascii")
            command += ["-s", str(script)]
        done = subprocess.run([*command, url], capture_output=True, text=True, check=True, timeout=seconds + 60)
    said = done.stdout
    if trouble := re.findall(r"Non-2xx.*|Socket errors.*", said):
        raise SystemExit(f"{url}: {'; '.join(trouble)}")
    return Load(per_second=float(found(r"Requests/sec:\s+([\d.]+)", said)), p99=milliseconds(said))


def milliseconds(said: str) -> float:
    """The latency that one request in a hundred exceeds."""
    number = found(r"99%\s+([\d.]+)", said)
    return float(number) * UNITS[found(r"99%\s+[\d.]+(us|ms|s|m)\b", said)]


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if not match:
        raise SystemExit(f"wrk said nothing like {pattern}:\n{text}")
    return match[1]
