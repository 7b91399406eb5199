import type { Chore } from '../upkeep/chore.ts'
import { forgetDeviceCodes, forgetSessions, forgetVerifications } from './sign-in-store.ts'
import { forgetTokens } from './store.ts'

export const accountChores: readonly Chore[] = [
  { name: 'tokens', work: forgetTokens },
  { name: 'deviceCodes', work: forgetDeviceCodes },
  { name: 'verifications', work: forgetVerifications },
  { name: 'sessions', work: forgetSessions },
]
