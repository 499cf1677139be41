"""Rules over the data; each finds problems and says what to write instead."""
