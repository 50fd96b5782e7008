package files

import (
	"context"
	"iter"
	"sync"
)

// inFlight is how many bytes of input are worked on at once, or one group that has more.
const inFlight = 64 << 20

// A task is a group on its way through a pipeline.
type task[R any] struct {
	group Group
	err   error
	done  chan R
}

// Pipeline has groups, or what is wrong with them, worked on by so many at once, and hands
// what comes of each to take, in the order of the groups, one at a time. No more than a
// few groups are under way. It returns the first error of take, or ctx's.
func Pipeline[R any](ctx context.Context, jobs int, groups iter.Seq2[Group, error], work func(Group, error) R, take func(R) error) error {
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	queue := make(chan task[R], 4*jobs)
	tasks := make(chan task[R])
	room := gate{most: inFlight, freed: make(chan struct{}, 1)}
	running.Go(func() {
		defer close(queue)
		defer close(tasks)
		for g, err := range groups {
			t := task[R]{g, err, make(chan R, 1)}
			if !room.enter(ctx, g.size) {
				return
			}
			select {
			case queue <- t:
			case <-ctx.Done():
				return
			}
			select {
			case tasks <- t:
			case <-ctx.Done():
				return
			}
		}
	})
	for range jobs {
		running.Go(func() {
			for t := range tasks {
				if ctx.Err() == nil {
					t.done <- work(t.group, t.err)
				}
			}
		})
	}
	for t := range queue {
		select {
		case r := <-t.done:
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := take(r); err != nil {
				return err
			}
			room.leave(t.group.size)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return ctx.Err()
}

// A gate lets in as many bytes as there is room for, and one group in any case.
type gate struct {
	mu    sync.Mutex
	in    int64
	most  int64
	freed chan struct{}
}

// enter waits for room; it returns false if ctx ends before.
func (g *gate) enter(ctx context.Context, n int64) bool {
	for {
		g.mu.Lock()
		if g.in == 0 || g.in+n <= g.most {
			g.in += n
			g.mu.Unlock()
			return true
		}
		g.mu.Unlock()
		select {
		case <-g.freed:
		case <-ctx.Done():
			return false
		}
	}
}

func (g *gate) leave(n int64) {
	g.mu.Lock()
	g.in -= n
	g.mu.Unlock()
	select {
	case g.freed <- struct{}{}:
	default:
	}
}
