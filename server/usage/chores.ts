import type { Chore } from '../upkeep/chore.ts'
import { settleAllAbandoned } from './store.ts'

export const usageChores: readonly Chore[] = [{ name: 'usageSettled', work: settleAllAbandoned }]
