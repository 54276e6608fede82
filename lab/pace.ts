/** How long a slow machine may take, as variables of the inventory. Pure. */
import { jsonOr } from '@opads/kernel/kept-json'

export type Pace = {
  readonly patience: number
  readonly etcd_heartbeat_ms: number
  readonly etcd_election_ms: number
}

/** @param known hosts.json as it is. Its pace holds as long as the hosts do: another one would restart etcd at every second run. */
export function paceOf(patience: number, known: string | undefined): Pace {
  const { variables = {} } = jsonOr<{ variables?: Partial<Pace> }>(known ?? '', {})
  return { ...wanted(patience), ...(variables.patience !== undefined && pick(variables as Pace)) }
}

/** etcd's own advice: a heartbeat about as long as a disk needs for a few writes, an election ten of them. */
function wanted(patience: number): Pace {
  const heartbeat = patience < 3 ? 100 : patience < 8 ? 300 : 500
  return { patience, etcd_heartbeat_ms: heartbeat, etcd_election_ms: 10 * heartbeat }
}

const pick = ({ patience, etcd_heartbeat_ms, etcd_election_ms }: Pace): Pace => ({
  patience,
  etcd_heartbeat_ms,
  etcd_election_ms,
})
