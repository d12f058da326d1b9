package export

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"weir/internal/disk"
)

// changing is called before every change of the disk, each of which is made by a function of this file. Tests end the process
// there, or let the change fail.
var changing = func(what, path string) error { return nil }

// flush and flushFolder make a file, and the names in a folder, durable; tests leave them out where they only take time.
var (
	flush       = (*os.File).Sync
	flushFolder = disk.SyncFolder
)

func makeFolder(path string) error {
	if err := changing("make", path); err != nil {
		return err
	}
	return os.Mkdir(path, 0o777)
}

// makeFolders makes a folder and those above it, where they are missing.
func makeFolders(path string) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if err := changing("make", path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o777)
}

// writeFile makes a file and fills it from a function. It is durable in the end, its name is not.
func writeFile(path string, fill func(*os.File) error) error {
	if err := changing("create", path); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := changing("write", path); err != nil {
		return err
	}
	if err := fill(f); err != nil {
		return err
	}
	if err := flush(f); err != nil {
		return err
	}
	return f.Close()
}

func linkFile(from, to string) error {
	if err := changing("link", to); err != nil {
		return err
	}
	return os.Link(from, to)
}

func makeSymlink(target, path string) error {
	if err := changing("link", path); err != nil {
		return err
	}
	return os.Symlink(target, path)
}

// setMode gives a file or folder the mode that another has.
func setMode(path string, like fs.FileInfo) error {
	if err := changing("mode", path); err != nil {
		return err
	}
	return os.Chmod(path, like.Mode()&(fs.ModePerm|fs.ModeSetuid|fs.ModeSetgid|fs.ModeSticky))
}

// setTime gives a file or folder the time of its last change that another has.
func setTime(path string, like fs.FileInfo) error {
	if err := changing("time", path); err != nil {
		return err
	}
	return os.Chtimes(path, time.Time{}, like.ModTime())
}

// move moves a file or a folder to a path where nothing is.
func move(from, to string) error {
	if err := changing("move", to); err != nil {
		return err
	}
	return disk.Rename(from, to)
}

// exchange swaps two folders in one step; tests replace it.
var exchange = renameExchange

func swapFolders(a, b string) error {
	if err := changing("exchange", b); err != nil {
		return err
	}
	return exchange(a, b)
}

// remove removes a file, or an empty folder.
func remove(path string) error {
	if err := changing("remove", path); err != nil {
		return err
	}
	return disk.Remove(path)
}

// removeAll removes what a stage has prepared, and nothing else.
func removeAll(path string) error {
	if err := changing("remove all", path); err != nil {
		return err
	}
	return disk.RemoveAll(path)
}

// settle makes the names in a folder, and in all below it, durable.
func settle(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		return syncFolder(path)
	})
}

func syncFolder(path string) error {
	if err := changing("sync", path); err != nil {
		return err
	}
	return flushFolder(path)
}
