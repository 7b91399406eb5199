import { signal } from '@preact/signals'
import type { Note, Proposal, Turn } from '../../../core/contract/conversation.ts'
import type { Result } from '../../../core/contract/result.ts'
import type { Speech } from '../../../extension/browser/speech.ts'
import type {
  Conversation,
  ConversationWorld,
} from '../../../extension/panel/conversation/conversation-world.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import { id, present } from './samples.ts'

type Told = (act: string, ...given: unknown[]) => void

export interface ConversationSetting {
  conversation: Conversation
  draft: string
  /** What dictation hears, word by word; null where the browser has none. */
  hears: string | null
}

export const noConversation: ConversationSetting = {
  conversation: {
    state: 'there',
    turns: [],
    more: false,
    going: {},
    notes: [],
    interview: null,
    failure: null,
  },
  draft: '',
  hears: null,
}

export const asked = (n: number, text: string, changes: Partial<Turn> = {}): Turn => ({
  id: id(700 + n),
  projectId: id(101),
  stage: 'collect',
  text,
  askedAt: new Date(present - 60_000 * (10 - n)).toISOString(),
  state: 'queued',
  error: null,
  method: null,
  tools: [],
  remarks: [],
  answer: [],
  unchecked: null,
  proposals: [],
  notes: [],
  next: [],
  ...changes,
})

/** A conversation that does at once what the real one would, or fails as the world does. */
export function fakeConversation(setting: ConversationSetting, failure: () => Failure | null, told: Told) {
  const conversation = signal(setting.conversation)
  const draft = signal(setting.draft)
  const change = (changes: Partial<Conversation>) => {
    conversation.value = { ...conversation.peek(), ...changes }
  }
  function answer<Value>(value: Value): Result<Value, Failure> {
    const failed = failure()
    return failed ? { ok: false, error: failed } : { ok: true, value }
  }
  const note = (text: string, noteId = id(790)): Note => ({
    id: noteId,
    projectId: id(101),
    text,
    citations: [],
    by: 'creator',
    turnId: null,
    createdAt: new Date(present).toISOString(),
  })
  const world: ConversationWorld = {
    conversation,
    draft,
    write(text) {
      draft.value = text
    },
    async earlier() {
      told('talk.earlier')
      const result = answer(undefined)
      if (result.ok) change({ more: false })
      return result
    },
    async ask(text, stage) {
      told('talk.ask', text, stage)
      const turn = asked(9, text, { stage })
      const result = answer(turn)
      if (!result.ok) return result
      change({ turns: [...conversation.peek().turns, turn] })
      draft.value = ''
      return result
    },
    async stop(turnId) {
      told('talk.stop', turnId)
      const turns = conversation
        .peek()
        .turns.map(each => (each.id === turnId ? { ...each, state: 'cancelled' as const } : each))
      const result = answer(undefined)
      if (result.ok) change({ turns })
      return result
    },
    async again(turnId) {
      told('talk.again', turnId)
      return answer(undefined)
    },
    async decide(proposal, decision) {
      told('talk.decide', proposal.id, decision)
      const decided: Proposal = {
        ...proposal,
        state: decision.state,
        edited: decision.state === 'accepted' ? decision.edited : null,
        decidedAt: new Date(present).toISOString(),
      }
      const result = answer(decided)
      if (result.ok)
        change({
          turns: conversation.peek().turns.map(turn => ({
            ...turn,
            proposals: turn.proposals.map(each => (each.id === decided.id ? decided : each)),
          })),
        })
      return result
    },
    async keepNote(text) {
      told('talk.keepNote', text)
      const result = answer(note(text))
      if (result.ok) change({ notes: [result.value, ...conversation.peek().notes] })
      return result
    },
    async changeNote(before, text) {
      told('talk.changeNote', before.id, text)
      const result = answer({ ...before, text })
      if (result.ok)
        change({
          notes: conversation.peek().notes.map(each => (each.id === before.id ? { ...each, text } : each)),
        })
      return result
    },
    async removeNote(noteId) {
      told('talk.removeNote', noteId)
      const result = answer(undefined)
      if (result.ok) change({ notes: conversation.peek().notes.filter(each => each.id !== noteId) })
      return result
    },
    async beginInterview() {
      told('talk.beginInterview')
      return answer(undefined)
    },
    async answer(questionId, question, words) {
      told('talk.answer', questionId, question, words)
      return answer(undefined)
    },
  }
  return { world, change }
}

/** Hears what the setting says, and is told when it was asked for. */
export function fakeSpeech(hears: string | null, told: Told): Speech | null {
  if (hears === null) return null
  return {
    staysHere: async () => false,
    listen(language, { heard, ended }) {
      told('speech.listen', language)
      heard('', hears)
      return {
        stop() {
          heard(hears, '')
          ended(null)
        },
      }
    },
    async askForMicrophone() {
      told('speech.askForMicrophone')
    },
  }
}
