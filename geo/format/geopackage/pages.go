package geopackage

import "encoding/binary"

// pages are those of a database, to see that no table uses one twice: a tree whose pages lead to the same ones again
// has more rows than anyone could ever read (sqlite.org/fileformat2.html, 1.6).
type pages struct {
	data []byte
	size int // of a page
	used []bool
}

// The types of pages of a table's tree, and where in the head of one stand how many cells it has and its last page.
const (
	inner  = 5
	leaf   = 13
	cells  = 3
	last   = 8
	first  = 12 // where the places of the cells begin on an inner page
	cellAt = 2  // bytes of the place of a cell
)

// newPages are the pages of a database whose header is whole.
func newPages(data []byte) *pages {
	p := &pages{data: data, size: pageSize(data)}
	if p.size > 0 {
		p.used = make([]bool, len(data)/p.size+1)
	}
	return p
}

// pageSize is the size of a page by the header, 0 where it is none that there is.
func pageSize(data []byte) int {
	size := int(binary.BigEndian.Uint16(data[pageSizeAt:]))
	if size == 1 {
		size = 1 << 16
	}
	if size < 512 || size&(size-1) != 0 {
		return 0
	}
	return size
}

// page is the page of a number, counted from 1, from where its head begins; nil where there is none.
func (p *pages) page(number uint32) []byte {
	if p.size == 0 || number == 0 || int64(number) > int64(len(p.data)/p.size) {
		return nil
	}
	page := p.data[(int(number)-1)*p.size:][:p.size]
	if number == 1 {
		return page[headingBytes:]
	}
	return page
}

// index says whether a tree is one of an index, in which tables stand that do not number their rows.
func (p *pages) index(root uint32) bool {
	page := p.page(root)
	return page != nil && (page[0] == 2 || page[0] == 10)
}

// tree walks through the tree of a table and takes note of its pages. It says whether all of them are there, are of
// the right type, and were never met before.
func (p *pages) tree(root uint32) bool {
	left := []uint32{root}
	for len(left) > 0 {
		number := left[len(left)-1]
		left = left[:len(left)-1]
		page := p.page(number)
		if page == nil || p.used[number] {
			return false
		}
		p.used[number] = true
		switch page[0] {
		case leaf:
			continue
		case inner:
		default:
			return false
		}
		head := p.size - len(page) // what stands before it
		n := int(binary.BigEndian.Uint16(page[cells:]))
		if first+cellAt*n > len(page) {
			return false
		}
		left = append(left, binary.BigEndian.Uint32(page[last:]))
		for i := range n {
			at := int(binary.BigEndian.Uint16(page[first+cellAt*i:]))&(p.size-1) - head
			if at < 0 || at+4 > len(page) {
				return false
			}
			left = append(left, binary.BigEndian.Uint32(page[at:]))
		}
	}
	return true
}
