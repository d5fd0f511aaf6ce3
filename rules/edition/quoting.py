"""Text as YAML quotes it, for lines that are put into a file as it stands."""


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
