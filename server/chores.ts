import { accountChores } from './accounts/chores.ts'
import type { Database } from './db/database.ts'
import { vectorIndexes } from './embedding/vector-indexes.ts'
import { memberChores } from './members/chores.ts'
import { runChores } from './runs/chores.ts'
import type { Chore } from './upkeep/chore.ts'
import { usageChores } from './usage/chores.ts'

/** All that goes stale, each as its feature says; last what takes long. */
export const choresOf = ({ kind }: Pick<Database, 'kind'>): readonly Chore[] => [
  ...accountChores,
  ...memberChores,
  ...runChores,
  ...usageChores,
  ...(kind === 'server' ? [vectorIndexes()] : []),
]
