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

// BenchmarkParserAgain parses versions whose pieces the parser has seen, as
// nearly all of those of a new version are.
func BenchmarkParserAgain(b *testing.B) {
	var texts [][]byte
	size := 0
	for _, file := range histories.Named(b, "wordpresscom-tos").Files {
		text, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts, size = append(texts, text), size+len(text)
	}
	p := policy.NewParser()
	for _, text := range texts {
		p.Parse("policy.md", text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, text := range texts {
			p.Parse("policy.md", text)
		}
	}
}
