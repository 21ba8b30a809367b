package config_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/config"
)

func TestLoadOfThisSite(t *testing.T) {
	c, err := config.Load(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if c.Title == "" || c.Params.Organisation == "" || c.Params.Policies["privacy"].Lang == "" {
		t.Errorf("fields are missing: %+v", c)
	}
}

// Each case breaks one thing in a configuration that is right.
func TestLoadSaysWhereItIsWrong(t *testing.T) {
	const right = `baseURL = "https://example.org/legal"
title = "Policies"
locale = "en-GB"
[params]
accent = "#1f5478"
accentDark = "#8fc3e8"
[params.policies.privacy]
lang = "ar"
dir = "rtl"
`
	for _, test := range []struct{ name, was, now, want string }{
		{"nothing", "", "", ""},
		{"syntax", `title = "Policies"`, `title = "Policies`, "hugo.toml:2:"},
		{"type", `title = "Policies"`, `title = 7`, "hugo.toml:2:9: "},
		{"no base URL", `baseURL = "https://example.org/legal"`, "", "hugo.toml:1:1: baseURL: is missing"},
		{"relative base URL", `"https://example.org/legal"`, `"/legal"`, `hugo.toml:1:1: baseURL: "/legal" is not`},
		{"base URL with a query", `legal"`, `legal?x=1"`, "hugo.toml:1:1: baseURL:"},
		{"blank title", `"Policies"`, `" "`, "hugo.toml:2:1: title: is missing"},
		{"locale", `"en-GB"`, `"english please"`, `hugo.toml:3:1: locale: "english please" is no language tag`},
		{"Hugo's language", `locale = "en-GB"`, `defaultContentLanguage = "de"`, ""},
		{"another language of Hugo's", `"en-GB"`, "\"en-GB\"\ndefaultContentLanguage = \"de\"",
			`hugo.toml:4:1: defaultContentLanguage: "de" is another language than the locale, "en-GB"`},
		{"Hugo's languages", `[params]`, "[languages.de]\nlabel = \"Deutsch\"\n[params]",
			`languages: the site speaks the language of the locale`},
		{"accent, form", `"#1f5478"`, `"navy"`, `hugo.toml:5:1: params.accent: "navy" is no colour`},
		{"accent, contrast", `"#1f5478"`, `"#ffcc00"`,
			"hugo.toml:5:1: params.accent: #ffcc00 on the page's #fdfcf9 has a contrast of 1.5:1"},
		{"dark accent, contrast", `"#8fc3e8"`, `"#1f5478"`, "hugo.toml:6:1: params.accentDark:"},
		{"edit URL without a place", `accent = "#1f5478"`, `editURL = "https://git.example/edit"`,
			`hugo.toml:5:1: params.editURL: "https://git.example/edit" is no address with a place for a file`},
		{"edit URL, relative", `accent = "#1f5478"`, `editURL = "/edit/{path}"`, "hugo.toml:5:1: params.editURL:"},
		{"edit URL", `accent = "#1f5478"`, `editURL = "https://git.example/edit?file={path}"`, ""},
		{"lang", `lang = "ar"`, `lang = "??"`, `hugo.toml:8:1: params.policies.privacy.lang: "??" is no language tag`},
		{"rel", `dir = "rtl"`, `rel = "imprint"`, `hugo.toml:9:1: params.policies.privacy.rel: "imprint" is no ` +
			`relation of a policy to pages; write "privacy-policy" or "terms-of-service"`},
		{"another rel", `dir = "rtl"`, `rel = "terms-of-service"`, ""},
		{"dir", `"rtl"`, `"right"`, `hugo.toml:9:1: params.policies.privacy.dir: "right" is no direction`},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			text := strings.Replace(right, test.was, test.now, 1)
			if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			c, err := config.Load(dir)
			if test.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if c.BaseURL != "https://example.org/legal/" || c.BasePath() != "/legal/" {
					t.Errorf("base URL %q, path %q", c.BaseURL, c.BasePath())
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v\nwant … %s …", err, test.want)
			}
		})
	}
}

func TestLoadReportsAllProblems(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte("[params]\naccent = \"x\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := config.Load(dir)
	if err == nil || strings.Count(err.Error(), "hugo.toml:") != 3 {
		t.Errorf("want three problems (baseURL, title, accent), got: %v", err)
	}
}

// TestPolicyOrder: readers see policies in the order in which hugo.toml names them,
// however it names them.
func TestPolicyOrder(t *testing.T) {
	const head = "baseURL = \"https://example.org/\"\ntitle = \"Policies\"\n"
	for name, policies := range map[string]string{
		"tables": "[params.policies.terms]\ntitle = \"T\"\n[params.policies.privacy]\n[params]\norganisation = \"O\"\n" +
			"[params.policies.Cookies-of-all]\n",
		"dotted keys": "[params.policies]\nterms.title = \"T\"\nprivacy.lang = \"de\"\nprivacy.title = \"P\"\n" +
			"Cookies-of-all.title = \"C\"\n",
		"an inline table": "[params]\npolicies = { terms = { title = \"T\" }, privacy = { lang = \"de\" }, " +
			"Cookies-of-all = {} }\n",
		"whole keys": "params.policies.terms.title = \"T\"\nparams.policies.privacy = {}\n" +
			"params.policies.Cookies-of-all = {}\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "hugo.toml"), []byte(head+policies), 0o644); err != nil {
				t.Fatal(err)
			}
			c, err := config.Load(dir)
			if want := []string{"terms", "privacy", "Cookies-of-all"}; !slices.Equal(c.PolicyOrder, want) {
				t.Errorf("got %q, %v", c.PolicyOrder, err)
			}
			got := []string{"a", "privacy", "b", "Cookies-of-all", "terms"}
			slices.SortFunc(got, c.ComparePolicies)
			if want := []string{"terms", "privacy", "Cookies-of-all", "a", "b"}; !slices.Equal(got, want) {
				t.Errorf("readers see %q", got)
			}
		})
	}
}
