package main

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"weir/internal/shard"
	"weir/sim/diag"
	"weir/sim/display"
)

// scripts are the clusters whose jobs weir plan prints.
var scripts = []string{"slurm", "kubernetes"}

func (env *environment) checkScript(cmd *cobra.Command, name string) {
	if slices.Contains(scripts, name) {
		return
	}
	mend := "use slurm or kubernetes"
	if near := diag.Nearest(name, scripts); near != "" {
		mend = "did you mean " + near + "?"
	}
	env.badValue(cmd, "script", mend, "there is no script for %q", name)
}

// job is what weir plan prints: how to compute the shards of the plan at a path.
func job(p *shard.Plan, path, script string) string {
	path = filepath.ToSlash(path)
	fill := strings.NewReplacer(
		"COMPUTE", quoted("run --plan "+quoted(path)+" --shard auto"), "MERGE", quoted("merge "+quoted(path)),
		"PLAN", quoted(path), "TYPED", typed(path), "JSON", strconv.Quote(path), "SHARDS", strconv.Itoa(p.Shards), "LAST", strconv.Itoa(p.Shards-1),
		"TRIALS", display.Grouped(p.Trials, ","),
	)
	switch script {
	case "slurm":
		text := slurmJob
		if p.Shards > slurmArray {
			text = strings.Replace(text, "set -eu\n", manyTasks+"set -eu\n", 1)
		}
		return fill.Replace(text)
	case "kubernetes":
		return fill.Replace(kubernetesJob)
	}
	return fill.Replace(byHand)
}

const byHand = `TYPED: TRIALS trials in SHARDS shards
each, I from 0 to LAST:  weir run --plan TYPED --shard I
when all are done:  weir merge TYPED
`

// slurmArray is how many tasks an array of Slurm has at most, where its administrator has not said otherwise.
const slurmArray = 1000

const manyTasks = `# Note: an array that has an index beyond 1000 needs a MaxArraySize above it (scontrol show config says what it is).
`

// Note: the number of shards is not that of the tasks, SLURM_ARRAY_TASK_COUNT: it would be another one when some shards are
// submitted again. And a merge that waits with afterok would wait for ever where one shard fails.
const slurmJob = `#!/bin/sh
# Computes PLAN with Slurm: an array of SHARDS shards, and behind it the job that merges them. Save this as job.sh, then
#
#   sh job.sh         submits all shards
#   sh job.sh 3,5     submits these again; the merge says which are missing
#
# from the folder in which the plan was made: the paths in here begin there.
set -eu
weir=${WEIR:-weir}                        # the program: the same version on every node
per_shard="--cpus-per-task=1 --mem=500M"  # what sbatch is to give each shard; --time, --partition, --account: as your site wants
per_merge="--cpus-per-task=1 --mem=1G"

shards=$(sbatch --parsable --job-name=weir-shard --array="${1:-0-LAST}" $per_shard --wrap "exec $weir "COMPUTE)
sbatch --job-name=weir-merge --dependency="afterany:${shards%%;*}" $per_merge --wrap "exec $weir "MERGE
`

const kubernetesJob = `# Computes PLAN with Kubernetes: an indexed job of SHARDS shards, and the job that merges them, which waits to be let go:
#
#   kubectl apply -f job.yaml
#   kubectl wait --for=condition=complete --timeout=24h job/weir-shards
#   kubectl patch job weir-merge -p '{"spec":{"suspend":false}}'
#   kubectl logs -f job/weir-merge
#
# Yours to fill in: an image that has weir in its path, and a volume that many nodes can write (ReadWriteMany), with the plan
# and its files. To compute missing shards again, delete both jobs and apply them once more: shards that are done are kept.
apiVersion: batch/v1
kind: Job
metadata:
  name: weir-shards
spec:
  completionMode: Indexed
  completions: SHARDS
  parallelism: SHARDS
  backoffLimitPerIndex: 3 # Kubernetes 1.29 or newer
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: weir
          image: weir
          command: ["weir", "run", "--plan", JSON, "--shard", "auto"]
          workingDir: /work
          resources:
            requests: {cpu: "1", memory: 250Mi}
            limits: {cpu: "1", memory: 500Mi}
          volumeMounts:
            - {name: work, mountPath: /work}
      volumes:
        - name: work
          persistentVolumeClaim: {claimName: work}
---
apiVersion: batch/v1
kind: Job
metadata:
  name: weir-merge
spec:
  suspend: true
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: weir
          image: weir
          command: ["weir", "merge", JSON]
          workingDir: /work
          resources:
            requests: {cpu: "1", memory: 500Mi}
            limits: {cpu: "1", memory: 1Gi}
          volumeMounts:
            - {name: work, mountPath: /work}
      volumes:
        - name: work
          persistentVolumeClaim: {claimName: work}
`

// typed writes a word as it is typed on this system, for the shells of which single quotes may be letters like others.
func typed(word string) string {
	if quoted(word) != word && runtime.GOOS == "windows" {
		return `"` + word + `"`
	}
	return quoted(word)
}

// quoted writes a word as a shell reads it.
func quoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-+=./,:@", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// resubmission is the call that computes some shards again with Slurm.
func resubmission(path string, shards []int) string {
	return fmt.Sprintf("sbatch --array=%s --wrap %s", ranges(shards), quoted("exec weir run --plan "+quoted(filepath.ToSlash(path))+" --shard auto"))
}

// ranges writes ascending numbers as Slurm reads them: 0,3-5.
func ranges(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		part := strconv.Itoa(numbers[i])
		if j > i {
			part += "-" + strconv.Itoa(numbers[j])
		}
		parts = append(parts, part)
		i = j + 1
	}
	return strings.Join(parts, ",")
}
