package library

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// lockFile is locked while a library is written to. It stays, empty: who takes it away
// would let two in.
const lockFile = ".pressmark.lock"

// Lock makes the folder of a library where it is not there, and waits until nobody else
// writes to it; waiting is called if that is not so at once. Who has it opens the library
// then, and unlocks it when all is written. The system ends the lock of a program that has
// ended. Programs that only read need none: a file is there whole or not at all.
func Lock(folder string, waiting func()) (unlock func() error, err error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	l := flock.New(filepath.Join(folder, lockFile))
	ok, err := l.TryLock()
	if err == nil && !ok {
		waiting()
		err = l.Lock()
	}
	if err != nil {
		return nil, err
	}
	return l.Unlock, nil
}
