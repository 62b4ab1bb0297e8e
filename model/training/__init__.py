"""How the artefacts are made and measured; its heavy dependencies (scikit-learn, PyTorch) never load in serving."""
