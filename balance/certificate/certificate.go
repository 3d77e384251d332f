package certificate

// Version is the version of the format that this package writes, and the only one that it reads.
const Version = 1

// Certificate is one claim with its proof.
type Certificate struct {
	Version int // Version
	// Kind names the form of the evidence, as Evidence.Kind does.
	Kind string
	// Case is the SHA-256 of the case that the figures are of, as verify.Inputs.Hash works it out, "" where they are of no
	// case but of a graph alone, whose SHA-256 is the question's.
	Case     string
	Question Question
	Claim    Claim
	// Plan is the district, 1 to Question.Seats, of each unit; nil where the claim has no plan.
	Plan     []int
	Evidence Evidence
}

// Evidence is what shows that no plan of a question has at most a certain value. Each kind has a type of its own,
// listed in kinds.go.
type Evidence interface {
	// Kind is the name of the form of evidence in the file.
	Kind() string
}

// Status is what a certificate claims.
type Status string

const (
	// Optimal: the plan is one of the question, has Claim.Value, and no plan of the question has less.
	Optimal Status = "optimal"
	// Infeasible: the question has no plan.
	Infeasible Status = "infeasible"
	// Bounded: no plan of the question has less than Claim.Value; the plan, where there is one, is one of the question.
	Bounded Status = "bounded"
	// Counted: the question has exactly Claim.Plans plans, district numbers apart.
	Counted Status = "counted"
)

// Claim is what a certificate says.
type Claim struct {
	Status Status `json:"status"`
	// Value is in the units of the objective: edges, whole length units of the graph, or, for the deviation, the
	// largest |den*voters - num| of a district where num/den is the quota.
	Value int64 `json:"value,omitempty"`
	// Plans is the number of plans, for Counted.
	Plans int64 `json:"plans,omitempty"`
}

// New makes a certificate of the current version.
func New(q Question, c Claim, plan []int, e Evidence) *Certificate {
	return &Certificate{Version: Version, Kind: e.Kind(), Question: q, Claim: c, Plan: plan, Evidence: e}
}
