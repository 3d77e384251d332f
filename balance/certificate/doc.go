// Package certificate is the file format of proofs: that no plan exists, that none is better, or how many there are.
// A certificate holds everything that its proof rests on, so that a reader who has nothing else can check it, by hand
// or with package verify, which shares no code with the solvers that make certificates.
//
// The file is JSON:
//
//	{"okrug_certificate": 1,
//	 "kind": "duals",
//	 "question": {"graph": {...}, "seats": 4, "lower": 757781, "upper": 765396, "objective": "cut-edges"},
//	 "claim": {"status": "optimal", "value": 33},
//	 "plan": [1, 1, 4, ...],
//	 "evidence": {...}}
//
// The evidence shows that no plan of the question has a value of at most some limit; its form depends on the kind.
// The claim follows from it and from the plan. Units, and edges between them, are numbered from 0 in the order of the
// file, districts from 1.
package certificate
