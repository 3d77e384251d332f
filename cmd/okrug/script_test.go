package main

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	environment = func(string) string { return "" } // tests in the process do not depend on the machine's language
	percent := debug.SetGCPercent(400)              // they run many small cases in a row
	testscript.Main(m, map[string]func(){
		"okrug": func() {
			environment = os.Getenv
			debug.SetGCPercent(percent)
			main()
		},
	})
}

// TestScripts runs the commands as a user would; every exit code has a script.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("OKRUG_LANG", "en")
			examples, err := filepath.Abs("../../testdata")
			if err != nil {
				return err
			}
			e.Setenv("EXAMPLES", examples)
			var logo bytes.Buffer
			if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
				return err
			}
			// The country twice, so that a script can take one away and show that nothing needs it.
			return errors.Join(os.WriteFile(filepath.Join(e.WorkDir, "logo.png"), logo.Bytes(), 0o600),
				os.WriteFile(filepath.Join(e.WorkDir, "serif.ttf"), liberationserifregular.TTF, 0o600),
				os.CopyFS(filepath.Join(e.WorkDir, "small"), os.DirFS("../../testdata/small")),
				os.CopyFS(filepath.Join(e.WorkDir, "spare"), os.DirFS("../../testdata/small")))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"fill":  fill,
			"pack":  pack,
		},
	})
}

// fill FROM TO CELL=VALUE... writes values into the first sheet of a workbook, as a program of other hands does; digits
// are numbers.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fill FROM TO CELL=VALUE...")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	for _, x := range args[2:] {
		cell, text, _ := strings.Cut(x, "=")
		value := any(text)
		if n, err := strconv.Atoi(text); err == nil {
			value = n
		}
		ts.Check(f.SetCellValue(f.GetSheetName(0), cell, value))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[1])))
}

// pack TO FROM... packs a file, as TO.gz, or several, as TO.zip.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pack TO FROM...")
	}
	var b bytes.Buffer
	if strings.HasSuffix(args[0], ".gz") {
		w := gzip.NewWriter(&b)
		_, err := w.Write([]byte(ts.ReadFile(args[1])))
		ts.Check(errors.Join(err, w.Close()))
	} else {
		w := zip.NewWriter(&b)
		for _, name := range args[1:] {
			in, err := w.Create(name)
			ts.Check(err)
			_, err = in.Write([]byte(ts.ReadFile(name)))
			ts.Check(err)
		}
		ts.Check(w.Close())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}

// exits CODE COMMAND ARGS... runs a command and wants exactly that exit code; stdout and stderr can be matched after
// it.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Check(err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}
