"""Pictures and PDFs of papers, read into text on this machine, bounded in all they may take."""
