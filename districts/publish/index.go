package publish

import (
	"encoding/hex"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish/page"
)

// index is the page for everybody, in every language of the set, which lists its files with their sums.
func (b *builder) index() {
	b.add(output.Contents, func() ([]byte, error) {
		o := page.Options{Languages: b.langs, Without: b.o.Without(b.plan)}
		for _, name := range b.set.Names() {
			sum, bytes, err := b.set.Sum(name)
			if err != nil {
				return nil, err
			}
			o.Files = append(o.Files, page.File{Name: name, Bytes: int(bytes), SHA256: hex.EncodeToString(sum[:])})
		}
		return page.Write(b.ctx, b.plan, b.report, o)
	})
}
