package words

// LoadAlone is Load without the words of the theme.
func LoadAlone(dir, locale, dateFormat string) (*Set, error) {
	return load(nil, dir, locale, dateFormat)
}
