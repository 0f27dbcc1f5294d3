"""All visits side by side: the register, the week, who and what is taken, and what is free."""
