package usual

import (
	"regexp"
	"slices"
	"strings"
)

// Role is what a column of a table is for that says which unit a row means.
type Role string

// The roles of columns by which units are known.
const (
	OfIDs     Role = "id"
	OfNames   Role = "name"
	OfRegions Role = "region"
	// OfUnits is the role of a column that may have ids or names of units; its cells tell.
	OfUnits Role = "unit"
	// OfRows is the role of a column of numbers, of rows as likely as of units.
	OfRows Role = "row"
)

// How sure it is by its title what a column is for: by words within it, by the whole of it, or because no other thing
// is called so. Of two columns of one role, the surer one is meant.
const (
	Barely = 1 + iota
	Partly
	Wholly
	Surely
	// Meant is the title that okrug itself gives.
	Meant
)

// Titles in the form of Plain. Those of ids are of files of the United States' Census Bureau, with the year of the
// census, and of NHGIS.
var (
	censusIDs = regexp.MustCompile(`^(?:geoid[0-9]*|geoidfull|blockid[0-9]*|geocode|vtd(?:id|st)[0-9]*|gisjoin|uid)$`)
	eitherOf  = regexp.MustCompile(`^(?:unit|precinct|block[0-9]*|vtd[0-9]*)$`)
	namesOf   = regexp.MustCompile(`^(?:unitname|район|ауданы?|город|қала|наименованиеединицы|территория|аумақ|raion|` +
		`rayon)$`)
	idsOf  = regexp.MustCompile(`^(?:бірліккоды|кодединицы|idединицы)$`)
	rowsOf = regexp.MustCompile(`^(?:номер|number|нөмірі)$`)
)

// What titles have in them, in small letters.
var (
	inRegions = regexp.MustCompile(`област|облыс|регион|region|oblast|өңір|province`)
	inUnits   = regexp.MustCompile(`район|аудан|город|қала|raion|rayon|district|unit|единиц|бірлік|территор|аумақ|` +
		`населен|населён|елді|муниципал|участ|учаск|precinct|station|settlement|место|округ|^тик|^уик|county|city|town`)
	inNames = regexp.MustCompile(`наименован|назван|атау|name|имя`)
	inIDs   = regexp.MustCompile(`код|kato|като|code|\bid\b|_id\b|идентификатор`)
)

// Title says by the title of a column what it is for, and how sure that is; "" and 0 for nothing of these. The whole
// title is looked for first, as a row of a table may have such words in it that is no head. A parent is an area between
// unit and region, and so is neither.
func Title(title string) (Role, int) {
	plain, low := Plain(title), strings.ToLower(title)
	is := func(role string) bool { return slices.Contains(names[role], plain) }
	if role, sure := whole(plain); sure > 0 {
		return role, sure
	}
	switch {
	case plain == "", plain == "parent", plain == "parentid":
	case inRegions.MatchString(low) && !inUnits.MatchString(low) && !is("id"):
		return OfRegions, Partly
	case inIDs.MatchString(low) && !inRegions.MatchString(low):
		return OfIDs, Partly
	case inNames.MatchString(low) && inUnits.MatchString(low):
		return OfNames, Wholly // of them it is the name for sure, whatever is between the words
	case inNames.MatchString(low):
		return OfNames, Partly
	case inUnits.MatchString(low):
		return OfNames, Barely
	}
	return "", 0
}

// IsTitle reports whether a text is as a whole a title of a column by which units are known.
func IsTitle(text string) bool {
	role, _ := whole(Plain(text))
	return role != "" && role != OfRegions
}

// whole is what a column is for whose title is known as a whole, in the form of Plain.
func whole(plain string) (Role, int) {
	is := func(role string) bool { return slices.Contains(names[role], plain) }
	switch {
	case plain == "unitid":
		return OfIDs, Meant
	case censusIDs.MatchString(plain):
		return OfIDs, Surely
	case eitherOf.MatchString(plain):
		return OfUnits, Barely
	case rowsOf.MatchString(plain):
		return OfRows, Barely
	case is("region") && plain != "parent" && plain != "parentid":
		return OfRegions, Partly
	case is("id"), idsOf.MatchString(plain):
		return OfIDs, Wholly
	case is("name"):
		return OfNames, Wholly
	case namesOf.MatchString(plain):
		return OfNames, Barely
	}
	return "", 0
}
