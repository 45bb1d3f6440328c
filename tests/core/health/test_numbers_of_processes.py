"""Several web processes, one number: whichever of them Prometheus happens to ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.any_engine

ROOT = Path(__file__).resolve().parents[3]
ASK = """
import django; django.setup()
from django.test import Client
for _ in range({times}):
    Client().get("/healthz")
from community.core.health.metrics import metrics_text
print([line for line in metrics_text().decode().splitlines() if line.startswith("http_request_duration_seconds_count")])
"""


def asked(times: int, folder: Path) -> str:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "community.settings.test",
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "LOG_LEVEL": "CRITICAL",
    }
    command = [sys.executable, "-c", ASK.format(times=times)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout


def test_requests_of_all_processes_are_added_up(tmp_path: Path) -> None:
    asked(3, tmp_path)
    line = 'http_request_duration_seconds_count{area="site",method="GET",status="2xx"}'
    assert f"{line} 7.0" in asked(4, tmp_path)
