package wayback

import (
	"strings"
	"testing"
)

func TestParseAddress(t *testing.T) {
	for given, want := range map[string]string{
		"trakt.tv/privacy":                    "http://trakt.tv/privacy",
		"trakt.tv":                            "http://trakt.tv/",
		" https://trakt.tv/privacy \n":        "https://trakt.tv/privacy",
		"HTTPS://Trakt.TV/Privacy":            "https://trakt.tv/Privacy",
		"https://trakt.tv/privacy#security":   "https://trakt.tv/privacy",
		"http://trakt.tv:8080/a?b=c&d=%26#e":  "http://trakt.tv:8080/a?b=c&d=%26",
		"trakt.tv:80/privacy":                 "http://trakt.tv:80/privacy",
		"https://bücher.example/straße?ü=ö":   "https://xn--bcher-kva.example/stra%C3%9Fe?%C3%BC=%C3%B6",
		"https://my_shop.example.org/privacy": "https://my_shop.example.org/privacy",
		"http://192.0.2.1/privacy":            "http://192.0.2.1/privacy",
		"https://archive.org/about/terms.php": "https://archive.org/about/terms.php",
	} {
		if got, err := parseAddress(given); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", given, got, err, want)
		}
	}
	for _, bad := range []string{
		"", " ", "privacy", "/privacy", "file:///etc/passwd", "ftp://trakt.tv/", "javascript:alert(1)", "mailto:a@trakt.tv",
		"https://user:secret@trakt.tv/", "https://trakt.tv/\r\nX: y", "https://trakt.tv/\x00", "https://", "https:///privacy",
		"https://trakt.tv:x/",
		"*.trakt.tv", "https://web.archive.org/web/2016/https://trakt.tv/privacy", "trakt", "http://[::1",
	} {
		if got, err := parseAddress(bad); err == nil || !strings.Contains(err.Error(), "give the address of a page, as in") {
			t.Errorf("%q is taken for %q; error %v", bad, got, err)
		}
	}
}
