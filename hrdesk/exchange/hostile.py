"""What the ASN.1 and X.509 readers raise on hostile bytes, turned into one refusal; what they only warn of is refused too."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

from hrdesk.domain.package import Finding
from hrdesk.exchange.verdict import RefusedError

PARSING = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, Warning)
CERTIFICATES = (x509.InvalidVersion, x509.ExtensionNotFound, x509.DuplicateExtension, InvalidSignature, UnsupportedAlgorithm)
HOSTILE = (*PARSING, *CERTIFICATES)


@contextmanager
def refusing(finding: Finding, **facts: str | int) -> Iterator[None]:
    """Refuse with `finding` whatever the block cannot read or verify."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    except HOSTILE as error:
        raise RefusedError(finding, **facts) from error
