package publish

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/publish/page"
)

// index is the page for everybody, in every language of the set, which lists its files with their sums.
func (b *builder) index() {
	b.add(output.Contents, func() ([]byte, error) {
		o := page.Options{Languages: b.langs, Without: b.o.Without(b.plan)}
		for _, name := range b.set.Names() {
			data, err := b.set.Read(name)
			if err != nil {
				return nil, err
			}
			sum := sha256.Sum256(data)
			o.Files = append(o.Files, page.File{Name: name, Bytes: len(data), SHA256: hex.EncodeToString(sum[:])})
		}
		return page.Write(b.ctx, b.plan, b.report, o)
	})
}
