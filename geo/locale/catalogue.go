package locale

import (
	"embed"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// The languages' files: the texts of everything that okrug says, by key. Each begins with what the language itself is
// like, keys below "language".
//
//go:embed *.yaml
var files embed.FS

// catalogue is the texts of one language, read when the first is asked for.
type catalogue struct {
	once  sync.Once
	texts map[string]string
}

func (c *catalogue) read(lang string) map[string]string {
	c.once.Do(func() {
		data, err := files.ReadFile(lang + ".yaml")
		if err == nil {
			c.texts, err = parse(string(data))
		}
		if err != nil {
			panic(fmt.Sprintf("locale: %s.yaml: %v", lang, err)) // the files are part of the program
		}
	})
	return c.texts
}

// parse reads the YAML of which the files consist, a key and its text in double quotes on each line, in a tenth of the
// time that YAML as such takes: every run of the program waits for it.
func parse(data string) (map[string]string, error) {
	texts := make(map[string]string, strings.Count(data, "\n"))
	n := 0
	for line := range strings.Lines(data) {
		n++
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		key, text := "", ""
		quoted, err := strconv.QuotedPrefix(line)
		if err == nil {
			text = line[len(quoted):]
			key, err = strconv.Unquote(quoted)
		} else {
			key, text, _ = strings.Cut(line, ":")
			text, err = ":"+text, nil
		}
		text, ok := strings.CutPrefix(text, `: "`)
		if err == nil {
			text, err = strconv.Unquote(`"` + text)
		}
		if _, again := texts[key]; err != nil || !ok || again {
			return nil, fmt.Errorf("locale: line %d is not a new key and its text in double quotes: %s", n, line)
		}
		texts[key] = text
	}
	return texts, nil
}

// Find is the text of a key as it stands in the language's file.
func (l *Locale) Find(key string) (string, bool) {
	s, ok := l.catalogue.read(l.Lang)[key]
	return s, ok
}

// Known is the text of a prefix and a word, or else the word as it stands: for words that files bring along, such as
// the kinds of units, of which only some are known.
func (l *Locale) Known(prefix, word string) string {
	if s, ok := l.Find(prefix + word); ok {
		return s
	}
	return word
}

// Keys are those of the language's file, in no order.
func (l *Locale) Keys() []string {
	var keys []string
	for k := range l.catalogue.read(l.Lang) {
		keys = append(keys, k)
	}
	return keys
}

// Fill sets the string fields of a struct, and those of arrays of strings in it, to the texts of a part of the file:
// the field NumberSign of part maps has the key maps.NumberSign, the second string of an array the key
// maps.TownClasses.1. A field without a text is a fault of the program; fields with the tag locale:"-" are left alone.
func (l *Locale) Fill(part string, to any) {
	v := reflect.ValueOf(to).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key := part + "." + f.Name
		switch {
		case f.Tag.Get("locale") == "-" || !f.IsExported():
		case f.Type.Kind() == reflect.String:
			v.Field(i).SetString(l.Must(key))
		case f.Type.Kind() == reflect.Array && f.Type.Elem().Kind() == reflect.String:
			for j := range f.Type.Len() {
				v.Field(i).Index(j).SetString(l.Must(fmt.Sprintf("%s.%d", key, j)))
			}
		case f.Type.Kind() == reflect.Map && f.Type.Elem().Kind() == reflect.String:
			v.Field(i).Set(reflect.ValueOf(l.Part(key)).Convert(f.Type))
		}
	}
}

// Part is all texts whose keys begin with a word and a point, by the rest of their keys.
func (l *Locale) Part(word string) map[string]string {
	part := map[string]string{}
	for k, s := range l.catalogue.read(l.Lang) {
		if rest, ok := strings.CutPrefix(k, word+"."); ok {
			part[rest] = s
		}
	}
	return part
}

// Must is the text of a key that is a code.
func (l *Locale) Must(key string) string {
	s, ok := l.Find(key)
	if !ok {
		panic("locale: " + l.Lang + ".yaml has no " + key) // a test looks up every key
	}
	return s
}
