package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// workflow is what the rules below want to know of a file of GitHub Actions.
type workflow struct {
	Permissions any
	Jobs        map[string]struct {
		Permissions any
		Steps       []struct{ Uses, Run string }
	}
}

// TestWorkflowsAreSafe: actions are named by commits, since a tag can be moved;
// what an event says never becomes part of a command; and no job has more
// rights than those that it names.
func TestWorkflowsAreSafe(t *testing.T) {
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40}$`)
	files, err := filepath.Glob(filepath.Join("..", ".github", "workflows", "*.yml"))
	if err != nil || len(files) < 3 {
		t.Fatalf("found %q, %v", files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if w.Permissions == nil {
			t.Errorf("%s says nothing of permissions: its jobs have all that the repository's settings give", file)
		}
		for name, job := range w.Jobs {
			if len(job.Steps) == 0 {
				t.Errorf("%s: the job %s has no steps", file, name)
			}
			for _, step := range job.Steps {
				if step.Uses != "" && !pinned.MatchString(step.Uses) {
					t.Errorf("%s: %s is not named by a commit", file, step.Uses)
				}
				if strings.Contains(step.Run, "${{") {
					t.Errorf("%s: a command of %s has an expression in it; hand it over in env:\n%s", file, name, step.Run)
				}
			}
		}
	}
}
