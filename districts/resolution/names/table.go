// Package names holds the forms in which acts name units and regions: a table of grammar where the data has one, plain
// quoted names where it has none. It is the one thing that the writer and the reader of acts share.
package names

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// Forms are the forms of one name in one language, by the place in the sentence where they stand:
//   - Name stands alone or in a list of whole names ("Абайский район", "Абай ауданы");
//   - Of follows "the territory of" ("Абайского района", "Абай ауданының");
//   - Except is what an exception needs: the Russian genitive, the Kazakh accusative;
//   - List is the short form within a list of one kind ("города Балхаш, …"), ListExcept the same within an
//     exception ("городов Балхаша, …"). Where both are empty the name is never shortened.
type Forms struct{ Name, Of, Except, List, ListExcept string }

// Kind is how a list of units of one kind is opened or closed: "города A, B", "A, B қалалары". Adjectives, where it is
// not empty, closes a list of names that are adjectives to the kind's word, as they stand before it in the whole name:
// "Абайский и Шетский районы" beside "районы Алтай и Самар".
type Kind struct {
	Rank                         int // kinds of lower rank are listed first
	Before, After                string
	ExceptBefore, ExceptAfter    string
	Adjectives, ExceptAdjectives string
}

type key struct{ id, lang string }

// Table is a table of grammar. The nil table is empty: every name then stands in quotes as it is.
type Table struct {
	forms map[key]Forms
	kinds map[key]Kind
}

var (
	formsHeader = []string{"id", "lang", "name", "of", "except", "list", "list_except"}
	kindsHeader = []string{"kind", "lang", "rank", "before", "after", "except_before", "except_after"}
	// adjectivesHeader are two more columns of kinds, which a table may have or not.
	adjectivesHeader = []string{"adjectives", "except_adjectives"}
)

// Read reads a table from two CSV files, UTF-8 with a header line: the forms of every unit and region, and the words
// for every kind. All faults are reported together.
func Read(forms, kinds []byte) (*Table, error) {
	t := &Table{forms: map[key]Forms{}, kinds: map[key]Kind{}}
	var errs []error
	errs = append(errs, readCSV("grammar", forms, formsHeader, nil, func(r []string) error {
		k := key{r[0], r[1]}
		if _, ok := t.forms[k]; ok {
			return locale.Errorf("%s has a second line in %q; keep one", k.id, k.lang)
		}
		f := Forms{r[2], r[3], r[4], r[5], r[6]}
		if f.Name == "" || f.Of == "" || f.Except == "" || (f.List == "") != (f.ListExcept == "") {
			return locale.Errorf("%s in %q lacks a form; give name, of and except, and list with list_except or neither", k.id,
				k.lang)
		}
		for _, s := range r[2:] {
			if strings.ContainsAny(s, ";:,()\n") {
				return locale.Errorf("%s in %q: %q holds one of ; : , ( ) which part the lists", k.id, k.lang, s)
			}
		}
		t.forms[k] = f
		return nil
	}))
	errs = append(errs, readCSV("grammar of kinds", kinds, kindsHeader, adjectivesHeader, func(r []string) error {
		k := key{r[0], r[1]}
		rank, err := strconv.Atoi(r[2])
		if err != nil {
			return locale.Errorf("kind %q in %q: the rank %q is not a whole number", k.id, k.lang, r[2])
		}
		if _, ok := t.kinds[k]; ok {
			return locale.Errorf("kind %q has a second line in %q; keep one", k.id, k.lang)
		}
		if r[3] == "" && r[4] == "" {
			return locale.Errorf("kind %q in %q has neither a word before nor a word after a list", k.id, k.lang)
		}
		if (r[7] == "") != (r[8] == "") {
			return locale.Errorf("kind %q in %q: give adjectives with except_adjectives or neither", k.id, k.lang)
		}
		t.kinds[k] = Kind{rank, r[3], r[4], r[5], r[6], r[7], r[8]}
		return nil
	}))
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return t, nil
}

// readCSV gives every line below a header to row. The columns of more may be left out together; their fields are then
// empty.
func readCSV(what string, data []byte, header, more []string, row func([]string) error) error {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
	first, err := r.Read() // every line has as many fields as the first
	if err != nil {
		return unread(what, err)
	}
	all := slices.Concat(header, more)
	if !slices.Equal(first, header) && !slices.Equal(first, all) {
		return locale.Errorf("%s: the first line is %q; it must be %q", what, strings.Join(first, ","),
			strings.Join(header, ","))
	}
	var errs []error
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return errors.Join(errs...)
		}
		if err != nil {
			return errors.Join(append(errs, unread(what, err))...)
		}
		if err := row(slices.Concat(rec, make([]string, len(all)-len(rec)))); err != nil {
			line, _ := r.FieldPos(0)
			errs = append(errs, locale.Errorf("%s, line %d: %w", what, locale.Nth(line), err))
		}
	}
}

// Has is whether the table knows the id in the language.
func (t *Table) Has(id, lang string) bool {
	if t == nil {
		return false
	}
	_, ok := t.forms[key{id, lang}]
	return ok
}

// find gives the forms of an id; false where the table has none.
func (t *Table) find(id, lang string) (Forms, bool) {
	if t == nil {
		return Forms{}, false
	}
	f, ok := t.forms[key{id, lang}]
	return f, ok
}

// Kind are the words for a kind; false where the table has none.
func (t *Table) Kind(kind, lang string) (Kind, bool) {
	if t == nil {
		return Kind{}, false
	}
	k, ok := t.kinds[key{kind, lang}]
	return k, ok
}

// unread says which line of a table cannot be read.
func unread(what string, err error) error {
	if errors.Is(err, io.EOF) {
		return locale.Errorf("%s: the file is empty", what)
	}
	return input.BadLine(what, err)
}
