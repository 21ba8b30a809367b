package policy_test

import (
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/policy"
)

// largest returns the largest version of a history.
func largest(b *testing.B, name string) []byte {
	b.Helper()
	var text []byte
	for _, file := range histories.Named(b, name).Files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		if len(data) > len(text) {
			text = data
		}
	}
	return text
}

func BenchmarkParse(b *testing.B) {
	text := largest(b, "github-privacy")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		policy.Parse("policy.md", text)
	}
}
