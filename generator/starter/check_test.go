package starter

import (
	"strings"
	"testing"
)

func TestComplete(t *testing.T) {
	good := SiteOptions{Organisation: " Anvil \n Ltd", BaseURL: "https://example.org", Policy: "cookie-notice", Lang: "en"}
	o := good
	if err := o.Complete(); err != nil || o.Organisation != "Anvil Ltd" || o.BaseURL != "https://example.org/" ||
		o.Title != "Cookie notice" {
		t.Errorf("%+v, %v", o, err)
	}
	for want, spoil := range map[string]func(o *SiteOptions){
		"--organisation is empty":           func(o *SiteOptions) { o.Organisation = " " },
		"--organisation: ":                  func(o *SiteOptions) { o.Organisation = "Anvil\x1b" },
		"--title: ":                         func(o *SiteOptions) { o.Title = "Anvil\x1b" },
		"--lang e is no language tag":       func(o *SiteOptions) { o.Lang = "e" },
		"--url example.org is not":          func(o *SiteOptions) { o.BaseURL = "example.org" },
		"--url https://example.org/?a is n": func(o *SiteOptions) { o.BaseURL = "https://example.org/?a" },
	} {
		o := good
		spoil(&o)
		if err := o.Complete(); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	for text, page := range map[string]bool{"\n<!DOCTYPE html>": true, " <html lang=en>": true, "# Privacy\n": false} {
		if err := CheckMarkdown("x", []byte(text)); (err != nil) != page {
			t.Errorf("%q: %v", text, err)
		}
	}
}
