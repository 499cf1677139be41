"""Writes public records requests about facial recognition, ready to send."""
