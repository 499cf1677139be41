"""Builders of the data; nothing imports them."""
