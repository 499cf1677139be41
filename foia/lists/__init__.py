"""Reads the open lists of agencies and joins them: for the builder of the directory and for `foia agencies update`."""
