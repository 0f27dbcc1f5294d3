"""The parts of an HTML file beyond the text itself: the page that guests carry on their telephones."""
