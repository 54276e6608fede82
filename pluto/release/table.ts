/** The table of releases. */
import type { Recipe } from '@opads/delivery/contract'
import type { Json, Time } from '../store/columns.ts'

export type ReleaseTables = {
  release: {
    application: string
    number: number
    commit: string
    title: string | null
    image: string
    recipe: Json<Recipe>
    run: number
    created_by: string
    created_at: Time
  }
}
