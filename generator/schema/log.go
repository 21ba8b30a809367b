package schema

// LogPage shows the log of the archive and its checkpoint, and how to check one by the
// other. Sentences with links or dates are HTML.
type LogPage struct {
	// Checkpoint is the text of the checkpoint, as it is to be kept.
	Checkpoint string `json:"checkpoint"`
	Signed     string `json:"signed"`        // who signed it, or that nobody did
	Key        string `json:"key,omitempty"` // the verifier key that has signed; empty if none has
	// Witnesses are those who have cosigned it, each with the day, as HTML.
	Witnesses []string `json:"witnesses,omitempty"`
	Further   string   `json:"further,omitempty"` // how many signatures it has of whom nothing is known
	// Stamps are the time stamps of checkpoints, newest first, as HTML; not all of many.
	// Stamped is the number of lines that the newest stands for.
	Stamps    []string `json:"stamps,omitempty"`
	Stamped   int      `json:"stamped,omitempty"`
	Behind    string   `json:"behind,omitempty"` // how many lines it does not stand for yet
	LogURL    string   `json:"logURL"`           // the log itself
	CheckURL  string   `json:"checkURL"`         // the checkpoint
	PythonURL string   `json:"pythonURL"`        // a program that checks
	// Address is that of the site, with a closing slash, for commands that fetch.
	Address string    `json:"address"`
	Lines   []LogLine `json:"lines"` // newest first; not all of a long log
	More    string    `json:"more,omitempty"`
}

// LogLine is a line of the log in words.
type LogLine struct {
	Number int    `json:"number"`
	Day    string `json:"day"`  // HTML
	What   string `json:"what"` // HTML
}
