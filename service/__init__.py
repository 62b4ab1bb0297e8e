"""How others call it: HTTP API, command line, archive audit, Spark. Uses `data` and `model`."""
