package verify

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"okrug/data"
)

// Folder verifies a folder on disk: a published set, or what okrug plan or okrug check wrote. The latter has no inputs of its
// own: they are read from where its report.json says, the embedded ones from the program, and must have the sums given there.
// Seats and rule, which flags may have changed, are those that report.json names.
func Folder(dir string) (*Result, error) {
	set := os.DirFS(dir)
	if _, err := fs.Stat(set, Manifest); err == nil {
		return Set(set)
	}
	const record = "report.json"
	text, err := fs.ReadFile(set, record)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: it holds neither %s, as a published set does, nor %s, as the folder of okrug plan or check does", ErrSet, Manifest, record)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSet, err)
	}
	files, sums, err := gather(dir, text)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrSet, record, err)
	}
	r := &Result{Agree: true}
	r.note(sums)
	p, err := r.judge(files)
	if err != nil {
		return nil, err
	}
	r.note(p.report(files, r.Lawful))
	if _, ok := files[Districts]; ok {
		r.note(p.geoJSON(files, Districts, true))
	}
	return r, nil
}

// planFile is the districts of a plan in its folder, as districts.geojson is in a set.
const planFile = "plan.geojson"

// gathered is a set put together from elsewhere: files by their name in a set.
type gathered map[string][]byte

// ReadFile is that of fs.ReadFileFS, which is all that is asked of a set without acts and manifest.
func (g gathered) ReadFile(name string) ([]byte, error) {
	data, ok := g[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return data, nil
}

// Open is never enough for a set put together: it has no folders.
func (g gathered) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.ErrUnsupported}
}

// record is what of report.json says where the inputs are and by what is judged.
type record struct {
	Inputs []struct {
		Role   string `json:"role"`
		File   string `json:"file"`
		SHA256 string `json:"sha256"`
	} `json:"inputs"`
	Seats map[string]int             `json:"seats"`
	Rule  map[string]json.RawMessage `json:"rule"`
}

// placeOf is the name in a set of an input by its role.
var placeOf = map[string]string{
	"scenario": Scenario, "units": "inputs/units.geojson", "regions": "inputs/regions.geojson", "voters": "inputs/voters.csv",
}

func gather(dir string, text []byte) (gathered, Outcome, error) {
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, Outcome{}, err
	}
	if len(r.Rule) == 0 || len(r.Inputs) == 0 {
		return nil, Outcome{}, errors.New("it names no rule or no inputs")
	}
	files := gathered{Report: text}
	var faults []string
	var errs []error
	for _, in := range r.Inputs {
		place := placeOf[in.Role]
		if in.Role == "plan" && strings.EqualFold(path.Ext(in.File), ".csv") {
			place = Assignment // of okrug check; that of okrug plan stands in the folder
		}
		if place == "" {
			continue
		}
		content, changed, err := readInput(dir, in.File, in.SHA256)
		if err != nil {
			errs = append(errs, fmt.Errorf("its %s: %w; run okrug verify where okrug plan ran, or put the file back", in.Role, err))
			continue
		}
		if changed {
			faults = append(faults, fmt.Sprintf("%s (%s) has been changed since the report was made", in.File, in.Role))
		}
		files[place] = content
	}
	for name, place := range map[string]string{"assignment.csv": Assignment, planFile: Districts} {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			files[place] = content
		} else if !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	for _, must := range []string{Scenario, "inputs/units.geojson", Assignment} {
		if _, ok := files[must]; !ok && len(errs) == 0 {
			errs = append(errs, fmt.Errorf("there is no %s, neither in the folder nor among the inputs", path.Base(must)))
		}
	}
	files[Seats] = seatsTable(r.Seats)
	r.Rule["limit"] = r.Rule["limit_text"] // exact, where limit is a floating-point number
	rule, err := json.Marshal(r.Rule)
	files[Rule] = rule
	return files, judged("inputs", fmt.Sprintf("%d inputs have the sums of report.json", len(r.Inputs)), faults), errors.Join(append(errs, err)...)
}

// readInput reads an input from the embedded data or from disk, where the name counts from the working folder or, failing
// that, from the folder itself. Of several files of that name the one with the sum is taken.
func readInput(dir, name, sum string) (content []byte, changed bool, err error) {
	open := []func() ([]byte, error){
		func() ([]byte, error) { return fs.ReadFile(data.Files, name) },
		func() ([]byte, error) { return os.ReadFile(filepath.FromSlash(name)) },
		func() ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) },
	}
	var found []byte
	for _, o := range open {
		b, err := o()
		if err != nil {
			continue
		}
		if h := sha256.Sum256(b); hex.EncodeToString(h[:]) == sum {
			return b, false, nil
		}
		if found == nil {
			found = b
		}
	}
	if found == nil {
		return nil, false, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return found, true, nil
}

func seatsTable(seats map[string]int) []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	rows := [][]string{{"region_id", "seats"}}
	for _, id := range sortedKeys(seats) {
		rows = append(rows, []string{id, strconv.Itoa(seats[id])})
	}
	_ = w.WriteAll(rows) // a strings.Builder takes everything
	return []byte(b.String())
}
