"""Documents and pictures of a release: the words and the places of marks that the templates of `templates/typeset/` set.

They are those of the pages: words come from the pages' own templates and filters, marks from the pages' own charts. `sheets`
tells of one indicator, `reports` of a whole release, `cards` of what a social network shows; `views` gives them to readers.
"""
