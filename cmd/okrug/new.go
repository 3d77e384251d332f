package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts/output"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/locale"
)

func newNewScenario(a *app) *cobra.Command {
	v := &newVerb{app: a}
	c := &cobra.Command{
		Use:   "new FILE",
		Short: "Write a scenario of a file of units, and ask what the file does not tell",
		Long: `Write a scenario of FILE, which has the areas of the units, or points with voters that share out the areas of
--regions. Ids, names with their languages, kinds, voters, regions and the levels of areas in between are recognised by
the usual names of properties in Kazakh, Russian and English and by what they hold, and it is said what was taken for
what. What is left, the seats, the rule and sometimes one property, is asked at the terminal, three questions at most;
Enter takes the answer in brackets. Every answer can be given by a flag.

The scenario is then read as "okrug scenario check" reads it. No file that is there is written over.`,
		Args: exactly(1),
		RunE: func(c *cobra.Command, args []string) error {
			v.draft.File = args[0]
			return v.run(c.Context())
		},
	}
	s := c.Flags()
	s.StringVar(&v.draft.Out, "out", "scenario.yaml", "the scenario to write")
	s.StringVar(&v.draft.Regions, "regions", "", "file of the regions, which get the seats; without it they are those "+
		"that the units name, or all is one region")
	s.StringVar(&v.draft.VotersFile, "voters", "", "table with the voters of every unit, in CSV or XLSX, by ids or names")
	v.inputs.bindTable(s)
	s.IntVar(&v.draft.Seats, "seats", 0, "number of seats")
	s.IntVar(&v.draft.PerDistrict, "per-district", 1, "seats of every district")
	s.StringVar(&v.draft.Rule, "rule", "", "id of the rule that binds; none binds none")
	s.StringSliceVar(&v.draft.Languages, "languages", nil,
		"languages of documents, the first being the usual one; by default those of names")
	s.StringVar(&v.draft.Title, "title", "", "what is divided, for titles, in the first language")
	s.StringVar(&v.draft.ShortName, "id", "", "short name of the scenario; by default that of the file")
	readingFlags(s, &v.draft.Reading)
	v.inputs.bindFields(a, s, func(what locale.Text) locale.Text {
		return locale.T("the property with %s; by default it is recognised by its name", what)
	})
	s.StringSliceVar(&v.draft.Parents, "parents", nil, "properties with the areas between region and unit that districts "+
		"should not split, the largest first; none: there are none; by default they are recognised")
	s.BoolVar(&v.yes, "yes", false, "ask nothing: what is missing is an error")
	v.given = s.Changed
	return c
}

type newVerb struct {
	*app
	draft  scenario.Draft
	inputs inputFlags
	yes    bool
	given  func(flag string) bool
}

func (v *newVerb) run(ctx context.Context) error {
	d := &v.draft
	if err := v.flags(); err != nil {
		return err
	}
	if err := isFree(d.Out); err != nil {
		return badInput(err)
	}
	lacks, err := d.Look(ctx)
	if err != nil {
		if err = badReading(err, d.Reading); codeOf(err) == exitInput {
			return v.inputs.blame(errors.Unwrap(err))
		}
		return err
	}
	if err := v.complete(ctx, lacks); err != nil {
		return err
	}
	text, units, regions, err := d.Text(v.lang)
	if err != nil {
		return badInput(err)
	}
	v.tellTaken(d.File, units)
	v.tellTaken(d.Regions, regions)
	if err := errors.Join(isFree(d.Out), ctx.Err()); err != nil {
		return badInput(err)
	}
	if err := output.WriteFile(d.Out, text); err != nil {
		return badInput(err)
	}
	v.tell().sayf("Written: %s.", d.Out)
	read := inputFlags{scenario: d.Out, app: v.app, given: func(string) bool { return false }}
	plans, err := read.prepare(ctx)
	if err == nil {
		err = badInput(answerable(plans))
	}
	if err != nil {
		return exitWith(codeOf(err), locale.Errorf("%s is written and cannot be planned yet; mend it, or remove it and give "+
			"other flags:\n%w", d.Out, err))
	}
	lookedOver(v.tell(), plans)
	v.tell().sayf("Next: okrug plan --scenario %s", d.Out)
	return nil
}

