package maps

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/geo/albers"
)

var english = catalogue["en"]

func TestWording(t *testing.T) {
	kk, ru, en := catalogue["kk"], catalogue["ru"], catalogue["en"]
	require.Equal(t, "2022\u00a0жылғы 31\u00a0желтоқсандағы", kk.date("2022-12-31"))
	require.Equal(t, "31\u00a0декабря 2022\u00a0г.", ru.date("2022-12-31"))
	require.Equal(t, "31\u00a0December 2022", en.date("2022-12-31"))
	require.Equal(t, "spring 2022", en.date("spring 2022"))
	require.Equal(t, "12\u00a0035\u00a0578", kk.Count(12035578))
	require.Equal(t, "12\u00a0035\u00a0578", en.Count(12035578))
	require.Equal(t, "−1\u00a0000", en.Count(-1000))
	require.Equal(t, "999", ru.Count(999))
	require.Equal(t, "+12,4\u00a0%", ru.percent(big.NewRat(1235, 10000)))
	require.Equal(t, "−20.0\u00a0%", en.percent(big.NewRat(-1, 5)))
	require.Equal(t, "0.0\u00a0%", en.percent(big.NewRat(-1, 10000)))
	require.Equal(t, "43°\u00a0с.\u00a0ш.", ru.latitude(43))
	require.Equal(t, "53.5°\u00a0N", en.latitude(53.5))
	require.Equal(t, "70°\u00a0W", en.longitude(-70))
	require.Equal(t, "0°", en.longitude(0))
	require.Equal(t, "43°05′\u00a0N", en.angle(43+5.0/60, en.North, en.South))
	require.Equal(t, "Солт. Қазақстан обл.", kk.short("Солтүстік Қазақстан облысы"))
	require.Equal(t, "Актюбинская обл.", ru.short("Актюбинская область"))
	require.Contains(t, kk.describe(albers.New(67, 43, 53.5)), "43°\u00a0с.\u00a0е. және 53,5°\u00a0с.\u00a0е.")
	require.Contains(t, en.describe(albers.New(38, -4, 4)), "Cylindrical")
}
