// Package starter has what a beginning is made of: the text of a policy that
// is still to be written, and a site for another organisation, made out of
// this one.
package starter
