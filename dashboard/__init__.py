"""What an editor sees: a Streamlit page that talks to the scorer through one interface, local or remote."""
