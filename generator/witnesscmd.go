package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"policyarchive/generator/archive"
	"policyarchive/generator/build"
	"policyarchive/generator/english"
	"policyarchive/generator/translog"
	"policyarchive/generator/witness"
)

// userAgent is the name by which other servers know who asks.
const userAgent = "policy-archive-generator"

func (a *app) witnessCommand() *cobra.Command {
	var file string
	var timeout time.Duration
	c := &cobra.Command{
		Use:   "witness",
		Short: "Have the checkpoint of the log cosigned by witnesses",
		Long: `Witness asks others to cosign archive/checkpoint, and adds their signatures to it.
A witness remembers what it has cosigned, and signs only a checkpoint that extends
it: with enough of them, readers need not believe that everybody is shown the same
log.

The witnesses, and which of them are enough, stand in witnesses.txt beside hugo.toml,
in the format of https://c2sp.org/tlog-policy:

  witness alpha <verifier key> https://alpha.example/
  witness beta <verifier key> https://beta.example/
  group both all alpha beta
  quorum both

Each is asked by https://c2sp.org/tlog-witness, and must know the verifier key of
your log: tell its operator. Who has cosigned already is not asked again. Only a
signature that is good is kept. Without the file nobody is asked.

Ask for a checkpoint that stays: one of the main branch. A witness that has cosigned
a checkpoint which was then made anew, as in a pull request that was never merged,
cosigns no other of that log.`,
		Example: "  generator checkpoint && git commit -m Checkpoint archive && git push\n  generator witness",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.witness(cmd.Context(), file, timeout) },
	}
	a.dayFlag(c)
	c.Flags().StringVar(&file, "witnesses", "", "the file with the witnesses (default: witnesses.txt beside hugo.toml)")
	c.Flags().DurationVar(&timeout, "timeout", 30*time.Second, "how long a witness may take for one answer")
	return c
}

// witness runs the command.
func (a *app) witness(ctx context.Context, file string, timeout time.Duration) error {
	opened, err := a.openArchive()
	if err != nil {
		return err
	}
	if file == "" {
		file = filepath.Join(a.source, build.WitnessesFile)
	}
	quorum, err := readQuorum(file)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: it says who is asked; see generator help witness", err)
	}
	if err != nil {
		return err
	}
	checkpoint := opened.Checkpoint()
	if checkpoint == nil || checkpoint.Signatures == "" {
		return errors.New("the log has no signed checkpoint: make one with generator checkpoint")
	}
	day, err := a.today()
	if err != nil {
		return err
	}
	missing := quorum.Missing(checkpoint)
	client := &witness.Client{HTTP: &http.Client{Timeout: timeout}, UserAgent: userAgent, Now: a.now}
	failed := false
	var found []translog.Cosignature
	a.progress("Asking %s …", english.CountAs(len(missing), "witness", "witnesses"))
	answers := client.Ask(ctx, missing, opened.Log(), checkpoint)
	a.progress("")
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, answer := range answers {
		if answer.Err != nil {
			failed = true
			fmt.Fprintf(a.stdout, "%s has not cosigned: %v\n", answer.Witness.Name, answer.Err)
			continue
		}
		found = append(found, answer.Cosignature)
	}
	if len(found) > 0 {
		if checkpoint, err = archive.AddCosignatures(ctx, a.archiveDir(), day, checkpoint, found); err != nil {
			return err
		}
	}
	if !a.sayQuorum(quorum, checkpoint, file) || failed {
		return errFindings
	}
	return nil
}

// sayQuorum says who has cosigned a checkpoint, and whether they are enough.
func (a *app) sayQuorum(q *translog.Quorum, c *translog.Checkpoint, file string) bool {
	list, err := q.Check(c)
	for _, s := range list {
		a.say("%s cosigned it on %s.\n", s.Witness.Name, s.Time.Format("2006-01-02 at 15:04 UTC"))
	}
	if err != nil {
		fmt.Fprintf(a.stdout, "The checkpoint of %s does not satisfy %s: %v.\n", english.Count(c.Size, "line"), file, err)
		return false
	}
	a.say("The checkpoint of %s satisfies %s.\n", english.Count(c.Size, "line"), file)
	return true
}

// readQuorum reads the file that says which witnesses are enough.
func readQuorum(file string) (*translog.Quorum, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return translog.ParseQuorum(file, data)
}
