package main

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// memory adds up a line of /proc/PID/status over the process and all that
// descend from it, in MB.
func (p *program) memory(line string) float64 {
	p.Helper()
	return p.sum("status", line)
}

// proportional adds up the resident memory, in which what several processes share
// counts once, in MB.
func (p *program) proportional() float64 {
	p.Helper()
	return p.sum("smaps_rollup", "Pss")
}

func (p *program) sum(file, line string) float64 {
	p.Helper()
	kb := 0
	for _, pid := range descendants(p.cmd.Process.Pid) {
		v, _ := valueIn(pid, file, line) // one that ended meanwhile has no memory
		kb += v
	}
	if kb == 0 {
		p.Fatalf("no %s in /proc/%d/%s", line, p.cmd.Process.Pid, file)
	}
	return float64(kb) / 1000
}

// valueIn is the first number of a line such as "VmHWM:  1234 kB".
func valueIn(pid int, file, name string) (int, bool) {
	data, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), file))
	if err != nil {
		return 0, false
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		key, rest, _ := strings.Cut(lines.Text(), ":")
		if words := strings.Fields(rest); key == name && len(words) > 0 {
			v, err := strconv.Atoi(words[0])
			return v, err == nil
		}
	}
	return 0, false
}

// descendants are a process and all that were started by it or by these.
func descendants(of int) []int {
	children := map[int][]int{}
	all, _ := os.ReadDir("/proc")
	for _, entry := range all {
		if pid, err := strconv.Atoi(entry.Name()); err == nil {
			if parent, ok := valueIn(pid, "status", "PPid"); ok {
				children[parent] = append(children[parent], pid)
			}
		}
	}
	list := []int{of}
	for i := 0; i < len(list); i++ {
		list = append(list, children[list[i]]...)
	}
	return list
}
