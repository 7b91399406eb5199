import type { ReadonlySignal } from '@preact/signals'
import type { Conversation } from '../panel/conversation/conversation-world.ts'

/** What shows, and how it is changed. */
export interface Shown {
  conversation: ReadonlySignal<Conversation>
  projectId: ReadonlySignal<string>
  show: (change: Partial<Conversation>) => void
  /** Of an answer that came late: whether its project still shows. */
  shows: (projectId: string) => boolean
}
