"""``python3 run.py bench NAME``: hands over to the bench of that name, to one after the other for ``all``."""

import subprocess
import sys

MODULES = {"pages": "bench.pages", "growth": "bench.growth", "signing": "bench.signing", "export": "bench.exports"}


def main() -> None:
    """Each bench is a process of its own: none begins with what another left in memory."""
    name, *rest = sys.argv[1:] or ["all"]
    modules = list(MODULES.values()) if name == "all" else [MODULES[name]]
    failed = [
        module for module in modules if subprocess.run([sys.executable, "-m", module, *rest], check=False).returncode
    ]
    if failed:
        sys.exit(f"did not finish: {', '.join(failed)}")


if __name__ == "__main__":
    main()
