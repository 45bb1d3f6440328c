"""Fail when a pinned package has a known vulnerability; say so and pass when nobody can be asked.

``vulnerabilities.py LOCK_FILE``; further arguments go to pip-audit.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

# A vulnerability that does not concern the site, with the reason and a date to look again. None now.
IGNORED: dict[str, str] = {}
# What pip-audit says when the service, and not our list of packages, is at fault.
NOT_ASKED = ("Could not connect", "requests.exceptions", "HTTPError", "ServiceError", "ConnectionError")


def audit(lock: str, further: list[str]) -> int:
    """Ask the service of OSV about each pinned version; no registry is asked, nothing is installed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip"]
        command += ["--vulnerability-service", "osv", "--format", "json", "--output", str(report)]
        command += ["--progress-spinner", "off", "--timeout", "10", *further]
        command += [part for name in IGNORED for part in ("--ignore-vuln", name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        found = _found(report)
    if found:
        print("\n".join(found))
        return 1
    if done.returncode == 0:
        print("no known vulnerability")
        return 0
    if any(words in done.stderr for words in NOT_ASKED):
        print("NOT CHECKED: the list of known vulnerabilities cannot be reached from here")
        return 0
    print(done.stderr)
    return 1


def _found(report: Path) -> list[str]:
    if not report.exists():
        return []
    packages = json.loads(report.read_text(encoding="utf-8") or "{}").get("dependencies", [])
    return [_told(package, flaw) for package in packages for flaw in package.get("vulns", [])]


def _told(package: dict[str, str], flaw: dict[str, Any]) -> str:
    mended = ", ".join(flaw["fix_versions"]) or "nothing"
    return f"{package['name']} {package['version']}: {flaw['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1], sys.argv[2:]))
