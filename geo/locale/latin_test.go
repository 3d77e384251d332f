package locale

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFileName(t *testing.T) {
	for _, c := range [][3]string{
		{"ru", "Проект постановления", "proekt-postanovleniya"},
		{"ru", "Восточно-Казахстанская область (ВКО)", "vostochno-kazakhstanskaya-oblast-vko"},
		{"ru", "Зелёный № 5", "zelyony-5"},
		{"kk", "Қаулы жобасы", "kauly-zhobasy"},
		{"kk", "Жетісу облысы", "zhetisu-oblysy"},
		{"en", "Abai Region", "abai-region"},
		{"en", "Côte d’Ivoire", "cote-divoire"},
		{"en", "თბილისი", ""},
		{"en", " – ", ""},
	} {
		require.Equal(t, c[2], Of(c[0]).FileName(c[1]))
	}
}
