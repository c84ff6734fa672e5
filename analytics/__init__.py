"""Numbers of a satisfaction survey: arrays in, frozen results out; no app, no files, no clock."""
