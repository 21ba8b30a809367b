//go:build linux

// Command cost tells what the commands cost for texts and pages that were made to
// cost much: the processor's time and the memory of each, and how often the time
// of an honest text of their size that is. It needs the built program.
//
//	go run ./generator/measure/cost -generator ~/bin/generator
//
// Each text is as large as the limits allow, and where they stop it before it has
// all bytes, check and import get it whole as well. What is beyond a bound is marked.
package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"policyarchive/generator/capture"
	"policyarchive/generator/internal/hostile"
	"policyarchive/generator/measure/process"
	"policyarchive/generator/policy"
)

// The bounds of one command.
const (
	mostSeconds   = 2
	mostMegabytes = 300
	mostTimes     = 10 // as much as an honest text of the same size
)

func main() {
	m := measurement{}
	var commands string
	flag.StringVar(&m.generator, "generator", "", "the built program")
	flag.StringVar(&m.source, "source", ".", "the project")
	flag.IntVar(&m.size, "size", 500_000, "bytes of a text, at most")
	flag.BoolVar(&m.beyond, "beyond", false, "print only what is beyond a bound")
	flag.StringVar(&m.only, "only", "", "the families whose names begin so")
	flag.StringVar(&m.from, "from", "", "the family that is the first")
	flag.StringVar(&commands, "commands", "check,preview,compare,snapshot,build,import", "what is measured")
	flag.Parse()
	m.commands = strings.Split(commands, ",")
	if err := m.run(); err != nil {
		fmt.Fprintln(os.Stderr, "cost:", err)
		os.Exit(1)
	}
}

type measurement struct {
	generator, source, only, from string
	commands                      []string
	size                          int
	beyond                        bool
	dir                           string
	honest                        map[string]line // by command and ending
	rows, marked                  int
}

// line is what an honest text costs: so much, and so much more for each byte.
type line struct{ seconds, perByte float64 }

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
	fmt.Println("| text | bytes | command | seconds | of honest | MB | outcome |\n|---|---|---|---|---|---|---|")
	if err := m.measureHonest(); err != nil {
		return err
	}
	for _, f := range hostile.Markdown() {
		if err := m.family(titled(f), "md", m.commands); err != nil {
			return err
		}
	}
	for _, f := range hostile.Pages() {
		if err := m.family(f, "html", []string{"import"}); err != nil {
			return err
		}
	}
	fmt.Printf("\n%d of %d runs are beyond %d s or %d MB, or %d times an honest text.\n",
		m.marked, m.rows, mostSeconds, mostMegabytes, mostTimes)
	return nil
}

// titled is a text with a title and a sentence, without which nothing more is asked.
func titled(f hostile.Text) hostile.Text {
	const head = "# Privacy\n\nWe keep data.\n\n"
	return hostile.Text{Name: f.Name, Of: func(size int) string {
		text := f.Of(size)
		if strings.HasPrefix(text, "---\n") || strings.HasPrefix(text, "+++\n") {
			return text + "\n" + head
		}
		return head + text
	}}
}

func (m *measurement) makeSite() error {
	small := filepath.Join(m.dir, "small.md")
	if err := os.WriteFile(small, []byte("# Privacy\n\n## Data\n\nWe keep data.\n"), 0o644); err != nil {
		return err
	}
	site := m.site()
	for _, args := range [][]string{
		{"init", site, "--source", m.source, "--organisation", "X", "--url", "https://x.example/", "--text", small},
		{"snapshot", "privacy", "-s", site, "--effective", "2021-01-01", "--published", "2021-01-01", "--now", "2021-01-01"},
	} {
		if out, err := exec.Command(m.generator, args...).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", args[0], err, out)
		}
	}
	return os.CopyFS(filepath.Join(m.dir, "before"), os.DirFS(filepath.Join(site, "archive")))
}

func (m *measurement) site() string { return filepath.Join(m.dir, "site") }

// measureHonest measures honest texts, at two sizes: the small one shows what a
// command takes for nothing, such as starting Hugo.
func (m *measurement) measureHonest() error {
	m.honest = map[string]line{}
	for _, ending := range []string{"md", "html"} {
		of, commands := hostile.Honest, m.commands
		if ending == "html" {
			of, commands = hostile.HonestPage, []string{"import"}
		}
		costs := map[string][]float64{}
		for _, size := range []int{1000, m.size} {
			err := m.each(of(size), ending, commands, func(command string, c process.Cost, outcome string) {
				costs[command] = append(costs[command], c.Processor.Seconds())
				m.print("honest "+ending, size, command, c, 1, outcome)
			})
			if err != nil {
				return err
			}
		}
		for command, c := range costs {
			m.honest[command+ending] = line{c[0], max(0, c[1]-c[0]) / float64(m.size)}
		}
	}
	return nil
}

