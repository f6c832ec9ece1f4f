"""The guide's generator."""
