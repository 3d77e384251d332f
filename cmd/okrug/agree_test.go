package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/okrug/okrug/balance/rule"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/districts/compare"
	"github.com/okrug/okrug/districts/planning"
	"github.com/okrug/okrug/districts/resolution"
	"github.com/okrug/okrug/districts/scenario"
	"github.com/okrug/okrug/testdata"
)

// Random countries are half as many as rapid would draw: each goes through most verbs, and .ci/run tries many more.
func init() {
	if os.Getenv("RAPID_CHECKS") == "" {
		if err := flag.Set("rapid.checks", "50"); err != nil {
			panic(err)
		}
	}
}

// okrug runs the command in this process and returns its exit code and what it printed.
func okrug(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

// possible says, by walking through every plan and judging each by its checks, whether the case has a lawful plan, and
// whether it has one that meets the rule to the letter, soft or not.
func possible(t require.TestingT, c *districts.Case) (lawful, meets bool) {
	allPlans(c, func(number []int) bool {
		p, err := districts.NewNumbered(c, number)
		require.NoError(t, err)
		if districts.Met(p.Checks()) {
			lawful = true
			meets = meets || p.Evaluate(c.Rule).Verdict == rule.Meets
		}
		return !meets
	})
	return lawful, meets
}

// TestVerbsAgree lets plan, feasibility, check, verify and certificate verify, the library and a walk through all plans
// judge one random country by one random rule. None may contradict another.
func TestVerbsAgree(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	n, open, decided := 0, 0, 0
	seen := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		n++
		w := drawWorld(t, filepath.Join(base, fmt.Sprint("w", n)))
		w.write(t)
		s, err := scenario.Open(filepath.Join(w.dir, "scenario.yaml"))
		require.NoError(t, err)
		c, err := districts.Open(context.Background(), s, nil)
		if err != nil { // a gap between units, say: then every verb refuses it alike
			for _, verb := range []string{"plan", "feasibility"} {
				code, _, _ := okrug(verb, "--scenario", w.dir, "--out", filepath.Join(w.dir, "none"))
				require.Equal(t, exitInput, code)
			}
			return
		}
		lawful, meets := possible(t, c)
		plan, found := filepath.Join(w.dir, "plan"), filepath.Join(w.dir, "found")
		code, out, errs := okrug("plan", "--scenario", w.dir, "--out", plan)
		said := fmt.Sprintf("%s\nplan: %d %s\n%s", readFile(t, filepath.Join(w.dir, "scenario.yaml")), code, out, errs)
		switch code {
		case exitDone:
			require.True(t, lawful, "plan found one where there is none: %s", said)
			agreeOnPlan(t, w, c, plan)
			if rapid.IntRange(0, 3).Draw(t, "elsewhere") == 0 {
				agreeOnElsewhere(t, w, plan)
			}
			decided++
		case exitImpossible:
			require.False(t, lawful, "plan denies what check calls lawful: %s", said)
			decided++
		case exitUnknown:
			require.True(t, w.single(), "undecided: %s", said)
			open++
		default:
			require.Fail(t, "neither a plan nor a proof", said)
		}
		seen[fmt.Sprint("plan ", code)]++

		code, out, errs = okrug("feasibility", "--scenario", w.dir, "--out", found)
		said = fmt.Sprintf("%s\nfeasibility: %d %s\n%s", readFile(t, filepath.Join(w.dir, "scenario.yaml")), code, out, errs)
		switch code {
		case exitDone:
			require.True(t, meets, "feasibility found a plan where there is none: %s", said)
			code, _, _ := okrug("check", found)
			require.Equal(t, exitDone, code, said)
		case exitImpossible:
			require.False(t, meets, "feasibility denies what check calls within the rule: %s", said)
			agreeOnProofs(t, found, said)
		case exitUnknown:
			require.True(t, w.single(), "undecided: %s", said)
		default:
			require.Fail(t, "no answer", said)
		}
		seen[fmt.Sprint("feasibility ", code)]++
		agreeOnAmendment(t, w, lawful)
		require.NoError(t, os.RemoveAll(w.dir))
	})
	t.Log(seen)
	testdata.Enough(t, "lawful plans", seen["plan 0"], 0)
	testdata.Enough(t, "countries without a plan", seen["plan 4"], 0)
	testdata.Enough(t, "proofs that there is no plan", seen["feasibility 4"], 0)
	require.Less(t, 5*open, decided, "most questions are decided")
}

