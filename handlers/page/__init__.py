"""The way from the chat to the page, and the end of what is signed in there."""
