"""Rows for tests: spell out only what matters."""
