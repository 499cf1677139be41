"""The only reader of the data folders."""
