"""The parts of a DOCX file: base document with its styles, running text, tables, page furniture."""
