/** Programs of artifacts that tests verify our results with; built where they are missing. */
import { join } from 'node:path'
import type { Artifact } from '@opads/artifacts/contract'
import { exec } from '@opads/world/exec'

export async function getArtifact(name: string): Promise<Artifact> {
  const main = join(import.meta.dirname, '../../artifacts/main.ts')
  return JSON.parse((await exec([process.execPath, main, 'get', name, '--json'])).stdout) as Artifact
}
