package history

import "fmt"

// Redactable says why the text of a version cannot be removed; nil if it can.
func (v *Version) Redactable() error {
	switch {
	case v.State == InForce:
		return fmt.Errorf("version %s of %s cannot be redacted: it is the text in force; freeze a text without the words "+
			"first, with \"generator snapshot %s\"", v.Name, v.Policy, v.Policy)
	case v.State == Announced:
		return fmt.Errorf("version %s of %s cannot be redacted: it is announced for %s; withdraw it first, with "+
			"\"generator withdraw %s %s\"", v.Name, v.Policy, v.Starts(), v.Policy, v.Name)
	}
	return nil
}
