// Package people writes a validation report for people: one HTML page that needs neither network nor script, and a PDF
// of the same content, in Kazakh, Russian or English.
//
// A report is first composed into a Document, which is text and figures in one language; both writers write the
// Document and nothing else, so that they cannot differ. Every table and the chart that shows the same figures are made
// from one list.
//
// Both are for screen readers too: the PDF is tagged. What a scenario says in one language only stays in that language,
// and the HTML says which.
package people
