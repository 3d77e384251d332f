package maps

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/okrug/okrug/geo/albers"
	"github.com/okrug/okrug/geo/locale"
)

// Languages are the languages in which sheets can be printed.
var Languages = locale.Languages()

// words is the catalogue of one language. Every field must be filled in every language; a test sees to it. %s and %d
// stand for what the field's comment says.
type words struct {
	Districts      string // title of the national sheet
	Deviations     string
	Changes        string
	RegionSheet    string // region's name
	DistrictSheet  string // number
	Atlas          string
	Contents       string
	Draft          string
	AsOf           string // date
	Counts         string // districts, units
	Unassigned     string
	Legend         string
	DistrictLine   string
	RegionLine     string
	DoubleLine     string
	UnitLine       string
	NumberSign     string
	AndMore        string // number
	UnitName       string
	UnitSample     string
	MeanVoters     string
	FormerLine     string
	NumberAndName  string
	Number         string
	ByNumber       string
	NamedElsewhere string
	Fills          string
	Towns          string
	TownClasses    [4]string
	Centre         string
	CentreOf       string
	InsetSign      string
	Scale          string
	Kilometres     string
	Projection     string // southern and northern parallel, meridian
	Cylinder       string // parallel, meridian
	TextPrevails   string
	Sources        string
	District       string
	Unit           string
	Voters         string
	Deviation      string
	Total          string
	BeyondLimit    string
	Quota          string
	NoChange       string
	Moved          string
	MovedSummary   string // units, voters
	Renumbered     string // pairs
	Base           string
	Letters        string
	Location       string
	North, South   string // letters of the hemispheres
	East, West     string
	Date           func(year int, month time.Month, day int) string
	Abbreviations  [][2]string // generic terms and their short forms
	*locale.Locale
}

var catalogue = map[string]*words{"kk": &kazakh, "ru": &russian, "en": &english}

const nbsp = "\u00a0"

var english = words{
	Districts: "Electoral districts", Deviations: "Deviation of districts from the mean number of voters",
	Changes: "Changes of electoral districts", RegionSheet: "Electoral districts: %s", DistrictSheet: "Electoral district No." + nbsp + "%d",
	Atlas: "Atlas of electoral districts", Contents: "Contents", Draft: "DRAFT",
	AsOf: "Units as at %s", Counts: "Districts:" + nbsp + "%d. Units:" + nbsp + "%d.", Unassigned: "not assigned to a district",
	Legend: "Legend", DistrictLine: "district boundary", RegionLine: "region boundary", DoubleLine: "district and region boundary", UnitLine: "boundary of a unit", NumberSign: "No.", AndMore: "and %d more", UnitName: "name of a unit", UnitSample: "Aa", MeanVoters: "Mean",
	FormerLine: "former district boundary", NumberAndName: "number and name of a district", Number: "number of a district", ByNumber: "Districts shown by number", NamedElsewhere: "The names of the districts are on the sheets of the regions.",
	Fills: "Fills only tell neighbouring districts apart.",
	Towns: "Settlements by inhabitants", TownClasses: [4]string{"over 500,000", "100,000 – 500,000", "20,000 – 100,000", "under 20,000 or not known"},
	Centre: "Centre", CentreOf: "centre of a district", InsetSign: "shown on an inset", Scale: "Scale", Kilometres: "km",
	Projection:   "Albers equal-area conic projection, WGS" + nbsp + "84; standard parallels %s and %s, central meridian %s",
	Cylinder:     "Cylindrical equal-area projection, WGS" + nbsp + "84; standard parallel %s, central meridian %s",
	TextPrevails: "Where this map and the text of the act differ, the text prevails.",
	Sources:      "Sources", District: "District", Unit: "Unit", Voters: "Voters", Deviation: "Deviation", Total: "Total",
	BeyondLimit: "beyond the limit",
	Quota:       "Deviation is (voters − mean) / mean; the mean is the number of voters per seat of the base that the rule names.",
	NoChange:    "No unit changes its district.", Moved: "unit that changes its district",
	MovedSummary: "Units that change their district: %d, voters: %s (in brackets the number in the other plan → the number now)", Renumbered: "Renumbered only: %s", Base: "Compared with",
	Letters: "Letters on the map", Location: "Location",
	North: "N", South: "S", East: "E", West: "W",
	Date: func(y int, m time.Month, d int) string { return fmt.Sprintf("%d"+nbsp+"%s %d", d, m, y) },
	Abbreviations: [][2]string{
		{" Region", " Reg."}, {" District", " Dist."}, {" district", " dist."}, {" Oblast", " Obl."}, {"Province", "Prov."},
		{"North ", "N. "}, {"South ", "S. "}, {"East ", "E. "}, {"West ", "W. "},
	},
	Locale: locale.Of("en"),
}

