/** The help pages of `up`, `status` and `down`. Pure. */

const pages = {
  up: `Use: opads up [--name CLOUD] [--size single] [--listen ADDRESS:PORT] [--dry-run]
Brings a cloud up on this machine, or mends what is not as it should be. Asks nothing.
  --name CLOUD       which cloud, several can stand side by side (main)
  --size single      one host is master and node
  --listen A:P       where console, git and applications answer (127.0.0.1:8443)
  --dry-run          show the steps and stop
`,
  status: `Use: opads status [--name CLOUD] [--json]
Shows the truth about every part of a cloud. Exit code 0 healthy, 6 not.
`,
  down: `Use: opads down [--name CLOUD] --yes [--purge]
Removes what up made and nothing else. Data of the cloud goes with it.
  --yes              sure
  --purge            the cloud's folder with its keys and journal goes too
`,
} as const

export function helpPage(verb: keyof typeof pages): string {
  return pages[verb]
}