// family measures what the commands cost for one text.
func (m *measurement) family(f hostile.Text, ending string, commands []string) error {
	if m.from == f.Name {
		m.from = ""
	}
	if m.from != "" || !strings.HasPrefix(f.Name, m.only) {
		return nil
	}
	size := m.accepted(f, ending)
	if size < m.size {
		refused := slices.DeleteFunc(slices.Clone(commands), func(c string) bool { return c != "check" && c != "import" })
		if err := m.measure(f, m.size, ending, refused); err != nil {
			return err
		}
	}
	return m.measure(f, size, ending, commands)
}

func (m *measurement) measure(f hostile.Text, size int, ending string, commands []string) error {
	text := f.Of(size)
	return m.each(text, ending, commands, func(command string, c process.Cost, outcome string) {
		honest := m.honest[command+ending]
		times := c.Processor.Seconds() / (honest.seconds + honest.perByte*float64(len(text)))
		m.print(f.Name, len(text), command, c, times, outcome)
	})
}

// accepted is the largest size of a text, to a tenth, that is within the limits.
func (m *measurement) accepted(f hostile.Text, ending string) int {
	within := func(size int) bool {
		text := []byte(f.Of(size))
		if ending == "html" {
			_, err := capture.Restore(capture.Capture{Name: "2020-01-01.html", Data: text}, capture.Options{})
			return err == nil
		}
		_, err := policy.ParseWithin("policy.md", text)
		return err == nil
	}
	if within(m.size) {
		return m.size
	}
	least, most := 0, m.size
	for most-least > max(100, least/10) {
		if size := (least + most) / 2; within(size) {
			least = size
		} else {
			most = size
		}
	}
	return least
}

// teller is told what a command cost.
type teller func(command string, c process.Cost, outcome string)

// each runs the commands for one text. What is beyond a bound is run again, twice at
// most, and the cheapest counts: other programs run beside it.
func (m *measurement) each(text, ending string, commands []string, tell teller) error {
	draft := filepath.Join(m.site(), "content", "privacy", "policy.md")
	file := filepath.Join(m.dir, "2020-01-01."+ending)
	for _, name := range []string{draft, file} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	flags := []string{"-s", m.site(), "--now", day}
	snapshot := append([]string{"snapshot", "privacy", "--effective", day, "--published", day}, flags...)
	for _, command := range commands {
		var args []string
		switch command {
		case "preview":
			args = append([]string{"build", "--drafts"}, flags...)
		case "snapshot":
			args = snapshot
		case "compare":
			args = append([]string{"compare", "privacy", "2021-01-01", draft}, flags...)
		case "import":
			args = []string{"import", "file", "privacy", file, "--accept", "-s", m.site()}
		default:
			args = append([]string{command}, flags...)
		}
		var least process.Cost
		var outcome string
		for n := 0; n == 0 || n < 3 && expensive(least); n++ {
			archive := filepath.Join(m.site(), "archive")
			before := os.DirFS(filepath.Join(m.dir, "before"))
			if err := cmp.Or(os.RemoveAll(archive), os.CopyFS(archive, before)); err != nil {
				return err
			}
			if command == "build" {
				m.once(snapshot)
			}
			var c process.Cost
			if c, outcome = m.once(args); n == 0 || c.Processor < least.Processor {
				least.Processor = c.Processor
			}
			if n == 0 || c.Memory < least.Memory {
				least.Memory = c.Memory
			}
		}
		tell(command, least, outcome)
	}
	return nil
}

// once runs the program, for a minute at most, and tells what it said of a failure.
func (m *measurement) once(args []string) (process.Cost, string) {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	cmd := exec.CommandContext(ctx, m.generator, args...)
	var said strings.Builder
	cmd.Stderr = &said
	c, err := process.Run(cmd)
	if err == nil {
		return c, "done"
	}
	lines := strings.Split(strings.TrimSpace(said.String()), "\n")
	return c, cmp.Or(strings.ReplaceAll(lines[len(lines)-1], m.dir, ""), err.Error())
}

// expensive reports whether a run takes more than the bounds.
func expensive(c process.Cost) bool {
	return c.Processor.Seconds() > mostSeconds || c.Memory>>20 > mostMegabytes
}

func (m *measurement) print(name string, size int, command string, c process.Cost, times float64, outcome string) {
	megabytes, mark := c.Memory>>20, ""
	m.rows++
	if expensive(c) || times > mostTimes {
		m.marked++
		mark = " **beyond**"
	} else if m.beyond {
		return
	}
	fmt.Printf("| %s | %d | %s | %.2f | %.1f | %d | %.120s%s |\n",
		name, size, command, c.Processor.Seconds(), times, megabytes, strings.ReplaceAll(outcome, "|", "\\|"), mark)
}
