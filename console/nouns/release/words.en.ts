/** What releases and deploys say. */
export const en = {
  deploy: {
    release: (number: number) => `Release ${number}`,
    title: (name: string) => `Deploy ${name}`,
    where: 'Environment',
    what: 'Release',
    runsIn: (places: string) => `runs in ${places}`,
    crashed: 'Does not run',
    none: 'There is no release yet. A build makes one.',
    button: (release: number, where: string) => `Deploy release ${release} to ${where}`,
    same: (release: number, where: string) =>
      `Release ${release} runs in ${where} already; its pods are made anew.`,
    change: (from: number, to: number, where: string) =>
      `${where} goes from release ${from} to ${to}. Pods are replaced one after the other; no request is dropped.`,
    first: (release: number, where: string) => `Release ${release} is the first in ${where}.`,
    backTitle: (where: string) => `Roll back ${where}`,
    backButton: (release: number) => `Roll back to release ${release}`,
    asItRan: (names: string) => `As it ran then, other than set today: ${names}. These become today's.`,
    asToday: 'Its variables, secrets and number of pods are those of today.',
    notKept: 'It was deployed before its variables were kept: it runs with those of today.',
    pods: (from: number, to: number) => `pods ${from} → ${to}`,
    nothingBefore: (where: string) =>
      `Nothing else ran in ${where} before, so there is nothing to go back to.`,
  },
}
