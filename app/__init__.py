"""The application: people, units, the database and the web."""
