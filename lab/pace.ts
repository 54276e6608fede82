/** Longer times for a slow machine, as variables of the inventory. Pure. */
import { jsonOr } from '@opads/kernel/kept-json'

export type Pace = {
  readonly patience: number
  readonly etcd_heartbeat_ms: number
  readonly etcd_election_ms: number
}

/** @param known today's hosts.json. Its values are kept as long as the hosts: new measurements would restart etcd at every second run. */
export function paceOf(patience: number, known: string | undefined): Pace {
  const { variables = {} } = jsonOr<{ variables?: Partial<Pace> }>(known ?? '', {})
  return { ...wanted(patience), ...(variables.patience !== undefined && pick(variables as Pace)) }
}

/** As etcd advises: a heartbeat about as long as a few writes to the disk, an election timeout of ten heartbeats. */
function wanted(patience: number): Pace {
  const heartbeat = patience < 3 ? 100 : patience < 8 ? 300 : 500
  return { patience, etcd_heartbeat_ms: heartbeat, etcd_election_ms: 10 * heartbeat }
}

const pick = ({ patience, etcd_heartbeat_ms, etcd_election_ms }: Pace): Pace => ({
  patience,
  etcd_heartbeat_ms,
  etcd_election_ms,
})
