// Package voters understands tables of voters as people keep them: titles above the head, heads of several rows, merged
// cells, regions named once above their units, totals between the rows, figures with marks between thousands, ids that
// a spreadsheet has spoiled, and names in place of ids. What it takes for what it says, and where there are two ways to
// take something it refuses.
package voters
