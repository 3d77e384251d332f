package locale

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"syscall"
)

// system words the errors of the operating system and of Go's own packages, which are English and name functions.
func system(err error) (Text, bool) {
	var path *fs.PathError
	var link *os.LinkError
	var number *strconv.NumError
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return T("line %s is no well-formed XML", Nth(syntax.Line)), true
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
	}
	//nolint:errorlint // only where nothing is said around it
	switch {
	case errors.As(err, &path) && err == error(path):
		return ofFile(path.Path, path.Err), true
	case errors.As(err, &link) && err == error(link):
		return ofFile(link.New, link.Err), true
	}
	if what, _, ok := reason(err); ok && bare(err) {
		return what, true
	}
	return Text{}, false
}

// ofFile is what the system says of a file, and what to do about it.
func ofFile(name string, err error) Text {
	what, remedy, ok := reason(err)
	switch {
	case !ok:
		return T("%s: %s", name, Raw(err.Error()))
	case remedy.Empty():
		return T("%s: %s", name, what)
	}
	return T("%s: %s; %s", name, what, remedy)
}

// bare reports whether an error is one of the system's that names no file.
func bare(err error) bool {
	_, number := err.(syscall.Errno) //nolint:errorlint // itself
	return number || slices.Contains([]error{fs.ErrNotExist, fs.ErrExist, fs.ErrPermission, io.ErrUnexpectedEOF,
		zip.ErrFormat, zip.ErrChecksum, zip.ErrAlgorithm}, err)
}

// reasons are what the system says of files, with what to do about it, where that does not hang on what was to be done.
var reasons = []struct {
	is           error
	what, remedy Text
}{
	{io.ErrUnexpectedEOF, T("it ends too early"), Text{}},
	{zip.ErrFormat, T("it is no ZIP archive, or a damaged one"), Text{}},
	{zip.ErrChecksum, T("the archive is damaged"), Text{}},
	{zip.ErrAlgorithm, T("the archive is packed in a way that is not read"), Text{}},
	{fs.ErrNotExist, T("there is no such file or folder"), T("check its name")},
	{fs.ErrExist, T("it exists already"), T("choose another name")},
	{fs.ErrPermission, T("permission denied"), T("choose another place, or ask for the right to it")},
	{syscall.EISDIR, T("it is a folder"), T("give a file")},
	{syscall.ENOTDIR, T("it is a file, or lies below one"), T("give a folder")},
	{syscall.ENOSPC, T("the disk is full"), T("make room, or choose another place")},
	{syscall.EROFS, T("the disk cannot be written to"), T("choose another place")},
	{syscall.ENAMETOOLONG, T("the name is too long"), T("choose a shorter one")},
	{syscall.ELOOP, T("links lead round in a circle"), T("give the file itself")},
	{syscall.EINVAL, T("the system takes no such name or action"), T("choose another name or place")},
	{syscall.EIO, T("the disk has an error"), T("choose another place")},
	{syscall.EBUSY, T("another program uses it"), T("wait for it, or choose another name")},
	{syscall.EMFILE, T("too many files are open"), T("close other programs")},
}

// reason is what the system says of a file without its name, and what to do about it.
func reason(err error) (what, remedy Text, ok bool) {
	for _, r := range reasons {
		if errors.Is(err, r.is) {
			return r.what, r.remedy, true
		}
	}
	var number syscall.Errno
	if errors.As(err, &number) {
		return T("the system refuses it with the error %d", Nth(int64(number))), T("choose another file or place"), true
	}
	return Text{}, Text{}, false
}
