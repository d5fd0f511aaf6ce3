"""The conversation: what people press and type comes in, screens go out."""
