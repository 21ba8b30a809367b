package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"policyarchive/generator/config"
)

func TestZone(t *testing.T) {
	load := func(line string) (config.Site, error) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "hugo.toml"),
			[]byte("baseURL = \"https://example.org/\"\ntitle = \"Example\"\n"+line), 0o644); err != nil {
			t.Fatal(err)
		}
		return config.Load(dir)
	}
	for line, want := range map[string]string{"": "UTC", `timeZone = "UTC"`: "UTC",
		`timezone = "Pacific/Kiritimati"`: "Pacific/Kiritimati"} {
		if c, err := load(line); err != nil || c.Zone().String() != want {
			t.Errorf("%s: %s, %v", line, c.Zone(), err)
		}
	}
	for _, bad := range []string{"Mars/Olympus", "Local", "../etc/passwd"} {
		_, err := load(`timeZone = "` + bad + `"`)
		if want := `hugo.toml:3:1: timeZone: "` + bad + `" is no time zone; write one of the IANA database`; err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}
