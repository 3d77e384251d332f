package apportion_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/apportion"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/testdata"
)

func regions(min int, bases ...int64) []apportion.Region {
	out := make([]apportion.Region, len(bases))
	for i, b := range bases {
		out[i] = apportion.Region{ID: string(rune('A' + i)), Base: b, Min: min}
	}
	return out
}

// The example of Balinski and Young, American Mathematical Monthly 82 (1975), in which all six methods differ.
func TestBalinskiYoung1975(t *testing.T) {
	r := regions(0, 9061, 7179, 5259, 3319, 1182)
	want := map[string][]int{
		"largest-remainder": {9, 7, 5, 4, 1},
		"jefferson":         {10, 7, 5, 3, 1},
		"webster":           {9, 8, 5, 3, 1},
		"huntington-hill":   {9, 7, 6, 3, 1},
		"adams":             {9, 7, 5, 3, 2},
		"dean":              {9, 7, 5, 4, 1},
		"stationary:1/2":    {9, 8, 5, 3, 1},
		"stationary:0":      {9, 7, 5, 3, 2},
		"stationary:1":      {10, 7, 5, 3, 1},
	}
	for name, seats := range want {
		m, err := apportion.ParseMethod(name)
		require.NoError(t, err)
		require.Equal(t, name, m.String())
		got, err := apportion.Apportion(r, 26, m, apportion.Refuse)
		require.NoError(t, err)
		require.Equal(t, seats, got.Seats, name)
		require.Nil(t, got.Tie)
	}
}

// The first apportionment of the United States, 1790 census, 105 seats: Jefferson's method gave Virginia 19 and
// Delaware 1, Hamilton's would have given 18 and 2 (Balinski and Young, Fair Representation, chapter 3).
func TestUnitedStates1791(t *testing.T) {
	names := []string{"Connecticut", "Delaware", "Georgia", "Kentucky", "Maryland", "Massachusetts", "New Hampshire",
		"New Jersey",
		"New York", "North Carolina", "Pennsylvania", "Rhode Island", "South Carolina", "Vermont", "Virginia"}
	pops := []int64{236841, 55540, 70835, 68705, 278514, 475327, 141822, 179570, 331589, 353523, 432879, 68446, 206236,
		85533, 630560}
	r := make([]apportion.Region, len(pops))
	for i := range r {
		r[i] = apportion.Region{ID: names[i], Base: pops[i]}
	}
	j, err := apportion.Apportion(r, 105, apportion.Jefferson, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, []int{7, 1, 2, 2, 8, 14, 4, 5, 10, 10, 13, 2, 6, 2, 19}, j.Seats)
	require.Empty(t, j.OutsideQuota())
	h, err := apportion.Apportion(r, 105, apportion.LargestRemainder, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, "18.310", h.Shares[14].FloatString(3))
	require.Equal(t, []int{7, 2, 2, 2, 8, 14, 4, 5, 10, 10, 13, 2, 6, 2, 18}, h.Seats)
}

func kazakhstan(t *testing.T) (r []apportion.Region, enacted []int) {
	f, err := os.Open(testdata.Shared(t, "kz", "regions.csv"))
	require.NoError(t, err)
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		seats, err := strconv.Atoi(row[5])
		require.NoError(t, err)
		voters, err := strconv.ParseInt(row[6], 10, 64)
		require.NoError(t, err)
		r = append(r, apportion.Region{ID: row[1], Base: voters, Min: 1})
		enacted = append(enacted, seats)
	}
	return r, enacted
}

func TestKazakhstan2022(t *testing.T) {
	r, enacted := kazakhstan(t)
	require.Len(t, r, 20)
	for _, m := range []apportion.Method{apportion.Webster, apportion.HuntingtonHill} {
		got, err := apportion.Apportion(r, 29, m, apportion.Refuse)
		require.NoError(t, err)
		require.Equal(t, enacted, got.Seats, m)
	}
	got, err := apportion.Apportion(r, 29, apportion.Jefferson, apportion.Refuse)
	require.NoError(t, err)
	require.NotEqual(t, enacted, got.Seats)
}

func TestTies(t *testing.T) {
	r := regions(0, 100, 100, 100)
	_, err := apportion.Apportion(r, 4, apportion.Webster, apportion.Refuse)
	var te *apportion.TieError
	require.ErrorAs(t, err, &te)
	require.Equal(t, []string{"A", "B", "C"}, te.IDs)
	require.Equal(t, 1, te.Tie.Seats)

	for _, m := range apportion.Methods() {
		got, err := apportion.Apportion(r, 5, m, apportion.ByOrder)
		require.NoError(t, err)
		require.Equal(t, []int{2, 2, 1}, got.Seats, m)
		require.Equal(t, &apportion.Tie{Seats: 2, Regions: []int{0, 1, 2}, Given: []int{0, 1}, Rule: apportion.ByOrder},
			got.Tie)
		require.Equal(t, int64(3), got.Tie.Ways().Int64())
	}
	_, err = apportion.Apportion(r, 5, apportion.LargestRemainder, apportion.ByBase)
	require.ErrorAs(t, err, &te, "equal bases stay tied")

	// Webster: 300/3 = 100/1 is a tie between unequal regions, for the only seat; 300 claims 600, so give it that first.
	r = regions(0, 300, 100)
	got, err := apportion.Apportion(r, 2, apportion.Webster, apportion.ByBase)
	require.NoError(t, err)
	require.Equal(t, []int{2, 0}, got.Seats)
	require.Equal(t, []int{0, 1}, got.Tie.Regions)
	require.Equal(t, "200", got.Divisor.RatString())

	// Huntington-Hill: squares 800^2/(1*2) = 320000 and 1386^2/(2*3) = 320166 are close but no tie.
	r = regions(1, 800, 1386)
	got, err = apportion.Apportion(r, 4, apportion.HuntingtonHill, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, []int{1, 3}, got.Seats)

	// Largest remainders 1/2 and 1/2.
	_, err = apportion.Apportion(regions(0, 3, 1), 2, apportion.LargestRemainder, apportion.Refuse)
	require.ErrorAs(t, err, &te)
}

