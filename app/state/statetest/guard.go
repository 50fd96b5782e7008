// Package statetest has the guard that tests set for package state.
package statetest

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"testing"

	"pressmark/app/state"
)

// Guard has cells refuse, until the test ends, values that were altered behind their back,
// and changes in the midst of drawing.
func Guard(t testing.TB) {
	before := state.Guard
	state.Guard = Describe
	t.Cleanup(func() { state.Guard = before })
}

// Describe describes the value and what is in its maps, slices and structs, a few levels
// deep; what pointers, functions and interfaces lead to counts by where it is.
func Describe(v any) string {
	var b strings.Builder
	describe(&b, reflect.ValueOf(v), 4)
	return b.String()
}

func describe(b *strings.Builder, v reflect.Value, deep int) {
	switch v.Kind() {
	case reflect.Invalid:
		b.WriteString("nil")
	case reflect.Struct:
		b.WriteByte('{')
		for i := range v.NumField() {
			if deep > 0 {
				describe(b, v.Field(i), deep-1)
			}
			b.WriteByte(' ')
		}
		b.WriteByte('}')
	case reflect.Slice, reflect.Array:
		fmt.Fprintf(b, "[%d:", v.Len())
		for i := 0; i < v.Len() && deep > 0 && i < 100; i++ {
			describe(b, v.Index(i), deep-1)
			b.WriteByte(' ')
		}
		b.WriteByte(']')
	case reflect.Map:
		var entries []string
		for it := v.MapRange(); it.Next() && deep > 0; {
			var e strings.Builder
			describe(&e, it.Key(), deep-1)
			e.WriteByte(':')
			describe(&e, it.Value(), deep-1)
			entries = append(entries, e.String())
		}
		sort.Strings(entries)
		fmt.Fprintf(b, "map[%d %s]", v.Len(), strings.Join(entries, " "))
	case reflect.Pointer, reflect.Func, reflect.Chan, reflect.UnsafePointer:
		fmt.Fprintf(b, "%#x", v.Pointer())
	case reflect.Interface:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		b.WriteString(v.Elem().Type().String())
		if k := v.Elem().Kind(); k == reflect.Pointer || k == reflect.String {
			describe(b, v.Elem(), deep-1)
		}
	default:
		fmt.Fprint(b, v)
	}
}
