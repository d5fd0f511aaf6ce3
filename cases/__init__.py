"""Use cases of organisations, certificates and deadlines: plain functions over a transaction.

Each is one step of somebody's work and takes whoever acts by number. It decides on what the
database holds at that moment, never on what a button said, and raises a `CaseError` otherwise;
then nothing of the transaction is stored. Texts and buttons are the handlers' business.
"""