// flags reads the flags that need no files.
func (v *newVerb) flags() error {
	d, f := &v.draft, &v.inputs
	f.change.Seats, f.change.PerDistrict, f.given = d.Seats, d.PerDistrict, v.given
	if err := f.check(); err != nil {
		return err
	}
	if v.given("rule") {
		if _, err := rule.Find(d.Rule, nil); err != nil {
			return locale.Errorf("--rule: %w", err)
		}
	}
	for _, l := range d.Languages {
		if !slices.Contains(locale.Languages(), l) { // names may be in any language, documents are in these
			return locale.Errorf("--languages %s: documents are written in %s", l, locale.Or(locale.Languages()...))
		}
	}
	if d.Table = f.change.Table(); d.Table != (scenario.VotersTable{}) && d.VotersFile == "" {
		return locale.Errorf("flags that name sheets and columns, and --matches, go with a table of voters, of which there " +
			"is none; name it with --voters")
	}
	j := f.job
	j.Regions, j.Seats, j.PerDistrict, j.Rule = d.Regions, d.Seats, d.PerDistrict, d.Rule
	d.Job = j
	return nil
}

// isFree refuses a place where something is.
func isFree(file string) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			err = locale.Errorf("%s is there already; choose another name with --out", file)
		}
		return err
	}
	return nil
}

// mostAsked is how many questions are asked at most. Files that leave more open are named as such.
const mostAsked = 3

// complete asks for what the files do not answer, or says which flags do.
func (v *newVerb) complete(ctx context.Context, lacks []scenario.Lack) error {
	if len(lacks) > mostAsked || len(lacks) > 0 && (v.yes || !v.somebody()) {
		return usage(v.unanswered(lacks))
	}
	if len(lacks) == 0 {
		return nil
	}
	q := v.asker()
	for _, l := range lacks {
		if err := v.answer(ctx, q, l); err != nil {
			return err
		}
	}
	return nil
}

// unanswered says what is missing and which flag gives it.
func (v *newVerb) unanswered(lacks []scenario.Lack) error {
	var all []error
	for _, l := range lacks {
		switch l.What {
		case "id":
			all = append(all, locale.Errorf("--id-field: which property of %s is the id: %s", v.draft.File,
				locale.Listed(l.Candidates, shownCandidates)))
		case "voters":
			all = append(all, locale.Errorf("--voters-field: which property of %s has the voters: %s; or --voters: a table "+
				"that has them", v.draft.File, locale.Listed(l.Candidates, shownCandidates)))
		case "seats":
			all = append(all, locale.Errorf("--seats: how many seats there are"))
		case "rule":
			all = append(all, locale.Errorf("--rule: the rule of voter equality that binds; `okrug rules` lists them, and none "+
				"binds none"))
		}
	}
	return locale.Errorf("the files do not tell all; give what is missing by flags:\n%w", errors.Join(all...))
}

// shownCandidates are the most properties that a question shows.
const shownCandidates = 12

// answer asks one question.
func (v *newVerb) answer(ctx context.Context, q *asker, l scenario.Lack) error {
	d := &v.draft
	property := func(into *string) func(string) error {
		return func(name string) error {
			if !slices.Contains(d.Properties(), name) {
				return locale.Errorf("%s has no property %q", d.File, name)
			}
			*into = name
			return nil
		}
	}
	shown := l.Candidates[:min(len(l.Candidates), shownCandidates)]
	switch l.What {
	case "id":
		return q.choose(ctx, locale.T("Which property is the id?"), shown, nil, shown[0], property(&d.ID))
	case "voters":
		return q.choose(ctx, locale.T("Which property has the voters?"), shown, nil, shown[0], property(&d.Voters))
	case "seats":
		question, proposed := locale.T("How many seats are there?"), ""
		if n, why := d.ProposedSeats(); n > 0 {
			question, proposed = locale.T("How many seats are there? Enter takes %s", why), strconv.Itoa(n)
		}
		return q.ask(ctx, question, proposed, func(s string) error {
			n, err := strconv.Atoi(s)
			if err != nil || n < 1 {
				return locale.Errorf("a whole number, 1 or more")
			}
			d.Seats = n
			return nil
		})
	}
	var ids, titles []string
	for _, r := range rule.Presets() {
		ids, titles = append(ids, r.ID), append(titles, r.Title.In(q.lang))
	}
	ids, titles = append(ids, rule.NoRule), append(titles, locale.T("no rule binds").In(q.lang))
	return q.choose(ctx, locale.T("Which rule of voter equality binds?"), ids, titles, rule.NoRule, func(id string) error {
		_, err := rule.Find(id, nil)
		if err == nil {
			d.Rule = id
		}
		return err
	})
}

// tellTaken says which properties of a file were taken for what.
func (v *newVerb) tellTaken(file string, taken []geo.Taken) {
	if len(taken) > 0 {
		v.tell().sayf("properties of %s: %s", file, takenWords(taken, v.app.term))
	}
}

// takenWords are properties with what they were taken for.
func takenWords(taken []geo.Taken, lang string) string {
	words := make([]string, len(taken))
	for i, t := range taken {
		words[i] = t.Role + ": " + t.Property
		if t.Refused {
			words[i] = t.Role + ": –, " + locale.T("%q names none of the other file", t.Property).In(lang)
		}
	}
	return strings.Join(words, ", ")
}
