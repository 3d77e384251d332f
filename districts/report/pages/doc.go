// Package pages composes documents for people, in Kazakh, Russian or English: a validation report, and a comparison of
// two plans. Every table and the chart or map that shows the same figures are made from one list. What a scenario says
// in one language only stays in that language, and the document says which.
package pages
