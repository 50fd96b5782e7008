package app

// router stands for go-app's, without patterns: the client has none but the empty one, which
// every path matches. What it does not know is answered there, with words.
type router struct {
	routes map[string]func() Composer
	others func() Composer
}

func makeRouter() router { return router{routes: map[string]func() Composer{}} }

func (r *router) route(path string, newComponent func() Composer) { r.routes[path] = newComponent }

func (r *router) routeWithRegexp(pattern string, newComponent func() Composer) {
	if pattern != "" {
		panic("this copy of go-app knows no patterns: " + pattern)
	}
	r.others = newComponent
}

func (r *router) createComponent(path string) (Composer, bool) {
	if newComponent, routed := r.routes[path]; routed {
		return newComponent(), true
	}
	if r.others != nil {
		return r.others(), true
	}
	return nil, false
}
