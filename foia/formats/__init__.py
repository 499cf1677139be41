"""One letter to bytes, one module per format."""
