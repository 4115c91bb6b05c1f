package bot

import "errors"

// UserError is an error whose text a person may read. Every other error
// becomes one apology.
type UserError struct{ Text string }

func (e UserError) Error() string { return e.Text }

// Sentinels that callers branch on.
var (
	// ErrBusy says that the person's turn, or the same message, is still
	// being worked on elsewhere and the budget has ended.
	ErrBusy = errors.New("another message of this person is in work")
	// ErrNotFound says that the thing asked for does not exist, or is not the
	// asker's: the two are not told apart.
	ErrNotFound = errors.New("not found")
	// ErrStale says that a newer turn has saved the session already.
	ErrStale = errors.New("a newer turn has saved the session")
)

// apology is what a person reads when something of ours failed.
const apology = "抱歉，系统刚才出了点问题，您这条消息没有处理成功。请稍后再发一次；着急的话可以直接打12345。"

// UserText returns what a person may read of an error.
func UserText(err error) string {
	var user UserError
	if errors.As(err, &user) {
		return user.Text
	}
	return apology
}
