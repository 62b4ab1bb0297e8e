"""Articles and archives in, results out; the dataset catalogue and its loaders. Knows nothing of the model."""
