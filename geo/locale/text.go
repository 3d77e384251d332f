package locale

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/feature/plural"
)

// A Text is a sentence that is not yet in any language: a format and what goes into it. It is put into words when it is
// shown, by In; a file or a terminal is written in one language, whoever found what it tells.
//
// The format is a key of the languages' files. Where the English file lacks the key, the key is the English format
// itself: what the program says to its user stands in the code in English, and its translations under that text. Keys
// that are codes, such as report.verdict.meets, are in all files.
//
// Formats are those of package fmt with what follows:
//   - whole numbers are written in groups of three digits and fractions with the language's decimal mark, by every
//     verb; what counts nothing, such as a line or a year, is given by Nth, or as a text by strconv.Itoa;
//   - what has a method In(lang string) string is asked for its words; errors are said as by Say; lists of strings are
//     joined by commas, lists of texts by semicolons;
//   - %w is %v, as in fmt.Errorf;
//   - {1|seat|seats} is the form that agrees with the first argument, a whole number.
type Text struct {
	Key  string
	Args []any
}

// Nth makes an argument of a number that says which and not how many, such as a line or a feature's place: its digits
// stay together.
func Nth[N int | int64 | uint64](n N) any { return nth{n} }

type nth struct{ n any }

// T is a text. Its key must be a constant, so that the test of the languages finds it.
func T(key string, args ...any) Text { return Text{key, args} }

// Megabytes is a number of bytes in megabytes of a million, to the thousandth below a hundred, for %g; a few bytes are
// a thousandth.
func Megabytes(bytes int64) float64 {
	if bytes < 100_000_000 {
		return float64((bytes+999)/1000) / 1000
	}
	return math.Round(float64(bytes) / 1e6)
}

// InAll is the text in every language, by language.
func (t Text) InAll() map[string]string {
	words := map[string]string{}
	for _, lang := range Languages() {
		words[lang] = t.In(lang)
	}
	return words
}

// Raw is a text that is the same in every language, such as a name or what another library says.
func Raw(s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{"%s", []any{s}}
}

// Said is a text whose words are known, by language.
func Said(words Names) Text { return Text{"%s", []any{words}} }

// Empty reports whether there is nothing to say.
func (t Text) Empty() bool { return t.Key == "" }

// IsZero is Empty, for omitzero of package json.
func (t Text) IsZero() bool { return t.Empty() }

// String is the text in English.
func (t Text) String() string { return t.In("en") }

// MarshalText writes the text in English: files for programs are in one language.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText wrote; the text is English for ever then.
func (t *Text) UnmarshalText(s []byte) error {
	*t = Raw(string(s))
	return nil
}

// In is the text in a language; in English where that is not among Languages or has no words for it.
func (t Text) In(lang string) string {
	if t.Key == "" {
		return ""
	}
	l := Of(lang)
	format, ok := l.Find(t.Key)
	if !ok && l.Lang != "en" && !wordless(t.Key) {
		// The whole sentence is English then, its numbers and names with it.
		l = Of("en")
		format, ok = l.Find(t.Key)
	}
	if !ok {
		format = t.Key
	}
	return l.fill(format, t.Args)
}

// wordless reports whether a format has no words of its own, as "%s: %w", and so is the same in every language.
func wordless(format string) bool {
	verb := false
	for _, c := range format {
		switch {
		case c == '%':
			verb = !verb
		case verb && !strings.ContainsRune("+-# .[]0123456789", c):
			verb = false
		case unicode.IsLetter(c):
			return false
		}
	}
	return true
}

// Say fills the text of a key; see Text.
func (l *Locale) Say(key string, args ...any) string { return Text{key, args}.In(l.Lang) }

// fill puts arguments into a format.
func (l *Locale) fill(format string, args []any) string {
	if len(args) == 0 {
		return strings.ReplaceAll(format, "%%", "%")
	}
	format = strings.ReplaceAll(l.agree(format, args), "%w", "%v")
	words := make([]any, len(args))
	for i, a := range args {
		words[i] = l.argument(a)
	}
	return fmt.Sprintf(format, words...)
}

