package build

import "testing"

func TestNewDeploy(t *testing.T) {
	const configured = "https://example.org/"
	production := map[string]string{"NETLIFY": "true", "CONTEXT": "production", "URL": "https://live.example",
		"DEPLOY_PRIME_URL": "https://one--live.example"}
	review := map[string]string{"NETLIFY": "true", "CONTEXT": "deploy-preview", "URL": "https://live.example",
		"DEPLOY_PRIME_URL": "https://one--live.example"}
	for _, c := range []struct {
		wanted    string
		preview   bool
		variables map[string]string
		want      Deploy
	}{
		{"", false, nil, Deploy{BaseURL: configured}},
		{"", true, nil, Deploy{BaseURL: configured, Preview: true}},
		{"http://localhost:1313", false, production, Deploy{BaseURL: "http://localhost:1313/"}},
		{"", false, production, Deploy{BaseURL: "https://live.example/"}},
		{"", true, production, Deploy{BaseURL: "https://one--live.example/", Preview: true}},
		{"", false, review, Deploy{BaseURL: "https://one--live.example/", Preview: true}},
		{"", false, map[string]string{"NETLIFY": "true", "CONTEXT": "production"}, Deploy{BaseURL: configured}},
		{"", false, map[string]string{"CONTEXT": "deploy-preview"}, Deploy{BaseURL: configured}},
	} {
		got := NewDeploy(configured, c.wanted, c.preview, func(name string) string { return c.variables[name] })
		if got != c.want {
			t.Errorf("%q, preview %t, %v: %+v, want %+v", c.wanted, c.preview, c.variables, got, c.want)
		}
	}
}
