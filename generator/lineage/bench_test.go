package lineage_test

import (
	"os"
	"testing"

	"policyarchive/generator/internal/histories"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// BenchmarkAdd follows the sections of all versions of one history.
func BenchmarkAdd(b *testing.B) {
	var texts [][]byte
	for _, file := range histories.Named(b, "github-privacy").Files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, data)
	}
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		var docs []*policy.Document
		for _, text := range texts {
			docs = append(docs, policy.Parse("policy.md", text))
		}
		b.StartTimer()
		tracker := lineage.New()
		for _, doc := range docs {
			tracker.Add(doc, nil)
		}
	}
}
