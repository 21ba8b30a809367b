package hugo

import "testing"

// The outputs are Hugo's own, of v0.165.
func TestParseError(t *testing.T) {
	for _, test := range []struct{ name, output, want string }{
		{"partial", `Start building sites …
ERROR error building site: render: [en v1.0.0 guest] failed to render pages: render of "/s/.build/content/_content.gotmpl:/terms" failed: "/s/layouts/version.html:6:3": execute of template failed: template: version.html:6:3: executing "main" at <partial "contents.html" $d.outline>: error calling partial: "/s/layouts/_partials/contents.html:2:9": execute of template failed: template: _partials/contents.html:2:9: executing "_partials/contents.html" at <where . "title" "ne" "">: error calling where: can't iterate over <nil>`,
			`layouts/_partials/contents.html:2:9: executing "_partials/contents.html" at <where . "title" "ne" "">: error calling where: can't iterate over <nil>`},
		{"file of the theme", `ERROR error building site: "/s/.build/theme/assets/css/02-page.css:3:1": parse failed: oops`,
			"layouts/_css/02-page.css:3:1: parse failed: oops"},
		{"does not parse", `ERROR error building site: "/s/layouts/baseof.html:2:1": apply base template failed: template: version.html:2: missing value for if`,
			"layouts/version.html:2: missing value for if"},
		{"no place", "ERROR failed to load config: baseURL is broken\n",
			"building the site with Hugo: failed to load config: baseURL is broken"},
		{"place outside", `ERROR error building site: "/elsewhere/x.html:1:2": parse failed: oops`,
			"/elsewhere/x.html:1:2: parse failed: oops"},
		{"layout missing", "WARN  found no layout file for \"html\" for layout \"version\" for kind \"page\": You should " +
			"create a template file\n",
			`building the site with Hugo: found no layout file for "html" for layout "version" for kind "page": You should create a template file`},
		{"panic", "goroutine 1 [running]:\nsomething\n", "building the site with Hugo: something"},
		{"silence", "", "building the site with Hugo: Hugo failed without a message"},
	} {
		if got := parseError("/s", "/s/.build/theme", test.output).Error(); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}
