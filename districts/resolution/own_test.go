package resolution

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A template says its language in one line, however it was saved.
func TestReadTemplate(t *testing.T) {
	for _, lang := range Languages() {
		for _, what := range []string{"act", "note"} {
			text, err := Template(what, lang)
			require.NoError(t, err)
			for _, saved := range []string{text, "\ufeff" + text, strings.ReplaceAll(text, "\n", "\r\n")} {
				read, says, err := ReadTemplate(what, []byte(saved))
				require.NoError(t, err)
				require.Equal(t, lang, says)
				require.Equal(t, strings.TrimPrefix(saved, "\ufeff"), read)
			}
		}
	}
	for text, lang := range map[string]string{
		"%lang kk-KZ\n": "kk", "%lang RU": "ru", "a\n%lang\ten \n": "en", "%lang de\n": "de",
		"text": "", "%lang {{.Lang}}\n": "", "%language ru\n": "", " %lang ru\n": "", "%lang ru\n%lang kk\n": "",
		"%lang ru\n%lang ru\n": "ru",
	} {
		_, says, err := ReadTemplate("act", []byte(text))
		require.NoError(t, err)
		require.Equal(t, lang, says, "%q", text)
	}
	for text, says := range map[string]string{"": "empty", "\ufeff\n": "empty", "{{": "is wrong on line 1",
		"\xff\xfe%\x00": "UTF-8", "{{nothing}}": `"nothing" not defined`} {
		_, _, err := ReadTemplate("act", []byte(text))
		require.ErrorContains(t, err, says)
	}
}
