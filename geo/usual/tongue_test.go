package usual_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/okrug/okrug/geo/usual"
)

// Titles of names in a language, as offices, OpenStreetMap and boundary files write them.
func TestTongues(t *testing.T) {
	for title, want := range map[string]string{"name_kk": "kk", "name:ru": "ru", "NAME_RUS": "ru", "Название (каз)": "kk",
		"Наименование на русском": "ru", "ADM1_EN": "en", "атауы қазақша": "kk", "Название англ": "en"} {
		lang, ok := usual.Named(title)
		assert.True(t, ok, title)
		assert.Equal(t, want, lang, title)
	}
	for _, title := range []string{"name", "ru", "voters_ru", "Население рус", "", "green"} {
		_, ok := usual.Named(title)
		assert.False(t, ok, title)
	}
	for title, want := range map[string]string{"Атауы": "kk", "Название": "ru", "name": "", "Имя": "ru"} {
		assert.Equal(t, want, usual.InTongue(title), title)
	}
}
