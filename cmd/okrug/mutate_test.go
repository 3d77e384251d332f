package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// mutant is a file with one thing changed, and what that is.
type mutant struct {
	what string
	text string
}

// mutants counts a file's mutants, which are by what it holds, and writes those that are wanted, by their numbers: they
// are many, and long.
type mutants struct {
	wanted func(int) bool
	count  int
	made   map[int]mutant
}

func (m *mutants) add(what string, text func() string) {
	if m.wanted(m.count) {
		m.made[m.count] = mutant{what, text()}
	}
	m.count++
}

// mutantsOf goes through all mutants of a file.
func mutantsOf(t *testing.T, name, text string, wanted func(int) bool) mutants {
	out := mutants{wanted: wanted, made: map[int]mutant{}}
	for _, x := range wholeMutants(text) {
		out.add(x.what, func() string { return x.text })
	}
	switch {
	case json.Valid([]byte(text)):
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		root := readNode(t, dec)
		root.mutate("$", root, &out)
	case strings.HasSuffix(name, ".csv"):
		rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		require.NoError(t, err, name)
		mutateTable(rows, &out)
	}
	return out
}

// wholeMutants are what becomes of files in mail, editors and on full disks.
func wholeMutants(text string) []mutant {
	wide := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	lines := strings.SplitAfter(text, "\n")
	half := len(lines) / 2
	out := []mutant{
		{"empty", ""}, {"blank", " \n\n"}, {"null", "null"}, {"{}", "{}"}, {"[]", "[]"}, {"a word", "okrug"},
		{"byte order mark", "\ufeff" + text}, {"UTF-16", string(wide)},
		{"CRLF", strings.ReplaceAll(text, "\n", "\r\n")}, {"CR", strings.ReplaceAll(text, "\n", "\r")},
		{"twice", text + text}, {"more behind", text + "x"}, {"a zero byte behind", text + "\x00"},
		{"a zero byte in it", text[:len(text)/2] + "\x00" + text[len(text)/2:]},
		{"no UTF-8", text[:len(text)/2] + "\xc0\xe1" + text[len(text)/2:]},
		{"a line less", strings.Join(lines[:half], "") + strings.Join(lines[min(half+1, len(lines)):], "")},
		{"a line twice", strings.Join(lines[:half], "") + lines[half] + strings.Join(lines[half:], "")},
		{"deep", strings.Repeat("[", 20_000)}, {"deep objects", strings.Repeat(`{"a":`, 20_000)},
		{"a long line", strings.Repeat("a,", 200_000)},
	}
	for k := 1; k < 16; k++ {
		out = append(out, mutant{fmt.Sprintf("cut at %d/16", k), text[:len(text)*k/16]})
	}
	return out
}

// node is a value of JSON whose members keep their order and may have a name twice.
type node struct {
	open  json.Delim // { or [, 0 for what is neither
	text  string     // what is neither, as JSON
	names []string
	kids  []*node
}

func readNode(t *testing.T, dec *json.Decoder) *node {
	token, err := dec.Token()
	require.NoError(t, err)
	open, ok := token.(json.Delim)
	if !ok {
		b, err := json.Marshal(token)
		require.NoError(t, err)
		return &node{text: string(b)}
	}
	n := &node{open: open}
	for dec.More() {
		if open == '{' {
			name, err := dec.Token()
			require.NoError(t, err)
			n.names = append(n.names, name.(string))
		}
		n.kids = append(n.kids, readNode(t, dec))
	}
	_, err = dec.Token()
	require.NoError(t, err)
	return n
}

func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	if n.open == 0 {
		b.WriteString(n.text)
		return
	}
	b.WriteRune(rune(n.open))
	for i, kid := range n.kids {
		if i > 0 {
			b.WriteByte(',')
		}
		if n.open == '{' {
			fmt.Fprintf(b, "%q:", n.names[i])
		}
		kid.write(b)
	}
	b.WriteByte("}]"[map[json.Delim]int{'{': 0, '[': 1}[n.open]])
}

