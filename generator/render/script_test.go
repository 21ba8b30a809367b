package render

import (
	"encoding/json"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/tools"
	"policyarchive/generator/link"
)

// TestScriptAddresses: the script of the compare page lets links lead where
// this package does.
func TestScriptAddresses(t *testing.T) {
	node := tools.Program(t, "node")
	script, err := filepath.Abs("../../layouts/_scripts/address.js")
	if err != nil {
		t.Fatal(err)
	}
	home, _ := url.Parse("https://policy.example/privacy/")
	there, _ := url.Parse("https://shop.example/legal/privacy")
	links := []string{
		"https://a.example/x?y=1#z", "http://a.example/", "//cdn.example/a", "/settings", "settings", "../terms", "?lang=en",
		"mailto:dpo@shop.example", "tel:+49-30-1", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x",
		"vbscript:x", "file:///etc/passwd",
	}
	for name, test := range map[string]struct {
		base string
		from link.Origin
	}{
		"written here":   {home.String(), link.Origin{Base: home}},
		"published else": {there.String(), link.Origin{Base: there}},
		"adrift":         {"", link.Origin{Adrift: true}},
	} {
		in, err := json.Marshal(map[string]any{"base": test.base, "links": links})
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(node, "--no-warnings", "--input-type=module", "--eval", `
			const { addressOf } = await import(process.argv[1]);
			const { base, links } = JSON.parse(process.argv[2]);
			console.log(JSON.stringify(links.map((link) => addressOf(link, { base, sections: [] }) || "")));`, "file://"+script, string(in))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		for n, target := range links {
			want := test.from.Resolve(target).URL
			if test.from.Adrift && strings.HasPrefix(target, "//") {
				want = "" // there is no scheme to take over
			}
			if got[n] != want {
				t.Errorf("%s: %s leads to %q, want %q", name, target, got[n], want)
			}
		}
	}
}
