"""The files of a release: tables for spreadsheets, what describes them to machines, and all of it in one archive.

All is drawn from the document of the release alone, so that a file never changes once its release is published.
"""
