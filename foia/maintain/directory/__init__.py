"""Builds agencies/<xx>/agencies.csv from open lists: `python -m foia.maintain.directory --inputs DIR --out DIR`.

The FBI's list says which agencies there are, the federal list of 2019 (HIFLD) where they sit, the .gov registry what
their city's page is, and the Census how counties and places are called. Lines read by hand win over all of them.
"""