// agree puts the form that agrees with its number in place of every {n|form|form}.
func (l *Locale) agree(format string, args []any) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(format, '{')
		if open < 0 {
			return b.String() + format
		}
		end := strings.IndexByte(format[open:], '}')
		if end < 0 {
			return b.String() + format
		}
		b.WriteString(format[:open])
		forms := strings.Split(format[open+1:open+end], "|")
		n, err := strconv.Atoi(forms[0])
		if err != nil || n < 1 || n > len(args) || len(forms) < 2 {
			b.WriteString(format[open : open+end+1]) // no choice of forms, but braces
		} else {
			b.WriteString(forms[1+min(l.form(args[n-1]), len(forms)-2)])
		}
		format = format[open+end+1:]
	}
}

// Agree is the form that agrees with a number, as {1|form|form} in a text; the last stands for those that are missing.
func (l *Locale) Agree(n int, forms ...string) string { return forms[min(l.form(n), len(forms)-1)] }

// form is which of a language's forms agrees with a number, in the order in which its file lists them; the last is for
// those that it does not list: of one and of all others in English; of one, of a few and of many in Russian; Kazakh
// nouns stay as they are behind a number (Unicode CLDR, Language Plural Rules).
func (l *Locale) form(arg any) int {
	var n uint64
	switch v := reflect.ValueOf(arg); {
	case v.CanInt():
		n = uint64(max(v.Int(), -v.Int()))
	case v.CanUint():
		n = v.Uint()
	default:
		return 0
	}
	const enough = 10_000_000 // the rules look at the last digits alone
	if n >= enough {
		n = enough + n%enough
	}
	of := formNames[plural.Cardinal.MatchPlural(l.tag, int(n), 0, 0, 0, 0)]
	if i := slices.Index(l.forms, of); i >= 0 {
		return i
	}
	return len(l.forms) - 1
}

var formNames = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few",
	plural.Many: "many", plural.Other: "other"}

// argument is what stands for an argument in a sentence of the language.
func (l *Locale) argument(a any) any {
	switch a := a.(type) {
	case interface{ In(lang string) string }:
		return a.In(l.Lang)
	case error:
		return Say(a, l.Lang)
	case []string:
		return strings.Join(a, ", ")
	case []Text:
		return l.join(a, "; ")
	case listed:
		return l.join(a, ", ")
	case float64:
		return decimal{a, l}
	case nth:
		return a.n
	case string, rune, fmt.Stringer, fmt.Formatter, nil:
		return a
	}
	switch v := reflect.ValueOf(a); {
	case v.CanInt():
		return whole(l.Count(v.Int()))
	case v.CanUint():
		return whole(l.Number(strconv.FormatUint(v.Uint(), 10)))
	}
	return a
}

func (l *Locale) join(texts []Text, sep string) string {
	words := make([]string, len(texts))
	for i, t := range texts {
		words[i] = t.In(l.Lang)
	}
	return strings.Join(words, sep)
}

// whole is a whole number in a language.
type whole string

// Format implements fmt.Formatter: every verb groups digits; the flag + asks for a sign.
func (w whole) Format(f fmt.State, _ rune) {
	s := string(w)
	if f.Flag('+') {
		s = Signed(s)
	}
	_, _ = f.Write([]byte(s))
}

// decimal is a fraction in a language.
type decimal struct {
	x float64
	l *Locale
}

// Format implements fmt.Formatter: with as many decimals as the verb's precision says, or as tell it from every other,
// and then with an exponent where it would be a long row of zeros.
func (d decimal) Format(f fmt.State, verb rune) {
	s := d.l.Short(d.x)
	if p, ok := f.Precision(); ok {
		s = d.l.Number(strconv.FormatFloat(d.x, byte(verb), p, 64))
	} else if size := math.Abs(d.x); size >= 1e15 || size < 1e-4 && size > 0 {
		s = strings.Replace(strconv.FormatFloat(size, 'g', -1, 64), ".", d.l.Mark, 1)
		if d.x < 0 {
			s = "−" + s
		}
	}
	if f.Flag('+') {
		s = Signed(s)
	}
	_, _ = f.Write([]byte(s))
}

