// Command cost tells what the commands cost for texts and pages that were made to
// cost much: the processor's time and the memory of each, and how often the time
// of an honest text of their size that is. It needs the built program.
//
//	go run ./generator/measure/cost -generator ~/bin/generator -size 600000
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"policyarchive/generator/internal/hostile"
)

func main() {
	m := measurement{}
	flag.StringVar(&m.generator, "generator", "", "the built program")
	flag.StringVar(&m.source, "source", ".", "the project")
	flag.IntVar(&m.size, "size", 600_000, "bytes of a text")
	flag.Float64Var(&m.least, "least", 0, "print only what takes as many seconds, or more")
	flag.StringVar(&m.only, "only", "", "the families whose names begin so")
	flag.StringVar(&m.commands, "commands", "check,preview,snapshot,compare,build,import", "what is measured")
	flag.Parse()
	if err := m.run(); err != nil {
		fmt.Fprintln(os.Stderr, "cost:", err)
		os.Exit(1)
	}
}

type measurement struct {
	generator, source, only, commands string
	size                              int
	least                             float64
	dir                               string
}

const day = "2022-01-01"

// run measures all families.
func (m *measurement) run() (err error) {
	if m.generator == "" {
		return errors.New("say with -generator where the built program is")
	}
	if m.dir, err = os.MkdirTemp("", "cost"); err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, os.RemoveAll(m.dir)) }()
	if err := m.makeSite(); err != nil {
		return err
	}
	fmt.Println("| text | bytes | command | seconds | MB | outcome |\n|---|---|---|---|---|---|")
	honest := hostile.Text{Name: "honest", Of: hostile.Honest}
	for _, f := range append([]hostile.Text{honest}, hostile.Markdown()...) {
		if err := m.family(f, "md", strings.Split(m.commands, ",")); err != nil {
			return err
		}
	}
	for _, f := range hostile.Pages() {
		if strings.Contains(m.commands, "import") {
			if err := m.family(f, "html", []string{"import"}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *measurement) makeSite() error {
	small := filepath.Join(m.dir, "small.md")
	if err := os.WriteFile(small, []byte("# Privacy\n\n## Data\n\nWe keep data.\n"), 0o644); err != nil {
		return err
	}
	site := m.site()
	for _, args := range [][]string{
		{"init", site, "--source", m.source, "--organisation", "X", "--url", "https://x.example/", "--lang", "en", "--text", small},
		{"snapshot", "privacy", "-s", site, "--effective", "2021-01-01", "--published", "2021-01-01", "--now", "2021-01-01"},
	} {
		if out, err := exec.Command(m.generator, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", args[0], err, out)
		}
	}
	return os.CopyFS(filepath.Join(m.dir, "before"), os.DirFS(filepath.Join(site, "archive")))
}

func (m *measurement) site() string { return filepath.Join(m.dir, "site") }

// family measures what the commands cost for one text.
func (m *measurement) family(f hostile.Text, ending string, commands []string) error {
	if !strings.HasPrefix(f.Name, m.only) {
		return nil
	}
	text := f.Of(m.size)
	draft := filepath.Join(m.site(), "content", "privacy", "policy.md")
	file := filepath.Join(m.dir, "2020-01-01."+ending)
	for _, name := range []string{draft, file} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	flags := []string{"-s", m.site(), "--now", day}
	for _, command := range commands {
		var args []string
		switch command {
		case "preview":
			args = append([]string{"build", "--drafts"}, flags...)
		case "snapshot":
			args = append([]string{"snapshot", "privacy", "--effective", day, "--published", day}, flags...)
		case "compare":
			args = append([]string{"compare", "privacy", "2021-01-01", draft}, flags...)
		case "import":
			args = []string{"import", "file", "privacy", file, "--accept", "-s", m.site()}
		default:
			args = append([]string{command}, flags...)
		}
		m.measure(f.Name, len(text), command, args)
	}
	archive := filepath.Join(m.site(), "archive")
	return cmp.Or(os.RemoveAll(archive), os.CopyFS(archive, os.DirFS(filepath.Join(m.dir, "before"))))
}

// measure runs the program once, for a minute at most.
func (m *measurement) measure(name string, size int, command string, args []string) {
	cmd := exec.Command(m.generator, args...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return
	}
	timer := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	seconds := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	megabytes := 0
	if u, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		megabytes = int(u.Maxrss) >> 10
	}
	if seconds < m.least && megabytes < 300 {
		return
	}
	outcome := "done"
	if err != nil {
		lines := strings.Split(strings.TrimSpace(said.String()), "\n")
		outcome = strings.ReplaceAll(lines[len(lines)-1], m.dir, "")
	}
	fmt.Printf("| %s | %d | %s | %.2f | %d | %.150s |\n", name, size, command, seconds, megabytes, strings.ReplaceAll(outcome, "|", "\\|"))
}
