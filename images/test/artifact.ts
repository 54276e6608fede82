/** Programs that judge us, out of the artifacts; built when they are missing. */
import type { Artifact } from '@opads/artifacts/contract'
import { exec } from '@opads/world/exec'

export async function getArtifact(name: string): Promise<Artifact> {
  const main = new URL('../../artifacts/main.ts', import.meta.url).pathname
  return JSON.parse((await exec([process.execPath, main, 'get', name, '--json'])).stdout) as Artifact
}