var russian = words{
	Districts: "Избирательные округа", Deviations: "Отклонение округов от среднего числа избирателей",
	Changes: "Изменения избирательных округов", RegionSheet: "Избирательные округа: %s", DistrictSheet: "Избирательный округ №" + nbsp + "%d",
	Atlas: "Атлас избирательных округов", Contents: "Содержание", Draft: "ПРОЕКТ",
	AsOf: "Административные единицы по состоянию на %s", Counts: "Округов:" + nbsp + "%d. Единиц:" + nbsp + "%d.", Unassigned: "не отнесено к округу",
	Legend: "Условные обозначения", DistrictLine: "граница избирательного округа", RegionLine: "граница региона", DoubleLine: "граница округа и региона", UnitLine: "граница административной единицы", NumberSign: "№", AndMore: "и ещё %d", UnitName: "название единицы", UnitSample: "Аа", MeanVoters: "Среднее",
	FormerLine: "прежняя граница округа", NumberAndName: "номер и название округа", Number: "номер округа", ByNumber: "Округа, обозначенные номером", NamedElsewhere: "Названия округов даны на листах регионов.",
	Fills: "Заливка служит лишь для различения соседних округов.",
	Towns: "Населённые пункты по числу жителей", TownClasses: [4]string{"свыше 500" + nbsp + "000", "100" + nbsp + "000 – 500" + nbsp + "000", "20" + nbsp + "000 – 100" + nbsp + "000", "менее 20" + nbsp + "000 или нет данных"},
	Centre: "Центр", CentreOf: "центр округа", InsetSign: "показано на врезке", Scale: "Масштаб", Kilometres: "км",
	Projection:   "Равновеликая коническая проекция Альберса, WGS" + nbsp + "84; стандартные параллели %s и %s, центральный меридиан %s",
	Cylinder:     "Равновеликая цилиндрическая проекция, WGS" + nbsp + "84; стандартная параллель %s, центральный меридиан %s",
	TextPrevails: "При расхождении карты с текстом акта действует текст.",
	Sources:      "Источники", District: "Округ", Unit: "Единица", Voters: "Избирателей", Deviation: "Отклонение", Total: "Всего",
	BeyondLimit: "за пределом допустимого",
	Quota:       "Отклонение = (избирателей − среднее) / среднее; среднее — число избирателей на один мандат в базе, названной правилом.",
	NoChange:    "Ни одна единица не переходит в другой округ.", Moved: "единица, перешедшая в другой округ",
	MovedSummary: "Единиц, перешедших в другой округ: %d, избирателей: %s (в скобках номер в другом плане → номер теперь)", Renumbered: "Только перенумерованы: %s", Base: "Сравнение с планом",
	Letters: "Буквы на карте", Location: "Расположение",
	North: "с.ш.", South: "ю.ш.", East: "в.д.", West: "з.д.",
	Date: func(y int, m time.Month, d int) string {
		return fmt.Sprintf("%d"+nbsp+"%s %d"+nbsp+"г.", d, locale.Of("ru").Month(m), y)
	},
	Abbreviations: [][2]string{
		{"область", "обл."}, {" район", " р-н"}, {"город ", "г." + nbsp}, {"Северо-Казахстанская", "Северо-Каз."}, {"Западно-Казахстанская", "Западно-Каз."}, {"Восточно-Казахстанская", "Восточно-Каз."},
	},
	Locale: locale.Of("ru"),
}

