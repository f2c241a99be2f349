"""Every service that writes reads what it writes by in the same turn, so that two people at two desks lose nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import hrdesk

SERVICES = Path(hrdesk.__file__).parent / "services"
READING_INSIDE = {  # these read over the transaction itself, or are called in a turn
    "class_list.py:_deleted",
    "evidence.py:take_in",
    "receiving.py:_enter",
    "sealing.py:_entered",
    "workspace.py:create_workspace",  # nobody else is there yet
}


def writers() -> Iterator[tuple[str, bool]]:
    """Yield each service function that writes, and whether it does so in a turn."""
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                called = {ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}
                if any(name.endswith("store.write") for name in called):
                    decorated = any(ast.unparse(one) == "in_turn" for one in node.decorator_list)
                    yield f"{path.name}:{node.name}", decorated or any(name.endswith("store.turn") for name in called)


def test_every_service_that_writes_holds_its_turn() -> None:
    found = dict(writers())
    assert len(found) > 60
    assert {name for name, held in found.items() if not held} == READING_INSIDE
