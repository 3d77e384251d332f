package rule

import (
	"math/big"

	"github.com/okrug/okrug/geo/locale"
)

// words are the phrases of one language. Every fmt verb has its reason in explain.go.
type words struct {
	*locale.Locale
	base, scope, status                 map[string]string
	column, parent                      string
	statistic, names                    [5]string
	soft, target, exception, projected  string
	free, own, sides                    string
	labels                              [5]string // status, source, address, how well known, note
	example, bounds, window, none, plan string
	nothing                             string // a rule that asks nothing
	meets, breaks                       string
}

func wordsFor(lang string) *words {
	switch lang {
	case "kk":
		return &kazakh
	case "ru":
		return &russian
	}
	return &english
}

func (w *words) count(n int64) string { return w.Count(n) }

func (w *words) decimal(r *big.Rat, decimals int) string { return w.AtMost(r, decimals) }

func (w *words) percent(r *big.Rat, decimals int) string { return w.ShareAtMost(r, decimals) }

var english = words{
	Locale: locale.Of("en"),
	base:   map[string]string{Voters: "voters", "population": "inhabitants"},
	scope:  map[string]string{Nation: "the whole country", Region: "its region"},
	status: map[string]string{InForce: "in force", Repealed: "repealed", Reported: "reported, not read in the law", Recommendation: "recommendation", Convention: "convention", Proposed: "proposed"},
	column: "of column %q",
	parent: "its area of level %q",
	statistic: [5]string{
		"The number of {base} of a district must not differ from the mean per seat of {scope} by more than {limit}.",
		"The largest district of {scope} must not have more {base} than the smallest by over {limit} of the mean per seat.",
		"The smallest district of {scope} must not have fewer {base} than the largest by over {limit} of the largest.",
		"The largest district of {scope} must not have more {base} than the smallest by over {limit} of the smallest.",
		"The largest district of {scope} must not have more than {limit} times the {base} of the smallest.",
	},
	names:     [5]string{"largest deviation", "range over mean", "range over largest", "range over smallest", "largest over smallest"},
	soft:      "A plan beyond the limit is not unlawful for that alone; it must be justified.",
	target:    "If possible no more than %s.",
	exception: "Exception",
	projected: "The same is asked of the column %q, with the limit %s.",
	free:      "no limit",
	own:       "the rule's limit",
	sides:     "below the mean %s, above it %s",
	labels:    [5]string{"Status", "Source", "Address", "How well known", "Note"},
	example:   "Worked example: %s, %s voters, seats: %d. Mean per seat: %s.",
	bounds:    "A district may have from %s to %s.",
	window:    "No district of a plan that meets the rule can have fewer than %s or more than %s; within that the districts are compared with each other.",
	none:      "No whole number of voters fits.",
	nothing:   "No rule of voter equality binds this plan.",
	plan:      "A plan with districts of %s:",
	meets:     "The plan meets the rule (limit %s).",
	breaks:    "The plan breaks the rule (limit %s).",
}

var russian = words{
	Locale: locale.Of("ru"),
	base:   map[string]string{Voters: "избирателей", "population": "жителей"},
	scope:  map[string]string{Nation: "по стране", Region: "по региону"},
	status: map[string]string{InForce: "действует", Repealed: "утратило силу", Reported: "по сообщениям, в законе не прочитано", Recommendation: "рекомендация", Convention: "сложившаяся практика", Proposed: "предложение"},
	column: "по графе %q",
	parent: "по единице уровня %q",
	statistic: [5]string{
		"Число {base} в округе не должно отличаться от среднего на один мандат {scope} более чем на {limit}.",
		"Разница между наибольшим и наименьшим округами {scope} (число {base}) не должна превышать {limit} среднего на один мандат.",
		"Разница между наибольшим и наименьшим округами {scope} (число {base}) не должна превышать {limit} от наибольшего.",
		"Разница между наибольшим и наименьшим округами {scope} (число {base}) не должна превышать {limit} от наименьшего.",
		"В наибольшем округе {scope} число {base} не должно превышать число в наименьшем более чем в {limit} раза.",
	},
	names:     [5]string{"наибольшее отклонение от среднего", "разница к среднему", "разница к наибольшему", "разница к наименьшему", "отношение наибольшего к наименьшему"},
	soft:      "Превышение предела само по себе не делает план незаконным, но требует обоснования.",
	target:    "По возможности не более %s.",
	exception: "Исключение",
	projected: "То же требуется по графе %q с пределом %s.",
	free:      "без предела",
	own:       "общий предел",
	sides:     "ниже среднего %s, выше среднего %s",
	labels:    [5]string{"Статус", "Источник", "Адрес", "Насколько известно", "Примечание"},
	example:   "Пример: %s, избирателей %s, мандатов %d. Среднее на один мандат: %s.",
	bounds:    "В округе может быть от %s до %s.",
	window:    "Ни один округ плана, отвечающего правилу, не может иметь менее %s или более %s; в этих границах округа сравниваются между собой.",
	none:      "Ни одно целое число избирателей не подходит.",
	nothing:   "Правило о равенстве числа избирателей к плану не применяется.",
	plan:      "План с округами %s:",
	meets:     "План отвечает правилу (предел %s).",
	breaks:    "План нарушает правило (предел %s).",
}

