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
		Steps       []struct {
			Uses, Run, If   string
			ContinueOnError bool `yaml:"continue-on-error"`
		}
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

// TestPublicationDependsOnNobody: a step that asks others, whom nobody has to ask, may
// fail, and asks them only where somebody set it up.
func TestPublicationDependsOnNobody(t *testing.T) {
	for _, dir := range []string{"..", filepath.Join("starter", "files")} {
		data, err := os.ReadFile(filepath.Join(dir, ".github", "workflows", "publish.yml"))
		if err != nil {
			t.Fatal(err)
		}
		var w workflow
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatal(err)
		}
		asks := regexp.MustCompile(`generator"? (witness|stamp|request-capture)\b`)
		conditions := map[string]string{"witness": "hashFiles('witnesses.txt') != ''",
			"stamp": "vars.TIMESTAMP_AUTHORITY != ''", "request-capture": "-z $WAYBACK_KEY"}
		for name, job := range w.Jobs {
			for _, step := range job.Steps {
				m := asks.FindStringSubmatch(step.Run)
				if m == nil {
					continue
				}
				if !step.ContinueOnError || !strings.Contains(step.If+step.Run, conditions[m[1]]) {
					t.Errorf("%s: the job %s cannot do without %s:\n%s", dir, name, m[1], step.Run)
				}
				delete(conditions, m[1])
			}
		}
		if len(conditions) > 0 {
			t.Errorf("%s: there are no steps for %v", dir, conditions)
		}
	}
}
