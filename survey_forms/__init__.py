"""What a questionnaire is: its words, its form, its answers; no Flask, no database, no clock."""
