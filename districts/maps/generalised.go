package maps

import (
	"context"
	"sync"

	"github.com/okrug/okrug/districts"
	"github.com/okrug/okrug/geo/topology"
)

// Lines holds what many sheets of one plan need, so that it is worked out once: the generalised lines of its layer by
// scale, neighbours and colours. The zero value is ready for use, by several goroutines at a time too; what is drawn
// does not depend on it.
type Lines struct {
	mutex  sync.Mutex
	scales map[linesKey]*linesOnce
	plans  map[*districts.Plan]*commonOnce
}

// linesKey is a topology, by identity, and the denominator of a scale.
type linesKey struct {
	of    *topology.Topology
	scale float64
}

// linesOnce is what comes of one generalisation, which happens once however many ask for it.
type linesOnce struct {
	once sync.Once
	topo *topology.Topology
	err  error
}

// at returns the lines for a scale. Those of an interrupted call are not kept. Whoever asks for a scale first makes it,
// and others wait for that one and not for other scales.
func (l *Lines) at(ctx context.Context, t *topology.Topology, scale float64) (*topology.Topology, error) {
	key := linesKey{t, scale}
	l.mutex.Lock()
	if l.scales == nil {
		l.scales = map[linesKey]*linesOnce{}
	}
	one := l.scales[key]
	if one == nil {
		one = new(linesOnce)
		l.scales[key] = one
	}
	l.mutex.Unlock()
	one.once.Do(func() {
		one.topo, _, one.err = t.Generalise(ctx, topology.ForScale(scale))
		if one.err != nil {
			l.mutex.Lock()
			delete(l.scales, key)
			l.mutex.Unlock()
		}
	})
	return one.topo, one.err
}
