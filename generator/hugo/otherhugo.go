//go:build otherhugo

package hugo

import (
	"fmt"
	"io"
	"os"
	"syscall"
)

// Main is the Main of the program that the variable OTHER_HUGO names, which takes the
// place of this process. With the tag otherhugo nothing here has to be compiled with
// Hugo: Go's detector of data races would want the whole of it once more.
func Main(args []string, _ io.Reader, _, stderr io.Writer, _ func()) int {
	program := os.Getenv("OTHER_HUGO")
	err := syscall.Exec(program, append([]string{program, Command}, args...), os.Environ())
	fmt.Fprintf(stderr, "ERROR OTHER_HUGO=%q has to name a program with Hugo inside: %v\n", program, err)
	return 1
}
