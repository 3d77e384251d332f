package drawing

import (
	"fmt"
	"strings"
)

// producer is what made the files.
const producer = "okrug"

// info writes what the document says of itself in the old way; metadata says the same.
func (w *pdfWriter) info(d *Document) int {
	entries := ""
	for _, e := range []struct{ key, value string }{{"Title", d.Title}, {"Subject", d.Subject}, {"Author", d.Author}} {
		if e.value != "" {
			entries += "/" + e.key + literal(e.value)
		}
	}
	n := w.alloc()
	w.set(n, "<<%s/Producer%s>>", entries, literal(producer))
	return n
}

// metadata writes what the document says of itself as XMP (ISO 16684-1).
func (w *pdfWriter) metadata(d *Document) int {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` + "\n")
	b.WriteString("<dc:format>application/pdf</dc:format>\n")
	for _, e := range []struct{ key, list, entry, value string }{
		{"title", "Alt", ` xml:lang="x-default"`, d.Title},
		{"description", "Alt", ` xml:lang="x-default"`, d.Subject},
		{"creator", "Seq", "", d.Author}, {"language", "Bag", "", d.Lang},
	} {
		if e.value != "" {
			fmt.Fprintf(&b, "<dc:%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%[2]s></dc:%[1]s>\n",
				e.key, e.list, e.entry, escape(e.value))
		}
	}
	fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n", producer)
	b.WriteString(`<?xpacket end="r"?>`)
	n := w.alloc()
	w.set(n, "<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream", b.Len(), b.String())
	return n
}

// intent writes that colours are sRGB.
func (w *pdfWriter) intent() int {
	n, profile := w.alloc(), w.alloc()
	const name = "sRGB IEC61966-2.1"
	w.set(n, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(%s)/Info(%[1]s)/DestOutputProfile %d 0 R>>",
		name, profile)
	w.stream(profile, "/N 3", srgb())
	return n
}