// agreeOnAmendment amends a random plan: what comes of it must not contradict what is possible.
func agreeOnAmendment(t *rapid.T, w *world, lawful bool) {
	old, dir := w.drawPlan(t, "old.csv", false), filepath.Join(w.dir, "amended")
	code, out, errs := okrug("amend", old, "--scenario", w.dir, "--out", dir)
	said := fmt.Sprintf("%s\namend: %d %s\n%s", readFile(t, filepath.Join(w.dir, "scenario.yaml")), code, out, errs)
	switch code {
	case exitDone, exitBroken:
		again, _, _ := okrug("check", dir)
		require.Equal(t, code, again, said)
		national := w.rule["scope"] == "nation" && w.rule["statistic"] != "deviation"
		require.True(t, code == exitDone || national || w.single(), "amend wrote a plan that breaks its own rule: %s", said)
		require.True(t, code == exitBroken || lawful, said)
	case exitImpossible:
		require.False(t, lawful, "amend denies what check calls lawful: %s", said)
	case exitInput: // more or fewer districts in force than an amendment can reach
	default:
		require.True(t, code == exitUnknown && w.single(), "undecided: %s", said)
	}
}

func readFile(t require.TestingT, name string) string {
	data, err := os.ReadFile(name)
	require.NoError(t, err)
	return string(data)
}

// agreeOnProofs checks every certificate of a folder, alone and against its inputs.
func agreeOnProofs(t require.TestingT, dir, said string) {
	files, err := filepath.Glob(filepath.Join(dir, "certificate*.json"))
	require.NoError(t, err)
	for _, f := range files {
		code, out, errs := okrug("certificate", "verify", f)
		require.Equal(t, exitDone, code, "%s: %s %s\n%s", f, out, errs, said)
		code, out, errs = okrug("certificate", "verify", f, "--case", dir)
		require.Equal(t, exitDone, code, "%s --case: %s %s\n%s", f, out, errs, said)
	}
}

// agreeOnPlan holds everything that a plan's folder says against everything else.
func agreeOnPlan(t require.TestingT, w *world, c *districts.Case, dir string) {
	for _, args := range [][]string{{"check", dir}, {"check", filepath.Join(dir, "plan.geojson")}, {"verify", dir}} {
		code, out, errs := okrug(args...)
		require.Equal(t, exitDone, code, "%v: %s %s", args, out, errs)
	}
	// The library makes the same plan.
	made, err := planning.Make(context.Background(), c, planning.Settings{})
	require.NoError(t, err)
	require.Equal(t, readFile(t, filepath.Join(dir, "assignment.csv")), string(made.Plan.Assignment()))
	agreeOnFigures(t, w, dir, made.Plan)
}

// agreeOnElsewhere gives voters without territory to every district of a plan. That is the same as to give them to its
// unit with the most voters, of equal ones to the one with the lowest id.
func agreeOnElsewhere(t require.TestingT, w *world, dir string) {
	district := map[string]string{}
	rows, err := csv.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, "assignment.csv")))).ReadAll()
	require.NoError(t, err)
	for _, row := range rows[1:] {
		district[row[0]] = row[1]
	}
	largest := map[string]worldUnit{}
	for _, u := range w.units {
		best, there := largest[district[u.id]]
		if !there || u.voters > best.voters || u.voters == best.voters && u.id < best.id {
			largest[district[u.id]] = u
		}
	}
	byDistrict, byUnit := "id,district,voters\n", "id,unit_id,voters\n"
	for i := range len(largest) {
		d := strconv.Itoa(i + 1)
		byDistrict += fmt.Sprintf("s%s,%s,%d\n", d, d, 7*i)
		byUnit += fmt.Sprintf("s%s,%s,%d\n", d, largest[d].id, 7*i)
	}
	var codes [2]int
	var units [2]string
	for i, text := range []string{byDistrict, byUnit} {
		table, out := filepath.Join(w.dir, fmt.Sprint("away", i, ".csv")), filepath.Join(w.dir, fmt.Sprint("away", i))
		require.NoError(t, os.WriteFile(table, []byte(text), 0o600))
		codes[i], _, _ = okrug("amend", dir, "--elsewhere", table, "--out", out)
		if codes[i] != exitDone {
			continue
		}
		units[i] = readFile(t, filepath.Join(out, "units.csv"))
		code, said, errs := okrug("verify", out)
		require.Equal(t, exitDone, code, "%s %s", said, errs)
	}
	require.Equal(t, codes[1], codes[0])
	require.Equal(t, units[1], units[0])
}

