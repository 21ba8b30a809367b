package terms

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
)

// byHand are the terms that real texts define, as somebody who had read them listed them
// before the rules were written. Names are folded; those in doubtful may be found or not:
// the text explains a word in passing, or tells another name of a thing.
var byHand = []struct {
	history, file     string
	defined, doubtful string // names divided by commas
}{
	{"github-tos", "044_2026-03-24.md", "account, personal account, organizations, agreement, terms of service, " +
		"terms, beta previews, content, user-generated content, your content, github, we, us, service, user, you, your, " +
		"website, access, commercial ai system, confidential information, purpose, feedback", "fork"},
	{"github-privacy", "019_2020-08-03.md", "github, we, user personal information, " +
		"sensitive personal information, ccpa, developer products", ""},
	{"github-privacy", "070_2026-03-24.md", "personal data, services, professional services, " +
		"personal information, gpc, california customers",
		"single-pixel, clear gifs, flash cookies, local shared objects, lsos, shine the light"},
	{"basecamp-terms", "039_2023-01-10.md", "company, we, our, us, services, you, your, terms, api, ccpa, dpa, " +
		"gdpr, uk gdpr", ""},
	{"basecamp-privacy", "047_2023-07-27.md", "37signals, you, end user communications", ""},
	{"wordpresscom-tos", "107_2026-04-13.md", "terms, european user, services, agreement, you, " +
		"designated countries, automattic, us, we, content, paid services, taxes, icann, gpl, jetpack content, " +
		"vaultpress content, ecommerce services, usps, input, output, third-party services, third party", "reblog"},
	{"automattic-privacy", "040_2025-12-12.md", "gpl, services, gdpr, controller, designated countries", ""},
	{"mozilla-firefox-en", "123_2026-04-28.md", "vpn, search suggestions, suggestions from firefox, amo, " +
		"technical data, settings, location, precise location, language preference, unique identifiers, " +
		"system performance data, interaction data, browsing data, search data, content, contact data", ""},
	{"trakt", "2016-11-04.md", "sites, personal information", ""},
}

// At least 95 % of the terms of real texts are found, and at most 2 % of what is found
// is none.
func TestTermsOfRealTexts(t *testing.T) {
	root := histories.Root(t)
	all, found, wrong := 0, 0, 0
	for _, text := range byHand {
		source, err := os.ReadFile(filepath.Join(root, text.history, text.file))
		if err != nil {
			t.Fatal(err)
		}
		want, doubtful := names(text.defined), names(text.doubtful)
		var missed, more []string
		got := map[string]bool{}
		for _, term := range Of(policy.Parse(text.file, source)) {
			name := strings.ToLower(term.Name.Text)
			if got[name] = true; !want[name] && !doubtful[name] {
				more = append(more, term.Name.Text)
			}
		}
		for name := range want {
			if !got[name] {
				missed = append(missed, name)
			}
		}
		all, found, wrong = all+len(want), found+len(want)-len(missed), wrong+len(more)
		t.Logf("%s/%s: %d of %d found; missed %q; %d others %q", text.history, text.file, len(want)-len(missed), len(want),
			missed, len(more), more)
	}
	summary := fmt.Sprintf("%d of %d terms found, %d others", found, all, wrong)
	if t.Log(summary); found*100 < all*95 || wrong*100 > (found+wrong)*2 {
		t.Error(summary)
	}
}

func names(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Split(list, ", ") {
		if name != "" {
			set[name] = true
		}
	}
	return set
}
