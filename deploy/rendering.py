"""Writes nginx's configuration from the templates beside this file. Needs nothing but Python.

``python3 -m deploy.rendering /etc/nginx/conf.d SERVER_NAMES=hromada.example TLS_CERTIFICATE=… TLS_KEY=…``
"""

import argparse
from pathlib import Path
from string import Template

TEMPLATES = Path(__file__).parent / "nginx"
DEFAULTS = {
    "DATA_DIR": "/var/lib/hromada",
    "PAGE_CACHE_DIR": "${DATA_DIR}/pages",
    "STATIC_ROOT": "${DATA_DIR}/static",
    "MEDIA_ROOT": "${DATA_DIR}/media",
    "HTTP_LISTEN": "80",
    "HTTPS_LISTEN": "443",
    # redirect, or site where something in front already speaks TLS.
    "HTTP_ANSWER": "redirect",
    "APP_SERVERS": "server 127.0.0.1:8001;",
    # For example: set_real_ip_from 10.0.0.5;
    "TRUSTED_PROXIES": "",
    "ACCESS_LOG": "/var/log/nginx/hromada.log hromada buffer=64k flush=5s",
}
REQUIRED = ("SERVER_NAMES", "TLS_CERTIFICATE", "TLS_KEY")


def nginx_render(target: Path, values: dict[str, str]) -> Path:
    """Write ``hromada.conf`` and the folder of what it includes into ``target``; give back the file to include."""
    if missing := [name for name in REQUIRED if not values.get(name)]:
        raise ValueError(f"nginx needs {', '.join(missing)}")
    if unknown := sorted(values.keys() - DEFAULTS.keys() - set(REQUIRED)):
        raise ValueError(f"nginx knows nothing of {', '.join(unknown)}")
    includes = target / "hromada"
    includes.mkdir(parents=True, exist_ok=True)
    values = {**DEFAULTS, **values, "INCLUDES": str(includes)}
    for source in (TEMPLATES / "hromada").iterdir():
        (includes / source.name).write_text(_fill(source, values), encoding="utf-8")
    main = target / "hromada.conf"
    main.write_text(_fill(TEMPLATES / "hromada.conf.template", values), encoding="utf-8")
    return main


def _fill(source: Path, values: dict[str, str]) -> str:
    # Twice, since some values name others; nginx's own variables stand without braces or are none of ours.
    once = Template(source.read_text(encoding="utf-8")).safe_substitute(values)
    return Template(once).safe_substitute(values)


def main() -> None:
    """Read NAME=value pairs from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path)
    parser.add_argument("values", nargs="*", metavar="NAME=value")
    options = parser.parse_args()
    try:
        nginx_render(options.target, dict(value.split("=", 1) for value in options.values))
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
