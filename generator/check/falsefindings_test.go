package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"policyarchive/generator/policy"
)

// rulesOf are the rules that speak of a text.
func rulesOf(source string) []string {
	var list []string
	for _, f := range found(parse(source)) {
		list = append(list, f.Rule)
	}
	return list
}

// Words that are typed or said are quoted, too, and define nothing; names are
// defined in lower case as well.
func TestQuotedExamplesDefineNothing(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Privacy\n\n## Search\n\nWe keep what you search for (%s) for a day. The " +
		"harbour keeps no more than that.\n"
	for quoted, want := range map[string]bool{
		"“ferries to the island today”": false, `e.g. “when is high tide”`: false, `"how to moor a boat"`: false,
		"“Search Terms”": true, "the “Terms of a Search”": true,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", quoted, 1)), "unused-definition"); got != want {
			t.Errorf("%s: a definition that nobody uses: %t, not %t", quoted, got, want)
		}
	}
}

// Content that somebody posts, and what is granted with it, is no change of a
// text; and a service that tells its users is another way than the page.
func TestNoticeByPostingMeansNotices(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Terms\n\n## Changes\n\n%s\n"
	for sentence, want := range map[string]bool{
		"We will notify you of changes by posting the new text here.":                  true,
		"We may change these terms by publishing a revised version on this page.":      true,
		"By posting a photograph you grant us the right to copy, modify and show it.":  false,
		"By making your words available, you represent that we may change their form.": false,
		"We give notice of changes, such as by posting the new terms; if they are material, we may notify you through our " +
			"services.": false,
		"We give notice of changes by posting the new terms and, where they matter, by our timetable or other " +
			"communications to each holder.": false,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", sentence, 1)), "notice-by-posting"); got != want {
			t.Errorf("%s\nnotice by posting only: %t, not %t", sentence, got, want)
		}
	}
}

// A qualifier is vague where it hides what is done with personal data.
func TestVagueMeansPersonalData(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Privacy\n\n## Data\n\n%s\n"
	for sentence, want := range map[string]bool{
		"We may share your information with other ferries.":                                               true,
		"We may also receive details about you from harbours, for the purposes told here.":                true,
		"When you use our ferries, we may automatically collect data about your journey.":                 true,
		"We may keep your data for longer, where necessary.":                                              true,
		"Our vendors may process data in any country where they work.":                                    true,
		"Your profile information may be visible to other passengers.":                                    true,
		"We may “share” your personal data for advertising.":                                              true,
		"Our letters may contain a pixel that tells us whether you read them.":                            true,
		"This information may include your cabin.":                                                        true,
		"We may determine your precise location.":                                                         true,
		"We collect some information about your luggage.":                                                 true,
		"We use some third-party cookies to count passengers.":                                            true,
		"In some cases, we share your data with harbours.":                                                true,
		"We use your data for possible purposes that we think of, such as data that we sell.":             true,
		"We may, for example, share your name with couriers.":                                             true,
		"We may from time to time collect further information.":                                           true,
		"It is possible that we share your data.":                                                         true,
		"Cookies may be placed on your device.":                                                           true,
		"It is possible that we are late.":                                                                false,
		"Some of your data may be passed to the harbour.":                                                 true,
		"There are rare cases where your data may be transferred abroad.":                                 true,
		"We may share your information if you book a cabin.":                                              false,
		"We may disclose your data in response to a subpoena.":                                            false,
		"With your consent, we may share your data with harbours.":                                        false,
		"We may share your data with ferries that you authorize.":                                         false,
		"We may keep your data, as described in How Long We Keep It above.":                               false,
		"We may share information that has been aggregated or de-identified.":                             false,
		"We may translate these terms into other languages.":                                              false,
		"We may change our fees at any time.":                                                             false,
		"We may use your information for the following purposes: to answer, and to sail.":                 false,
		"Our ferries may contain furniture that is old.":                                                  false,
		"You may share your information with others, and children may use our data.":                      false,
		"Our affiliates may only use your data as we do.":                                                 false,
		"Our partners must say how they may use your data.":                                               false,
		"The notice on board tells of the data we may collect there.":                                     false,
		"In some cases, object to how we use your data.":                                                  false,
		"The app lets you save some of your information, such as your cabin.":                             false,
		"Some third-party ferries ask for access to your data.":                                           false,
		"Answering some data deletion requests takes us a month.":                                         false,
		"We may use and disclose your health information to treat you.":                                   false,
		"March 10, 2019: Told passengers that third parties may use cookies.":                             false,
		"By enabling the cabin map you accept that we may collect data under our privacy policy.":         false,
		"We may be required to disclose your data, and we may not sell it.":                               false,
		"Public information may be used by third parties, and certain information may be exempt.":         false,
		"We send you some information about our ferries, and we may send you information about harbours.": false,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", sentence, 1)), "vague"); got != want {
			t.Errorf("%s\nvague: %t, not %t", sentence, got, want)
		}
	}
}