// strange is what may stand in place of any value.
var strange = []string{"null", "true", "0", "-1", "0.5", "1e308", "-1e400", "123456789012345678901234567890",
	"2147483648", "NaN", `""`, `"x"`, `" 7 "`, `"\u0000"`, `"\u001b[31m"`, `"\ud800"`, `"../../etc/passwd"`,
	`"\u202e=1+1"`, "[]", "{}",
	strings.Repeat("[", 500) + strings.Repeat("]", 500)}

// mutate adds the mutants of a value, and of what is in it: of a list the first two and the last.
func (n *node) mutate(path string, root *node, out *mutants) {
	add := func(what string) { out.add(path+" "+what, root.String) }
	was := *n
	old := n.String()
	for _, s := range append([]string{"[" + old + "]", `{"a":` + old + "}", fmt.Sprintf("%q", old)}, strange...) {
		*n = node{text: s}
		add("is " + s[:min(len(s), 40)])
	}
	*n = was
	for i, kid := range was.kids {
		if was.open == '[' && i > 1 && i < len(was.kids)-1 {
			continue
		}
		here := fmt.Sprintf("%s[%d]", path, i)
		if was.open == '{' {
			here = path + "." + was.names[i]
		}
		kid.mutate(here, root, out)
		without := func(i int) *node {
			w := node{open: was.open, kids: append(append([]*node{}, was.kids[:i]...), was.kids[i+1:]...)}
			if was.open == '{' {
				w.names = append(append([]string{}, was.names[:i]...), was.names[i+1:]...)
			}
			return &w
		}
		*n = *without(i)
		add("without " + here)
		*n = node{open: was.open, kids: append(append([]*node{}, was.kids...), kid)}
		if was.open == '{' {
			n.names = append(append([]string{}, was.names...), was.names[i])
		}
		add("twice " + here)
		if was.open == '{' {
			for _, name := range []string{strings.ToUpper(was.names[i]), was.names[i] + "x", ""} {
				*n = *without(i)
				n.names, n.kids = append(n.names, name), append(n.kids, kid)
				add(fmt.Sprintf("%s called %q", here, name))
			}
		}
		*n = was
	}
}

// mutateTable adds the table with a cell, a row or a column changed, and written as other programs do.
func mutateTable(rows [][]string, out *mutants) {
	add := func(what string, rows [][]string, comma rune) {
		out.add(what, func() string {
			var b bytes.Buffer
			w := csv.NewWriter(&b)
			w.Comma = comma
			_ = w.WriteAll(rows) // into memory
			return b.String()
		})
	}
	clone := func() [][]string {
		var c [][]string
		for _, r := range rows {
			c = append(c, append([]string{}, r...))
		}
		return c
	}
	for _, comma := range ";\t|: " {
		add(fmt.Sprintf("parted by %q", comma), rows, comma)
	}
	for i := range rows {
		if i > 2 && i < len(rows)-1 {
			continue
		}
		for j := range rows[i] {
			for _, cell := range []string{"", " ", "-1", "0", "0.5", "1e3", "1e308", "NaN", "123456789012345678901234567890",
				"x", `a"b`, "a,b", "a\nb", "\x00", "\xff", "=1+1", " " + rows[i][j] + " ", rows[i][j] + ".0",
				strings.ToLower(rows[i][j]), rows[(i+1)%len(rows)][min(j, len(rows[(i+1)%len(rows)])-1)]} {
				c := clone()
				c[i][j] = cell
				add(fmt.Sprintf("row %d, column %d is %q", i, j, cell), c, ',')
			}
		}
		c := clone()
		add(fmt.Sprintf("row %d twice", i), append(c, c[i]), ',')
		add(fmt.Sprintf("without row %d", i), append(clone()[:i], clone()[i+1:]...), ',')
		c[i] = append(c[i], "more")
		add(fmt.Sprintf("row %d longer", i), c, ',')
		c = clone()
		c[i] = c[i][1:]
		add(fmt.Sprintf("row %d shorter", i), c, ',')
	}
	for j := range rows[0] {
		without, twice := clone(), clone()
		for i := range rows {
			if j < len(rows[i]) {
				without[i] = append(without[i][:j], without[i][j+1:]...)
				twice[i] = append(twice[i], twice[i][j])
			}
		}
		add(fmt.Sprintf("without column %d", j), without, ',')
		add(fmt.Sprintf("column %d twice", j), twice, ',')
	}
}
