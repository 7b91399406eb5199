import type { Chore } from '../upkeep/chore.ts'
import { forgetInvitations } from './between.ts'

export const memberChores: readonly Chore[] = [{ name: 'invitations', work: forgetInvitations }]
