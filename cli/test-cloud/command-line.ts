/** The real `cli/main.ts` as a process, against a cloud behind real HTTPS, with settings in a temporary folder. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec } from '@opads/world/exec'
import { cloudOnHttps } from './on-https.ts'

export const main = join(import.meta.dirname, '../main.ts')
type Around = { readonly input?: string; readonly env?: Readonly<Record<string, string>> }
export type CommandLine = Awaited<ReturnType<typeof commandLine>>

export async function commandLine() {
  const folder = await mkdtemp(join(tmpdir(), 'opads-cli-'))
  const cloud = await cloudOnHttps(folder)
  const environment = (more: Readonly<Record<string, string>> = {}) => ({
    XDG_CONFIG_HOME: join(folder, 'config'),
    OPADS_STATE: folder,
    OPADS_SERVER: undefined,
    OPADS_TOKEN: undefined,
    OPADS_CA: undefined,
    ...more,
  })
  /** @param exit the expected exit code. @param line as words where one has a space */
  const expect = async (exit: number, line: string | readonly string[], { input, env }: Around = {}) => {
    const words = typeof line === 'string' ? line.split(' ') : line
    const { code, stdout, stderr } = await exec([process.execPath, main, ...words], {
      codes: 'any',
      env: environment(env),
      timeoutMs: 60_000,
      ...(input !== undefined && { input }),
    })
    assert.equal(code, exit, `opads ${words.join(' ')}\n${stdout}${stderr}`)
    return { stdout, stderr }
  }
  // biome-ignore lint/suspicious/noExplicitAny: what the shapes say is asserted by who reads it
  const json = async (line: string, around?: Around): Promise<any> =>
    JSON.parse((await expect(0, `${line} --json`, around)).stdout)
  const signIn = (words: string, input: string) =>
    expect(
      0,
      `login --server ${cloud.origin} --ca ${join(folder, 'main/ca.crt')} --password-stdin ${words}`,
      {
        input,
      },
    )
  const close = async () => {
    cloud.close()
    await rm(folder, { recursive: true })
  }
  return { folder, cloud, environment, expect, json, signIn, close }
}
