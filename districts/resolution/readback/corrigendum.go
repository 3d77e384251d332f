package readback

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/districts/resolution/names"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

// Plan is what acts say of districts, by their numbers: the district of every unit of a layer, 0 where there is none or
// it is not known, and what the districts and their centres are called.
type Plan struct {
	District     []int
	Name, Centre map[int]string
}

// Amendment is what a corrigendum says. Numbers are old ones in the keys of Renumbered, in Abolished and in From, and
// new ones everywhere else.
type Amendment struct {
	Renumbered                  map[int]int
	Abolished, Formed           []int
	Renamed, Recentred, Counted []Replaced
	Moved                       []Moved
	// Restated are the numbers of the districts whose block in annex 1 is written anew, and Plan what the blocks say.
	Restated []int
	Plan     Plan
}

// Replaced is a text of a district before and after.
type Replaced struct {
	Number   int
	Old, New string
}

// Moved is units that go from one district to another; 0 is none.
type Moved struct {
	From, To int
	Units    []int
}

// amending is what a language's amendments look like.
type amending struct {
	renumbered, abolished, formed, name, centre, voters *regexp.Regexp
	moved                                               []*regexp.Regexp
	// block is the heading of a district in annex 1, region the line below its name, if it has one, seat that of its
	// centre.
	block        *regexp.Regexp
	region, seat string
}

// amendment makes the pattern of a clause: N stands for a number with what is said of its plan, TEXT for what is said.
func amendment(clause string) *regexp.Regexp {
	return regexp.MustCompile("^" + strings.NewReplacer(
		"FROM", `(?:№|No\.) (?P<from>\d+)`, "TO", `(?:№|No\.) (?P<to>\d+)`, "MARK", `(?: \([^()]+\))?`,
		"TEXT", `(?P<text>.+)`, "OLD", `(?P<old>.+)`, "NEW", `(?P<new>.+)`,
	).Replace(clause) + "$")
}

var amendings = map[string]amending{
	"ru": {
		renumbered: amendment("избирательный округ FROM считать избирательным округом TO"),
		abolished:  amendment(`\d+\) исключить из приложений 1, 2 и 3 избирательные округаMARK: TEXT`),
		formed:     amendment(`\d+\) дополнить приложения 1, 2 и 3 избирательными округамиMARK: TEXT`),
		name:       amendment("наименование избирательного округа TOMARK: слова «OLD» заменить словами «NEW»"),
		centre:     amendment("центр избирательного округа TOMARK: слова «OLD» заменить словами «NEW»"),
		voters:     amendment("число избирателей избирательного округа TOMARK: цифры «OLD» заменить цифрами «NEW»"),
		moved: []*regexp.Regexp{
			amendment("исключить из избирательного округа FROMMARK и включить в избирательный округ TOMARK следующую " +
				`территорию: TEXT \(избирателей: [\d ]+\)`),
			amendment(`исключить из избирательного округа FROMMARK следующую территорию: TEXT \(избирателей: [\d ]+\)`),
			amendment(`включить в избирательный округ TOMARK следующую территорию: TEXT \(избирателей: [\d ]+\)`),
		},
		block: amendment("Избирательный округ TO"), region: "Регион:", seat: "Центр:",
	},
	"kk": {
		renumbered: amendment("FROM сайлау округі TO сайлау округі болып саналсын"),
		abolished:  amendment(`\d+\) 1, 2 және 3-қосымшалардан мына сайлау округтеріMARK алып тасталсын: TEXT`),
		formed:     amendment(`\d+\) 1, 2 және 3-қосымшалар мына сайлау округтеріменMARK толықтырылсын: TEXT`),
		name:       amendment("TO сайлау округініңMARK атауы: «OLD» деген сөздер «NEW» деген сөздермен ауыстырылсын"),
		centre:     amendment("TO сайлау округініңMARK орталығы: «OLD» деген сөздер «NEW» деген сөздермен ауыстырылсын"),
		voters: amendment("TO сайлау округіндегіMARK сайлаушылардың саны: «OLD» деген цифрлар «NEW» деген цифрлармен " +
			"ауыстырылсын"),
		moved: []*regexp.Regexp{
			amendment("мына аумақ FROM сайлау округіненMARK шығарылып, TO сайлау округінеMARK енгізілсін: TEXT " +
				`\(сайлаушылар: [\d ]+\)`),
			amendment(`мына аумақ FROM сайлау округіненMARK шығарылсын: TEXT \(сайлаушылар: [\d ]+\)`),
			amendment(`мына аумақ TO сайлау округінеMARK енгізілсін: TEXT \(сайлаушылар: [\d ]+\)`),
		},
		block: amendment("TO сайлау округі"), region: "Өңірі:", seat: "Орталығы:",
	},
	"en": {
		renumbered: amendment("electoral district FROM becomes electoral district TO"),
		abolished:  amendment(`\d+\) to strike out of Annexes 1, 2 and 3 electoral districtsMARK: TEXT`),
		formed:     amendment(`\d+\) to add to Annexes 1, 2 and 3 electoral districtsMARK: TEXT`),
		name:       amendment("name of electoral district TOMARK: for “OLD” read “NEW”"),
		centre:     amendment("centre of electoral district TOMARK: for “OLD” read “NEW”"),
		voters:     amendment("voters of electoral district TOMARK: for “OLD” read “NEW”"),
		moved: []*regexp.Regexp{
			amendment("the following territory passes from electoral district FROMMARK to electoral district TOMARK: TEXT " +
				`\(voters: [\d ]+\)`),
			amendment(`the following territory is taken out of electoral district FROMMARK: TEXT \(voters: [\d ]+\)`),
			amendment(`the following territory is added to electoral district TOMARK: TEXT \(voters: [\d ]+\)`),
		},
		block: amendment("Electoral district TO"), region: "Region:", seat: "Centre:",
	},
}

