package sheet

// Style is how a cell looks, and whether it may be written into where the sheet is protected.
type Style int

// The styles of cells. Those that are not said to be open are locked where the sheet is protected.
const (
	Plain     Style = iota // text, in one line
	Heading                // the title of a sheet
	Head                   // above a column
	Code                   // text that is no number whatever its digits
	Group                  // the name of a group of rows
	Sum                    // a total
	GroupSum               // the rest of a total's row
	OpenCount              // open: a whole number, with spaces between thousands
	OpenText               // open: a text
	Words                  // text, wrapped
)

// Put is a cell to write: a text, a number as digits with a point, a formula without its sign of equality, a boolean
// as true or false, or nothing but its style.
type Put struct {
	Column                         int
	Text, Number, Formula, Boolean string
	Style                          Style
}

// Page is a sheet to write.
type Page struct {
	Name   string
	Widths []float64 // of the columns, in letters
	Rows   [][]Put
	// Frozen are the rows at the top that stay in sight, and are printed on every page.
	Frozen    int
	Protected bool // without a password
	Landscape bool
	// Counts are cells that take whole numbers from 0 alone, with what is said of anything else; Choices are cells that
	// offer words.
	Counts  []Area
	Refusal string
	Choices []Area
	Choice  []string
}

// Document is a workbook to write.
type Document struct {
	Title string
	Lang  string // BCP 47
	Pages []Page
}
