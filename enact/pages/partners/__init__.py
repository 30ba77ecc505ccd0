"""The public pages of partners: the directory, the page of each, and the map of Grand Est."""
