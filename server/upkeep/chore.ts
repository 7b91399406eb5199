import type { Sql } from 'postgres'

/** What a feature keeps that goes stale, and what becomes of it then. */
export interface Chore {
  /** In the log, in front of how many. */
  name: string
  /** Removes or settles about `most` of it at most, as the owner; says how many. Asked again until it says none. */
  work(sql: Sql, most: number): Promise<number>
}
