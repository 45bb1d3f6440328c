#!/usr/bin/env python3
"""The commands of the project: demo, test, audit, stack, bench and sbom. Needs nothing but Python 3.11 or later."""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("HROMADA_VENV", ROOT / ".venv"))
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
MINIMUM = (3, 11)


def say(text: str) -> None:
    """Print one line of progress at once, also into a pipe."""
    print(text, flush=True)


def stop(text: str) -> None:
    """End with ``text`` as the one line that helps."""
    sys.exit(f"run.py: {text}")


def venv_make() -> None:
    """Make the virtual environment with whatever this machine has for it."""
    say(f"[1/2] Making the virtual environment in {VENV.name}")
    makers = []
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        makers.append([sys.executable, "-m", "venv", "--clear"])
    if importlib.util.find_spec("virtualenv"):
        makers.append([sys.executable, "-m", "virtualenv", "--quiet", "--clear"])
    if uv := shutil.which("uv"):
        makers.append([uv, "venv", "--quiet", "--seed", "--clear", "--python", sys.executable])
    for maker in makers:
        if subprocess.run([*maker, str(VENV)], check=False).returncode == 0:
            return
    stop("cannot make a virtual environment; on Debian or Ubuntu run: sudo apt install python3-venv")


def fingerprint_of(lock: Path) -> str:
    """What must be equal for an installation to be the one the lock file and this Python ask for."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def requirements_install(name: str) -> None:
    """Install ``requirements/<name>.txt``, hashes checked, unless exactly that was installed before."""
    lock = ROOT / "requirements" / f"{name}.txt"
    fingerprint = fingerprint_of(lock)
    marker = VENV / f"installed-{name}"
    if PYTHON.exists() and marker.exists() and marker.read_text() == fingerprint:
        return
    if not PYTHON.exists():
        venv_make()
    wanted = sum(1 for line in lock.read_text().splitlines() if line[:1].isalnum())
    say(f"[2/2] Installing up to {wanted} packages pinned in requirements/{name}.txt (a few minutes the first time)")
    command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        output = progress(pip, wanted)
    if pip.returncode:
        stop("installing failed; pip said:\n" + "".join(output[-15:]))
    marker.write_text(fingerprint)


def progress(pip: subprocess.Popen[str], wanted: int) -> list[str]:
    """Show one short line a package while pip works; give back all it said."""
    output: list[str] = []
    done = 0
    for line in pip.stdout or ():
        output.append(line)
        if line.startswith(("Collecting ", "Installing ")):
            done = min(done + line.startswith("Collecting "), wanted)
            say(f"      {done:>3}/{wanted}  {line.split()[1]}" if line[0] == "C" else "      unpacking")
    return output


def hand_over(arguments: list[str], **environment: str) -> int:
    """Run the project's Python in its environment and give back its exit code."""
    process = subprocess.Popen([str(PYTHON), *arguments], cwd=ROOT, env=os.environ | environment)
    # Ctrl+C reaches the child by itself; this process only waits, so that the child can end in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    return process.wait()


def demo(options: argparse.Namespace, rest: list[str]) -> int:
    """Serve the demo community on this machine."""
    requirements_install("base")
    # Letters and embed codes name the site by its address, so it must be the one that is served.
    address = os.environ.get("SITE_URL", f"http://127.0.0.1:{options.port}")
    return hand_over(["manage.py", "demo", "--port", str(options.port), *rest], SITE_URL=address)


def test(options: argparse.Namespace, rest: list[str]) -> int:
    """Run the whole test suite, or the faults alone; further arguments go to pytest."""
    requirements_install("test")
    chosen = ["--faults", "tests/faults"] if options.faults else []
    return hand_over(["-m", "pytest", *chosen, *rest], DJANGO_SETTINGS_MODULE="community.settings.test")


def audit(options: argparse.Namespace, rest: list[str]) -> int:
    """Look at every page of the demo community in Chromium; further arguments go to the audit."""
    requirements_install("test")
    return hand_over(["-m", "tests.audit", *rest], DJANGO_SETTINGS_MODULE="community.settings.dev")


def stack(options: argparse.Namespace, rest: list[str]) -> int:
    """Run the production stack on this machine without containers; further arguments go to it."""
    requirements_install("test")
    return hand_over(["-m", "deploy.local", *rest])


def bench(options: argparse.Namespace, rest: list[str]) -> int:
    """Measure speed and growth beside anchors of the same run; further arguments go to the bench."""
    requirements_install("test")
    return hand_over(["-m", "bench", options.name, *rest])


def sbom(options: argparse.Namespace, rest: list[str]) -> int:
    """Write the list of parts of a running site (CycloneDX, JSON): every pinned package with its hashes."""
    requirements_install("test")
    return hand_over(sbom_command(options.file))


def sbom_command(file: str) -> list[str]:
    """What makes it, of the lock file alone."""
    lock = str(ROOT / "requirements" / "base.txt")
    return ["-m", "cyclonedx_py", "requirements", "--pyproject", "pyproject.toml", "--output-file", file, lock]


def prepare(options: argparse.Namespace, rest: list[str]) -> int:
    """Only install what requirements/NAME.txt pins (base, production, test or dev)."""
    requirements_install(options.name)
    return 0


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    demo_parser = commands.add_parser("demo", help=demo.__doc__)
    demo_parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (8000)")
    demo_parser.set_defaults(run=demo)
    test_parser = commands.add_parser("test", help=test.__doc__)
    test_parser.add_argument("--faults", action="store_true", help="strike faults under load, and nothing else")
    test_parser.set_defaults(run=test)
    audit_parser = commands.add_parser("audit", help=audit.__doc__)
    audit_parser.set_defaults(run=audit)
    stack_parser = commands.add_parser("stack", help=stack.__doc__, add_help=False)
    stack_parser.set_defaults(run=stack)
    bench_parser = commands.add_parser("bench", help=bench.__doc__)
    bench_parser.add_argument("name", choices=["pages", "growth", "signing", "export", "all"])
    bench_parser.set_defaults(run=bench)
    sbom_parser = commands.add_parser("sbom", help=sbom.__doc__)
    sbom_parser.add_argument("file", nargs="?", default="sbom.json", help="file to write (sbom.json)")
    sbom_parser.set_defaults(run=sbom)
    prepare_parser = commands.add_parser("prepare", help=prepare.__doc__)
    prepare_parser.add_argument("name", choices=["base", "production", "test", "dev"])
    prepare_parser.set_defaults(run=prepare)
    options, rest = parser.parse_known_args()
    if sys.version_info < MINIMUM:
        stop(f"Python {MINIMUM[0]}.{MINIMUM[1]} or later is needed; this one is {sys.version.split()[0]}")
    code: int = options.run(options, rest)
    return code


if __name__ == "__main__":
    sys.exit(main())
