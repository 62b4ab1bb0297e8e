"""The HTTP API: one score a request, problems in one form, nothing of the model's own in it."""
