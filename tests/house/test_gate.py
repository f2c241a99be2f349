"""The gate that every change passes: format, lint, strict types, layer contracts, sizes."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 400


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def modules() -> list[Path]:
    return sorted(path for folder in ("hrdesk", "tests", "benchmarks", "resources") for path in (ROOT / folder).rglob("*.py"))


INITS = [path for path in modules() if path.name == "__init__.py"]


def test_code_is_formatted() -> None:
    run("ruff", "format", "--check", ".")


def test_code_is_linted() -> None:
    run("ruff", "check", ".")


def test_types_are_strict() -> None:
    run("mypy")


def test_layers_import_downwards_only() -> None:
    command = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_module_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT


@pytest.mark.parametrize("path", INITS, ids=lambda path: str(path.relative_to(ROOT)))
def test_package_inits_hold_a_docstring_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    others = [ast.unparse(one).partition(" = ")[0] for one in tree.body[1:]]
    assert others == (["__version__"] if path == ROOT / "hrdesk" / "__init__.py" else [])


def test_no_registry_host_is_named() -> None:
    hosts = re.compile(r"pypi\.|pythonhosted|deb\.debian\.|npmjs")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout.split("\n")
    for name in listed:
        path = ROOT / name
        if name and path.suffix in {".py", ".toml", ".txt", ".md", ".sh", ""} and path.is_file() and path != Path(__file__):
            assert not hosts.search(path.read_text(encoding="utf-8", errors="replace")), name
