// Package document is the one model of documents: sections of paragraphs, lists, tables and figures in one language.
// One document is written as an HTML page that needs neither network nor script, as a PDF on A4, and as Markdown; the
// writers write the document and nothing else, so that they cannot differ. Page and print are for screen readers too:
// the PDF is tagged.
package document
