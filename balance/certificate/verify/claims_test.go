package verify_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/okrug/okrug/balance/certificate"
	"github.com/okrug/okrug/balance/certificate/verify"
	"github.com/okrug/okrug/geo/locale"
)

var (
	claims     = flag.Uint64("claims", 100_000, "random claims that TestClaims makes")
	claimsSeed = flag.Uint64("claims.seed", 1, "first half of the seed of each claim; the second is its number")
)

// counts of one kind of evidence.
type counts struct{ made, unread, accepted, truths, missed int }

// TestClaims makes true and false claims, changes most of them in a place or a few, and accepts nothing false. What is
// as its maker wrote it and true is accepted, where its evidence should show it.
func TestClaims(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // claims are many, small, and soon garbage
	claims := *claims
	if testing.Short() { // mutants are many
		claims = min(claims, 4_000)
	}
	var next atomic.Uint64
	var mutex sync.Mutex
	var all sync.WaitGroup
	sum := map[string]*counts{}
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for n := next.Add(1) - 1; n < claims && !t.Failed(); n = next.Add(1) - 1 {
				kind, now, err := tryClaim(n)
				if err != nil {
					t.Errorf("-claims.seed %d, claim %d: %v", *claimsSeed, n, err)
				}
				mutex.Lock()
				if sum[kind] == nil {
					sum[kind] = new(counts)
				}
				s := sum[kind]
				s.made, s.unread, s.accepted = s.made+now.made, s.unread+now.unread, s.accepted+now.accepted
				s.truths, s.missed = s.truths+now.truths, s.missed+now.missed
				mutex.Unlock()
			}
		})
	}
	all.Wait()
	for _, m := range makers {
		if s := sum[m.kind]; s != nil {
			t.Logf("%-12s %7d made, %6d unreadable, %6d accepted; of the unchanged %6d true, %6d of them not accepted",
				m.kind, s.made, s.unread, s.accepted, s.truths, s.missed)
			if claims >= 100_000 && (s.accepted == 0 || s.accepted == s.made) {
				t.Errorf("%s: the claims are all alike", m.kind)
			}
			delete(sum, m.kind)
		}
	}
}

// tryClaim makes a claim, lets the checker judge it and holds the verdict against the truth.
func tryClaim(n uint64) (kind string, now counts, err error) {
	w := newWorld(*claimsSeed, n)
	made := w.claim()
	c := made.Certificate
	kind, now.made = c.Kind, 1
	var file bytes.Buffer
	if err := certificate.Write(&file, c); err != nil {
		return kind, now, err
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
		if err != nil {
			var b bytes.Buffer
			certificate.Write(&b, c)
			err = fmt.Errorf("%w\n%s", err, b.Bytes())
		}
	}()
	whole := w.chance(35)
	if whole {
		if c, err = certificate.Parse(file.Bytes()); err != nil {
			return kind, now, err
		}
	} else if c = w.change(file.Bytes(), 1+w.IntN(3)); c == nil {
		now.unread = 1
		return kind, now, nil
	}
	report, err := verify.Check(context.Background(), c, verify.Settings{Work: 3_000_000})
	if err == nil {
		now.accepted = 1
		if why := claimHolds(c); why != nil {
			return kind, now, fmt.Errorf("accepted, and false: %w\n%s", why, report.Statement)
		}
		err = wordsHold(c, ungrouped(report.Statement))
	} else if errors.As(err, new(*verify.Refusal)) || errors.As(err, new(*verify.Unfinished)) {
		if !whole {
			return kind, now, nil
		}
		if why := claimHolds(c); why == nil {
			now.truths, now.missed = 1, 1
			if made.complete {
				return kind, now, fmt.Errorf("refused, and true: %w", err)
			}
		}
		return kind, now, nil
	}
	if whole {
		now.truths = 1
	}
	return kind, now, err
}

// ungrouped is a text in English without the spaces that group the digits of numbers.
func ungrouped(t locale.Text) string { return strings.ReplaceAll(t.String(), "\u00a0", "") }

var numeral = regexp.MustCompile(`[0-9]+`)

// wordsHold looks at every number in what an accepted certificate says: it is one of the question or one that brute
// force confirms, or is said to be stated.
func wordsHold(c *certificate.Certificate, said string) error {
	q := &c.Question
	known := map[string]bool{}
	add := func(numbers ...any) {
		for _, n := range numbers {
			for _, digits := range numeral.FindAllString(fmt.Sprint(n), -1) {
				known[digits] = true
			}
		}
	}
	lower, upper := nearer(c)
	add(q.Seats, q.Lower, q.Upper, c.Claim.Value, c.Claim.Plans, lower, upper)
	if q.Quota != nil {
		add(q.Quota[0], q.Quota[1])
	}
	total := big.NewInt(-1)
	if q.Graph != nil {
		total = unitVoters(q.Graph)
		add(len(q.Graph.Units))
	}
	main, rule, _ := strings.Cut(said, " (rule ")
	stated := strings.Contains(main, "as stated")
	f := certificate.Named(c.Evidence)
	sure := f != nil && f.Scope != "nation" && total.Cmp(big.NewInt(f.Total)) == 0 && f.Seats == q.Seats
	switch e := c.Evidence.(type) {
	case *certificate.WholeSeats:
		if total.Cmp(big.NewInt(e.Voters)) == 0 || stated {
			add(e.Voters)
		}
	case *certificate.UnitOver:
		if stated || q.Graph != nil && slices.Contains(q.Graph.Units, certificate.Unit{ID: e.Unit, Voters: e.Voters}) {
			add(e.Voters)
		}
	case *certificate.Components:
		voters, _, seats := parts(q)
		add(voters, seats)
	case *certificate.GroupOver:
		var sum int64
		for _, u := range e.Units {
			sum += q.Graph.Units[u].Voters
		}
		add(sum)
	case *certificate.Split: // brute force has added the regions up
		sure = true
		add(len(e.Parts), e.Regions, f.Total, f.Seats, f.Limit)
		for _, l := range f.LeftOut {
			add(l.Voters, l.Seats)
		}
	case *certificate.Allotment:
		sure = true
		add(e.Regions)
		for _, r := range e.Refuted {
			add(r.Seats)
		}
	case *certificate.Clusters:
		sure = true
		add(e.Regions, e.Clusters)
	}
	if f != nil && (sure || strings.HasSuffix(rule, ", as stated)")) {
		add(f.Total, f.Seats, f.Limit, f.Below, f.Above)
		for _, l := range f.LeftOut {
			add(l.Voters, l.Seats)
		}
	}
	for _, n := range numeral.FindAllString(said, -1) {
		if !known[n] {
			return fmt.Errorf("%s is said, and nobody has confirmed it: %s", n, said)
		}
	}
	return nil
}
