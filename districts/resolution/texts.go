package resolution

import (
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/locale"
)

// checkNames are what the checks are called in documents.
var checkNames = map[string]map[string]string{
	"ru": {
		districts.CheckAssigned:   "каждая единица включена ровно в один округ",
		districts.CheckSeats:      "число округов региона равно числу его мандатов",
		districts.CheckMinimum:    "в каждом регионе не менее установленного числа округов",
		districts.CheckContiguity: "территория каждого округа связна",
		districts.CheckCrossing:   "ни один округ не пересекает границу региона",
		districts.CheckVoters:     "суммы избирателей сходятся",
		districts.CheckEquality:   "отклонение числа избирателей в пределах правила",
	},
	"kk": {
		districts.CheckAssigned:   "әрбір бірлік тек бір ғана округке енгізілген",
		districts.CheckSeats:      "өңірдегі округтер саны оның мандаттарының санына тең",
		districts.CheckMinimum:    "әрбір өңірде округтер саны белгіленген ең аз саннан кем емес",
		districts.CheckContiguity: "әрбір округтің аумағы тұтас",
		districts.CheckCrossing:   "бірде-бір округ өңірдің шекарасынан өтпейді",
		districts.CheckVoters:     "сайлаушылар санының қосындылары сәйкес келеді",
		districts.CheckEquality:   "сайлаушылар санының ауытқуы қағида шегінде",
	},
	"en": {
		districts.CheckAssigned:   "every unit stands in exactly one district",
		districts.CheckSeats:      "every region has as many districts as seats",
		districts.CheckMinimum:    "every region has the least number of districts",
		districts.CheckContiguity: "the territory of every district hangs together",
		districts.CheckCrossing:   "no district crosses the border of a region",
		districts.CheckVoters:     "the sums of voters agree",
		districts.CheckEquality:   "the deviation of voters is within the rule",
	},
}

// stateNames are the four outcomes of a check.
var stateNames = map[string]map[string]string{
	"ru": {"pass": "соблюдено", "fail": "нарушено", "incomplete": "план не завершён", "not applicable": "не применяется"},
	"kk": {"pass": "сақталған", "fail": "бұзылған", "incomplete": "жоспар аяқталмаған", "not applicable": "қолданылмайды"},
	"en": {"pass": "met", "fail": "broken", "incomplete": "plan not finished", "not applicable": "not applicable"},
}

// statusNames are what is known of a region's plan.
var statusNames = map[string]map[string]string{
	"ru": {
		"optimal": "доказано, что лучшего плана по выбранной цели нет", "feasible": "план допустим, наилучшим не доказан",
		"checked": "план только проверен", "unknown": "ответ не получен", "infeasible": "доказано, что допустимого плана нет",
	},
	"kk": {
		"optimal": "таңдалған мақсат бойынша бұдан жақсы жоспардың жоқтығы дәлелденген", "feasible": "жоспар қағидаға сай, ең жақсысы екені дәлелденбеген",
		"checked": "жоспар тек тексерілген", "unknown": "жауап алынбады", "infeasible": "қағидаға сай жоспардың жоқтығы дәлелденген",
	},
	"en": {
		"optimal": "proven that no plan is better by the chosen objective", "feasible": "within the rule, not proven best",
		"checked": "only checked", "unknown": "no answer was found", "infeasible": "proven that no plan keeps the rule",
	},
}

// groundStates are why a ground must be looked at.
var groundStates = map[string]map[string]string{
	"ru": {"repealed": "утратило силу", "reported": "известно из пересказа, в подлиннике не прочитано", "recommendation": "рекомендация", "convention": "практика, в законе не записано", "proposed": "предложено составителем сценария", "": "происхождение не указано"},
	"kk": {"repealed": "күші жойылған", "reported": "хабарланған, түпнұсқасы оқылмаған", "recommendation": "ұсыным", "convention": "тәжірибе, заңда жазылмаған", "proposed": "сценарийді жасаушы ұсынған", "": "қайдан алынғаны көрсетілмеген"},
	"en": {"repealed": "repealed", "reported": "known from reports, not read in the original", "recommendation": "a recommendation", "convention": "practice, not written in law", "proposed": "proposed by the author of the scenario", "": "of no stated origin"},
}

// unsigned writes a floating-point share of 1 as a percentage with two places.
func unsigned(f float64, lang string) string {
	return locale.Of(lang).Share(f, 2)
}
