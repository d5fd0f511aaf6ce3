"""The attestation of college staff beside a report: what it asks for, and what is still open."""
