"""The portfolio in the chat: the commission's sheet row by row, its sum and its papers."""