// agreeOnFigures compares the numbers of report.json, plan.geojson, units.csv, the report for people and the act.
func agreeOnFigures(t require.TestingT, w *world, dir string, p *districts.Plan) {
	voters := map[int]int64{} // counted anew from the table of units
	rows, err := csv.NewReader(strings.NewReader(readFile(t, filepath.Join(dir, "units.csv")))).ReadAll()
	require.NoError(t, err)
	at := func(name string) int { return slices.Index(rows[0], name) }
	for _, row := range rows[1:] {
		d, err := strconv.Atoi(row[at("district")])
		require.NoError(t, err)
		v, err := strconv.ParseInt(row[at("voters")], 10, 64)
		require.NoError(t, err)
		voters[d] += v
	}
	var r struct {
		Districts []struct {
			District         int
			Voters           int64
			Quota, Deviation float64
		}
	}
	require.NoError(t, json.Unmarshal([]byte(readFile(t, filepath.Join(dir, "report.json"))), &r))
	var shapes struct {
		Features []struct {
			Properties struct {
				District         int
				Voters           int64
				Quota, Deviation float64
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(readFile(t, filepath.Join(dir, "plan.geojson"))), &shapes))
	require.Len(t, r.Districts, len(voters))
	page := strings.ReplaceAll(readFile(t, filepath.Join(dir, "report.md")), "\u00a0", "") // thousands stand apart
	for i, d := range r.Districts {
		require.Equal(t, voters[d.District], d.Voters)
		require.Equal(t, p.Districts[i].Voters, d.Voters)
		f := shapes.Features[i].Properties
		require.Equal(t, d.Voters, f.Voters)
		require.Equal(t, d.Quota, f.Quota)
		require.Equal(t, d.Deviation, f.Deviation)
		if w.rule["base"] == "voters" && d.Quota > 0 { // voters per seat beside the mean per seat
			require.InDelta(t, float64(d.Voters)/float64(w.per)/d.Quota-1, d.Deviation, 1e-6+0.001*(1+d.Deviation)/d.Quota)
		}
		require.Contains(t, page, fmt.Sprintf("| %d |", d.Voters))
	}
	act := filepath.Join(w.dir, "act.html")
	code, _, errs := okrug("resolution", dir, "--lang", "en", "--out", act)
	require.Equal(t, exitDone, code, errs)
	text := strings.ReplaceAll(readFile(t, act), "\u00a0", "")
	for _, m := range regexp.MustCompile(`electoral district No\\.(\d+).*?Voters:</b> (\d+)`).FindAllStringSubmatch(text,
		-1) {
		d, _ := strconv.Atoi(m[1])
		require.Equal(t, strconv.FormatInt(voters[d], 10), m[2])
	}
}

// TestChecksAgree lets check and verify judge random plans by random rules: finished and not, contiguous and not.
func TestChecksAgree(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	n := 0
	seen := map[int]int{}
	rapid.Check(t, func(t *rapid.T) {
		n++
		w := drawWorld(t, filepath.Join(base, fmt.Sprint("w", n)))
		w.write(t)
		plan := w.drawPlan(t, "plan.csv", true)
		dir := filepath.Join(w.dir, "checked")
		code, out, errs := okrug("check", plan, "--scenario", w.dir, "--out", dir)
		if code == exitInput {
			return
		}
		again, out2, errs2 := okrug("verify", dir)
		said := fmt.Sprintf("%s\n%s\ncheck %d: %s%s\nverify %d: %s%s", readFile(t, filepath.Join(w.dir, "scenario.yaml")),
			readFile(t, plan), code, out, errs, again, out2, errs2)
		require.Equal(t, code, again, said)
		require.Contains(t, out2, "The folder agrees with itself: true.", said)
		seen[code]++
		require.NoError(t, os.RemoveAll(w.dir))
	})
	t.Log(seen)
	testdata.Enough(t, "plans that meet every check", seen[exitDone], 0)
	testdata.Enough(t, "plans that break one", seen[exitBroken], 0)
}

// drawPlan writes a plan of the world: its regions' units dealt out at random, now and then a unit left out.
func (w *world) drawPlan(t *rapid.T, name string, holes bool) string {
	text := "unit_id,district\n"
	first := 1
	for _, id := range w.regionIDs() {
		for _, u := range w.units {
			if u.region != id {
				continue
			}
			d := strconv.Itoa(first + rapid.IntRange(0, w.seats[id]-1).Draw(t, "district"))
			if holes && rapid.IntRange(0, 19).Draw(t, "hole") == 0 {
				d = ""
			}
			text += u.id + "," + d + "\n"
		}
		first += w.seats[id]
	}
	file := filepath.Join(w.dir, name)
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

// TestChangesAgree lets compare, the change sheet and the corrigendum tell one random pair of plans: they name the same
// units, and applied to the old plan they give the new one.
func TestChangesAgree(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	n := 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		w := drawWorld(t, filepath.Join(base, fmt.Sprint("w", n)))
		w.rule = map[string]any{"id": "own", "statistic": "deviation", "limit": "100 %", "scope": "region"}
		w.write(t)
		a, b := w.drawPlan(t, "a.csv", true), w.drawPlan(t, "b.csv", true)
		code, out, errs := okrug("compare", a, b, "--scenario", w.dir, "--json")
		if code == exitInput {
			return
		}
		require.Zero(t, code, errs)
		var said struct {
			Moved      []compare.Move        `json:"moved"`
			Placed     []compare.Move        `json:"placed"`
			Dropped    []compare.Move        `json:"dropped"`
			Renumbered []compare.Renumbering `json:"renumbered"`
		}
		require.NoError(t, json.Unmarshal([]byte(out), &said))

		// The sheet hatches what moves.
		sheet := filepath.Join(w.dir, "m.svg")
		code, _, errs = okrug("map", b, "--base", a, "--scenario", w.dir, "--sheet", "change", "--lang", "en", "--out", sheet)
		require.Zero(t, code, errs)
		var drawn, moved []string
		for _, m := range regexp.MustCompile(`id="moved-([^"]+)"`).FindAllStringSubmatch(readFile(t, sheet), -1) {
			drawn = append(drawn, m[1])
		}
		for _, m := range said.Moved {
			moved = append(moved, m.Unit)
		}
		require.ElementsMatch(t, moved, drawn)

		// The corrigendum words what moves, and what has none any more. A unit without a district in the old plan is one
		// whose district is not known.
		s, err := scenario.Open(filepath.Join(w.dir, "scenario.yaml"))
		require.NoError(t, err)
		c, err := districts.Open(context.Background(), s, nil)
		require.NoError(t, err)
		old, now := planOf(t, c, a), planOf(t, c, b)
		act, err := resolution.Compare(old, now, nil, nil, "en")
		require.NoError(t, err)
		_, err = act.Write("", "act.html")
		require.NoError(t, err)
		var worded []compare.Move
		for _, m := range act.Moves {
			for _, id := range m.IDs {
				worded = append(worded, compare.Move{Unit: id, From: m.From, To: m.To})
			}
		}
		var all []compare.Move
		for _, m := range slices.Concat(said.Moved, said.Dropped) {
			all = append(all, compare.Move{Unit: m.Unit, From: m.From, To: m.To})
		}
		require.ElementsMatch(t, all, worded)
		for _, m := range said.Placed {
			all = append(all, compare.Move{Unit: m.Unit, From: m.From, To: m.To})
		}

		// Applied to the old plan, the changes give the new one.
		renumbered := map[int]int{}
		for _, r := range said.Renumbered {
			renumbered[r.From] = r.To
		}
		numbers := make([]int, len(c.Layer.Units))
		for u, d := range old.Of {
			if d != districts.Unassigned {
				numbers[u] = old.Districts[d].Number
				if to, ok := renumbered[numbers[u]]; ok {
					numbers[u] = to
				}
			}
		}
		for _, m := range all {
			u := slices.IndexFunc(w.units, func(x worldUnit) bool { return x.id == m.Unit })
			numbers[u] = m.To
		}
		applied, err := districts.NewNumbered(c, numbers)
		require.NoError(t, err)
		require.Equal(t, string(now.Assignment()), string(applied.Assignment()))
		require.NoError(t, os.RemoveAll(w.dir))
	})
}

func planOf(t require.TestingT, c *districts.Case, file string) *districts.Plan {
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	p, err := districts.ReadPlan(c, file, data)
	require.NoError(t, err)
	return p
}
