"""What can be imported of research, and how files name it."""
