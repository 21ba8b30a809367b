package render

import (
	"sync"

	"policyarchive/generator/words"
)

// English are the words in English, for a text in English.
var English = sync.OnceValue(func() Words {
	all, err := words.Load("../..", words.English, "")
	if err != nil {
		panic(err)
	}
	return WordsOf(all.Site, words.English)
})
