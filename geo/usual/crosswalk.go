package usual

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Words in titles that tell one of two lists of units as the earlier or the later one.
var (
	ofOld = regexp.MustCompile(`^(?:old|from|previous|prior|former|source|before|стар[а-я]*|прежн[а-я]*|был[а-я]*|` +
		`ескі|бұрынғы)$`)
	ofNew = regexp.MustCompile(`^(?:new|into|to|current|successor|target|after|нов[а-я]*|стал[а-я]*|жаңа|қазіргі)$`)
	// yearOf is the year of a list at the end of a title, with two digits or four, as in kato_2024 and GEOID20.
	yearOf    = regexp.MustCompile(`(?:^|[^0-9])([0-9]{2}|(?:19|20)[0-9]{2})$`)
	wordsOf   = regexp.MustCompile(`[^\pL\pN]+`)
	namesWord = regexp.MustCompile(`name|назван|наименован|атау`)
)

// Pair finds the two columns of ids of a table that says which unit of one list has become which of another, by their
// titles: that of the earlier list and that of the later. Each has a word for that, as old_id, new_id; or one has it
// and the other is the only one of ids beside it, as kato_2024, into_kato; or both have years, as GEOID10, GEOID20.
// Columns of names do not count. It is not ok where there are no such two, or several.
func Pair(titles []string) (old, later int, ok bool) {
	var olds, laters, ids, years []int
	year := func(i int) int {
		m := yearOf.FindStringSubmatch(titles[i])
		if m == nil {
			return -1
		}
		n, _ := strconv.Atoi(m[1])
		return n
	}
	for i, title := range titles {
		low := strings.ToLower(title)
		if namesWord.MatchString(low) || Measure(title) != "" {
			continue
		}
		words := wordsOf.Split(low, -1)
		role, _ := Title(title)
		isOld, isNew := slices.ContainsFunc(words, ofOld.MatchString), slices.ContainsFunc(words, ofNew.MatchString)
		switch {
		case isOld && !isNew:
			olds = append(olds, i)
		case isNew && !isOld:
			laters = append(laters, i)
		case role == OfIDs || role == OfUnits:
			ids = append(ids, i)
			if year(i) >= 0 {
				years = append(years, i)
			}
		}
	}
	switch {
	case len(olds) == 1 && len(laters) == 1:
		return olds[0], laters[0], true
	case len(olds) == 0 && len(laters) == 1 && len(ids) == 1:
		return ids[0], laters[0], true
	case len(olds) == 1 && len(laters) == 0 && len(ids) == 1:
		return olds[0], ids[0], true
	case len(olds)+len(laters) == 0 && len(years) == 2 && year(years[0]) != year(years[1]):
		slices.SortFunc(years, func(a, b int) int { return year(a) - year(b) })
		return years[0], years[1], true
	}
	return -1, -1, false
}

// Measures of what two units have in common.
const (
	Share  = "share" // of the earlier unit
	Voters = "voters"
	Area   = "area"
)

// Measure says by the title of a column what it measures of the part that two units have in common; "" for nothing.
func Measure(title string) string {
	plain := Plain(title)
	for _, role := range []string{Share, Voters, Area} {
		if slices.Contains(names[role], plain) {
			return role
		}
	}
	return ""
}
