package policy

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/pattern"
)

// placeholderPatterns are the forms in which writers of templates say that
// something is still to be written.
type placeholderPatterns struct {
	brackets, angles, wide, blank      *regexp.Regexp
	sure, date, domain, yours, circles *pattern.Pattern
}

var placeholders = sync.OnceValue(func() *placeholderPatterns {
	var dates []string // how the first part of a date ends, and what follows
	for _, end := range "XDMYTJA_ДМГ" {
		dates = append(dates, string(end)+"/", string(end)+".", string(end)+"-")
	}
	part := `(?:XX(?:XX)?|DD?|MM?|YY(?:YY)?|TT|JJ(?:JJ)?|AA(?:AA)?|ДД|ММ|ГГ(?:ГГ)?|20XX|__+)`
	return &placeholderPatterns{
		sure: pattern.New(`(?s)\[\[[^\[\]]*\pL[^\[\]]*\]\]`+
			`|(?i:\blorem ipsum\b|\bdolor sit amet\b)|\b(?:TODO|FIXME|TBD|TBC|XXX+)\b`+
			`|\$[A-Z][A-Z0-9]*_[A-Z0-9_]+\b|\$(?:COMPANY|NAME|EMAIL|ADDRESS|DATE|ORG|WEBSITE|URL|DOMAIN|PHONE)\b`+
			`|%[A-Z][A-Z0-9_]{2,}%|##[A-Z][A-Z0-9_ ]{2,}##|@@[A-Z][A-Z0-9_ ]{2,}@@`+
			`|\b(?:COMPANY|YOUR|INSERT|ORGANI[SZ]ATION|BUSINESS|CONTACT|EMAIL|WEBSITE|EFFECTIVE)(?:_[A-Z]+)+\b`+
			`|«\pL+(?:_\pL+)+»|«(?:First|Last|Company)Name»`+
			`|\bXX? (?:days|weeks|months|years|hours|Tagen?|Monaten?|Jahren?|jours|mois|ans|días|meses|años)\b`+
			`|某某(?:公司|网站)|[×xX]{2,}(?:公司|株式会社|有限公司)`,
			"[[", "lorem ipsum", "dolor sit amet", "todo", "fixme", "tbd", "tbc", "xxx", "$", "%", "##", "@@", "_", "«", "x ",
			"某某", "公司", "株式会社"),
		brackets: regexp.MustCompile(`[\[［]([^\[\]［］\n]{1,80})[\]］]`),
		angles:   regexp.MustCompile(`[<‹＜]([^<>‹›＜＞\n=/]{2,60})[>›＞]`),
		wide:     regexp.MustCompile(`[【〔]([^【】〔〕\n]{1,30})[】〕]`),
		blank:    regexp.MustCompile(`_{3,}(?:[\s/.-]*_{2,})*`),
		date:     pattern.New(`\b`+part+`[/.\-]`+part+`(?:[/.\-]`+part+`)?\b|\b20XX\b`, append(dates, "20XX")...),
		domain: pattern.New(`(?i)\b(?:example|info|contact|privacy|support|legal|dpo|hello|admin|office|help|team|your-?(?:e?mail|name))@(?:example|domain|company)\.(?:com|org|net)\b`+
			`|\b(?:[\w.+-]+@)?(?:www\.)?(?:your-?(?:domain|company|site|website|business|organi[sz]ation|app)(?:-?name)?|company-?name|mycompany|mydomain)\.(?:com|org|net|io|co|eu|de|fr|example)\b`,
			".co", ".org", ".net", ".io", ".eu", ".de", ".fr", ".example"),
		yours: pattern.New(`\b(?:Your|YOUR|My|MY) (?:Company|COMPANY|Business|BUSINESS|Organi[sz]ation|ORGANI[SZ]ATION|Website|WEBSITE|App|APP)(?:(?:'s|’s)? (?:Name|NAME)(?: Here| HERE)?| (?:Here|HERE)|,? (?:Inc|LLC|Ltd|Limited|GmbH)\b)|\b(?:Company|COMPANY) (?:Name|NAME)(?: (?:Here|HERE)|,? (?:Inc|LLC|Ltd|Limited|GmbH)\b)`,
			"Your ", "YOUR ", "My ", "MY ", "Company ", "COMPANY "),
		circles: pattern.New(`[〇○◯●]{2,}`, "〇", "○", "◯", "●"),
	}
})

