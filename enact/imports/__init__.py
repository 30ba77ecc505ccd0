"""Files of rows, read into records: what a row says, what it would change, and the change itself.

A file is looked at from outside (`archives`), read into sheets of plain cells (`files`), its headings are found (`headings`)
and its cells read by columns (`columns`). A resource of an app (`resources`) says which records rows tell of; a plan (`plans`)
says what they would create, change and leave, without a word to the database; `saving` does what a plan says.
"""
