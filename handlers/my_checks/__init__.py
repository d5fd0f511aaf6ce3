"""What follows a report: reasons, other ways, suppositions, papers, links, history, other posts."""
