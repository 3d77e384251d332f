package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/geo"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// printer prints in the language of the terminal.
type printer struct {
	w    io.Writer
	lang string // of the terminal
	// names is the language of names where --lang asks for one that the program does not speak.
	names string
}

// sayf prints a sentence on a line of its own.
func (p printer) sayf(key string, args ...any) {
	p.say(locale.Text{Key: key, Args: args})
}

// say prints a text.
func (p printer) say(t locale.Text) { fmt.Fprintln(p.w, legible(t.In(p.lang))) }

// legible writes out what a terminal would obey: names of files and keys may have anything in them.
func legible(s string) string {
	if strings.IndexFunc(s, input.Unprintable) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if input.Unprintable(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// name is a name for the terminal.
func (p printer) name(n geo.Names, s *scenario.Scenario) string {
	if p.names != "" {
		return n.Among(p.names, s.Languages...)
	}
	return n.Among(p.lang, s.Languages...)
}

func (p printer) locale() *locale.Locale { return locale.Of(p.lang) }

// answer prints what a verb was asked for.
func (a *app) answer() printer { return a.printer(a.out) }

// tell prints what is said beside the files that a verb writes; --quiet leaves it out.
func (a *app) tell() printer {
	if a.quiet {
		return a.printer(io.Discard)
	}
	return a.printer(a.out)
}

// aside prints notes to the standard error; --quiet leaves them out.
func (a *app) aside() printer {
	if a.quiet {
		return a.printer(io.Discard)
	}
	return a.printer(a.err)
}

// printer prints to w, below no line that tells of progress.
func (a *app) printer(w io.Writer) printer {
	a.hide(false)
	p := printer{w: w, lang: a.term}
	if a.lang != "" && !slices.Contains(locale.Languages(), a.lang) {
		p.names = a.lang
	}
	return p
}

// notef tells the user something beside the answer.
func (a *app) notef(key string, args ...any) { a.aside().sayf(key, args...) }

// terminalLanguage is the language in which the program speaks: that of --lang, else of OKRUG_LANG, else the system's,
// else English. It is looked up before the arguments are read, since what is wrong with them is said in it too.
func terminalLanguage(args []string, env func(string) string) string {
	asked := ""
	for i, a := range args {
		if a == "--" {
			break
		}
		switch value, joined := strings.CutPrefix(a, "--lang="); {
		case joined:
			asked = value
		case a == "--lang" && i+1 < len(args):
			asked = args[i+1]
		}
	}
	asked, _, _ = strings.Cut(asked, ",") // the first of several
	for _, name := range []string{asked, env("OKRUG_LANG"), env("LC_ALL"), env("LC_MESSAGES"), env("LANG"),
		systemLanguage()} {
		// ru_RU.UTF-8, kk-KZ
		lang := strings.ToLower(name)
		if i := strings.IndexAny(lang, "_-.@"); i >= 0 {
			lang = lang[:i]
		}
		if slices.Contains(locale.Languages(), lang) {
			return lang
		}
		if lang != "" && name != asked { // a language that the program does not speak, or C
			return "en"
		}
	}
	return "en"
}

// fileLanguage is the language of the files that a verb writes: that of --lang, which must be one of the scenario's, or
// the scenario's first. The environment has no say in files.
func (a *app) fileLanguage(s *scenario.Scenario) (string, error) {
	switch {
	case a.lang == "":
		return s.Languages[0], nil
	case !slices.Contains(s.Languages, a.lang):
		return "", locale.Errorf("--lang %s: the scenario's languages are %s; to be spoken to in another, give "+
			"OKRUG_LANG=%s in place of --lang", a.lang, s.Languages, a.lang)
	}
	return a.lang, nil
}

// speaks refuses a --lang that is neither one of the program's nor of the scenario's.
func (a *app) speaks(s *scenario.Scenario) error {
	if a == nil || a.lang == "" || slices.Contains(locale.Languages(), a.lang) || slices.Contains(s.Languages, a.lang) {
		return nil
	}
	return usage(locale.Errorf("--lang %s: the scenario's languages are %s", a.lang, s.Languages))
}

// spokenLanguage is that of files whose words are the program's own: acts and maps.
func (a *app) spokenLanguage(s *scenario.Scenario) (string, error) {
	if a.lang != "" && !slices.Contains(locale.Languages(), a.lang) {
		return "", locale.Errorf("--lang %s: acts and maps are written in %s", a.lang, locale.Languages())
	}
	if a.lang != "" {
		return a.lang, nil
	}
	for _, l := range s.Languages {
		if slices.Contains(locale.Languages(), l) {
			return l, nil
		}
	}
	return "en", nil
}

// environment is the process' own, for run.
var environment = os.Getenv
