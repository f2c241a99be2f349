"""The published schema speaks of everything that stands in a package."""

import json

from hrdesk.domain.codec import to_plain
from hrdesk.domain.kinds import kind_named
from hrdesk.exchange.layout import TABLES
from hrdesk.exchange.schema import schemas
from tests.factory import full


def test_every_table_and_the_header_have_a_schema() -> None:
    found = schemas()
    assert set(found) == {"Header", *TABLES}
    assert json.loads(json.dumps(found)) == found


def test_schema_names_every_field_and_forbids_others() -> None:
    for name, schema in schemas().items():
        assert schema["additionalProperties"] is False
        if name != "Header":
            assert set(schema["properties"]) == set(to_plain(full(kind_named(name))))