// Paragraphs are those of a long text, each of which is a key of its own: their lines are joined, but for lines that
// begin with a space, which stay as they are, as do those before them.
func Paragraphs(s string) []string {
	paragraphs := strings.Split(s, "\n\n")
	for i, p := range paragraphs {
		lines := strings.Split(p, "\n")
		joined := lines[0]
		for k := 1; k < len(lines); k++ {
			sep := " "
			if strings.HasPrefix(lines[k], " ") || strings.HasPrefix(lines[k-1], " ") {
				sep = "\n"
			}
			joined += sep + lines[k]
		}
		paragraphs[i] = joined
	}
	return paragraphs
}

// And joins words to a list that closes with "and": a, b and c.
func And[W string | Text](words ...W) Text {
	switch list := textsOf(words); len(list) {
	case 0:
		return Text{}
	case 1:
		return list[0]
	default:
		return T("%s and %s", list[:len(list)-1], list[len(list)-1])
	}
}

// Or joins words to a list that closes with "or".
func Or[W string | Text](words ...W) Text {
	switch list := textsOf(words); len(list) {
	case 0:
		return Text{}
	case 1:
		return list[0]
	default:
		return T("%s or %s", list[:len(list)-1], list[len(list)-1])
	}
}

// Listed joins so many of the words by commas and counts the rest.
func Listed[W string | Text](words []W, most int) Text {
	list := textsOf(words)
	switch more := len(list) - most; {
	case more > 0:
		return T("%s and %d more", list[:most], more)
	case len(list) == 0:
		return Text{}
	}
	return T("%s", list)
}

// listed are joined by commas.
type listed []Text

func textsOf[W string | Text](words []W) listed {
	list := make(listed, len(words))
	for i, w := range words {
		switch w := any(w).(type) {
		case string:
			list[i] = Raw(w)
		case Text:
			list[i] = w
		}
	}
	return list
}

// Error is an error that is said in its reader's language.
type Error struct {
	Text
	causes []error
}

// Errorf is fmt.Errorf for what a user may see: the same verbs, %w among them, and those of Text.
func Errorf(key string, args ...any) error {
	e := &Error{Text: Text{key, args}}
	if strings.Contains(key, "%w") {
		for _, a := range args {
			if err, ok := a.(error); ok {
				e.causes = append(e.causes, err)
			}
		}
	}
	return e
}

// Error is the error in English.
func (e *Error) Error() string { return e.Text.String() }

// Unwrap is what the error wraps.
func (e *Error) Unwrap() []error { return slices.Clone(e.causes) }

// Say is an error in a language: its own words where it has some in that language, those of the operating system's
// errors, the lines of several; what other libraries say stays as it is.
func Say(err error, lang string) string {
	if err == nil {
		return ""
	}
	if x, ok := err.(interface{ In(lang string) string }); ok { //nolint:errorlint // what it wraps is said within it
		return x.In(lang)
	}
	if x, ok := system(err); ok {
		return x.In(lang)
	}
	if x, ok := err.(interface{ Unwrap() []error }); ok { //nolint:errorlint // the list of errors.Join itself
		if isJoined(err, x.Unwrap()) {
			lines := make([]string, len(x.Unwrap()))
			for i, e := range x.Unwrap() {
				lines[i] = Say(e, lang)
			}
			return strings.Join(lines, "\n")
		}
	}
	return err.Error()
}

// isJoined reports whether an error says no more than the errors it holds, a line each.
func isJoined(err error, list []error) bool { return err.Error() == errors.Join(list...).Error() }
