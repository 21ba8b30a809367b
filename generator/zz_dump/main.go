package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"policyarchive/generator/capture"
	"policyarchive/generator/policy"
)

func main() {
	for _, root := range os.Args[1:] {
		filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if !strings.HasSuffix(p, ".md") && !strings.HasSuffix(p, ".html") && !strings.HasSuffix(p, ".txtar") && !strings.HasSuffix(p, ".txt"){
				return nil
			}
			data, _ := os.ReadFile(p)
			doc := policy.Parse(p, data)
			j, _ := json.Marshal(doc)
			sum := sha256.Sum256(j)
			s2 := sha256.Sum256([]byte(fmt.Sprintf("%+v %+v %+v %+v", doc.Definitions, doc.References, doc.Sections, doc.Problems)))
			r, rerr := capture.Restore(capture.Capture{Name: filepath.Base(p), Data: data}, capture.Options{Original: "https://example.org/privacy"})
			j3, _ := json.Marshal(r)
			s3 := sha256.Sum256(j3)
			fmt.Printf("%s %x %x %x %v\n", p, sum[:6], s2[:6], s3[:6], rerr)
			return nil
		})
	}
}
