"""Many letters -> print runs, labels, envelopes, sheets, the page for counsel: from values to bytes, nothing else."""
