package findings

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"slices"

	"github.com/okrug/okrug/balance"
	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/input"
	"github.com/okrug/okrug/geo/locale"
)

// File is the name of the answer in its folder.
const File = "feasibility.json"

// Checked is what came of checking a folder of feasibility.
type Checked struct {
	Status  string        // that the folder states
	Proven  []locale.Text // what certificates prove, in words
	Faults  []locale.Text // what is wrong
	Nowhere []locale.Text // what is stated and in no certificate
}

// stated is what is checked of feasibility.json.
type stated struct {
	Rule struct {
		ID string `json:"id"`
	} `json:"rule"`
	Case         string          `json:"case_sha256"`
	Status       string          `json:"status"`
	Regions      []statedRegion  `json:"regions"`
	Certificates []statedFile    `json:"certificates"`
	files        map[string]bool // certificates that prove what they should
	nation       bool            // one shows that no plan meets the rule, whatever the region
}

type statedRegion struct {
	ID          string `json:"region_id"`
	Voters      int64  `json:"voters"`
	Seats       int    `json:"seats"`
	Status      string `json:"status"`
	Certificate string `json:"certificate"`
}

type statedFile struct {
	File   string `json:"file"`
	Kind   string `json:"kind"`
	SHA256 string `json:"sha256"`
}

// Check checks a folder of feasibility by itself: that every certificate is as the answer lists it, is accepted by the
// checker, and rests on figures of the case; and that each "impossible" of the answer is what one of them proves. The
// error is for a folder that cannot be read, or a check that was not finished.
func Check(ctx context.Context, dir fs.FS, c *districts.Case, s verify.Settings) (*Checked, error) {
	data, err := fs.ReadFile(dir, File)
	if err != nil {
		return nil, err
	}
	var in stated
	if err := input.Unmarshal(File, data, &in); err != nil {
		return nil, err
	}
	inputs, err := c.Inputs()
	if err != nil {
		return nil, err
	}
	out := &Checked{Status: in.Status}
	if hash := inputs.Hash(); in.Case != hash {
		out.fault(locale.T("%s is about the case with the SHA-256 %s, and that of inputs/ is %s", File, in.Case, hash))
	}
	if in.Rule.ID != inputs.Rule {
		out.fault(locale.T("%s is about the rule %s, and inputs/ binds %s", File, in.Rule.ID, inputs.Rule))
	}
	in.files = map[string]bool{}
	for _, f := range in.Certificates {
		if err := out.certificate(ctx, dir, &in, inputs, f, s); err != nil {
			return nil, err
		}
	}
	found, err := fs.Glob(dir, "certificate*.json")
	if err != nil {
		return nil, err
	}
	for _, name := range found {
		if !slices.ContainsFunc(in.Certificates, func(f statedFile) bool { return f.File == name }) {
			out.fault(locale.T("%s is not listed in %s", name, File))
		}
	}
	qs, err := c.Questions()
	if err != nil {
		return nil, err
	}
	judged := map[string]bool{}
	for _, q := range qs.Regions {
		judged[q.Region] = q.Single
	}
	out.verdict(&in, inputs, judged)
	return out, nil
}

func (out *Checked) fault(what locale.Text) { out.Faults = append(out.Faults, what) }

// certificate checks one file that is listed.
func (out *Checked) certificate(ctx context.Context, dir fs.FS, in *stated, inputs *verify.Inputs, f statedFile,
	s verify.Settings) error {
	if f.File != path.Base(f.File) {
		out.fault(locale.T("%s is no file of the folder", f.File))
		return nil
	}
	data, err := fs.ReadFile(dir, f.File)
	if err != nil {
		out.fault(locale.T("%s: %v", f.File, err))
		return nil
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != f.SHA256 {
		out.fault(locale.T("%s has another SHA-256 than %s lists", f.File, File))
	}
	c, err := certificate.Parse(data)
	if err != nil {
		out.fault(locale.T("%s: %v", f.File, err))
		return nil
	}
	if c.Kind != f.Kind {
		out.fault(locale.T("%s is of kind %s, and %s lists %s", f.File, c.Kind, File, f.Kind))
	}
	report, err := verify.Check(ctx, c, s)
	var about *verify.About
	if err == nil {
		about, err = verify.Against(c, inputs)
	}
	var refusal *verify.Refusal
	switch {
	case errors.As(err, &refusal):
		out.fault(locale.T("%s: %v", f.File, err))
		return nil
	case err != nil:
		return locale.Errorf("%s: %w", f.File, err)
	}
	out.Proven = append(out.Proven, locale.T("%s: %s", f.File, report.Statement))
	if c.Claim.Status != certificate.Infeasible || about.Narrower || !bindsRule(c, inputs.Rule) {
		return nil
	}
	in.files[about.Region+"/"+f.File] = about.Region != ""
	_, clusters := c.Evidence.(*certificate.Clusters)
	in.nation = in.nation || about.Region == "" && !clusters && c.Question.Seats >= len(inputs.Regions) &&
		c.Question.Seats == inputs.Seats()
	return nil
}

// bindsRule says that a certificate names no other rule than the one that binds.
func bindsRule(c *certificate.Certificate, rule string) bool {
	f := certificate.Named(c.Evidence)
	return f == nil || f.Rule == rule
}

// verdict holds the answer against what was proven. judged are the regions whose plans are judged whole, because
// exceptions may fit some of their districts: no certificate holds that.
func (out *Checked) verdict(in *stated, inputs *verify.Inputs, judged map[string]bool) {
	none, unproven := balance.Infeasible.String(), false
	proven := in.nation
	per := max(1, inputs.PerDistrict)
	for _, r := range in.Regions {
		x := slices.IndexFunc(inputs.Regions, func(x verify.InputRegion) bool { return x.ID == r.ID })
		switch {
		case x < 0:
			out.fault(locale.T("there is no region %s in inputs/", r.ID))
			continue
		case inputs.Regions[x].Voters != r.Voters || inputs.Regions[x].Seats*per != r.Seats:
			out.fault(locale.T("region %s has %d {2|voter|voters} and %d {3|seat|seats} in inputs/, and not %d and %d", r.ID,
				inputs.Regions[x].Voters, inputs.Regions[x].Seats*per, r.Voters, r.Seats))
		}
		switch {
		case r.Status != none:
		case r.Certificate == "" && !judged[r.ID]:
			out.fault(locale.T("region %s is said to be impossible, and no certificate shows it", r.ID))
		case r.Certificate == "":
			unproven = true
			out.Nowhere = append(out.Nowhere,
				locale.T("region %s: impossible by a complete search, which no certificate repeats", r.ID))
		case !in.files[r.ID+"/"+r.Certificate]:
			out.fault(locale.T("%s does not show that region %s has no plan by the rule", r.Certificate, r.ID))
		default:
			proven = true
		}
	}
	if len(in.Regions) != len(inputs.Regions) {
		out.fault(locale.T("%s has %d {2|region|regions}, and inputs/ %d", File, len(in.Regions), len(inputs.Regions)))
	}
	if in.Status == none && !proven && !unproven {
		out.fault(locale.T("%s says that it is impossible, and no certificate shows it", File))
	}
	if in.Status != none && proven {
		out.fault(locale.T("%s says %q, and a certificate shows that it is impossible", File, in.Status))
	}
}
