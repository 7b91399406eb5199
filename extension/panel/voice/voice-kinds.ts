import type { VoiceDraft } from '../../../core/contract/voice.ts'

/** What a voice is for, with what is said of it. */
export const kinds: readonly (readonly [VoiceDraft['kind'], string, string])[] = [
  ['main', 'Main voice', 'how you talk in most videos'],
  ['explainer', 'Explainer', 'how you make something clear'],
  ['story', 'Story', 'how you tell what happened'],
  ['sponsor', 'Sponsor read', 'how you speak for a sponsor'],
  ['other', 'Another', 'whatever you name it'],
]
export const kindName = (kind: VoiceDraft['kind']): string => kinds.find(([id]) => id === kind)![1]
