"""Public pages kept as files, so that they are drawn once, compressed once, and answered without the database.

`drawing` draws a page as nobody in particular sees it, `files` keeps it, `answers` gives it to a reader, `live` keeps pages
of live records for seconds. Pages of a release are kept by `indicators.published`.
"""
