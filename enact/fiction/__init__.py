"""A programme that does not exist, to try the software on: `make demo`. Everything in it is invented, and says so.

It stands in a database of its own, under the setting `FICTIONAL`, by which every page says what it is.
"""
