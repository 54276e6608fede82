/** Whether systemd runs this machine. */
import { access } from 'node:fs/promises'

export const hasSystemd = (): Promise<boolean> =>
  access('/run/systemd/system').then(
    () => true,
    () => false,
  )