var kazakh = words{
	Locale: locale.Of("kk"),
	base:   map[string]string{Voters: "сайлаушылар", "population": "тұрғындар"},
	scope:  map[string]string{Nation: "Ел бойынша", Region: "Өңір бойынша"},
	status: map[string]string{InForce: "қолданыста", Repealed: "күшін жойған", Reported: "хабарланған, заңнан оқылмаған", Recommendation: "ұсыным", Convention: "қалыптасқан тәжірибе", Proposed: "ұсыныс"},
	column: "%q бағаны бойынша",
	parent: "%q деңгейіндегі бірлік бойынша",
	statistic: [5]string{
		"{scope}: округтегі {base} саны бір мандатқа шаққандағы орташа саннан {limit}-дан артық ауытқымауға тиіс.",
		"{scope}: ең үлкен және ең кіші округтердегі {base} санының айырмасы бір мандатқа шаққандағы орташа санның {limit}-ынан аспауға тиіс.",
		"{scope}: ең үлкен және ең кіші округтердегі {base} санының айырмасы ең үлкенінің {limit}-ынан аспауға тиіс.",
		"{scope}: ең үлкен және ең кіші округтердегі {base} санының айырмасы ең кішісінің {limit}-ынан аспауға тиіс.",
		"{scope}: ең үлкен округтегі {base} санының ең кіші округтегі санға қатынасы {limit} мәнінен аспауға тиіс.",
	},
	names:     [5]string{"орташа саннан ең үлкен ауытқу", "айырманың орташаға қатынасы", "айырманың ең үлкеніне қатынасы", "айырманың ең кішісіне қатынасы", "ең үлкенінің ең кішісіне қатынасы"},
	soft:      "Шектен асу жоспарды өздігінен заңсыз етпейді, бірақ негіздеуді талап етеді.",
	target:    "Мүмкіндігінше %s-дан аспайды.",
	exception: "Ерекше жағдай",
	projected: "Дәл сол талап %q бағанына %s шегімен қойылады.",
	free:      "шексіз",
	own:       "жалпы шек",
	sides:     "орташадан төмен: %s, орташадан жоғары: %s",
	labels:    [5]string{"Мәртебесі", "Дереккөзі", "Мекенжайы", "Қаншалықты белгілі", "Ескерту"},
	example:   "Мысал: %s, сайлаушылар саны %s, мандаттар саны %d. Бір мандатқа шаққандағы орташа сан: %s.",
	bounds:    "Округтегі сайлаушылар саны: ең азы %s, ең көбі %s.",
	window:    "Ережеге сай жоспардың бірде-бір округінде сайлаушылар саны мына шектен шықпайды: ең азы %s, ең көбі %s; осы шекте округтер өзара салыстырылады.",
	none:      "Бірде-бір бүтін сан сәйкес келмейді.",
	nothing:   "Жоспарға сайлаушылар санының теңдігі туралы ереже қолданылмайды.",
	plan:      "Округтері %s болатын жоспар:",
	meets:     "Жоспар ережеге сай (шегі %s).",
	breaks:    "Жоспар ережені бұзады (шегі %s).",
}
