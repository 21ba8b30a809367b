package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptProgram runs the commands of one script, one after the other in one process:
// to start the program takes longer than most of what scripts ask of it. Where it
// matters that the program is a process of its own, scripts say "exec generator".
type scriptProgram struct {
	variables []string // names, of the environment
	cmd       *exec.Cmd
	questions *json.Encoder
	answers   *json.Decoder
	stop      func()
}

// programKey is by which a script knows its program.
type programKey struct{}

// programCommand makes this test binary a process that runs commands for a scriptProgram.
const programCommand = "run-commands-of-script"

// commandQuestion is a command to be run, commandAnswer what became of it.
type commandQuestion struct {
	Dir         string
	Environment []string
	Args        []string
}

type commandAnswer struct {
	Code           int
	Stdout, Stderr []byte
}

// answerCommands runs commands until there are no more.
func answerCommands(in io.Reader, out io.Writer) error {
	questions, answers := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var q commandQuestion
		if err := questions.Decode(&q); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		os.Clearenv()
		for _, variable := range q.Environment {
			name, value, _ := strings.Cut(variable, "=")
			if err := os.Setenv(name, value); err != nil {
				return err
			}
		}
		if err := os.Chdir(q.Dir); err != nil {
			return err
		}
		var stdout, stderr bytes.Buffer
		a := newApp()
		a.stdout, a.stderr = &stdout, &stderr
		code := a.run(context.Background(), q.Args)
		if err := answers.Encode(commandAnswer{code, stdout.Bytes(), stderr.Bytes()}); err != nil {
			return err
		}
	}
}

// setting are the variables that a line of a script sets.
var setting = regexp.MustCompile(`([A-Z_]+)=`)

// start starts the process for a script, which has some variables from the beginning.
func (p *scriptProgram) start(ts *testscript.TestScript) error {
	script, err := os.ReadFile(filepath.Join("testdata", "script", ts.Name()+".txtar"))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(script)) {
		for _, m := range setting.FindAllStringSubmatch(line, -1) {
			if strings.HasPrefix(line, "env ") && !slices.Contains(p.variables, m[1]) {
				p.variables = append(p.variables, m[1])
			}
		}
	}
	p.variables = append(p.variables, "GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE") // of scriptCommit
	self, err := os.Executable()
	if err != nil {
		return err
	}
	p.cmd = exec.Command(self, programCommand)
	p.cmd.Stderr = os.Stderr
	in, err := p.cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	p.questions, p.answers = json.NewEncoder(in), json.NewDecoder(out)
	p.stop = func() { _ = errors.Join(in.Close(), p.cmd.Wait()) }
	return p.cmd.Start()
}

// run runs a command as the script would.
func (p *scriptProgram) run(ts *testscript.TestScript, args []string) (a commandAnswer, err error) {
	if p.cmd == nil {
		if err := p.start(ts); err != nil {
			return a, fmt.Errorf("start the program: %w", err)
		}
	}
	q := commandQuestion{Dir: ts.MkAbs("."), Args: args}
	for _, name := range p.variables {
		if value := ts.Getenv(name); value != "" {
			q.Environment = append(q.Environment, name+"="+value)
		}
	}
	q.Environment = append(q.Environment, "PWD="+q.Dir)
	return a, errors.Join(p.questions.Encode(q), p.answers.Decode(&a))
}

// scriptRun is the command run of scripts.
func scriptRun(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || args[0] != "generator" {
		ts.Fatalf("usage: run generator ARGS…")
	}
	answer, err := ts.Value(programKey{}).(*scriptProgram).run(ts, args[1:])
	ts.Check(err)
	_, err = ts.Stdout().Write(answer.Stdout)
	ts.Check(err)
	_, err = ts.Stderr().Write(answer.Stderr)
	ts.Check(err)
	if failed := answer.Code != exitFine; failed != neg {
		ts.Fatalf("unexpected exit code %d", answer.Code)
	}
}
