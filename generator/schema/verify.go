package schema

// VerifyPage is where a reader finds out which version a text is, and whether it is what
// the log says. Its script reads the log.
type VerifyPage struct {
	LogURL        string `json:"logURL"`        // the log itself
	CheckpointURL string `json:"checkpointURL"` // its newest checkpoint
	PythonURL     string `json:"pythonURL"`     // a program that checks
	// Address is that of the site, with a closing slash, for commands that fetch; Root is
	// its path.
	Address string `json:"address"`
	Root    string `json:"root"`
	// Dates are how readers write a day, by month, as words.Language.DatePatterns has it.
	Dates []string `json:"dates"`
}
