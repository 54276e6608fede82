/** The table of clusters. */
import type { Time } from '../store/columns.ts'

export type ClusterTables = {
  cluster: { name: string; created_at: Time }
}
