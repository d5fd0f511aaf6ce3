"""The portfolio: the commission's scoring sheets, counted beside the verdict and never in it."""

from __future__ import annotations

from rules.attestation.portfolio.counting import (
    Counted,
    Portfolio,
    category_in,
    count,
    sheet_category,
    sheet_for,
)
from rules.attestation.portfolio.edition import (
    PortfolioEdition,
    PortfolioThreshold,
    ScoringSheet,
    portfolio_editions,
    portfolio_on,
    read_portfolio,
)
from rules.attestation.portfolio.entries import Entries, entry_json, parse_entries, parse_entry
from rules.attestation.portfolio.nearest import Gain, fewest_rows, next_rows
from rules.attestation.portfolio.validation import validated

__all__ = [
    "Counted",
    "Entries",
    "Gain",
    "Portfolio",
    "PortfolioEdition",
    "PortfolioThreshold",
    "ScoringSheet",
    "category_in",
    "count",
    "entry_json",
    "fewest_rows",
    "next_rows",
    "parse_entries",
    "parse_entry",
    "portfolio_editions",
    "portfolio_on",
    "read_portfolio",
    "sheet_category",
    "sheet_for",
    "validated",
]
