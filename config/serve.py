"""What `make run` runs: the services, the preparations, then web, worker and beat as one family with one log.

Everything that it starts, it stops: Ctrl-C (or SIGTERM) ends the three, then PostgreSQL and Valkey.
"""

import http.client
import os
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import nullcontext, suppress
from pathlib import Path

from honcho.manager import Manager
from honcho.printer import Printer

from config import embedded

ROOT = Path(__file__).resolve().parent.parent
FAMILY = "KRING_FAMILY"  # marks the processes that belong to one data folder
ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")


def main() -> int:
    """Run until Ctrl-C; the answer is the process's exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what stands below is stopped too
    port = os.environ.get("PORT", "8000")
    data = Path(os.environ.get("KRING_DATA", ROOT / ".data")).resolve()
    given = [name for name in ADDRESSES if os.environ.get(name)]
    if given and len(given) < len(ADDRESSES):
        return _say(f"Set {', '.join(ADDRESSES)} together, or none of them.")
    data.mkdir(parents=True, exist_ok=True)  # beat's schedule lies here, wherever the services are
    if not os.environ.get("KRING_PRODUCTION"):
        embedded.secret(data, "secret-key", make=True)  # one for all of the family's processes
    try:
        with nullcontext() if given else embedded.services(data, first=_end_orphans):
            if not port.isdigit() or not _is_free(int(port)):
                return _say(f"Port {port} is taken. Choose another one: PORT=8010 make run")
            return _family(data, port, embedded_services=not given)
    except (embedded.AlreadyRunning, FileNotFoundError, RuntimeError) as problem:
        return _say(str(problem))
    except KeyboardInterrupt:
        return 0


def _family(data: Path, port: str, *, embedded_services: bool) -> int:
    env = os.environ | {"KRING_DATA": str(data), "PORT": port, "PYTHONUNBUFFERED": "1"}
    if not env.get("KRING_PRODUCTION"):
        env.setdefault("KRING_DEMO", "1")
    if embedded_services:
        env["DATABASE_URL"] = embedded.database_url(data, "kring_web")
        env["DATABASE_OWNER_URL"] = embedded.database_url(data, "kring_owner")
        env["SEAL_DATABASE_URL"] = embedded.database_url(data, "kring_seal")
        env["REDIS_URL"] = embedded.redis_url(data)
        env[FAMILY] = str(data)
    ready = subprocess.run(
        [sys.executable, "-m", "config.prepare", "--static"], cwd=ROOT, env=env | {"KRING_AS": "owner"}, check=False
    )
    if ready.returncode:
        return ready.returncode
    del env["DATABASE_OWNER_URL"]  # from here on nobody can go round the fence
    env.pop("KRING_AS", None)
    manager = Manager(Printer(sys.stdout, time_format=""))
    python = shlex.quote(sys.executable)
    for name, command, more in (
        ("web", "-m gunicorn -c python:config.gunicorn config.wsgi", {"KRING_POOL": "1"}),
        ("worker", "-m celery -q -A config worker -c 1 --without-gossip --without-mingle --without-heartbeat", {}),
        ("beat", f"-m celery -q -A config beat --pidfile= -s {shlex.quote(str(data / 'beat'))}", {}),
    ):
        # `exec`, so that the signal reaches the program and not a shell that holds it
        manager.add_process(name, f"exec {python} {command}", env=env | more, cwd=str(ROOT))
    threading.Thread(target=_announce, args=(port, "KRING_DEMO" in env), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode in (130, 143) else manager.returncode or 0


def _end_orphans(data: Path) -> None:
    """End what a killed supervisor has left running on this folder; we hold its lock, so nobody looks after them."""
    import psutil  # comes with the embedded PostgreSQL

    left = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get(FAMILY) == str(data):
                process.terminate()
                left.append(process)
    for process in psutil.wait_procs(left, timeout=8)[1]:
        with suppress(psutil.Error):
            process.kill()


def _announce(port: str, demo: bool) -> None:
    """Print the addresses once the web server answers."""
    for _ in range(300):
        asking = http.client.HTTPConnection("127.0.0.1", int(port), timeout=5)
        try:
            asking.request("GET", "/health")
            asking.getresponse()  # any answer will do: worker and beat may still be on their way
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
            continue
        finally:
            asking.close()
        print(f"\n  Kring is here:  http://localhost:{port}/", flush=True)
        if demo:
            print(f"  The demo town:  http://localhost:{port}/demo/", flush=True)
        print("  Ctrl-C stops everything.\n", flush=True)
        return


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((os.environ.get("HOST", "127.0.0.1"), port))
        except OSError:
            return False
    return True


def _say(problem: str) -> int:
    print(problem, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
