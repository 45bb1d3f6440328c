"""html-validate and Lighthouse, which run on Node.js: installed beside their lock file at the first use."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.audit.looking import Look
from tests.journeys.conftest import SWITCHES

FOLDER = Path(__file__).with_name("node")
BEST = 0.98


def programs_install() -> None:
    """Install what the lock file pins, unless it is there."""
    npm = shutil.which("npm")
    if not npm:
        sys.exit("run.py audit: --html and --lighthouse need Node.js 20 or later with npm")
    if not (FOLDER / "node_modules").exists():
        environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
        subprocess.run([npm, "ci", "--silent"], cwd=FOLDER, env=environment, check=True)


def _program(name: str) -> str:
    return str(FOLDER / "node_modules" / ".bin" / name)


def markup_problems(looks: Iterable[Look], folder: Path) -> Iterator[str]:
    """What html-validate has against the pages as the site sent them."""
    files = {}
    for number, look in enumerate(looks):
        if look.html:
            file = folder / f"{number}.html"
            file.write_text(look.html, encoding="utf-8")
            files[str(file)] = look
    config = str(FOLDER / "htmlvalidate.json")
    # Into a file: the program ends before a pipe has taken all it says.
    answer = folder / "html-validate.json"
    command = [_program("html-validate"), "--config", config, "--formatter", f"json={answer}", *files]
    subprocess.run(command, cwd=FOLDER, check=False)
    for report in json.loads(answer.read_text(encoding="utf-8")):
        look = files[report["filePath"]]
        for said in report["messages"]:
            where = f"{said['line']}:{said['column']}"
            yield f"{look.name} {look.address}: html {said['ruleId']}: {said['message']} ({where})"


def lighthouse_problems(addresses: dict[str, str], browser: str) -> Iterator[str]:
    """Each category of Lighthouse that is below ``BEST`` on a page; prints a line a page."""
    for name, address in addresses.items():
        report = _lighthouse(address, browser)
        scores = {key: category["score"] or 0 for key, category in report["categories"].items()}
        print(f"Lighthouse  {name}  " + ", ".join(f"{key} {score * 100:.0f}" for key, score in scores.items()))
        for key, score in scores.items():
            if score < BEST:
                yield f"{name} {address}: Lighthouse {key} {score * 100:.0f}: {', '.join(_lost(report, key))}"


def _lighthouse(address: str, browser: str) -> dict[str, Any]:
    flags = f"--chrome-flags=--headless=new {' '.join(SWITCHES)}"
    command = [_program("lighthouse"), address, "--quiet", flags, "--output=json", "--no-enable-error-reporting"]
    environment = {**os.environ, "CHROME_PATH": browser}
    done = subprocess.run(command, cwd=FOLDER, env=environment, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _lost(report: dict[str, Any], category: str) -> Iterator[str]:
    for reference in report["categories"][category]["auditRefs"]:
        audit = report["audits"][reference["id"]]
        if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
            yield f"{reference['id']} {audit['score']:.2f} {audit.get('displayValue', '')}".strip()
