package drawing

// Document is what a PDF holds: pages that are drawn, and beside them the order in which they are read (ISO
// 32000-1:2008, 14.7 and 14.8), so that a reader who listens hears headings, tables with their heads, and what a
// picture shows.
type Document struct {
	Title, Subject, Author string
	Lang                   string // BCP 47
	Pages                  []*Page
	Bookmarks              []Bookmark
	// Contents are the elements of the document's structure in reading order.
	Contents []*Element
}

// Page is one page.
type Page struct {
	Width, Height float64 // millimetres
	Marks         []Mark  // in the order in which they are painted
	Links         []Link
	// Draw, if not nil, makes the page just before it is written; it is let go after that, so that not all pages of a book
	// are in memory at once.
	Draw func() (*Page, error)
}

// Mark is items that belong to one element of the structure. Without an element they are decoration, which is not read
// out: rules, grounds, page numbers.
type Mark struct {
	Of    *Element
	Items []Item
	// Layer is the name of the layer that it lies in, which viewers list and can hide; "" for what is always seen. The
	// layers of all pages of one name are one.
	Layer string
}

// Tag is a standard structure type (ISO 32000-1:2008, 14.8.4).
type Tag string

// The tags that documents use.
const (
	H1        Tag = "H1"
	H2        Tag = "H2"
	H3        Tag = "H3"
	P         Tag = "P"
	List      Tag = "L"
	ListItem  Tag = "LI"
	ListBody  Tag = "LBody"
	Table     Tag = "Table"
	TableRow  Tag = "TR"
	TableHead Tag = "TH" // of a column, or of a row where Row is set
	TableCell Tag = "TD"
	Figure    Tag = "Figure"
	Caption   Tag = "Caption"
	Contents  Tag = "TOC"
	Entry     Tag = "TOCI"
	LinkTag   Tag = "Link"
	Section   Tag = "Sect"
)

// Element is a node of the structure. An element may be marked on several pages, as a paragraph or a table that goes
// on.
type Element struct {
	Tag      Tag
	Alt      string // what a Figure shows
	Actual   string // what is read in place of what is drawn, as for a word that is cut short
	Lang     string // where it is not the document's
	Row      bool   // a TableHead heads its row, not its column
	Children []*Element
}

// Bookmark is an entry of the outline that viewers show beside the pages.
type Bookmark struct {
	Title    string
	Page     int // from 0
	Children []Bookmark
}

// Link makes a rectangle of a page lead to another page, or to an address where URI is set. Lengths are in millimetres
// from the page's top left corner.
type Link struct {
	Left, Top, Right, Bottom float64
	Target                   int // page, from 0
	URI                      string
	Text                     string   // what it leads to, in words
	Of                       *Element // the LinkTag element it belongs to
}