// A sentence is as long as readers cannot rest, and ends where its stop does.
func TestLongSentencesHaveNoRest(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Terms\n\n## Use\n\n%s\n"
	words := strings.Repeat("ferry and ", 20)
	for sentence, want := range map[string]bool{
		words + words + "boat.":                                      true,
		words + "(see above) " + words + "boat.":                     true,
		"You promise (a) " + words + "boat; (b) " + words + "boat.":  false,
		"You promise (i) " + words + "boat, (ii) " + words + "boat.": false,
		words + "boat; " + words + "boat.":                           false,
		"Tickets: " + words + words + "boat.":                        true,
		words + "boat.The " + words + "boat.":                        false,
		words + "[boat](https://b.example).The " + words + "boat.":   false,
		words + "boat. \"Ferry\" is a " + words + "boat.":            false,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", sentence, 1)), "long-sentence"); got != want {
			t.Errorf("%s\ntoo long: %t, not %t", sentence, got, want)
		}
	}
}

// A definition is what is said of a term, not the sentence around it.
func TestChangedDefinitionMeansTheDefinition(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Terms\n\n## One\n\n%s\n\n## Two\n\nThe GLH, the Boats, Anvil and the Fees " +
		"hold here.\n"
	for change, want := range map[[2]string]bool{
		{"The General Law of Harbours (“GLH”) holds.",
			"We keep to our country's General Law of Harbours (“GLH”)."}: false,
		{"The General Law of Harbours (“GLH”) holds.",
			"The General Law of Ports (“GLH”) holds."}: true,
		{"You sail with Anvil N.V. (“Anvil”) and pay.",
			"You travel with Anvil N.V. (“Anvil”), and pay us."}: false,
		{"You sail with Anvil N.V. (“Anvil”) and pay.",
			"You sail with Anvil N.V. or Bellows Ltd. (“Anvil”) and pay."}: true,
		{"We run ferries and rafts (“Boats”).",
			"We run ferries, and rafts (“Boats”), for you."}: false,
		{"We run ferries and rafts (“Boats”).",
			"We run ferries, rafts and tugs (“Boats”)."}: true,
		{"The fare and the taxes (collectively, “Fees”) are due today.",
			"The fare and the taxes (collectively, “Fees”) are due tomorrow."}: false,
		{"The taxes on the Fare (collectively, “Fees”) are due.",
			"The taxes and tolls on the Fare (collectively, “Fees”) are due."}: true,
		{"“Boats” means ferries. \"Fees\" means fares.",
			"“Boats” means ferries. \"Fees\" means fares and tolls. \"Rafts\" means wood."}: true,
		{"“Boats” means ferries. \"Fees\" means fares.",
			"“Boats” means ferries. \"Rafts\" means wood."}: false,
		{"“Boats” means ferries though the harbour.",
			"“Boats” means ferries through the harbour."}: false,
		{"A Law (“GLH”) holds.\n\nThe Ports Act (“GLH”) holds.",
			"A Law (“GLH”) holds here.\n\nThe Ports Act (“GLH”) holds."}: false,
	} {
		before := strings.Replace(text, "%s", change[0], 1)
		got := slices.ContainsFunc(found(follow(before, strings.Replace(text, "%s", change[1], 1))),
			func(f Finding) bool { return f.Rule == "changed-definition" })
		if got != want {
			t.Errorf("%s\n%s\nthe definition changed: %t, not %t", change[0], change[1], got, want)
		}
	}
}