// said is what a pattern found in a paragraph.
type said struct {
	pattern *regexp.Regexp
	groups  []string
}

func (s said) text(group string) string {
	if i := s.pattern.SubexpIndex(group); i >= 0 {
		return s.groups[i]
	}
	return ""
}

func (s said) number(group string) int {
	n, _ := strconv.Atoi(s.text(group)) // 0 where the clause has none
	return n
}

// Corrigendum reads the paragraphs of an act that amends another. What is none of the clauses that change a district is
// passed over.
func Corrigendum(paragraphs []string, layer *geo.Layer, table *names.Table, fallback ...string) (*Amendment, error) {
	a := &Amendment{Renumbered: map[int]int{},
		Plan: Plan{make([]int, len(layer.Units)), map[int]string{}, map[int]string{}}}
	var ps []string
	for _, p := range paragraphs {
		if p = plain(p); p != "" {
			ps = append(ps, p)
		}
	}
	for _, lang := range locale.Languages() {
		words, ok := amendings[lang]
		if !ok {
			continue
		}
		var book *Book
		for _, p := range ps {
			p = strings.TrimRight(strings.TrimPrefix(p, "– "), ".;")
			a.clause(words, p)
			for _, pattern := range words.moved {
				s := said{pattern, pattern.FindStringSubmatch(p)}
				if s.groups == nil {
					continue
				}
				if book == nil {
					book = NewBook(lang, names.Tree(layer, table, lang, fallback...))
				}
				units, err := book.Phrase(s.text("text"))
				if err != nil {
					return nil, locale.Errorf("%q: %w", clip(p), err)
				}
				a.Moved = append(a.Moved, Moved{s.number("from"), s.number("to"), units})
				break
			}
		}
		a.blocks(words, ps)
	}
	if len(a.Restated) == 0 {
		return a, nil
	}
	r, err := Paragraphs(paragraphs, layer, table, fallback...)
	if err != nil {
		return nil, err
	}
	a.Plan.District = r.District
	return a, nil
}

// clause reads a paragraph about numbers, names, centres and figures.
func (a *Amendment) clause(words amending, p string) {
	replaced := func(list *[]Replaced) func(said) {
		return func(s said) { *list = append(*list, Replaced{s.number("to"), s.text("old"), s.text("new")}) }
	}
	numbered := func(list *[]int) func(said) {
		return func(s said) { *list = append(*list, numbersIn(s.text("text"))...) }
	}
	for _, x := range []struct {
		pattern *regexp.Regexp
		read    func(said)
	}{
		{words.renumbered, func(s said) { a.Renumbered[s.number("from")] = s.number("to") }},
		{words.abolished, numbered(&a.Abolished)},
		{words.formed, numbered(&a.Formed)},
		{words.name, replaced(&a.Renamed)},
		{words.centre, replaced(&a.Recentred)},
		{words.voters, replaced(&a.Counted)},
	} {
		if s := x.pattern.FindStringSubmatch(p); s != nil {
			x.read(said{x.pattern, s})
			return
		}
	}
}

