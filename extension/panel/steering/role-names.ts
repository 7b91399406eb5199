import type { PassageRole } from '../../../core/contract/voice-profile.ts'

export const roleNames: Record<PassageRole, string> = {
  opening: 'How you open',
  explanation: 'How you explain',
  transition: 'How you turn',
  close: 'How you close',
}
