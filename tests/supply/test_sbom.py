"""The list of parts that a community may be asked for: every package of a running site, by version and hash."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]


def test_the_list_names_every_pinned_package(tmp_path: Path) -> None:
    target = tmp_path / "sbom.json"
    command = [sys.executable, "-c", f"import run; raise SystemExit(run.hand_over(run.sbom_command({str(target)!r})))"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "HROMADA_VENV": sys.prefix}, check=False)
    assert done.returncode == 0
    listed = json.loads(target.read_text(encoding="utf-8"))
    assert listed["bomFormat"] == "CycloneDX"
    assert listed["metadata"]["component"]["name"] == "hromada"
    parts = {(part["name"].lower(), part["version"]) for part in listed["components"]}
    lock = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    assert {(name.lower(), version) for name, version in pinned} == parts
    assert all(part["externalReferences"][0]["hashes"] for part in listed["components"])
