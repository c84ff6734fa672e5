"""Measurements against the figures of the issues; run by `make bench`, never by the tests."""
