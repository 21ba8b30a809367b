package importer

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
	"policyarchive/generator/characters"
	"policyarchive/generator/git"
)

// GitOptions are what the importing person knows about a file in Git.
type GitOptions struct {
	History git.Options
	// Follow takes the text's history under older names, too, where a rename is
	// certain.
	Follow bool
	// DateIs says what the day of a commit is.
	DateIs DateIs
	// Original is the address at which the text was published; may be empty.
	Original string
	// Selector is the CSS selector of the main text, if the file is an HTML page.
	Selector string
	// Remark is called with sentences for the importing person.
	Remark func(sentence string)
	// Progress is called with how many of how many states are read.
	Progress func(done, total int)
}

// FromGit reads every published state of a file in a repository: the captures of a
// policy, in the order of the history. A state that may have an older name which is
// not followed has a doubt.
func FromGit(ctx context.Context, repo *git.Repository, o GitOptions) ([]*Capture, error) {
	history := o.History
	older := map[string]git.Rename{} // by commit: names that the text may have had
	if o.Follow {
		var renames []git.Rename
		var err error
		if history, renames, err = repo.Follow(ctx, history); err != nil {
			return nil, err
		}
		for _, r := range renames {
			if r.Followed {
				o.Remark(fmt.Sprintf("%s was %s until %s (commit %.10s, %s): its history there is taken, too",
					r.To, r.From, r.Time.Format(time.DateOnly), r.Commit, likeness(r)))
			} else {
				older[r.Commit] = r
			}
		}
	}
	total, err := repo.Count(ctx, history)
	if err != nil {
		return nil, err
	}
	var captures []*Capture
	done := 0
	for state, err := range repo.States(ctx, history) {
		if err != nil {
			return nil, err
		}
		done++
		o.Progress(done, total)
		if state.Gone {
			o.Remark(fmt.Sprintf("%.10s: the text was taken away on %s", state.Commit,
				state.Time.Format(time.DateOnly)))
			continue
		}
		c := o.capture(repo.Name(), state)
		if r, ok := older[state.Commit]; ok {
			c.Doubts = append(c.Doubts, olderName(r))
		}
		captures = append(captures, c)
	}
	if len(captures) == 0 {
		return nil, fmt.Errorf("no commit since %s has another text than the one before: choose an earlier --since",
			cmp.Or(o.History.Since, "the first"))
	}
	return captures, nil
}

func likeness(r git.Rename) string {
	if r.Likeness == 100 {
		return "the same text"
	}
	return fmt.Sprintf("%d %% the same text", r.Likeness)
}

// olderName is the doubt about a text that may have had another name before.
func olderName(r git.Rename) Doubt {
	did := "was taken away"
	if r.Kept {
		did = "stays"
	}
	return Doubt{Kind: OlderName,
		Sentence: fmt.Sprintf("The file %s is new here, while %s %s, which has %s: older versions may be missing.",
			r.To, r.From, did, likeness(r)),
		Brief: fmt.Sprintf("%s is new here, while %s %s, which has %s: if that is its older name, add --path %s",
			r.To, r.From, did, likeness(r), characters.ShellWords(r.From))}
}

// capture is a state of the file as an import takes it.
func (o *GitOptions) capture(repository string, s git.State) *Capture {
	c := &Capture{
		Label: fmt.Sprintf("%.10s %s", s.Commit, characters.Line(s.Path)),
		// Not the file's own name: a day in it would be taken for that of its capture.
		Capture: capture.Capture{Name: "capture" + path.Ext(s.Path), Data: s.Data},
		Restore: capture.Options{Original: o.Original, Selector: o.Selector, Captured: s.Time},
		Source:  archive.Source{Medium: "git", Repository: repository, Commit: s.Commit, Path: s.Path},
		Day:     s.Time.Format(time.DateOnly),
	}
	switch o.DateIs {
	case PublishedOn:
		c.Published = c.Day
	case EffectiveOn:
		c.Effective = c.Day
	}
	return c
}
