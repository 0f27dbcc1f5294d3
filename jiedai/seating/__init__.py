"""Seating: who comes before whom, where each one sits in every usual shape, and the chart that says so."""
