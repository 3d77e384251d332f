package locale

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Collator orders names as the language does: Kazakh Ә after А, І after Ы. It is not for several goroutines at a time.
func (l *Locale) Collator() *collate.Collator { return collate.New(language.Make(l.Lang)) }
