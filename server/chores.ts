import { accountChores } from './accounts/chores.ts'
import { memberChores } from './members/chores.ts'
import { runChores } from './runs/chores.ts'
import type { Chore } from './upkeep/chore.ts'
import { usageChores } from './usage/chores.ts'

/** All that goes stale, each as its feature says. */
export const chores: readonly Chore[] = [...accountChores, ...memberChores, ...runChores, ...usageChores]
