// Package config reads hugo.toml: what the generator needs of it, as typed values.
// What is wrong with it is reported in full, each problem with its position and the
// way to mend it.
package config
