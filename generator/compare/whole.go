package compare

import (
	"unicode"
	"unicode/utf8"

	"policyarchive/generator/policy"
)

// whole extends each change of words to all of what is read as one: a word that
// emphasis divides, a compound with hyphens, a date, an e-mail address, a number
// with its unit.
func whole(edits []Edit, a, b []policy.Token) []Edit {
	list := changes(edits)
	var out []span
	extended := false
	for i := 0; i < len(list); i++ {
		s := list[i]
		if policy.SameWords(a[s.OldFrom:s.OldTo], b[s.NewFrom:s.NewTo]) {
			out = append(out, s)
			continue
		}
		for grows := true; grows; {
			before, behind := span{OldTo: -1, NewTo: -1}, span{OldFrom: len(a) + 1, NewFrom: len(b) + 1}
			if len(out) > 0 {
				before = out[len(out)-1]
			}
			if i+1 < len(list) {
				behind = list[i+1]
			}
			switch {
			case s.OldFrom == before.OldTo && s.NewFrom == before.NewTo:
				s.OldFrom, s.NewFrom, out = before.OldFrom, before.NewFrom, out[:len(out)-1]
			case s.OldTo == behind.OldFrom && s.NewTo == behind.NewFrom:
				s.OldTo, s.NewTo, i = behind.OldTo, behind.NewTo, i+1
			case goesOn(a, s.OldFrom) || goesOn(b, s.NewFrom):
				if grows = s.OldFrom > 0 && s.NewFrom > 0; grows {
					s.OldFrom, s.NewFrom, extended = s.OldFrom-1, s.NewFrom-1, true
				}
			case goesOn(a, s.OldTo) || goesOn(b, s.NewTo):
				if grows = s.OldTo < len(a) && s.NewTo < len(b); grows {
					s.OldTo, s.NewTo, extended = s.OldTo+1, s.NewTo+1, true
				}
			default:
				grows = false
			}
		}
		out = append(out, s)
	}
	if !extended {
		return edits
	}
	return fromChanges(out, len(a), len(b))
}

// goesOn reports whether the token at a place is read as one with the token
// before it.
func goesOn(tokens []policy.Token, at int) bool {
	if at <= 0 || at >= len(tokens) {
		return false
	}
	before, behind := &tokens[at-1], &tokens[at]
	switch {
	case behind.Break:
		return false
	case behind.Joined:
		return true
	case numeric(last(before.Text)):
		if unit(behind) {
			return true
		}
	case numeric(first(behind.Text)) && currency(before):
		return true
	}
	return connects(tokens, at) || connects(tokens, at-1)
}

// connects reports whether a token is a sign that makes one of the words at both
// of its sides.
func connects(tokens []policy.Token, at int) bool {
	if at <= 0 || at+1 >= len(tokens) || tokens[at].Space || tokens[at].Break || tokens[at+1].Space || tokens[at+1].Break {
		return false
	}
	before, behind := last(tokens[at-1].Text), first(tokens[at+1].Text)
	switch tokens[at].Text {
	case "-", "‐", "‑", "@":
		return (unicode.IsLetter(before) || numeric(before)) && (unicode.IsLetter(behind) || numeric(behind))
	case "/", ":", ".", ",":
		return numeric(before) && numeric(behind)
	}
	return false
}

func first(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func last(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

func numeric(r rune) bool { return unicode.IsDigit(r) }

// unit reports whether a token behind a number tells what it counts: a sign, a
// currency, a span of time, an amount of data.
func unit(t *policy.Token) bool {
	switch t.Text {
	case "%", "‰", "°", "％":
		return true
	}
	if currency(t) {
		return true
	}
	switch t.Word() {
	case "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
		"quarter", "quarters", "year", "years",
		"percent", "kb", "mb", "gb", "tb", "km",
		"sekunden", "minuten", "stunde", "stunden", "tag", "tage", "tagen", "woche", "wochen", "monat", "monate", "monaten",
		"jahr", "jahre", "jahren", "prozent",
		"secondes", "heure", "heures", "jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années",
		"segundos", "minutos", "hora", "horas", "día", "días", "semana", "semanas", "mes", "meses", "año", "años",
		"secondi", "minuti", "ora", "ore", "giorno", "giorni", "settimana", "settimane", "mese", "mesi", "anno", "anni",
		"dia", "dias", "mês", "ano", "anos", "uur", "dag", "dagen", "weken", "maand", "maanden", "jaar",
		"年", "年間", "月", "日", "日間", "時間", "分", "分間", "週", "週間", "か月", "か月間", "ヶ月", "ヶ月間", "カ月", "カ月間",
		"天", "个月", "個月", "小时", "小時", "周", "歳", "岁", "歲", "円", "元":
		return true
	}
	return false
}

// currency reports whether a token is the sign or the code of a currency.
func currency(t *policy.Token) bool {
	switch t.Text {
	case "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "INR", "SEK", "NOK", "DKK", "PLN", "CZK", "BRL":
		return true
	}
	return is(t.Text, unicode.Sc)
}
