"""nginx of the stack's own: the configuration of production, with a certificate of an authority made on the spot."""

import os
import subprocess
from pathlib import Path

import trustme

from deploy.local.processes import Processes, StackError, program
from deploy.rendering import nginx_render

NAMES = ("localhost", "127.0.0.1")
MODULES = (Path("/usr/lib/nginx/modules"), Path("/usr/share/nginx/modules"))
BROTLI = "ngx_http_brotli_static_module.so"
MAIN = """
{modules}
daemon off;
{user}
worker_processes auto;
worker_rlimit_nofile 16384;
error_log stderr warn;
pid {folder}/nginx.pid;
events {{ worker_connections 4096; }}
http {{
    include {types};
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {site};
    {more}
}}
"""


def certificate_make(folder: Path) -> Path:
    """Make an authority and a certificate for this machine; gives back the authority's file, to be trusted."""
    authority = trustme.CA()
    certificate = authority.issue_cert(*NAMES)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    for part in certificate.cert_chain_pems:
        part.write_to_path(str(folder / "certificate.pem"), append=True)
    (folder / "key.pem").chmod(0o600)
    return folder / "authority.pem"


def nginx_configure(folder: Path, values: dict[str, str], *, more: str = "") -> Path:
    """Write the main file around production's configuration; ``more`` is added to its http block."""
    site = nginx_render(folder, values)
    modules = next((path / BROTLI for path in MODULES if (path / BROTLI).exists()), None)
    if modules:
        (folder / "hromada" / "brotli.conf").write_text("brotli_static on;\n", encoding="ascii")
    main = folder / "nginx.conf"
    main.write_text(
        MAIN.format(
            modules=f"load_module {modules};" if modules else "",
            # Only root can change users; files of the stack are root's then.
            user="user root;" if os.geteuid() == 0 else "",
            folder=folder,
            types=Path("/etc/nginx/mime.types"),
            site=site,
            more=more,
        ),
        encoding="utf-8",
    )
    return main


def nginx_check(main: Path) -> None:
    """Raises :class:`StackError` with nginx's words when it refuses the configuration."""
    command = [program("nginx"), "-t", "-q", "-p", str(main.parent), "-e", "stderr", "-c", str(main)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        raise StackError(f"nginx refuses its configuration:\n{done.stderr}")


def nginx_start(processes: Processes, main: Path, port: int) -> None:
    """Start nginx and wait until it answers on ``port``."""
    nginx_check(main)
    command = [program("nginx"), "-p", str(main.parent), "-e", "stderr", "-c", str(main)]
    processes.start("nginx", command, cwd=main.parent)
    processes.wait_for_port("nginx", port)
