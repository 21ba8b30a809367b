package config

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The values are those of WCAG's own examples and of common checkers.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#767676", "#ffffff", 4.54}, {"#ff0000", "#ffffff", 4.0}} {
		got, err := contrast(test.a, test.b)
		if err != nil || math.Abs(got-test.want) > 0.01 {
			t.Errorf("contrast(%s, %s) = %.3f, %v; want %.2f", test.a, test.b, got, err, test.want)
		}
	}
	for _, bad := range []string{"", "#", "red", "#12345", "#12345g", "#1234567", "+#12345"} {
		if _, err := contrast(bad, "#ffffff"); err == nil {
			t.Errorf("%q passes for a colour", bad)
		}
	}
}

// Every pair of ink and ground that the style sheet uses must be readable, by
// day and by night.
func TestStyleSheetContrast(t *testing.T) {
	css, err := os.ReadFile(filepath.Join("..", "..", "layouts", "_css", "01-colours.css"))
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(css), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("there is no dark scheme")
	}
	dark, _, _ = strings.Cut(dark, "@media")
	property := regexp.MustCompile(`--([a-z-]+): (?:\{\{[^}]*"(#[0-9a-f]{6})" \}\}|(#[0-9a-f]{6}));`)
	for scheme, text := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]string{}
		for _, m := range property.FindAllStringSubmatch(text, -1) {
			colours[m[1]] = m[2] + m[3]
		}
		for _, pair := range []string{
			"ink paper", "quiet paper", "accent paper", "ink tint", "quiet tint", "accent tint", "ink mark", "accent mark",
			"quiet mark",
			"ins-ink ins", "del-ink del", "ins-ink paper", "del-ink paper", "old-ink old", "new-ink new",
		} {
			ink, ground, _ := strings.Cut(pair, " ")
			got, err := contrast(colours[ink], colours[ground])
			if err != nil || got < minContrast {
				t.Errorf("%s: %s on %s has a contrast of %.2f (%v)", scheme, ink, ground, got, err)
			}
		}
		want := map[string]string{"light": paperLight, "dark": paperDark}[scheme]
		if colours["paper"] != want {
			t.Errorf("%s paper is %s in the style sheet and %s in contrast.go", scheme, colours["paper"], want)
		}
	}
}
