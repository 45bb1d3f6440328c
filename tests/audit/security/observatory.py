"""The score of MDN's HTTP Observatory, whose own program looks at the stack."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deploy.local.stack import Stack

FOLDER = Path(__file__).with_name("node")
PACKAGE = FOLDER / "node_modules" / "@mdn" / "mdn-http-observatory"
ENOUGH = 130


def observatory_install() -> None:
    """Install what the lock file pins, unless it is there."""
    npm = shutil.which("npm")
    if not npm:
        sys.exit("run.py audit: --security needs Node.js 20 or later with npm")
    if not PACKAGE.exists():
        subprocess.run([npm, "ci", "--silent", "--omit=optional"], cwd=FOLDER, check=True)
    # It would be downloaded after the installation; no host of the stack is in it.
    (PACKAGE / "conf" / "hsts-preload.json").write_text("{}", encoding="ascii")


def observatory_problems(stack: Stack) -> Iterator[str]:
    """Print the score and each test's part in it; a score below ``ENOUGH`` is a problem."""
    report = _scan(stack)
    if "scan" not in report:
        yield f"Observatory: {report}"
        return
    score = report["scan"]["score"]
    print(f"\nMDN HTTP Observatory: {score} ({report['scan']['grade']}), wanted {ENOUGH}")
    for name, test in report["tests"].items():
        print(f"  {test['scoreModifier']:+4}  {name}: {test['result']}")
    if score < ENOUGH:
        yield f"Observatory: {score} of {ENOUGH}"
    yield from (f"Observatory: {name}: {test['result']}" for name, test in report["tests"].items() if not test["pass"])


def _scan(stack: Stack) -> dict[str, Any]:
    command = ["node", "--require", str(FOLDER / "ports.cjs"), str(PACKAGE / "src" / "scan.js"), "localhost"]
    environment = {
        **os.environ,
        "NODE_EXTRA_CA_CERTS": str(stack.authority),
        "HTTP_PORT": str(stack.http_port),
        "HTTPS_PORT": str(stack.https_port),
    }
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    answer: dict[str, Any] = json.loads(done.stdout or json.dumps({"error": done.stderr[-500:]}))
    return answer
