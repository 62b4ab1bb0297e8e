import streamlit as st

st.title("article")
