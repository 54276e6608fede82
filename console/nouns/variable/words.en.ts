/** What variables and secrets say. */
export const en = {
  variables: {
    title: 'Configuration',
    explain:
      'Environment variables of the pods. A change brings new pods; a secret’s value never comes out again but into them.',
    add: 'Set variable…',
    empty: (where: string) =>
      `Nothing is set in ${where}. A variable reaches the pods as an environment variable.`,
    name: 'Name',
    value: 'Value',
    changed: 'Changed',
    by: 'By',
    secret: 'secret, write-only',
    emptyText: 'an empty text',
    isSecret: 'Secret: the value cannot be read again',
    setTitle: (where: string) => `Set a variable in ${where}`,
    editTitle: (name: string, where: string) => `Change ${name} in ${where}`,
    nameRule: 'Letters, digits and _, not first a digit.',
    newValue: 'New value',
    brings: (run: number) => `Run ${run} brings it to the pods.`,
    later: 'The next deploy brings it to the pods.',
    environments: 'Environments',
    loses: (name: string, where: string) =>
      `Pods in ${where} no longer get ${name}. To get it back, set it again.`,
  },
}
