package balance

import (
	"encoding/json"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/geo/locale"
)

// Summary is a Solution as one JSON object, for other programs.
type Summary struct {
	Status Status `json:"status"`
	// Objective is null where there is no plan; of a plan that breaks something it is that plan's.
	Objective *float64 `json:"objective"`
	Kind      string   `json:"objective_kind"`
	// EqualityWeight is the objective's where that is balanced and the weight is not 1.
	EqualityWeight float64  `json:"equality_weight,omitempty"`
	Bound          *float64 `json:"bound"` // null where none is known
	Gap            *float64 `json:"gap"`   // (objective - bound) / objective; null without both
	// MaxDeviation is the largest |voters - quota| / quota.
	MaxDeviation *float64      `json:"max_deviation"`
	Districts    []int64       `json:"district_voters,omitempty"`
	CutEdges     *int          `json:"cut_edges,omitempty"`
	Border       *float64      `json:"border,omitempty"` // in the units of the graph's source
	Splits       []int         `json:"parents_divided,omitempty"`
	Plans        *int64        `json:"plans"` // null unless all were visited
	Nodes        int64         `json:"nodes_searched"`
	Work         int64         `json:"work"`
	Seconds      float64       `json:"seconds"`
	Seed         uint64        `json:"seed"`
	Method       Method        `json:"method"`
	Stopped      Stopped       `json:"ended"`
	Certificate  string        `json:"certificate,omitempty"` // path
	GraphSHA256  string        `json:"graph_sha256"`          // as certificates name the graph
	Reason       locale.Text   `json:"reason,omitzero"`
	Violations   []string      `json:"violations,omitempty"`
	Log          []locale.Text `json:"tried,omitempty"`
}

// Summary of a solution; seconds and the certificate's path are the caller's.
func (s *Solution) Summary(p *Problem) Summary {
	out := Summary{Status: s.Status, Kind: p.Objective.Kind.String(),
		EqualityWeight: p.Objective.EqualityWeight(), Nodes: s.Nodes, Work: s.Work, Seed: s.Seed,
		Method: s.Method, Stopped: s.Stopped, Reason: s.Reason, Log: s.Log,
		GraphSHA256: certificate.NewGraph(p.Graph).SHA256}
	if s.Assignment != nil {
		border := float64(s.Border) / p.Graph.Scale
		out.Objective, out.MaxDeviation, out.CutEdges, out.Border = &s.Objective, &s.MaxDeviation, &s.CutEdges, &border
		out.Districts, out.Splits = s.Voters, s.Splits
	}
	if s.Bounded {
		out.Bound = &s.Bound
		if s.Status == Feasible || s.Status == Optimal {
			out.Gap = &s.Gap
		}
	}
	if s.Counted {
		out.Plans = &s.Plans
	}
	for _, v := range s.Violations {
		out.Violations = append(out.Violations, v.Text)
	}
	return out
}

// String is the JSON with a line per field.
func (s Summary) String() string {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return "{}" // no field can fail
	}
	return string(b)
}