func TestBounds(t *testing.T) {
	r := regions(1, 1000, 10, 10)
	r[0].Max = 4
	for _, m := range apportion.Methods() {
		got, err := apportion.Apportion(r, 10, m, apportion.Refuse)
		require.NoError(t, err)
		require.Equal(t, []int{4, 3, 3}, got.Seats, m)
	}
	for _, m := range apportion.Methods() {
		got, err := apportion.Apportion(r, 6, m, apportion.Refuse)
		require.NoError(t, err)
		require.Equal(t, []int{4, 1, 1}, got.Seats, m)
	}
	// A minimum takes seats from those above it: shares 1, 1.8, 7.2 of 10.
	got, err := apportion.Apportion(regions(1, 1, 200, 800), 10, apportion.LargestRemainder, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, "9/5", got.Shares[1].RatString())
	require.Equal(t, []int{1, 2, 7}, got.Seats)
}

func TestFaults(t *testing.T) {
	r := regions(2, 10, 0, -5)
	r[0].Max = 1
	r[2].ID = "A"
	_, err := apportion.Apportion(r, 5, apportion.Webster, apportion.ByOrder)
	var in *fault.Faults
	require.ErrorAs(t, err, &in)
	for _, kind := range []fault.Kind{apportion.TooFew, apportion.NoBase, apportion.BadBounds, apportion.Twice} {
		require.True(t, in.Has(kind), kind)
	}
	require.False(t, in.Has(apportion.TooMany))
	require.Equal(t, []string{
		"5 seats are fewer than the 6 that the regions' minima ask for; give more seats or lower the minima",
		"B: nobody to represent; the base must be positive",
		"A: nobody to represent; the base must be positive",
		"A: minimum 2 and maximum 1; minimum and maximum must not be negative, nor the minimum over the maximum",
		"A: the region is given twice; name every region once",
	}, strings.Split(in.Error(), "\n"))

	has := func(kind fault.Kind) {
		t.Helper()
		var in *fault.Faults
		require.ErrorAs(t, err, &in)
		require.True(t, in.Has(kind), "%v", err)
	}
	r = regions(0, 1, 1)
	r[0].Max, r[1].Max = 1, 2
	_, err = apportion.Apportion(r, 4, apportion.Webster, apportion.ByOrder)
	has(apportion.TooMany)
	_, err = apportion.Apportion(r, 0, apportion.Webster, apportion.ByOrder)
	has(apportion.NoSeats)
	_, err = apportion.Apportion(nil, 4, apportion.Webster, apportion.ByOrder)
	has(apportion.NoRegions)
	for _, s := range []string{"wbster", "stationary:2", "stationary:x", "stationary:1e0"} {
		_, err = apportion.ParseMethod(s)
		require.Error(t, err, s)
	}
	_, err = apportion.ParseTieRule("lot")
	require.Error(t, err)
}

// With fewer seats than regions the larger ones get the first seats, also by methods that owe one to each.
func TestFewerSeatsThanRegions(t *testing.T) {
	for _, m := range apportion.Methods() {
		got, err := apportion.Apportion(regions(0, 100, 130, 90, 120), 2, m, apportion.Refuse)
		require.NoError(t, err)
		require.Equal(t, []int{0, 1, 0, 1}, got.Seats, m)
	}
}

func TestHugeBases(t *testing.T) {
	const p = int64(9_000_000_000_000_000_000)
	got, err := apportion.Apportion(regions(0, p, p-1, p), 7, apportion.HuntingtonHill, apportion.Refuse)
	require.ErrorAs(t, err, new(*apportion.TieError))
	require.Nil(t, got)
	got, err = apportion.Apportion(regions(0, p, p-1, p), 8, apportion.HuntingtonHill, apportion.Refuse)
	require.NoError(t, err)
	require.Equal(t, []int{3, 2, 3}, got.Seats)
}

func ExampleApportion() {
	r := []apportion.Region{
		{ID: "Turkistan Region", Base: 1_177_507, Min: 1},
		{ID: "Karaganda Region", Base: 761_673, Min: 1},
		{ID: "Ulytau Region", Base: 138_277, Min: 1},
	}
	got, err := apportion.Apportion(r, 6, apportion.Webster, apportion.Refuse)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(got.Seats, "by the divisor", got.Divisor.RatString())
	// Output: [3 2 1] by the divisor 400000
}

func BenchmarkUnitedStates(b *testing.B) {
	r := make([]apportion.Region, 50)
	for i := range r {
		r[i] = apportion.Region{ID: strconv.Itoa(i), Base: int64(500_000 + i*i*15_000), Min: 1}
	}
	for b.Loop() {
		if _, err := apportion.Apportion(r, 435, apportion.HuntingtonHill, apportion.Refuse); err != nil {
			b.Fatal(err)
		}
	}
}
