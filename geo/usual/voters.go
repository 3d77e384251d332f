package usual

import (
	"regexp"
	"slices"
	"strings"
)

// What titles of columns have in them that count voters.
var (
	ofVoters = regexp.MustCompile(`избирател(ей|и|я)([^а-яё]|$)|сайлаушы|voter|electors|electorate`)
	// notAll are counts of some voters only, of those who voted, and measures made of counts.
	notAll = regexp.MustCompile(`%|процент|пайыз|доля|үлес|отклон|ауытқу|средн|орташа|норм[аы]|квот|mean|average|` +
		`quota|share|` +
		`проголос|приня|участв|явк|дауыс бер|қатыс|turnout|voted|ballot|бюллетен|на дому|үйде|мужчин|женщин|ерлер|` +
		`әйел|\bmen\b|women|male|status|статус|мәртебе|дата|date|күн`)
	allOf    = regexp.MustCompile(`всего|итого|общ|барлығы|жалпы|total`)
	numberOf = regexp.MustCompile(`числ|колич|кол-во|саны|number|count|registered|зарегистр|тіркелген|списк|тізім|включ|` +
		`внесен|енгізіл`)
)

// OfAllVoters says how sure it is by the title of a column that it counts all voters: 0 not at all, and Meant where it
// is called so as a whole.
func OfAllVoters(title string) int {
	plain, low := Plain(title), strings.ToLower(title)
	switch {
	case plain == "" || notAll.MatchString(low):
		return 0
	case slices.Contains(names["voters"], plain):
		return Meant
	case !ofVoters.MatchString(low):
		return 0
	}
	sure := Barely
	if numberOf.MatchString(low) {
		sure++
	}
	if allOf.MatchString(low) {
		sure += 2
	}
	return sure
}

// OfSomeVoters reports whether a title is that of a count of some voters only, or of what is no count of voters.
func OfSomeVoters(title string) bool { return notAll.MatchString(strings.ToLower(title)) }
