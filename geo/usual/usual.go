// Package usual knows how the properties of features and the columns of tables are usually called, in Kazakh, Russian
// and English, by what they are for.
package usual

import (
	"slices"
	"strings"
	"unicode"
)

// names are those that properties usually have, by what they are for, without marks, spaces and capitals. The first
// that a file has is taken.
var names = map[string][]string{
	"id": {"id", "unitid", "settlementid", "placeid", "precinctid", "stationid", "kato", "като", "katocode", "кодкато",
		"code", "код", "коды", "pcode", "osmid", "geonameid", "gid", "objectid", "fid", "уик", "номеруик",
		"номер", "number", "нөмірі"},
	"regionid": {"id", "regionid", "regioncode", "code", "код", "коды", "iso", "isocode", "iso31662", "shapeiso", "hasc",
		"kato", "като", "adm1pcode", "adm1code", "gid1", "gid", "osmid", "objectid", "fid"},
	"voters": {"voters", "registeredvoters", "votersregistered", "registered", "electors", "electorate", "voterscount",
		"votercount", "numvoters", "nvoters", "избиратели", "избирателей", "числоизбирателей", "количествоизбирателей",
		"избирателейвсего", "сайлаушылар", "сайлаушыларсаны", "сайлаушылардыңсаны"},
	"kind": {"kind", "type", "place", "placetype", "category", "тип", "вид", "категория", "түрі", "санаты"},
	"region": {"region", "regionid", "regioncode", "oblast", "область", "облысы", "облыс", "регион", "аймақ", "өңір",
		"province", "adm1pcode", "adm1", "adm1en", "adm1ru", "parent", "parentid", "regionname", "state", "statefp"},
	"population": {"population", "pop", "residents", "inhabitants", "население", "численность", "жителей", "халық",
		"халықсаны", "тұрғындар", "totpop", "poptot", "totalpopulation"},
	"seats": {"seats", "seat", "mandates", "deputies", "места", "мест", "мандаты", "мандатов", "депутатов", "орындар",
		"мандаттар", "депутаттар"},
	"name": {"name", "название", "наименование", "имя", "атауы", "аты", "settlement", "населённыйпункт", "населенныйпункт",
		"елдімекен", "region", "область", "облыс", "shapename", "nam", "name10", "name20", "namelsad",
		"namelsad10", "namelsad20"},
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

// parents are the beginnings of the names of areas that units nest in below their region, in the form of Plain, and
// endings what may stand behind them.
var (
	parents = []string{"raion", "rayon", "district", "район", "аудан", "ауданы", "county", "municipality", "municipio",
		"муниципалитет", "муниципальноеобразование", "okrug", "ruralokrug", "округ", "сельскийокруг", "ауылдықокруг",
		"ауылдықокругі", "community", "commune", "borough", "ward", "город", "қала", "city", "town", "parent", "adm2"}
	endings = []string{"", "id", "code", "name", "pcode", "код", "коды", "fp", "fp10", "fp20", "kk", "ru", "en", "namekk",
		"nameru", "nameen"}
)

// Parent reports whether a property is called like an area that units nest in below their region.
func Parent(name string) bool {
	plain := Plain(name)
	for _, p := range parents {
		if rest, ok := strings.CutPrefix(plain, p); ok && slices.Contains(endings, rest) {
			return true
		}
	}
	return false
}