var kazakh = words{
	Districts: "Сайлау округтері", Deviations: "Округтердің сайлаушылардың орташа санынан ауытқуы",
	Changes: "Сайлау округтеріндегі өзгерістер", RegionSheet: "Сайлау округтері: %s", DistrictSheet: "№" + nbsp + "%d сайлау округі",
	Atlas: "Сайлау округтерінің атласы", Contents: "Мазмұны", Draft: "ЖОБА",
	AsOf: "Әкімшілік бірліктер %s жағдай бойынша", Counts: "Округтер:" + nbsp + "%d. Бірліктер:" + nbsp + "%d.", Unassigned: "округке жатқызылмаған",
	Legend: "Шартты белгілер", DistrictLine: "сайлау округінің шекарасы", RegionLine: "өңірдің шекарасы", DoubleLine: "округ пен өңірдің шекарасы", UnitLine: "әкімшілік бірліктің шекарасы", NumberSign: "№", AndMore: "және тағы %d", UnitName: "бірліктің атауы", UnitSample: "Аа", MeanVoters: "Орташа саны",
	FormerLine: "округтің бұрынғы шекарасы", NumberAndName: "округтің нөмірі мен атауы", Number: "округтің нөмірі", ByNumber: "Нөмірмен белгіленген округтер", NamedElsewhere: "Округтердің атаулары өңірлердің парақтарында берілген.",
	Fills: "Түстер көршілес округтерді ажырату үшін ғана берілген.",
	Towns: "Елді мекендер, тұрғындарының саны бойынша", TownClasses: [4]string{"500" + nbsp + "000-нан астам", "100" + nbsp + "000 – 500" + nbsp + "000", "20" + nbsp + "000 – 100" + nbsp + "000", "20" + nbsp + "000-нан аз немесе белгісіз"},
	Centre: "Орталығы", CentreOf: "округтің орталығы", InsetSign: "қосымша картада көрсетілген", Scale: "Масштабы", Kilometres: "км",
	Projection:   "Альберстің тең шамалы конустық проекциясы, WGS" + nbsp + "84; стандарт параллельдер %s және %s, орталық меридиан %s",
	Cylinder:     "Тең шамалы цилиндрлік проекция, WGS" + nbsp + "84; стандарт параллель %s, орталық меридиан %s",
	TextPrevails: "Карта мен акт мәтіні арасында айырмашылық болса, мәтін қолданылады.",
	Sources:      "Дереккөздер", District: "Округ", Unit: "Бірлік", Voters: "Сайлаушылар", Deviation: "Ауытқу", Total: "Барлығы",
	BeyondLimit: "рұқсат етілген шектен тыс",
	Quota:       "Ауытқу = (сайлаушылар − орташа) / орташа; орташа — ереже атаған базада бір мандатқа келетін сайлаушылар саны.",
	NoChange:    "Бірде-бір бірлік басқа округке өтпейді.", Moved: "басқа округке өткен бірлік",
	MovedSummary: "Басқа округке өткен бірліктер: %d, сайлаушылар: %s (жақшада: басқа жоспардағы нөмір → қазіргі нөмір)", Renumbered: "Тек нөмірі өзгергендер: %s", Base: "Салыстырылған жоспар",
	Letters: "Картадағы әріптер", Location: "Орналасуы",
	North: "с.е.", South: "о.е.", East: "ш.б.", West: "б.б.",
	Date: func(y int, m time.Month, d int) string {
		return fmt.Sprintf("%d"+nbsp+"жылғы %d"+nbsp+"%s", y, d, locale.Of("kk").MonthIn(m, locale.At))
	},
	Abbreviations: [][2]string{{" облысы", " обл."}, {" ауданы", " ауд."}, {" қаласы", " қ."}, {"Солтүстік ", "Солт. "}, {"Батыс ", "Бат. "}, {"Шығыс ", "Шығ. "}},
	Locale:        locale.Of("kk"),
}

// short is a name with its generic terms abbreviated.
func (w *words) short(name string) string {
	for _, a := range w.Abbreviations {
		name = strings.ReplaceAll(name, a[0], a[1])
	}
	return name
}

// date words an ISO 8601 date; what is not one is left as it stands.
func (w *words) date(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return w.Date(t.Date())
}

// percent writes a share with one decimal and its sign, rounded from the exact value.
func (w *words) percent(r *big.Rat) string { return locale.Signed(w.ExactShare(r, 1)) }

// degrees writes a latitude or longitude.
func (w *words) degrees(v float64, positive, negative string) string {
	s := w.Short(max(v, -v)) + "°"
	switch {
	case v > 0:
		return s + nbsp + positive
	case v < 0:
		return s + nbsp + negative
	}
	return s
}

func (w *words) latitude(v float64) string  { return w.degrees(v, w.North, w.South) }
func (w *words) longitude(v float64) string { return w.degrees(v, w.East, w.West) }

// describe prints a projection's parameters.
func (w *words) describe(p albers.Projection) string {
	if !p.Conic() {
		return fmt.Sprintf(w.Cylinder, w.latitude(p.Parallels[1]), w.longitude(p.Meridian))
	}
	return fmt.Sprintf(w.Projection, w.latitude(p.Parallels[0]), w.latitude(p.Parallels[1]), w.longitude(p.Meridian))
}
