package policy

import "strings"

// The words by which texts define terms, folded as [Token.Word] folds them: English,
// German, French, Spanish, Italian, Dutch and Portuguese.
var (
	articleWords = nameSet("the a an our this these such der die das den dem des ein eine einen " +
		"unser unsere le la les l un une nos notre el los las una unos il lo gli de het een os uma")
	joiningWords = nameSet("and or und oder sowie bzw et ou y e o en of")
	// namingWords lead to a name in parentheses.
	namingWords = nameSet("each collectively together individually hereinafter hereafter referred " +
		"to as either also known defined called aka jointly in for below short simply this policy notice " +
		"agreement document nachfolgend nachstehend folgend folgenden im gemeinsam zusammen kurz auch genannt als " +
		"jeweils einzeln hierin ci-après ci après désigné désignée désignés désignées dénommé dénommée dénommés " +
		"dénommées ensemble collectivement en adelante denominado denominada conjuntamente di seguito " +
		"congiuntamente hierna gezamenlijk doravante seguir denominados denominadas coletivamente")
	// hereafterWords do so without parentheses as well.
	hereafterWords = nameSet("hereinafter hereafter nachfolgend nachstehend folgenden ci-après " +
		"adelante seguito hierna doravante")
	// otherNameWords tell another name of what has one.
	otherNameWords = nameSet("also sometimes commonly often so-called auch sogenannt sogenannte " +
		"aussi también anche ook também")
	// meaningVerbs and referringVerbs are those of definitions wherever they stand,
	// beingVerbs at the head of a sentence alone.
	meaningVerbs = nameSet("means mean meaning represents represent denotes denote designates " +
		"designate bedeutet bedeuten bezeichnet bezeichnen meint meinen versteht verstehen signifie signifient " +
		"désigne désignent significa significan significam entendons indica indicano designa designan betekent " +
		"betekenen يعني تعني يقصد نعني")
	referringVerbs = nameSet("refers refer referring verweist verwijst verwijzen refiere refieren " +
		"riferisce riferiscono refere referem nennen يشير تشير")
	beingVerbs = nameSet("is are includes include comprises consists describes ist sind umfasst " +
		"umfassen est sont comprend es son incluye è sono zijn omvat é são inclui")
	// adverbs stand between a term and its verb.
	adverbs = nameSet("also shall will collectively together herein here simply jointly each " +
		"both wird werden hierin")
	// speakingWords and intendingWords stand before a term that the words behind it define.
	speakingWords = nameSet("term terms word words say expression expressions phrase begriff " +
		"begriffe begriffs ausdruck bezeichnung terme termes término términos termine termini begrip termo termos")
	intendingWords = nameSet("by under unter mit par por con met")
	// ourWords are those who intend something by a word.
	ourWords = nameSet("we wir nous nosotros noi wij nós")
	// typedWords are what is typed, said or pressed.
	typedWords = nameSet("keyword keywords word words phrase phrases query queries " +
		"search searches message messages button buttons link links setting settings option options like says " +
		"named titled label キーワード 語句 検索語句 搜索词")
)

// unspacedDefinition reports whether what stands behind a term says what it means in
// Japanese or Chinese, which write no blanks: 「個人情報」とは…, “个人信息”是指…
func unspacedDefinition(after []Token) bool {
	text := joined(after)
	for _, verb := range []string{
		"とは", "といいます", "という。", "と言います", "と称", "と呼びます", "と総称", "とします", "是指", "指的是", "意指", "系指",
	} {
		if strings.HasPrefix(text, verb) {
			return true
		}
	}
	return false
}