var several = regexp.MustCompile(`(?:№|No\.) (\d+)(?:–(\d+))?`)

// numbersIn are the numbers of a list, of which several in a row may be written as a range.
func numbersIn(list string) (numbers []int) {
	for _, m := range several.FindAllStringSubmatch(list, -1) {
		first, _ := strconv.Atoi(m[1])
		last := first
		if m[2] != "" {
			last, _ = strconv.Atoi(m[2])
		}
		for n := first; n <= last; n++ {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// blocks reads what the districts that are written anew and their centres are called.
func (a *Amendment) blocks(words amending, ps []string) {
	number := 0
	for i, p := range ps {
		if s := words.block.FindStringSubmatch(p); s != nil {
			number = said{words.block, s}.number("to")
			a.Restated = append(a.Restated, number)
			if i+1 < len(ps) && !strings.HasPrefix(ps[i+1], words.region) {
				a.Plan.Name[number] = ps[i+1]
			}
		} else if centre, ok := strings.CutPrefix(p, words.seat); ok && number > 0 {
			a.Plan.Centre[number] = strings.TrimSpace(centre)
		}
	}
}

// Apply is the old plan as it is amended. Clauses that contradict the plan or each other are an error: words that are
// replaced must be those that stand there, units must leave the district that they are in, and a district that is
// written anew must have the units that the clauses give it. Units of no known district go where a block has them.
func (a *Amendment) Apply(old Plan) (Plan, error) {
	now := Plan{slices.Clone(old.District), map[int]string{}, map[int]string{}}
	to := func(n int) int {
		if is, ok := a.Renumbered[n]; ok {
			return is
		}
		return n
	}
	for n := range old.Name {
		if slices.Contains(a.Abolished, n) {
			continue
		}
		if _, ok := now.Name[to(n)]; ok {
			return Plan{}, locale.Errorf("two districts have the number %d", to(n))
		}
		now.Name[to(n)], now.Centre[to(n)] = old.Name[n], old.Centre[n]
	}
	if err := replace(now.Name, a.Renamed); err != nil {
		return Plan{}, err
	}
	if err := replace(now.Centre, a.Recentred); err != nil {
		return Plan{}, err
	}
	for _, n := range a.Restated {
		if _, ok := now.Name[n]; !ok && slices.Contains(a.Formed, n) {
			now.Name[n], now.Centre[n] = a.Plan.Name[n], a.Plan.Centre[n]
		}
		if now.Name[n] != a.Plan.Name[n] || now.Centre[n] != a.Plan.Centre[n] {
			return Plan{}, locale.Errorf("district %d is written anew as %q with centre %q, and the amendments make it %q "+
				"with centre %q", n, a.Plan.Name[n], a.Plan.Centre[n], now.Name[n], now.Centre[n])
		}
	}
	moved := map[int]bool{}
	for u, n := range old.District {
		now.District[u] = to(n)
	}
	for _, m := range a.Moved {
		for _, u := range m.Units {
			if was := old.District[u]; was != m.From && was != 0 || moved[u] {
				return Plan{}, locale.Errorf("a unit is moved out of district %d and lies in %d", m.From, old.District[u])
			}
			now.District[u], moved[u] = m.To, true
		}
	}
	for u, n := range old.District {
		if slices.Contains(a.Abolished, n) && !moved[u] {
			return Plan{}, locale.Errorf("a unit of district %d, which is struck out, is moved nowhere", n)
		}
	}
	return now, a.agree(now.District)
}

// replace puts the new words where the old ones stand.
func replace(texts map[int]string, clauses []Replaced) error {
	was := maps.Clone(texts)
	for _, x := range clauses {
		if was[x.Number] != x.Old {
			return locale.Errorf("%q of district %d is to be replaced, and there stands %q", x.Old, x.Number, was[x.Number])
		}
		texts[x.Number] = x.New
	}
	return nil
}

// agree gives units of no district to the blocks that name them, and finds out whether all blocks have their units.
func (a *Amendment) agree(district []int) error {
	for u, n := range a.Plan.District {
		if district[u] == 0 {
			district[u] = n
		}
		if is := district[u]; is != n && (n != 0 || slices.Contains(a.Restated, is)) {
			return locale.Errorf("a unit is moved to district %d, and stands in the territory of %d", is, n)
		}
	}
	return nil
}
