//go:build unix

package git

import (
	"os/exec"
	"syscall"
)

// apart keeps from a process the signals that a terminal sends to all at once:
// what becomes of it is decided here, by its context.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