// What reads like a defined term may be a name, a title or a label, or be
// explained where it stands.
func TestUndefinedTermsWantADefinition(t *testing.T) {
	const (
		before = "---\nlang: en\n---\n\n# Harbour Terms\n\n## One\n\nWe (\"AnvilWorks\") run a store (\"Store\") under " +
			"Harbour Terms (\"Harbour Terms\") and an act (\"GLH\") for each personal account (\"Personal Account\"). A store is safe.\n"
		after = "---\nlang: en\n---\n\n# Harbour Terms\n\n## One\n\nWe run a store and personal accounts. %s\n"
	)
	for sentence, want := range map[string]bool{
		"You buy in the Store.":                            true,
		"You pay in our app, such as Store and Purse.":     false,
		"You deal with AnvilWorks.":                        false,
		"You accept our Harbour Terms.":                    false,
		"You know the GLH.":                                true,
		"You know an act of harbours (GLH) and the GLH.":   false,
		"You know an act of harbours (「GLH」) and the GLH.": false,
		"You open a Personal Account.":                     true,
		"You open that Personal’s Account.":                false,
		"Ask.\n\n|The Store|Fee|\n|---|---|\n|a|b|":        false,
		"Ask. **Use of the Store.** It is free.":           false,
	} {
		got := slices.ContainsFunc(found(follow(before, strings.Replace(after, "%s", sentence, 1))),
			func(f Finding) bool { return f.Rule == "undefined-term" })
		if got != want {
			t.Errorf("%s\nundefined: %t, not %t", sentence, got, want)
		}
	}
}

// Nor are the words of another text's title, of a button, or defined elsewhere.
func TestUndeclaredTerms(t *testing.T) {
	const text = "---\nlang: en\n---\n\n# Rules\n\n## One\n\nWe (\"Anvil\") and you (\"Guest\"). An account and a " +
		"service. %s\n"
	for sentence, want := range map[string]bool{
		"We keep the Account. You keep the Account.":                       true,
		"You see our Terms of Service. You know our Terms of Service.":     false,
		"You press the Account link, or you press the Account button.":     false,
		"You have an Account (as defined in the Terms), and your Account.": false,
	} {
		if got := slices.Contains(rulesOf(strings.Replace(text, "%s", sentence, 1)), "undefined-term"); got != want {
			t.Errorf("%s\nundefined: %t, not %t", sentence, got, want)
		}
	}
}

// What was wrong before is not told again because words around it changed.
func TestOldFaultsUnderNewWords(t *testing.T) {
	before := change(t, sound, "Write to [",
		"See [our old shop](http://a.example/), [a page](/privacy/nothing/), and what we read about it [here](https://b.example/) and [what](#gone). "+
			strings.Repeat("Ferries and ", 40)+"boats sail. Write to [",
		"small. (See", "small. The Sale of Goods Act (\"SGA\") holds. (See", "That shops",
		"The Sale of Goods Act (\"SGA\") holds. That shops")
	after := change(t, before, "[our old shop]", "[the shop]", "[a page]", "[another page]", "b.example", "c.example",
		"[what]", "[that]", "Ferries", "For example, ferries",
		"# Privacy\n", "# Privacy\n\nWe say what we do.\n", "## What we collect", "## Things we collect",
		"What we collect\" below", "Things we collect\" below", announced[0], announced[1])
	d := follow(before, after)
	d.Site, d.Origin = fewPages{}, privacyPage()
	list := foundNew(d)
	for _, f := range list {
		t.Errorf("found again: %s", f)
	}
}

// Who gives a section the id of one whose place it took does what links want.
func TestIDOfThePredecessor(t *testing.T) {
	const text = "# Privacy\n\n## %s\n\nWe keep what you search for a day, and tell the harbour nothing of it.\n\n%s## " +
		"Contact\n\nWrite to a@example.org.\n"
	one := fmt.Sprintf(text, "Search", "## Providers {#providers}\n\nThe harbour, the lighthouse and the ferry search "+
		"for you, and forget it.\n\n")
	two := change(t, fmt.Sprintf(text, "Search", ""), "nothing of it.\n",
		"nothing of it. The harbour, the lighthouse and the ferry search for you, and forget it.\n")
	d := follow(one, two)
	three := change(t, two, "## Search", "## Search {#providers}")
	d.Doc = policy.Parse("policy.md", []byte(three))
	d.Tracker.Add(d.Doc, nil)
	for _, f := range takenIDs(d) {
		t.Errorf("%s", f)
	}
}
