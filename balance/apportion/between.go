package apportion

import "math/big"

// between finds a short decimal divisor that lies strictly between the largest claim that went unmet and the last one
// met; where those are equal, as in a tie, their common value, nil if that is irrational.
func between(unmet claims, last claim, power int) *big.Rat {
	if last.den.Sign() == 0 {
		return nil
	}
	hi := new(big.Rat).SetFrac(last.num, last.den)
	lo := new(big.Rat)
	if len(unmet) > 0 {
		lo.SetFrac(unmet[0].num, unmet[0].den)
	}
	if lo.Cmp(hi) == 0 {
		return root(hi, power)
	}
	pow := func(x *big.Rat) *big.Rat {
		if power == 2 {
			return new(big.Rat).Mul(x, x)
		}
		return x
	}
	ten := big.NewRat(10, 1)
	step := big.NewRat(1, 1)
	for pow(step).Cmp(hi) <= 0 {
		step.Mul(step, ten)
	}
	for {
		step.Quo(step, ten)
		k := new(big.Rat).Quo(lo, pow(step))
		n := new(big.Int).Quo(k.Num(), k.Denom())
		if power == 2 {
			n.Sqrt(n)
		}
		// n steps are at most lo, one more is over it.
		x := new(big.Rat).Mul(step, new(big.Rat).SetInt(n.Add(n, big.NewInt(1))))
		if pow(x).Cmp(hi) < 0 {
			return x
		}
	}
}

func root(x *big.Rat, power int) *big.Rat {
	if power == 1 {
		return new(big.Rat).Set(x)
	}
	n, d := new(big.Int).Sqrt(x.Num()), new(big.Int).Sqrt(x.Denom())
	r := new(big.Rat).SetFrac(n, d)
	if new(big.Rat).Mul(r, r).Cmp(x) != 0 {
		return nil
	}
	return r
}
