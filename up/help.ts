/** The help pages of `up`, `status`, `doctor` and `down`. Pure. */

export const verbs = ['up', 'status', 'doctor', 'down'] as const
export type Verb = (typeof verbs)[number]

export const pages: Readonly<Record<Verb, string>> = {
  up: `Use: opads up [--name CLOUD] [--size single] [--listen ADDRESS:PORT] [--domain NAME] [--file cluster.yml] [--until STEP] [--dry-run] [--json]
Brings a cloud up on this machine, or mends what is not as it should be. Asks nothing; run it again after a stop.
  --name CLOUD        which cloud, several can stand side by side (main); never lab
  --size single       one host is master and node
  --listen A:P        where console, git and applications answer (127.0.0.1:8443)
  --domain NAME       what their names end with (CLOUD.localhost)
  --file cluster.yml  versions, ranges, what builds may use (cluster/cluster.example.yml); kept for this cloud
  --until STEP        run this step and those that it needs, and stop; up without it goes on from there
  --dry-run           show what would be installed, changed and done, and stop
  --json              one JSON line an event, for programs
`,
  status: `Use: opads status [--name CLOUD] [--json]
Shows the truth about every part of a cloud. Exit code 0 healthy, 6 not.
`,
  doctor: `Use: opads doctor [--name CLOUD] [--json]
Asks this machine and the cloud what commonly goes wrong, and names what to do. Exit code 0 nothing found, 6 something.
`,
  down: `Use: opads down [--name CLOUD] [--yes] [--purge] [--dry-run]
Removes what up made and nothing else; Debian packages that it installed stay, and are named. Data of the cloud goes with it; on a terminal the cloud's name is asked for.
  --yes              sure, ask nothing
  --purge            the cloud's folder with its keys and journal goes too
  --dry-run          show what would go, and stop
`,
}
