"""The collection form: what a visiting unit is asked, the form out, and its answers in again."""
