package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/okrug/okrug/districts/typeface"
	"github.com/okrug/okrug/geo/fault"
	"github.com/okrug/okrug/geo/locale"
)

// speak puts everything that a command and those below it say of themselves into a language: their help, which stands
// in the code in English, and what is wrong with a command line.
func speak(c *cobra.Command, lang string) {
	say := func(s string) string { return locale.Text{Key: s}.In(lang) }
	if c.Long == "" {
		c.Long = c.Short // which is filled up then, where it is help and not a line of a list
	}
	c.Short, c.Long = say(c.Short), longHelp(c.Long, lang, narrow)
	c.InitDefaultHelpFlag()
	c.InitDefaultVersionFlag()
	words := func(f *pflag.Flag) {
		switch f.Name {
		case "help":
			f.Usage = locale.T("print this help").Key
		case "version":
			f.Usage = locale.T("Print the version of the program").Key
		}
		f.Usage = say(f.Usage)
	}
	c.LocalNonPersistentFlags().VisitAll(words)
	c.PersistentFlags().VisitAll(words)
	c.SetFlagErrorFunc(flagError)
	c.SetUsageFunc(usageText(lang))
	c.SetVersionTemplate("okrug {{.Version}}\n")
	for _, below := range c.Commands() {
		speak(below, lang)
	}
}

// longHelp is a long text in a language, its paragraphs filled up to a width; lines that begin with a space stay as
// they are, or if they are too long go on below what stands behind their first word.
func longHelp(s, lang string, width int) string {
	var paragraphs []string
	for _, p := range locale.Paragraphs(s) {
		lines := strings.Split(locale.Text{Key: p}.In(lang), "\n")
		for k, l := range lines {
			if head := listHead.FindString(l); head != "" {
				if text.StringWidthWithoutEscSequences(l) > width {
					lines[k] = strings.Join(hanging(head, strings.TrimPrefix(l, head), width), "\n")
				}
			} else if !strings.HasPrefix(l, " ") {
				filled := strings.Split(text.WrapSoft(l, width), "\n")
				for i, f := range filled {
					filled[i] = strings.TrimRight(f, " ") // the library fills lines up with spaces
				}
				lines[k] = strings.Join(filled, "\n")
			}
		}
		paragraphs = append(paragraphs, strings.Join(lines, "\n"))
	}
	return strings.Join(paragraphs, "\n\n")
}

// filled is a page filled up to a width; lines of figures, which begin with a space or an arrow, stay as they are.
func filled(page string, width int) string {
	letters := func(line string) float64 { return float64(text.StringWidthWithoutEscSequences(line)) }
	lines := strings.Split(page, "\n")
	for i, l := range lines {
		if l != "" && !strings.HasPrefix(l, " ") && !strings.HasPrefix(l, "→") {
			lines[i] = strings.Join(typeface.Lines(l, float64(width), letters), "\n")
		}
	}
	return strings.Join(lines, "\n")
}

// newHelp is the verb that prints the help of others, which --help does too.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:    "help VERB",
		Short:  "Print the help of a verb",
		Hidden: true,
		Args:   cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			at := c.Root()
			for _, name := range args {
				i := slices.IndexFunc(at.Commands(), func(v *cobra.Command) bool { return v.Name() == name })
				if i < 0 {
					return noVerb(at, []string{name})
				}
				at = at.Commands()[i]
			}
			return at.Help()
		},
	}
}

// usageText writes the lower part of a command's help: how it is called, its verbs and its flags.
func usageText(lang string) func(*cobra.Command) error {
	return func(c *cobra.Command) error {
		p := printer{w: c.OutOrStderr(), lang: lang}
		p.sayf("Usage:")
		if c.Runnable() && !c.HasAvailableSubCommands() {
			p.sayf("  %s", c.UseLine())
		}
		if c.HasAvailableSubCommands() {
			p.sayf("  %s VERB", c.CommandPath())
			p.sayf("\nVerbs:")
			for _, v := range c.Commands() {
				if v.IsAvailableCommand() {
					entry(p, "  "+v.Name()+strings.Repeat(" ", max(0, v.NamePadding()-len(v.Name()))), v.Short)
				}
			}
		}
		if c.HasAvailableLocalFlags() {
			p.sayf("\nFlags:")
			flags(p, c.LocalFlags())
		}
		if c.HasAvailableInheritedFlags() {
			p.sayf("\nFlags of every verb:")
			flags(p, c.InheritedFlags())
		}
		if c.HasAvailableSubCommands() {
			p.sayf("\n%s VERB --help tells more of a verb.", c.CommandPath())
		}
		return nil
	}
}

