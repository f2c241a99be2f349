"""The JSON Schema of everything that stands in a package, published so that packages can be read without this program."""

from typing import Any

from hrdesk.domain.codec import adapter
from hrdesk.domain.kinds import kind_named
from hrdesk.domain.package import Header
from hrdesk.exchange.layout import TABLES


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of `package.json` (as "Header") and of one line of every table, by name."""
    found = {"Header": adapter(Header).json_schema()}
    return found | {name: adapter(kind_named(name)).json_schema() for name in TABLES}
