package resolution

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// nbsp keeps a figure and its unit, or the parts of a figure, on one line.
const nbsp = "\u00a0"

// whole writes a whole number with no-break thousands: 1 234 567. Numbers of four digits are grouped too, so that the
// columns of tables line up.
func whole(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + nbsp + s[i:]
	}
	return sign + s
}

// rounded writes a fraction as the nearest whole number, halves away from zero.
func rounded(r *big.Rat) string { return whole(round(r)) }

func round(r *big.Rat) int64 {
	n, _ := strconv.ParseInt(r.FloatString(0), 10, 64)
	return n
}

// signed is whole with a plus before positive numbers.
func signed(n int64) string {
	if n > 0 {
		return "+" + whole(n)
	}
	return whole(n)
}

// percent writes a share of 1 as a signed percentage with two places, as the language does.
func percent(r *big.Rat, lang string) string {
	p := new(big.Rat).Mul(r, big.NewRat(100, 1)).FloatString(2)
	switch {
	case strings.Trim(p, "-0.") == "":
		p = strings.TrimPrefix(p, "-")
	case strings.HasPrefix(p, "-"):
		p = "−" + p[1:]
	default:
		p = "+" + p
	}
	return decimal(p, lang) + nbsp + "%"
}

// decimal turns the decimal point into the language's mark.
func decimal(s, lang string) string {
	if lang == "en" {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

// kilometres writes a length in metres as kilometres with one place.
func kilometres(metres float64, lang string) string {
	s := strconv.FormatFloat(metres/1000, 'f', 1, 64)
	head, tail, _ := strings.Cut(s, ".")
	n, _ := strconv.ParseInt(head, 10, 64)
	unit := "км"
	if lang == "en" {
		unit = "km"
	}
	return whole(n) + decimal("."+tail, lang) + nbsp + unit
}

var months = map[string][]string{
	"ru": {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
	"kk": {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// kazakhAt are the endings of "as at" for the Kazakh months, from vowel harmony and the last sound.
var kazakhAt = []string{"дағы", "дағы", "дағы", "дегі", "дағы", "дағы", "дегі", "дағы", "тегі", "дағы", "дағы", "дағы"}

// kazakhFrom and kazakhTo are the endings of "from" and "until".
var (
	kazakhFrom = []string{"дан", "нан", "дан", "ден", "дан", "нан", "ден", "дан", "тен", "нан", "дан", "нан"}
	kazakhTo   = []string{"ға", "ға", "ға", "ге", "ға", "ға", "ге", "ға", "ке", "ға", "ға", "ға"}
)

// date writes an ISO 8601 date in words; what is not one is given back as it is.
func date(iso, lang string) string { return dateWith(iso, lang, nil) }

// asAt is date in the form that follows "as at": in Kazakh "2022 жылғы 31 желтоқсандағы".
func asAt(iso, lang string) string { return dateWith(iso, lang, kazakhAt) }

// period writes an ISO 8601 interval of dates, of which either may be missing, or a single date.
func period(iso, lang string) string {
	from, to, interval := strings.Cut(iso, "/")
	if !interval {
		return date(iso, lang)
	}
	var words []string
	switch lang {
	case "kk":
		if from != "" {
			words = append(words, dateWith(from, lang, kazakhFrom))
		}
		if to != "" {
			words = append(words, dateWith(to, lang, kazakhTo)+" дейін")
		} else {
			words = append(words, "бастап")
		}
	case "ru":
		if from != "" {
			words = append(words, "с "+date(from, lang))
		}
		if to != "" {
			words = append(words, "по "+date(to, lang))
		}
	default:
		if from != "" {
			words = append(words, "from "+date(from, lang))
		}
		if to != "" {
			words = append(words, "until "+date(to, lang))
		}
	}
	return strings.Join(words, " ")
}

func dateWith(iso, lang string, kazakh []string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	month := months[lang][t.Month()-1]
	day, year := strconv.Itoa(t.Day()), strconv.Itoa(t.Year())
	switch lang {
	case "kk":
		if kazakh != nil {
			month += kazakh[t.Month()-1]
		}
		return year + nbsp + "жылғы " + day + nbsp + month
	case "ru":
		return day + nbsp + month + " " + year + nbsp + "года"
	default:
		return day + nbsp + month + " " + year
	}
}

var articleForm = regexp.MustCompile(`^\d+(-\d+)?(\([^()]+\))*$`)

// article cites an article written as 21(1); what is not written so is no article, and "" is given back.
func article(s, lang string) string {
	if !articleForm.MatchString(s) {
		return ""
	}
	switch lang {
	case "kk":
		number, rest, _ := strings.Cut(s, "(")
		if rest != "" {
			rest = nbsp + "(" + rest
		}
		return number + "-бап" + rest
	case "ru":
		return "статья" + nbsp + s
	default:
		return "article" + nbsp + s
	}
}
