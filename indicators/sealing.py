"""How the document of a release is written and sealed.

The text is JSON with sorted keys, numbers as strings, in UTF-8. Its `seal` is the SHA-256 of the same text without the seal:
a single changed digit shows in a single file. The SHA-256 of the whole text is the fingerprint of the release, which the next
release holds.
"""

import hashlib
import json
import re

SEAL = re.compile(rb'\n "seal": "[0-9a-f]{64}",')
"""The line of the seal among the others."""


def canonical(document):
    """The text of a document: the same bytes for the same content, on every machine."""
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def fingerprint(text):
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(document):
    """The document with its seal."""
    content = {key: value for key, value in document.items() if key != "seal"}
    return content | {"seal": fingerprint(canonical(content))}


def is_sealed(content, document):
    """Whether a text, in UTF-8, has the seal that its document tells.

    It is looked for in the text as it stands: that of a large programme takes long to write again.
    """
    rest = hashlib.sha256(SEAL.sub(b"", content, count=1)).hexdigest()
    return document.get("seal") == rest or document == sealed(document)
