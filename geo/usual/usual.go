// Package usual knows how the properties of features and the columns of tables are usually called, in Kazakh, Russian
// and English, by what they are for.
package usual

import (
	"strings"
	"unicode"
)

// names are those that properties usually have, by what they are for, without marks, spaces and capitals. The first
// that a file has is taken.
var names = map[string][]string{
	"id": {"id", "unitid", "settlementid", "placeid", "precinctid", "stationid", "kato", "като", "katocode", "кодкато",
		"code", "код", "коды", "pcode", "osmid", "geonameid", "gid", "objectid", "fid", "номер", "number", "нөмірі"},
	"regionid": {"id", "regionid", "regioncode", "code", "код", "коды", "iso", "isocode", "iso31662", "shapeiso", "hasc",
		"kato", "като", "adm1pcode", "adm1code", "gid1", "gid", "osmid", "objectid", "fid"},
	"voters": {"voters", "registeredvoters", "votersregistered", "registered", "electors", "electorate", "voterscount",
		"votercount", "numvoters", "nvoters", "избиратели", "избирателей", "числоизбирателей", "количествоизбирателей",
		"избирателейвсего", "сайлаушылар", "сайлаушыларсаны", "сайлаушылардыңсаны"},
	"kind": {"kind", "type", "place", "placetype", "category", "тип", "вид", "категория", "түрі", "санаты"},
	"region": {"region", "regionid", "regioncode", "oblast", "область", "облысы", "облыс", "регион", "аймақ", "өңір",
		"province", "adm1pcode", "adm1", "adm1en", "adm1ru", "parent", "parentid", "regionname"},
	"population": {"population", "pop", "residents", "inhabitants", "население", "численность", "жителей", "халық",
		"халықсаны", "тұрғындар"},
	"name": {"name", "название", "наименование", "имя", "атауы", "аты", "settlement", "населённыйпункт", "населенныйпункт",
		"елдімекен", "region", "область", "облыс", "shapename", "nam"},
	"longitude": {"lon", "longitude", "lng", "long", "долгота", "бойлық"},
	"latitude":  {"lat", "latitude", "широта", "ендік"},
	"status":    {"status", "votersstatus", "статус", "мәртебесі", "мәртебе"},
	"share": {"share", "fraction", "ratio", "percent", "weight", "доля", "процент", "үлес", "үлесі",
		"пайыз", "пайызы"},
	"area": {"area", "areakm2", "areasqkm", "km2", "площадь", "площадькм2", "ауданыкм2", "көлемі", "aream2"},
}

// Names are those that are usual for a role, in the form of Plain, the most usual first.
func Names(role string) []string { return names[role] }

// Plain is a name without marks, spaces and capitals.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
