package app

// What stands for go-app's state.go are the methods that the rest of go-app calls. To use a
// state does not compile: it has no methods.
type (
	stateManager struct{}
	State        struct{}
	Observer     struct{}
)

func (stateManager) Observe(ctx Context, state string, receiver any) Observer { return Observer{} }
func (stateManager) Get(ctx Context, state string, receiver any)              {}
func (stateManager) Set(ctx Context, state string, v any) State               { return State{} }
func (stateManager) Delete(ctx Context, state string)                         {}
func (stateManager) Cleanup()                                                 {}
func (stateManager) CleanupExpiredPersistedStates(ctx Context)                {}
