package measure

import "github.com/okrug/okrug/geo/locale"

// AreaText is an area in square metres in words, as exact as a reader of messages needs it.
func AreaText(m2 float64) locale.Text {
	switch {
	case m2 < 1:
		return locale.T("less than 1 m²")
	case m2 < 1e5:
		return locale.T("%.0f m²", m2)
	case m2 < 1e7:
		return locale.T("%.3f km²", m2/1e6)
	}
	return locale.T("%.0f km²", m2/1e6)
}

// LengthText is a length or a width in metres in words, as exact as a reader of messages needs it.
func LengthText(m float64) locale.Text {
	switch {
	case m < 0.1:
		return locale.T("%.0f cm", m*100)
	case m < 10:
		return locale.T("%.1f m", m)
	case m < 1000:
		return locale.T("%.0f m", m)
	}
	return locale.T("%.1f km", m/1000)
}
