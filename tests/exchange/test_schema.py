"""The published schema speaks of everything that stands in a package."""

import json

from hrdesk import paths
from hrdesk.domain.codec import to_plain
from hrdesk.domain.kinds import kind_named
from hrdesk.exchange.layout import TABLES
from hrdesk.exchange.schema import schemas
from tests.factory import full


def test_every_table_and_the_header_have_a_schema() -> None:
    assert set(schemas()) == {"Header", *TABLES}


def test_schema_is_published_as_it_is() -> None:
    published = json.loads((paths.resources() / "schema" / "package.json").read_text(encoding="utf-8"))
    assert published == schemas(), "run python resources/schema/build.py"


def test_schema_names_every_field_and_forbids_others() -> None:
    for name, schema in schemas().items():
        assert schema["additionalProperties"] is False
        if name != "Header":
            assert set(schema["properties"]) == set(to_plain(full(kind_named(name))))
