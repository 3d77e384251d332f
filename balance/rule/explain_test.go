package rule_test

import (
	"fmt"

	"github.com/okrug/okrug/balance/rule"
)

func ExampleRule_Sentence() {
	r, err := rule.Find("kz-2022-region", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Sentence("en"))
	lower, upper := r.For(966_304, 2).Window()
	fmt.Println(lower, upper)
	// Output:
	// The number of voters of a district must not differ from the mean per seat of its region by more than 20 %.
	// 386522 579782
}
