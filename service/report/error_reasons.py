"""What was left out or doubted and why, in words for the reader of a report."""

from __future__ import annotations

ERRORS = {
    "empty": "the headline, or the page, is empty",
    "not_text": "the headline or body is not text, or missing",
    "too_long": "longer than any headline or article",
    "control_character": "control characters in it",
    "surrogate": "broken Unicode in it",
    "not_utf8": "bytes in it that are not UTF-8; save the file as UTF-8",
    "bad_json": "the line is not JSON",
    "not_an_object": "the line is JSON but no object",
    "duplicate_column": "a column is named twice",
    "too_many_columns": "more columns are named than a table may have",
    "bad_csv": "the quotation marks of the row do not match",
    "too_few_fields": "the row has fewer fields than the header",
    "too_many_fields": "the row has more fields than the header",
    "cell_too_long": "a value is longer than any article",
    "row_too_long": "the row is longer than any article",
    "damaged_file": "a file could not be read to its end; one row stands for the rest of it",
    "decompression_bomb": "a file unpacks to far more than its size; one row stands for the rest of it",
    "http_status": "the page was not delivered (an error, a redirect)",
    "not_html": "no HTML page: an image, a feed, a PDF",
    "not_a_page": "no HTML page: an image, a feed, a PDF",
    "page_too_long": "the page is larger than any news page",
    "page_encoding": "the page is packed in a way that could not be undone",
    "page_timeout": "the page took too long to read",
    "page_crashed": "the page could not be read",
    "out_of_memory": "the page took too much memory to read",
    "too_deep": "the page's elements lie too deep in one another",
    "no_article": "the page holds no running text",
    "no_headline": "the page has no headline",
    "not_english": "not in English",
}
"""Kinds of error."""

DOUBTS = {
    "short_body": "the story has too few sentences to compare with",
    "unknown_words": "most words are unknown to the model",
    "other_language": "the headline seems to be in another language",
    "listing": "a listing: results, fixtures, puzzles",
    "readers_disagree": "the two readers are far apart",
    "no_words": "the headline holds no words that say anything",
    "short_headline": "the headline has only a word or two",
}
"""Reasons for doubt."""
