package locale

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"syscall"
)

// system words the errors of the operating system and of Go's own packages, which are English and name functions.
func system(err error) (Text, bool) {
	var reason Text
	var path *fs.PathError
	var link *os.LinkError
	var number *strconv.NumError
	switch {
	case errors.As(err, &number):
		switch {
		case errors.Is(err, strconv.ErrRange):
			return T("%q is too large", number.Num), true
		case number.Func == "ParseInt" || number.Func == "Atoi" || number.Func == "ParseUint":
			return T("%q is not a whole number", number.Num), true
		}
		return T("%q is not a number", number.Num), true
	case errors.Is(err, context.Canceled):
		return T("interrupted"), true
	case errors.Is(err, context.DeadlineExceeded):
		return T("the time limit passed"), true
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = T("it ends too early")
	case errors.Is(err, fs.ErrNotExist):
		reason = T("there is no such file or folder")
	case errors.Is(err, fs.ErrExist):
		reason = T("it exists already")
	case errors.Is(err, fs.ErrPermission):
		reason = T("permission denied; choose another place, or ask for the right to it")
	case errors.Is(err, syscall.EISDIR):
		reason = T("it is a folder; give a file")
	case errors.Is(err, syscall.ENOTDIR):
		reason = T("it is a file, or lies below one; give a folder")
	case errors.Is(err, syscall.ENOSPC):
		reason = T("the disk is full")
	case errors.Is(err, syscall.EROFS):
		reason = T("the disk cannot be written to")
	}
	switch {
	case errors.As(err, &path) && err == error(path): //nolint:errorlint // only where nothing is said around it
		if reason.Empty() {
			reason = Raw(path.Err.Error())
		}
		return T("%s: %s", path.Path, reason), true
	case errors.As(err, &link) && err == error(link): //nolint:errorlint // as above
		if reason.Empty() {
			reason = Raw(link.Err.Error())
		}
		return T("%s: %s", link.New, reason), true
	}
	return Text{}, false
}
