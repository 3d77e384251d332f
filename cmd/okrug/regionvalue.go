package main

import (
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// A regionValue is one value of a flag that says a number of a region, such as KZ-75=3. The region is an id or a name.
type regionValue struct {
	flag, given, region string
	n                   int64
}

// regionValues reads the values of a flag. What is not of the form REGION=N, with N from least to most, is answered
// with the text that wrong makes of it.
func regionValues(flag string, given []string, least, most int64, wrong func(string) error) ([]regionValue, error) {
	var all []regionValue
	for _, g := range given {
		region, number, ok := strings.Cut(g, "=")
		n, err := strconv.ParseInt(number, 10, 64)
		if !ok || err != nil || n < least || n > most {
			return nil, wrong(g)
		}
		all = append(all, regionValue{flag, g, region, n})
	}
	return all, nil
}

// byRegion gives the numbers by the regions' ids. Each region may be named once, whether by its id or by its name.
func byRegion[N int | int64](c *districts.Case, values []regionValue) (map[string]N, error) {
	numbers := map[string]N{}
	for _, v := range values {
		i, err := c.FindRegion(v.region)
		if err != nil {
			return nil, locale.Errorf("%s %s: %w", v.flag, v.given, err)
		}
		id := c.Layer.Regions[i].ID
		if _, twice := numbers[id]; twice {
			return nil, locale.Errorf("%s %s: %s is named twice; name each region once", v.flag, v.given, v.region)
		}
		numbers[id] = N(v.n)
	}
	return numbers, nil
}
