import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import type { Api } from '../api/client.ts'
import type { ConversationWorld } from '../panel/conversation/conversation-world.ts'
import type { Shown } from './shown-conversation.ts'

export interface NotesDeps {
  api: Pick<Api, 'notes' | 'putNote' | 'deleteNote'>
  clock: () => number
}

/** What is noted for the project that is looked at. */
export function notesOf({ api, clock }: NotesDeps, { conversation, projectId, show, shows }: Shown) {
  const acts: Pick<ConversationWorld, 'keepNote' | 'changeNote' | 'removeNote'> = {
    async keepNote(text) {
      const id = projectId.peek()
      const answer = await api.putNote(newId(clock()), { projectId: id, text })
      if (answer.ok && shows(id)) show({ notes: [answer.value, ...conversation.peek().notes] })
      return answer
    },
    async changeNote(note, text) {
      const answer = await api.putNote(note.id, { projectId: note.projectId, text })
      if (answer.ok && shows(note.projectId))
        show({
          notes: conversation.peek().notes.map(each => (each.id === note.id ? answer.value : each)),
        })
      return answer
    },
    async removeNote(noteId) {
      const answer = await api.deleteNote(noteId)
      if (!answer.ok) return answer
      show({ notes: conversation.peek().notes.filter(each => each.id !== noteId) })
      return ok(undefined)
    },
  }
  return {
    acts,
    /** The agent may have noted something at the creator's word. */
    async refresh(): Promise<void> {
      const id = projectId.peek()
      const answer = await api.notes(id)
      if (answer.ok && shows(id)) show({ notes: answer.value })
    },
  }
}
