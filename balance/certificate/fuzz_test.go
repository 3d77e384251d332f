package certificate_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/okrug/okrug/balance/certificate"
)

// FuzzRead reads anything without a panic; what it accepts is written and read again unchanged.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"okrug_certificate":1,"kind":"enumeration","question":{"seats":1,"lower":0,"upper":1},` +
		`"claim":{"status":"infeasible"},"evidence":{}}`))
	f.Add([]byte(`{"okrug_certificate":1,"kind":"duals","question":{"graph":{"sha256":"","scale":1,` +
		`"units":[{"id":"a","voters":3}],"edges":[]},
		"seats":1,"lower":0,"upper":1,"objective":"border"},"claim":{"status":"optimal","value":0},"plan":[1],
		"evidence":{"weights":"border","scale":1,"order":[0],"steps":[{"delta":1,"pi":[4],"least":-4}],"candidates":0}}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := certificate.Read(bytes.NewReader(b))
		if err != nil {
			return
		}
		var one, two bytes.Buffer
		require.NoError(t, certificate.Write(&one, c))
		d, err := certificate.Read(bytes.NewReader(one.Bytes()))
		require.NoError(t, err)
		require.NoError(t, certificate.Write(&two, d))
		require.Equal(t, one.String(), two.String())
	})
}
