"""Rules over the data; each finds problems and says what to write instead."""

from foia.checks.problem import Cure, Problem
from foia.checks.running import Report, inspect, run

__all__ = ["Cure", "Problem", "Report", "inspect", "run"]
