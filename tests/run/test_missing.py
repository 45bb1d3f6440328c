"""What a machine lacks is named at the end of a test run, and in CI it fails the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
# One test that needs a browser and one that needs nothing.
TESTS = ["tests/core/test_video_in_browser.py", "tests/core/test_network.py"]


def run_without_chromium(folder: Path, *, ci: str) -> subprocess.CompletedProcess[str]:
    """The tests above, as ``run.py test`` runs them, on a machine whose only program is Python."""
    environment = {
        "PATH": str(folder),
        "DATA_DIR": str(folder / "data"),
        "HROMADA_VENV": sys.prefix,
        "CI": ci,
    }
    return subprocess.run(
        [sys.executable, "run.py", "test", *TESTS, "-q", "-p", "no:cacheprovider"],
        cwd=ROOT,
        env={**environment, **{name: os.environ[name] for name in ("HOME",) if name in os.environ}},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("ci", "passes"), [("", True), ("true", False)])
def test_a_missing_browser_is_named_and_fails_in_ci_only(tmp_path: Path, ci: str, passes: bool) -> None:
    done = run_without_chromium(tmp_path, ci=ci)
    assert "ran on SQLite" in done.stdout
    assert "MISSING  Chromium: 1 tests were not run" in done.stdout
    assert "passed" in done.stdout
    assert (done.returncode == 0) == passes, done.stdout + done.stderr
