/** What environments say. */
import { counted } from '../../words/count.ts'

export const en = {
  environments: {
    nothing: 'Nothing deployed',
    by: 'by',
    commit: 'commit',
    scale: 'Scale…',
    rollBack: 'Roll back…',
    promote: (release: number, to: string) => `Deploy release ${release} to ${to}`,
  },
  health: {
    healthy: (ready: number, wanted: number) => `Healthy, ${ready} of ${counted(wanted, 'pod')}`,
    working: (ready: number, wanted: number) => `Rolling out, ${ready} of ${counted(wanted, 'pod')} ready`,
    failed: 'Failed',
    stopped: 'Stopped, scaled to 0',
    none: 'Empty',
    unknown: 'Unknown',
    short: {
      healthy: 'Healthy',
      working: 'Rolling out',
      failed: 'Failed',
      stopped: 'Stopped',
      none: 'Empty',
      unknown: 'Unknown',
    },
  },
  scale: {
    title: (where: string) => `Scale ${where}`,
    pods: 'Pods',
    hint: '0 to 100. 0 stops the application here; its address then answers that no pod is ready.',
    button: (count: number) => `Scale to ${counted(count, 'pod')}`,
  },
}
