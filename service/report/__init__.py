"""The report of an audit: one page a person can read, from the results alone."""

from levelhed.service.report.write import write_report

__all__ = ["write_report"]
