"""A workspace on a PostgreSQL server, as a person names it: the address of a database, and the password of an account there."""

from hrdesk.store.address import url_of


def with_password(address: str, password: str) -> str:
    """Return a database's address with the password of its account; raise InputError INVALID for an address that names no PostgreSQL database."""
    return url_of(address).set(password=password).render_as_string(hide_password=False)
