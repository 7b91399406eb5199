import type { Chore } from '../upkeep/chore.ts'
import { condenseRuns } from './worker-store.ts'

/** A run has about a hundred events that go: fewer runs are as much as many rows of others. */
const EVENTS = 10

export const runChores: readonly Chore[] = [
  { name: 'runsCondensed', work: (sql, most) => condenseRuns(sql, most / EVENTS) },
]
