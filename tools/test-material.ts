/**
 * What component tests and stories start from: Debian programs, the programs and the images of a cloud. They are made before the first
 * test, so that no test's bound depends on how full the caches of a machine are.
 */
import { eachLine, shown } from '@opads/command/progress'
import { catalogue } from '@opads/parts/catalogue'
import { getAllImages } from '@opads/up/steps/images'
import { getPrograms } from '@opads/up/steps/programs'
import { exec } from '@opads/world/exec'
import { roomRunner } from '@opads/world/room'
import { roomAnswers } from '@opads/world/room-answers'
import { installTestPrograms } from './test-programs.ts'

/** Only as root: else tests say themselves what they lack. @param screen for the progress */
export async function prepareTests(screen: NodeJS.WriteStream, stop: AbortSignal): Promise<void> {
  if (process.getuid?.() !== 0) return
  const answers = roomAnswers(roomRunner(exec, stop))
  await shown('Debian packages', 120, screen, (report) => installTestPrograms(eachLine(report)))
  await shown('Programs', 900, screen, (report) => getPrograms(answers, catalogue, report))
  await shown('Images', 120, screen, (report) => getAllImages(answers, catalogue, report))
}
