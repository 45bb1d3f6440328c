"""``python3 run.py stack``: the production stack on this machine until Ctrl+C."""

import argparse
import sys
import time

from deploy.local.processes import StackError
from deploy.local.stack import Options, Stack


def say(text: str) -> None:
    print(text, flush=True)


def main() -> None:
    """Start it, say where it is, wait."""
    parser = argparse.ArgumentParser(prog="run.py stack", description=__doc__)
    parser.add_argument("--content", choices=["demo", "none"], default="demo")
    parser.add_argument("--http-port", type=int, default=8080)
    parser.add_argument("--https-port", type=int, default=8443)
    parser.add_argument(
        "--database-url", default="", help="an empty PostgreSQL database instead of a cluster made here"
    )
    parser.add_argument("--redis-url", default="", help="a Redis database instead of a server started here")
    parser.add_argument("--password", default="", help="password of the demo's staff; made at random when absent")
    parser.add_argument("--trust-loopback", action="store_true", help="believe X-Forwarded-For, for load generators")
    options = parser.parse_args()
    try:
        with Stack(Options(**vars(options)), say=say) as stack:
            welcome(stack)
            while not (over := stack.processes.over()):
                time.sleep(0.5)
            raise StackError(f"{over[0]} ended by itself:\n{stack.processes.tail(over[0])}")
    except KeyboardInterrupt:
        say("Stopped; nothing is left running")
    except StackError as error:
        sys.exit(f"run.py stack: {error}")


def welcome(stack: Stack) -> None:
    """Where everything is."""
    password = stack.data / "demo_password"
    say(
        f"\n  Site            {stack.base_url}/   (plain: {stack.plain_url}/)\n"
        f"  Authority       {stack.authority}\n"
        f"  Editor          {stack.base_url}/admin/\n"
        + (f"  Staff login     admin   password: {password.read_text()}\n" if password.exists() else "")
        + f"  Letters         {stack.letters.folder}\n"
        f"  Logs            {stack.folder}\n"
        f"  Stop            Ctrl+C\n"
    )


if __name__ == "__main__":
    main()
