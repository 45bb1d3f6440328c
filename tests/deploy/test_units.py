"""systemd units, the compose file and the local stack run the same processes by commands that exist."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from deploy.local.app_servers import APPLICATION, granian
from deploy.local.processes import program
from deploy.local.stack import follower_exists

pytestmark = pytest.mark.any_engine

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
PROCESSES = {"app", "worker", "beat", "pages"}
# Written beside the page cache; until then the units name it, and nothing starts it.
TO_COME = set() if follower_exists() else {"follow_page_changes"}


def unit(name: str) -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # systemd's names have capitals
    parser.read(DEPLOY / "systemd" / f"hromada-{name}.service")
    return parser


def commands_of(name: str) -> list[list[str]]:
    text = (DEPLOY / "systemd" / f"hromada-{name}.service").read_text(encoding="utf-8")
    return [line.split() for line in re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return loaded


def arguments(command: list[str]) -> list[str]:
    """A command without its folder, and with values in place of variables and paths."""
    values = {"--host", "--port", "--workers", "--blocking-threads", "--concurrency", "--schedule"}
    shown = [Path(command[0]).name, *command[1:]]
    return [word for place, word in enumerate(shown) if not (place and shown[place - 1] in values)]


@pytest.mark.parametrize("name", sorted([*PROCESSES, "prepare"]))
def test_units_name_programs_and_commands_that_exist(name: str) -> None:
    commands = commands_of(name)
    assert commands
    for command in commands:
        program = Path(command[0]).name
        assert shutil.which(program, path=str(Path(sys.executable).parent)), program
        if "manage.py" in command:
            assert command[2] in {*get_commands(), *TO_COME}


@pytest.mark.parametrize("name", sorted(PROCESSES))
def test_units_and_compose_services_are_the_same_processes(name: str, compose: dict[str, Any]) -> None:
    [by_unit] = commands_of(name)
    command = compose["services"][name].get("command") or dockerfile_command()
    assert arguments(by_unit) == arguments(command)


def test_no_process_is_missing_on_either_side(compose: dict[str, Any]) -> None:
    units = {path.stem.removeprefix("hromada-") for path in (DEPLOY / "systemd").glob("*.service")}
    assert units == {*PROCESSES, "prepare"}
    assert set(compose["services"]) == {*units, "web", "db", "redis"}


def test_the_local_stack_starts_the_same_app_server() -> None:
    [by_unit] = commands_of("app")
    local = granian(APPLICATION, 8001, 2)
    assert arguments(by_unit) == arguments(local[2:])


def test_only_the_front_is_open_to_the_world(compose: dict[str, Any]) -> None:
    assert {name for name, service in compose["services"].items() if "ports" in service} == {"web"}


@pytest.mark.parametrize("name", sorted([*PROCESSES, "prepare"]))
def test_a_process_may_do_no_more_than_it_must(name: str) -> None:
    service = unit(name)["Service"]
    assert service["User"] == "hromada"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["PrivateTmp"] == "yes"
    assert service["CapabilityBoundingSet"] == ""


def test_the_example_environment_is_what_production_asks_for() -> None:
    text = (DEPLOY / "environment.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))
    settings = (DEPLOY.parent / "community/settings/production.py").read_text(encoding="utf-8")
    [asked] = re.findall(r"^require\(\n(.*?)^\)", settings, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r'"([A-Z_]+)"', asked)) <= named


@pytest.mark.stack
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for path in (DEPLOY / "systemd").iterdir():
        text = re.sub(r"/opt/hromada/\.venv/bin/\w+", "/bin/true", path.read_text(encoding="utf-8"))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(path) for path in tmp_path.glob("*.service")]
    done = subprocess.run([program("systemd-analyze"), "verify", *units], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def dockerfile_command() -> list[str]:
    [command] = re.findall(r"^CMD \[(.*?)\]", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE | re.S)
    return re.findall(r'"([^"]*)"', command)
