package plain

import "testing"

func TestFormula(t *testing.T) {
	for s, want := range map[string]bool{
		"": false, "\x00": false, "a=1": false, "'=1": false, " =1": false, "“=1”": false, "−5 °C": false,
		"=1": true, "+1": true, "-1": true, "@SUM(A1)": true, "＝1": true, "＋1": true, "－1": true, "＠a": true,
		"\t=1": true, "\r\n=1": true, "\x00=1": true, "\ufeff＝1": true, "\u200b\u202a\u2028=1": true,
	} {
		if Formula(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
