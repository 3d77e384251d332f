// Package sheet reads and writes the tables that people keep in spreadsheet programs: workbooks in the format of Excel
// since 2007 (Office Open XML, ECMA-376, Part 1) and texts with a separator between the columns (CSV). Both become the
// same thing, named sheets of rows of cells; what the cells mean is for others to find out.
//
// A workbook is read as a stream, with what its parts unpack to and the number of its cells within limits, so that no
// file, whatever it claims, takes more memory than a fixed number of times what a large table needs.
package sheet