// placeholders finds words still to be written. d is nil outside of a document.
func (p *prose) placeholders(d *Document, block int, add func(match)) {
	re := placeholders()
	for _, m := range re.sure.FindAll(p.text, p.folded) {
		if p.text[m[0]] == '[' && p.isLabel(m[1]) {
			continue
		}
		add(match{Placeholder, m[0], m[1]})
	}
	if strings.ContainsAny(p.text, "[［") {
		marks, from := 0, 0 // quotation marks in the text up to a place
		curly := strings.IndexAny(p.text, "“„«「")
		for _, m := range re.brackets.FindAllStringSubmatchIndex(p.text, -1) {
			marks, from = marks+strings.Count(p.text[from:m[0]], `"`), m[0]
			quoted := marks%2 == 1 || curly >= 0 && curly < m[0]
			if !p.isLabel(m[1]) && !(m[0] > 0 && p.text[m[0]-1] == ']') && (standsFor(p.text[m[2]:m[3]]) || p.isGap(m, quoted)) {
				add(match{Placeholder, m[0], m[1]})
			}
		}
	}
	if strings.ContainsAny(p.text, "<‹＜") {
		for _, m := range re.angles.FindAllStringSubmatchIndex(p.text, -1) {
			if inside := p.text[m[2]:m[3]]; standsFor(inside) || isShouted(inside, 1) || isTitle(inside) {
				add(match{Placeholder, m[0], m[1]})
			}
		}
	}
	if strings.ContainsAny(p.text, "【〔") {
		for _, m := range re.wide.FindAllStringSubmatchIndex(p.text, -1) {
			if unspacedNames[strings.TrimSpace(p.text[m[2]:m[3]])] {
				add(match{Placeholder, m[0], m[1]})
			}
		}
	}
	for _, m := range re.date.FindAll(p.text, p.folded) {
		if !strings.Contains(strings.ToLower(p.text[max(0, m[0]-80):min(len(p.text), m[1]+80)]), "format") {
			add(match{Placeholder, m[0], m[1]})
		}
	}
	if strings.Contains(p.text, "___") && !isForm(d, block, p.text) {
		for _, m := range re.blank.FindAllStringIndex(p.text, -1) {
			add(match{Placeholder, m[0], m[1]})
		}
	}
	for _, m := range re.domain.FindAll(p.text, p.folded) {
		add(match{Placeholder, m[0], m[1]})
	}
	if d == nil || containerAt(&d.Blocks[block], Item) < 0 && !inTable(&d.Blocks[block]) { // there it is what is collected
		for _, m := range re.yours.FindAll(p.text, p.folded) {
			add(match{Placeholder, m[0], m[1]})
		}
	}
	for _, m := range re.circles.FindAll(p.text, p.folded) {
		before, _ := utf8.DecodeLastRuneInString(p.text[:m[0]])
		after, _ := utf8.DecodeRuneInString(p.text[m[1]:])
		if !isHanDigit(before) && !isHanDigit(after) && (unicode.IsLetter(before) || unicode.IsLetter(after)) {
			add(match{Placeholder, m[0], m[1]})
		}
	}
}

func isHanDigit(r rune) bool { return strings.ContainsRune("一二三四五六七八九零〇", r) }

// isLabel reports whether brackets that end at a place are those of a link, of a
// definition, or of a pair of brackets.
func (p *prose) isLabel(end int) bool {
	return end < len(p.text) && strings.IndexByte("([:", p.text[end]) >= 0
}

