"""How many partners there are among which words of others are looked for. It is asked by programs that have no settings."""

import os

PROFILES = 24
"""How many partners have a profile of their own; they are numbered from 0, and there are more of the last."""
PARTNERS = int(os.environ.get("CANARIES", "70"))
"""How many partners are read for words of others. Mutants are tried among fewer: one of each profile is enough to see them."""
