/** `opads ca`: the cloud's CA and this machine's trust in it. */
import { X509Certificate } from 'node:crypto'
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closing, nextLines, unchanged, withCloud } from '@opads/command/closing'
import { flag } from '@opads/command/field'
import { facts } from '@opads/command/table'
import { when } from '@opads/command/times'
import { cloudOption } from '@opads/command/verb'
import type { Argv } from '@opads/kernel/argv'
import { Problem } from '@opads/kernel/problem'
import { caOf, cloudAnywhere, machineCloud, machineClouds, machineServer } from '../machine-cloud.ts'
import { runNoun } from '../run-noun.ts'
import type { Tools } from '../tools.ts'
import { type Noun, verb } from '../verb.ts'

type Found = { readonly cloud: string; readonly server: string; readonly file: string; readonly pem: string }
const storeFolder = '/usr/local/share/ca-certificates'
const storeFile = (cloud: string) => join(storeFolder, `opads-${cloud}.crt`)
const renew: Argv = ['update-ca-certificates']
const dryRun = flag('say what would change, and stop')

const show = verb({
  name: 'show',
  say: "Where the cloud's CA is, and its fingerprint",
  options: { cloud: cloudOption, pem: flag('print the certificate itself') },
  examples: ['ca show', 'ca show --pem > ca.crt'],
  run: async ({ cloud, pem }, tools) => {
    const found = await findCa(tools, cloud)
    const certificate = new X509Certificate(found.pem)
    const isInstalled = await access(storeFile(found.cloud)).then(
      () => true,
      () => false,
    )
    const { fingerprint256, validToDate, subject } = certificate
    return {
      json: {
        ...found,
        fingerprint: fingerprint256,
        subject,
        validUntil: validToDate.toISOString(),
        isInstalled,
      },
      text: (page) =>
        pem
          ? `${found.pem.trimEnd()}\n`
          : `${facts(
              [
                ['cloud', found.cloud],
                ['file', found.file],
                ['SHA-256', fingerprint256],
                ['ends', when(validToDate.toISOString(), page)],
                [
                  'trusted',
                  isInstalled
                    ? `by this machine, ${storeFile(found.cloud)}`
                    : `not by this machine: ${withCloud('sudo opads ca install', page.cloud)}`,
                ],
              ],
              page,
            )}\n${nextLines(page, ['opads ca show --pem > ca.crt', `curl --cacert ca.crt ${found.server}`])}`,
    }
  },
})

const install = verb({
  name: 'install',
  say: "Put the cloud's CA into this machine's store",
  options: { cloud: cloudOption, dryRun },
  notes: [
    'curl, git and what else reads the store of Debian then trust the cloud; browsers with a store of their own want the file.',
    'opads ca remove undoes it.',
  ],
  examples: ['ca install', 'ca install --cloud dev --dry-run'],
  run: async ({ cloud, dryRun: isDry }, tools) => {
    const found = await findCa(tools, cloud)
    const file = storeFile(found.cloud)
    const before = await readFile(file, 'utf8').catch(() => '')
    if (before.trim() === found.pem.trim())
      return {
        json: { cloud: found.cloud, file },
        text: () => `This machine trusts ${found.cloud} already, ${file}: nothing to do.\n`,
      }
    if (isDry)
      return { json: { file }, text: () => unchanged(`Would write ${file} and run ${renew.join(' ')}.`) }
    demandRoot('opads ca install')
    await writeFile(file, `${found.pem.trimEnd()}\n`, { mode: 0o644 }).catch(
      (cause: NodeJS.ErrnoException) => {
        if (cause.code === 'ENOENT')
          throw new Problem('command.missing', { program: 'update-ca-certificates' }, cause)
        throw cause
      },
    )
    await tools.exec(renew, { timeoutMs: 120_000 })
    return {
      json: { cloud: found.cloud, file },
      text: (page) =>
        closing(page, `This machine trusts ${found.cloud}: ${file}`, [
          'opads ca remove',
          `curl ${found.server}`,
        ]),
    }
  },
})

const remove = verb({
  name: 'remove',
  say: "Take the cloud's CA out of this machine's store",
  options: { cloud: cloudOption, dryRun },
  examples: ['ca remove'],
  run: async ({ cloud, dryRun: isDry }, tools) => {
    const name = await cloudAnywhere(tools, cloud)
    const file = storeFile(name)
    const isThere = await access(file).then(
      () => true,
      () => false,
    )
    if (!isThere)
      return {
        json: { cloud: name, removed: false },
        text: () => `This machine did not trust ${name} by its store: nothing to do.\n`,
      }
    if (isDry)
      return { json: { file }, text: () => unchanged(`Would delete ${file} and run ${renew.join(' ')}.`) }
    demandRoot('opads ca remove')
    await rm(file)
    await tools.exec([...renew, '--fresh'], { timeoutMs: 120_000 })
    return {
      json: { cloud: name, removed: true },
      text: (page) => closing(page, `This machine no longer trusts ${name}.`),
    }
  },
})

/** The CA that was kept at the sign-in, else that of the cloud on this machine. */
async function findCa(
  { clouds, stateRoot }: Pick<Tools, 'clouds' | 'stateRoot'>,
  wanted: string | undefined,
): Promise<Found> {
  const known = await clouds.read()
  const onMachine = await machineClouds(stateRoot)
  const cloud = await cloudAnywhere({ clouds, stateRoot }, wanted)
  const kept = known.clouds[cloud]
  const here = machineCloud(stateRoot, cloud)
  const pem = await caOf(stateRoot, cloud, kept?.ca)
  const file = kept && !onMachine.includes(cloud) ? clouds.path : here.caFile
  return { cloud, server: kept?.server ?? (await machineServer(stateRoot, cloud)), file, pem }
}

function demandRoot(command: string): void {
  if (process.getuid?.() !== 0) throw new Problem('use.needs-root', { command })
}

export const noun: Noun = {
  name: 'ca',
  say: "The cloud's certificate authority, and this machine's trust in it",
  isRemote: false,
  verbs: [show, install, remove],
}
export const run = runNoun(noun)
