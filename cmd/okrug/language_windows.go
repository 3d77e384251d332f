package main

import "golang.org/x/sys/windows"

// systemLanguage is the language of the system's surface, which Windows does not put into the environment.
func systemLanguage() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
