"""Set up this checkout and run it: ``python3 packaging/dev.py`` lists the commands.

The standard library is enough to start this file. It makes ``.venv`` beside ``pyproject.toml``,
puts the locked dependencies there, and installs the system's libraries that Qt needs, or says
how to. What is in place is left alone, so a second call starts at once. News goes to stderr:
stdout belongs to the command that is run.
"""

import ctypes
import hashlib
import importlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

FIRST_PYTHON, LAST_PYTHON = (3, 11), (3, 14)


def start_again_with_another_python() -> None:
    """Hand over to a Python that Earmark supports, or say in one sentence that none is here.

    Stands first: an old Python compiles the whole file but runs it only as far as this.
    """
    for minor in range(LAST_PYTHON[1], FIRST_PYTHON[1] - 1, -1):
        python = shutil.which(f"python3.{minor}")
        # A version manager leaves names on PATH that refuse to run, so each is tried.
        if python and subprocess.call([python, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            sys.exit(subprocess.call([python, *sys.argv]))
    sys.exit(
        f"Earmark needs Python 3.11 to 3.14, and this is {platform.python_version()}. Install one "
        "of those and start this again with it, for example: python3.12 packaging/dev.py run"
    )


if not FIRST_PYTHON <= sys.version_info[:2] <= LAST_PYTHON:
    start_again_with_another_python()

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements" / "lock.txt"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PYTHON_VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"

# What was installed is remembered in the environment itself, so it goes when that goes.
DEPENDENCIES_STAMP = VENV / "earmark-dependencies.txt"
PROJECT_STAMP = VENV / "earmark-project.txt"
UNFINISHED = "unfinished"

Command = list[str | Path]

# Shared libraries that PySide6 6.11 needs from the system, and the Debian package of each.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libpulse.so.0": "libpulse0",  # QtMultimedia is linked with it, sound or no sound
    "libXrandr.so.2": "libxrandr2",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONT_PACKAGE = "fonts-inter"  # the design's font; another is used where it is not to be had

# What apt or pip print, and the sentence it stands for; the first that fits counts.
KNOWN_FAILURES: list[tuple[str, tuple[str, ...]]] = [
    ("The disk is full: setting up needs about 2 GB.", ("No space left on device",)),
    (
        "A package server's certificate could not be verified: check the clock and the proxy.",
        ("CERTIFICATE_VERIFY_FAILED",),
    ),
    (
        "A package is not the one that was locked, so it was not installed.",
        ("DO NOT MATCH THE HASHES",),
    ),
    (
        "The package servers cannot be reached: check the network, then try again.",
        (
            "Temporary failure",
            "Could not resolve",
            "Name or service not known",
            "Failed to resolve",
            "getaddrinfo failed",
            "nodename nor servname",
            "NewConnectionError",
            "Connection refused",
            "Connection timed out",
            "Network is unreachable",
            "ConnectTimeoutError",
            "Read timed out",
            "ProxyError",
            "Could not connect to",
        ),
    ),
    (
        "Another program is installing packages: wait for it, then try again.",
        ("Could not get lock",),
    ),
    (
        "A locked package does not exist for this system; -v before the command shows which.",
        ("No matching distribution",),
    ),
    (
        "The system's package lists lack a package; -v before the command shows which.",
        ("Unable to locate package", "has no installation candidate"),
    ),
]


class SetupProblem(Exception):
    """Something outside this checkout is in the way; says what to do about it."""


def tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


# --- running programs


def run_program(command: Command, *, env: Mapping[str, str], cwd: Path | None = None) -> int:
    """Run in the foreground, leave Ctrl+C to the program, and return its exit code."""
    with subprocess.Popen(command, env=env, cwd=cwd) as process:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def run_step(command: Command, *, env: Mapping[str, str], verbose: bool) -> None:
    """Run one step of the set-up; its output is only shown on demand or when it fails."""
    if verbose:
        if subprocess.call(command, env=env, stdout=sys.stderr.fileno()) != 0:
            raise SetupProblem("The set-up stopped: its last messages say why.")
        return
    finished = subprocess.run(
        command,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if finished.returncode != 0:
        raise SetupProblem(explain_failure(finished.stdout))


def explain_failure(output: str) -> str:
    """Return a sentence for a failed step; what is not known is shown as it was printed."""
    for sentence, signs in KNOWN_FAILURES:
        if any(sign in output for sign in signs):
            return sentence
    last_lines = "\n".join(f"    {line}" for line in output.strip().splitlines()[-12:])
    return f"The set-up stopped. The last messages were:\n{last_lines}"


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would lead another Python astray."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    env.pop("VIRTUAL_ENV", None)
    env.pop("__PYVENV_LAUNCHER__", None)
    env["PYTHONPATH"] = str(ROOT)
    env["PIP_USER"] = "0"
    env["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return env


@contextmanager
def offscreen_environment() -> Iterator[dict[str, str]]:
    """Give an environment with no screen, no sound and an empty home, the same on every machine."""
    foreign = ("EARMARK_", "LC_", "PULSE_", "PYTEST_", "QT_", "XDG_")
    env = {
        name: value
        for name, value in clean_environment().items()
        if not name.startswith(foreign) and name not in {"DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE"}
    }
    with tempfile.TemporaryDirectory(prefix="earmark-home-", ignore_cleanup_errors=True) as home:
        runtime = Path(home) / "runtime"
        runtime.mkdir(mode=0o700)
        env["XDG_RUNTIME_DIR"] = str(runtime)
        if os.name != "nt":
            env["HOME"] = home
        env["LANG"] = "C.UTF-8"
        env["QT_QPA_PLATFORM"] = "offscreen"
        yield env


# --- system packages


def has_display() -> bool:
    """Say whether a window can be seen."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def needed_libraries(*, visible: bool = False) -> dict[str, str]:
    """Return the shared libraries Qt needs, for a visible window or none, with their packages."""
    if sys.platform != "linux":
        return {}
    needed = dict(QT_LIBRARIES)
    if visible and os.environ.get("DISPLAY"):
        needed |= X11_LIBRARIES
    if visible and os.environ.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND_LIBRARIES
    return needed


def missing_libraries(names: Iterable[str]) -> list[str]:
    missing = []
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def can_make_environments() -> bool:
    """Say whether this Python has what Debian keeps apart in python3.X-venv."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def has_apt() -> bool:
    """Say whether this is Debian, Ubuntu or a system made from them."""
    try:
        release = Path("/etc/os-release").read_text("utf-8")
    except OSError:
        return False
    kinds = [line for line in release.splitlines() if line.startswith(("ID=", "ID_LIKE="))]
    return "debian" in " ".join(kinds) and shutil.which("apt-get") is not None


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def ensure_system(libraries: Mapping[str, str], *, with_venv: bool, verbose: bool) -> None:
    """Install the system packages that are missing, or tell how to."""
    missing = missing_libraries(libraries)
    packages = [libraries[name] for name in missing]
    if with_venv and not can_make_environments():
        missing.insert(0, "the module ensurepip")
        packages.insert(0, f"python{PYTHON_VERSION}-venv")
    if packages:
        if not has_apt():
            raise SetupProblem(
                f"Missing on this system: {', '.join(missing)}. Install them with its package "
                "manager, then try again."
            )
        install_packages(packages, verbose=verbose)
        still_missing = missing_libraries(libraries)
        if with_venv and not can_make_environments():
            still_missing.insert(0, f"the module ensurepip of {base_python()}")
        if still_missing:
            raise SetupProblem(f"Still missing after installing: {', '.join(still_missing)}.")
    if libraries and (packages or with_venv) and is_root() and has_apt():
        ensure_font(verbose=verbose)


def install_packages(packages: Sequence[str], *, verbose: bool) -> None:
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not is_root():
        raise SetupProblem(
            "Some system packages are missing. Install them with this line, then try again:\n\n"
            f"    sudo {' '.join(install)}\n"
        )
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # dpkg refuses to work when these are not on PATH, as in a chroot.
    env["PATH"] = os.pathsep.join([env.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    tell(f"Installing system packages: {' '.join(packages)}")
    # A new machine has no package lists, an old one has stale ones. If one source of many does not
    # answer the rest may do, so it is the installation that has to succeed.
    with suppress(SetupProblem):
        run_step(["apt-get", "update"], env=env, verbose=verbose)
    run_step([*install, "-o", "DPkg::Lock::Timeout=120"], env=env, verbose=verbose)


def ensure_font(*, verbose: bool) -> None:
    """Install the font of the design where that is easy; nothing depends on it."""
    if any(Path("/usr/share/fonts").rglob("Inter*")):
        return
    try:
        install_packages([FONT_PACKAGE], verbose=verbose)
    except SetupProblem:
        tell("The font Inter is not to be had here; another one is used.")


# --- the Python environment


def base_python() -> Path:
    """Return the Python outside any environment this file may have been started in."""
    return Path(getattr(sys, "_base_executable", None) or sys.executable)


def digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def dependencies_key() -> str:
    """Return what changes whenever the environment has to be made again."""
    place = f"{PYTHON_VERSION} {platform.machine()} {VENV}"
    return digest(LOCK.read_bytes(), place.encode())


def project_key() -> str:
    """Return what changes whenever the command ``earmark`` has to be installed again."""
    version_file = ROOT / "desktop_app" / "__init__.py"
    return digest((ROOT / "pyproject.toml").read_bytes(), version_file.read_bytes())


def read_stamp(stamp: Path) -> str | None:
    try:
        return stamp.read_text("utf-8").strip()
    except OSError:
        return None


def environment_works(*, with_module: str = "sys") -> bool:
    """Say whether ``.venv`` has a running Python of the version this file was started with."""
    probe = f"import sys, {with_module}; print('%d.%d' % sys.version_info[:2])"
    try:
        finished = subprocess.run(
            [PYTHON, "-c", probe],
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return finished.stdout.strip() == PYTHON_VERSION


def is_set_up() -> bool:
    return read_stamp(DEPENDENCIES_STAMP) == dependencies_key() and environment_works()


def make_environment(*, verbose: bool) -> None:
    """Make ``.venv`` anew, unless somebody made a good one that carries no stamp of ours."""
    if read_stamp(DEPENDENCIES_STAMP) is None and environment_works(with_module="pip"):
        return
    try:
        if VENV.is_symlink() or VENV.is_file():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
        VENV.mkdir()
        DEPENDENCIES_STAMP.write_text(UNFINISHED, "utf-8")
    except OSError as error:
        raise SetupProblem(
            f"{VENV} cannot be made anew: end what uses it, see that this user may write there, "
            "and delete it."
        ) from error
    run_step([base_python(), "-m", "venv", VENV], env=clean_environment(), verbose=verbose)


def install_dependencies(*, verbose: bool) -> None:
    tell("Installing what Earmark needs into .venv (about 350 MB to download, once)")
    make_environment(verbose=verbose)
    pip(["--require-hashes", "--only-binary", ":all:", "-r", LOCK], verbose=verbose)
    DEPENDENCIES_STAMP.write_text(dependencies_key(), "utf-8")


def install_project(*, verbose: bool) -> None:
    """Put the command ``earmark`` into ``.venv``; it runs the code of this checkout."""
    pip(["--no-index", "--no-deps", "--no-build-isolation", "-e", ROOT], verbose=verbose)
    PROJECT_STAMP.write_text(project_key(), "utf-8")


def pip(arguments: Command, *, verbose: bool) -> None:
    command = [PYTHON, "-m", "pip", "install", "--no-input", *arguments]
    run_step(command, env=clean_environment(), verbose=verbose)


def prepare(libraries: Mapping[str, str], *, verbose: bool) -> None:
    """Bring the machine and ``.venv`` to where a command can be run."""
    fresh = not is_set_up()
    ensure_system(libraries, with_venv=fresh, verbose=verbose)
    if fresh:
        install_dependencies(verbose=verbose)
    if read_stamp(PROJECT_STAMP) != project_key():
        install_project(verbose=verbose)


# --- the commands


def run(arguments: Sequence[str], *, verbose: bool) -> int:
    """the window on the built-in sample; without a display the tour of it

    With arguments: the program with these, as in run open talk.mp3.
    """
    prepare(needed_libraries(visible=True), verbose=verbose)
    program: Command = [PYTHON, "-m", "desktop_app"]
    if arguments:
        return run_program([*program, *arguments], env=clean_environment())
    if has_display():
        return run_program([*program, "open", "--sample"], env=clean_environment())
    tell("There is no display: the same window takes the tour, pictures go to earmark-tour/")
    with offscreen_environment() as env:
        return run_program([*program, "tour", "--into", "earmark-tour"], env=env, cwd=ROOT)


# On all cores; more windows at once than this only wait for each other.
ALL_TESTS = ("--numprocesses=auto", "--maxprocesses=4")


def test(arguments: Sequence[str], *, verbose: bool) -> int:
    """the whole suite, or what pytest's arguments choose"""
    prepare(needed_libraries(), verbose=verbose)
    with offscreen_environment() as env:
        chosen = arguments or ALL_TESTS
        return run_program([PYTHON, "-m", "pytest", *chosen], env=env, cwd=ROOT)


def check(arguments: Sequence[str], *, verbose: bool) -> int:
    """format, lint and types"""
    if arguments:
        raise SetupProblem("check takes no arguments.")
    prepare({}, verbose=verbose)
    failed = []
    for tool in (
        ["ruff", "format", "--check"],
        ["ruff", "check"],
        ["mypy", "--strict", "desktop_app", "packaging"],
    ):
        tell(" ".join(tool))
        if run_program([PYTHON, "-m", *tool], env=clean_environment(), cwd=ROOT) != 0:
            failed.append(" ".join(tool))
    if failed:
        tell(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0


def bench(arguments: Sequence[str], *, verbose: bool) -> int:
    """tests/benchmarks/NAME.py, or all of them: bench [NAME] [--json]"""
    folder = ROOT / "tests" / "benchmarks"
    scripts = {path.stem: path for path in sorted(folder.glob("[!_]*.py"))}
    name = next((word for word in arguments if not word.startswith("-")), None)
    if name is not None and name not in scripts:
        known = ", ".join(scripts) or "none yet"
        raise SetupProblem(f"There is no benchmark “{name}”. Known: {known}.")
    prepare(needed_libraries(), verbose=verbose)
    with offscreen_environment() as env:
        if name is not None:
            rest = [word for word in arguments if word != name]
            return run_program([PYTHON, scripts[name], *rest], env=env, cwd=ROOT)
        return run_benchmarks(scripts, arguments, env)


def run_benchmarks(
    scripts: Mapping[str, Path], arguments: Sequence[str], env: Mapping[str, str]
) -> int:
    """Run one after another; with --json print one document with a key for each."""
    results, codes = {}, [0]
    for name, script in scripts.items():
        tell(f"— {name}")
        command: Command = [PYTHON, script, *arguments]
        if "--json" not in arguments:
            codes.append(run_program(command, env=env, cwd=ROOT))
            continue
        finished = subprocess.run(command, env=env, cwd=ROOT, stdout=subprocess.PIPE, check=False)
        codes.append(finished.returncode)
        results[name] = json.loads(finished.stdout) if finished.returncode == 0 else None
    if "--json" in arguments:
        print(json.dumps(results, indent=2))
    return max(codes)


def screenshots(arguments: Sequence[str], *, verbose: bool) -> int:
    """pictures of the window for the README and for review"""
    script = ROOT / "packaging" / "screenshots.py"
    if not script.is_file():
        raise SetupProblem(f"{script} is not there, so no pictures can be made.")
    prepare(needed_libraries(), verbose=verbose)
    with offscreen_environment() as env:
        return run_program([PYTHON, script, *arguments], env=env, cwd=ROOT)


COMMANDS: dict[str, Callable[..., int]] = {
    command.__name__: command for command in (run, test, check, bench, screenshots)
}


def list_commands() -> str:
    lines = ["python3 packaging/dev.py [-v] COMMAND [ARGUMENTS]", ""]
    for name, command in COMMANDS.items():
        lines.append(f"  {name:12} {(command.__doc__ or '').splitlines()[0]}")
    lines += ["", "  -v           shows everything that is printed while setting up"]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Run the command that the arguments name and return its exit code."""
    verbose = bool(arguments) and arguments[0] in {"-v", "--verbose"}
    name, *rest = arguments[verbose:] or ["--help"]
    if name in {"-h", "--help"}:
        print(list_commands())
        return 0
    if name not in COMMANDS:
        tell(f"“{name}” is not a command.\n\n{list_commands()}")
        return 2
    try:
        return COMMANDS[name](rest, verbose=verbose)
    except SetupProblem as problem:
        tell(str(problem))
        return 1
    except KeyboardInterrupt:
        tell("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
