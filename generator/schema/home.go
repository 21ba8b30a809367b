package schema

// HomePage lists the policies; with one policy it leads straight to it.
type HomePage struct {
	Policies []Policy `json:"policies"`
}