// flags lists flags with what they are for.
func flags(p printer, all *pflag.FlagSet) {
	heads := map[string]string{}
	widest := 0
	all.VisitAll(func(f *pflag.Flag) {
		head := "      --" + f.Name
		if f.Shorthand != "" {
			head = "  -" + f.Shorthand + ", --" + f.Name
		}
		if kind := valueOf(f); !kind.Empty() {
			head += " " + kind.In(p.lang)
		}
		heads[f.Name] = head
		widest = max(widest, text.StringWidthWithoutEscSequences(head))
	})
	all.VisitAll(func(f *pflag.Flag) {
		about := f.Usage
		switch f.DefValue {
		case "", "0", "0s", "false", "[]":
		default:
			about += " " + locale.T("(default %s)", f.DefValue).In(p.lang)
		}
		head := heads[f.Name]
		entry(p, head+strings.Repeat(" ", widest-text.StringWidthWithoutEscSequences(head)), about)
	})
}

// valueOf is what stands for a flag's value.
func valueOf(f *pflag.Flag) locale.Text {
	switch f.Value.Type() {
	case "bool":
		return locale.Text{}
	case "int", "int64", "uint64", "float64":
		return locale.T("NUMBER")
	case "duration":
		return locale.T("TIME")
	case "stringSlice":
		return locale.T("LIST")
	case "size":
		return locale.T("SIZE")
	}
	return locale.T("TEXT")
}

// listHead is what a line of a list in a long text begins with, up to what it is about.
var listHead = regexp.MustCompile(`^ +\S.*?  +`)

// entry prints a head and, in a column beside it, what it is about.
func entry(p printer, head, about string) {
	for _, l := range hanging(head+"  ", about, narrow) {
		fmt.Fprintln(p.w, l)
	}
}

// hanging fills what a head is about up to a width, in a column of 30 letters at least.
func hanging(head, about string, width int) []string {
	const least = 30
	indent := text.StringWidthWithoutEscSequences(head)
	lines := strings.Split(text.WrapSoft(about, max(least, width-indent)), "\n")
	for i, l := range lines {
		if i == 0 {
			l = head + l
		} else {
			l = strings.Repeat(" ", indent) + l
		}
		lines[i] = strings.TrimRight(l, " ")
	}
	return lines
}

// flagError says what is wrong with a flag.
func flagError(c *cobra.Command, err error) error {
	var (
		none    *pflag.NotExistError
		missing *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
		syntax  *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &none):
		name := "--" + none.GetSpecifiedName()
		if none.GetSpecifiedShortnames() != "" {
			name = "-" + none.GetSpecifiedName()
		}
		var all []string
		c.Flags().VisitAll(func(f *pflag.Flag) { all = append(all, "--"+f.Name) })
		if near := fault.Nearest(name, all, 1, 0); len(near) > 0 {
			return locale.Errorf("%s has no flag %s; did you mean %s?", c.CommandPath(), name, near[0])
		}
		return locale.Errorf("%s has no flag %s; %s --help lists them", c.CommandPath(), name, c.CommandPath())
	case errors.As(err, &missing):
		return locale.Errorf("--%s needs a value", missing.GetFlag().Name)
	case errors.As(err, &invalid):
		f := invalid.GetFlag()
		switch f.Value.Type() {
		case "int", "int64":
			return locale.Errorf("--%s %q: give a whole number", f.Name, invalid.GetValue())
		case "uint64":
			return locale.Errorf("--%s %q: give a whole number, 0 or more", f.Name, invalid.GetValue())
		case "float64":
			return locale.Errorf("--%s %q: give a number", f.Name, invalid.GetValue())
		case "duration":
			return locale.Errorf("--%s %q: give a time, as 90s or 5m", f.Name, invalid.GetValue())
		case "size":
			return locale.Errorf("--%s: %w", f.Name, invalid.Unwrap())
		case "bool":
			return locale.Errorf("--%s %q: give true or false, or the flag alone", f.Name, invalid.GetValue())
		}
		return locale.Errorf("--%s %q cannot be read", f.Name, invalid.GetValue())
	case errors.As(err, &syntax):
		return locale.Errorf("%q is no flag; write --name or --name=value", syntax.GetSpecifiedFlag())
	}
	return err
}

// noArgs takes no argument.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return locale.Errorf("%s takes no %q; %s --help tells what it takes", c.CommandPath(), args[0], c.CommandPath())
	}
	return nil
}

// upTo takes at most so many arguments, exactly exactly so many; what they are stands in the verb's line of use.
func upTo(n int) cobra.PositionalArgs { return between(0, n) }

func exactly(n int) cobra.PositionalArgs { return between(n, n) }

func between(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch n := len(args); {
		case n > most:
			return locale.Errorf("%q is one too many: write %s", args[most], c.UseLine())
		case n < least:
			return locale.Errorf("something is missing: write %s", c.UseLine())
		}
		return nil
	}
}

// needs makes flags required, in own words.
func needs(c *cobra.Command, names ...string) {
	run := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		for _, name := range names {
			if !c.Flags().Changed(name) {
				return locale.Errorf("--%s is missing: write %s", name, c.UseLine())
			}
		}
		return run(c, args)
	}
}
