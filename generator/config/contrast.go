package config

import (
	"fmt"
	"math"
	"strconv"
)

// The paper that links stand on, light and dark; the same as in
// layouts/_css/01-colours.css.
const (
	paperLight = "#fdfcf9"
	paperDark  = "#16181b"
)

// minContrast is what WCAG 2.2 asks of text (success criterion 1.4.3, AA).
const minContrast = 4.5

// checkAccent makes sure that links in the accent colours can be read.
func checkAccent(p Params, add func(key, format string, args ...any)) {
	for _, a := range []struct{ key, colour, paper, advice string }{
		{"params.accent", p.Accent, paperLight, "choose a darker one"},
		{"params.accentDark", p.AccentDark, paperDark, "choose a lighter one"},
	} {
		if a.colour == "" {
			continue
		}
		ratio, err := contrast(a.colour, a.paper)
		if err != nil {
			add(a.key, "%v", err)
		} else if ratio < minContrast {
			add(a.key, "%s on the page's %s has a contrast of %.1f:1, text needs %.1f:1; %s",
				a.colour, a.paper, ratio, minContrast, a.advice)
		}
	}
}

// contrast is the ratio of WCAG 2.2, from 1 to 21, of two colours #rrggbb:
// https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
func contrast(a, b string) (float64, error) {
	la, err := luminance(a)
	if err != nil {
		return 0, err
	}
	lb, err := luminance(b)
	if err != nil {
		return 0, err
	}
	return (math.Max(la, lb) + 0.05) / (math.Min(la, lb) + 0.05), nil
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(colour string) (float64, error) {
	rgb, err := strconv.ParseUint(colour[min(1, len(colour)):], 16, 32)
	if len(colour) != 7 || colour[0] != '#' || err != nil {
		return 0, fmt.Errorf("%q is no colour; write it like \"#1d4ed8\"", colour)
	}
	channel := func(shift uint) float64 {
		c := float64(rgb>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0), nil
}
