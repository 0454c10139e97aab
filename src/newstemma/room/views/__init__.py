"""What each address shows: an open archive and a request -> a page."""
