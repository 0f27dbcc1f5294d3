"""An office's standing data in a workbook: out, in again, and the beginnings of an office's own folder."""