// isGap reports whether brackets hold nothing but a sign for what is missing. In
// a quotation, dots stand for words that were left out.
func (p *prose) isGap(m []int, quoted bool) bool {
	inside := strings.TrimSpace(p.text[m[2]:m[3]])
	if inside == "" || strings.Trim(inside, "●•_.… \u00a0") != "" {
		return false
	}
	if strings.Trim(inside, ".…") == "" {
		return inside != "." && !quoted
	}
	return true
}

// isForm reports whether blanks in a text are to be filled in by readers: where
// they sign, as in the form by which consumers withdraw.
func isForm(d *Document, block int, text string) bool {
	if formWords.MatchString(text) {
		return true
	}
	if d == nil {
		return false
	}
	for _, near := range []int{block - 2, block - 1, block + 1, block + 2} {
		if near >= 0 && near < len(d.Blocks) && formWords.MatchString(Text(d.Blocks[near].Tokens)) {
			return true
		}
	}
	s := d.SectionAt(block)
	return s >= 0 && formWords.MatchString(d.Sections[s].Title)
}

var formWords = regexp.MustCompile(`(?i)\bsign(?:ature|ed)\b|unterschrift|\bsignature\b|\bfirma\b.*\bdata\b|\bform\b|formular|formulaire|formulario|modulo di|署名|签名|簽名|서명|подпись|توقيع`)

// standsFor reports whether words in brackets stand for others: they tell what to
// write, or name what is different for each organisation.
func standsFor(words string) bool {
	words = strings.TrimSpace(words)
	if unspacedNames[words] || instruction.MatchString(words) {
		return true
	}
	if isShouted(words, 2) && !settled.MatchString(words) {
		return true
	}
	parts := strings.FieldsFunc(splitNames(words),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '-' })
	if len(parts) == 0 || len(parts) > 8 || settled.MatchString(words) {
		return false
	}
	for i, part := range parts {
		if parts[i] = strings.ToLower(strings.Trim(part, "-")); foreignNames[parts[i]] {
			return true
		}
	}
	named := false
	for _, part := range parts {
		switch {
		case nameWords[part]:
			named = true
		case !fillWords[part] && part != "":
			return false
		}
	}
	return named
}

// splitNames puts blanks between the words of company_name and companyName.
func splitNames(s string) string {
	var w strings.Builder
	lower := false
	for _, r := range s {
		if lower && unicode.IsUpper(r) {
			w.WriteByte(' ')
		}
		if lower = unicode.IsLower(r); r == '_' {
			r = ' '
		}
		w.WriteRune(r)
	}
	return w.String()
}

// isShouted reports whether a text is of capital letters, and of some words.
func isShouted(s string, least int) bool {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '_' })
	for _, w := range words {
		if strings.ToUpper(w) != w || !strings.ContainsFunc(w, unicode.IsUpper) || strings.ContainsFunc(w, unicode.IsDigit) {
			return false
		}
	}
	return len(words) >= least && len(strings.Join(words, "")) > 3
}

// isTitle reports whether a text is of two words or more that begin with a
// capital, such as Data Protection Officer.
func isTitle(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) && w != "of" && w != "the" {
			return false
		}
	}
	return len(words) >= 2
}

