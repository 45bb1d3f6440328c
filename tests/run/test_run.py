"""The first minutes on a bare machine: ``run.py`` itself, and the lock files it installs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import run

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


def test_run_py_imports_only_the_standard_library() -> None:
    imported = re.findall(r"^(?:import|from) (\w+)", (ROOT / "run.py").read_text(), re.MULTILINE)
    assert imported
    assert [name for name in imported if name not in sys.stdlib_module_names] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_files_pin_everything_by_hash_and_name_no_host(lock: Path) -> None:
    text = lock.read_text()
    pinned = re.findall(r"^([a-z0-9][\w.-]*)(\[[\w,]+\])?==\S+.* \\$", text, re.MULTILINE)
    requirements = [line for line in text.splitlines() if line[:1].isalnum()]
    assert len(pinned) == len(requirements) > 10
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "://" not in text
    assert "--index-url" not in text


def test_a_machine_without_venv_gets_the_one_line_that_helps(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nreal = u.find_spec\n"
        "u.find_spec = lambda n, p=None: None if n in {'ensurepip', 'virtualenv'} else real(n, p)\n"
    )
    done = subprocess.run(
        [sys.executable, "run.py", "prepare", "base"],
        cwd=ROOT,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path), "HROMADA_VENV": str(tmp_path / "venv")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "sudo apt install python3-venv" in done.stderr.splitlines()[-1]


def test_what_was_installed_is_not_installed_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", Path(sys.executable))
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *a, **k: started.append(a))
    fingerprint = run.fingerprint_of(ROOT / "requirements" / "base.txt")
    (tmp_path / "installed-base").write_text(fingerprint)
    run.requirements_install("base")
    assert started == []


def test_an_old_python_is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "MINIMUM", (99, 0))
    monkeypatch.setattr(sys, "argv", ["run.py", "prepare", "base"])
    with pytest.raises(SystemExit, match=r"Python 99\.0 or later is needed"):
        run.main()