var (
	instruction = regexp.MustCompile(`(?i)^(?:(?:please )?(?:insert|enter|add|specify|describe|choose|select|provide|replace|fill in|fill)\s+\S` +
		`|(?:insert|placeholder|tbd|tbc|todo|xx+)$|your\s+\S|name of\b|to be (?:added|confirmed|completed|defined|determined|decided)\b|(?:tbd|tbc|todo|placeholder)\b` +
		`|(?:name|anschrift|adresse|nom|nombre|nome|naam) (?:de[rsl]?|du|della|dell'|do|da|van) |(?:hier |bitte )\S.*(?:einfügen|eintragen|angeben|ergänzen)|.*\beinfügen$|ihre?\s+(?:firma|name|adresse|e-mail)` +
		`|(?:insérer|indiquer|préciser|à compléter)\b|votre\s+\S|(?:insertar|indicar|introducir)\s|(?:inserire|indicare)\s|(?:inserir|indicar)\s|(?:вставьте|укажите)\s|(?:vul|voer)\s.*\bin$|(?:请|請)?(?:填写|填寫|插入|输入|輸入)|.*(?:を入力|を記入|を挿入)$)`)
	// settled are words in brackets that are meant to stay.
	settled = regexp.MustCompile(`(?i)^(?:sic!?|emphasis|reserved|intentionally|omitted|deleted|removed|redacted|signature page|remainder|end of|back to|opens|external|e-?mail(?:\s|\x{00A0})+protected|contact us$|at$|dot$)`)

	nameWords = nameSet(`company company's organisation organization business entity employer controller corporation name names address email e-mail phone telephone fax
		number date website url domain country city jurisdiction postcode zip dpo officer representative product app application platform period amount
		percentage signature authority court state year month days hours department`)
	fillWords = nameSet(`the of your our or and for to a an if applicable here legal full registered privacy data protection postal street mailing support customer effective
		last updated update revision expiry main office relevant supervisory retention x n contact service services this site person team in at by with code other any
		start end commencement publication first trading registration vat tax`)
	foreignNames = nameSet(`firma unternehmen firmenname unternehmensname anschrift adresse e-mail-adresse datum telefonnummer verantwortlicher
		société entreprise téléphone nom empresa nombre dirección direccion correo fecha teléfono azienda società indirizzo nome endereço bedrijf bedrijfsnaam adres
		компания компании название организация организации адрес дата الشركة`)
	unspacedNames = nameSet(`会社名 貴社名 当社名 社名 住所 日付 年月日 氏名 メールアドレス 電話番号 事業者名 サービス名 サイト名 代表者名 アプリ名
		公司 公司名称 公司名 公司名稱 贵公司 地址 日期 邮箱 邮箱地址 电子邮件 电子邮箱 电话 电话号码 姓名 联系方式 网站 网站名称 产品名称 应用名称 生效日期
		회사명 회사 주소 날짜 이메일 전화번호 서비스명`)
)

// braces finds names in braces: of what is to be written, or of what a template
// has for them.
func (p *prose) braces(add func(match)) {
	if !strings.Contains(p.text, "{") {
		return
	}
	for _, m := range doubleBraces().FindAllStringSubmatchIndex(p.text, -1) {
		inside := p.text[m[2]:m[3]]
		kind := Placeholder
		if !variableName.MatchString(inside) {
			kind = Template
		}
		add(match{kind, m[0], m[1]})
	}
	for _, m := range singleBraces().FindAllStringSubmatchIndex(p.text, -1) {
		inside := p.text[m[2]:m[3]]
		switch {
		case m[0] > 0 && strings.IndexByte("/=", p.text[m[0]-1]) >= 0: // of an address that is explained
		case isShouted(inside, 1), standsFor(inside):
			add(match{Placeholder, m[0], m[1]})
		case expression.MatchString(inside):
			add(match{Template, m[0], m[1]})
		}
	}
}

var (
	doubleBraces = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\{\{?-?\s*(.*?)\s*-?\}\}\}?`) })
	singleBraces = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\{\s*([^{}\n]{1,80}?)\s*\}`) })
	variableName = regexp.MustCompile(`^[\pL\d_' -]+$`)
	expression   = regexp.MustCompile(`^[a-z_$][\w$]*(?:\.[\w$]+|\[[^\]]*\]|\([^)]*\))*$`)
)

// botched finds a mark of a heading without its blank: #Contact.
func (p *prose) botched(d *Document, block int, add func(match)) {
	if d == nil || len(p.text) > 90 || !strings.HasPrefix(p.text, "#") {
		return
	}
	b := &d.Blocks[block]
	if b.Kind == Paragraph && len(b.Path) == 0 && bareTitle.MatchString(p.text) {
		add(match{Foreign, 0, len(p.text)})
	}
}

var bareTitle = regexp.MustCompile(`^#{1,6}[\p{Lu}\p{Lo}][^#]*[\pL\d)]$`)
