import type { ReadonlySignal } from '@preact/signals'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Api } from '../api/client.ts'
import { failure } from '../api/request.ts'
import type { Sender } from '../outbox/sender.ts'
import type { ConversationWorld } from '../panel/conversation/conversation-world.ts'
import type { Work } from '../panel/world.ts'
import { knowledgeCapture } from './knowledge.ts'
import type { Shown } from './shown-conversation.ts'

export interface InterviewDeps {
  api: Pick<Api, 'interview' | 'beginInterview'>
  sender: Sender
  work: ReadonlySignal<Work>
  /** A run that shows in the work, and is followed there. */
  addRun: (run: Run) => void
  /** Sends what waits, so that the newest clips are known to whoever asks. */
  flush: () => Promise<void>
  /** After a change on this computer: shows it, and sends it when it can. */
  changed: () => Promise<void>
  clock: () => number
}

/** Questions that only the creator can answer, and their answers. */
export function interviewOf(deps: InterviewDeps, { conversation, projectId, show, shows }: Shown) {
  const { api, work, clock } = deps
  const acts: Pick<ConversationWorld, 'beginInterview' | 'answer'> = {
    async beginInterview() {
      const id = projectId.peek()
      await deps.flush()
      const answer = await api.beginInterview(id, newId(clock()))
      if (answer.ok) deps.addRun(answer.value)
      return answer.ok ? ok(undefined) : answer
    },
    async answer(questionId, question, words) {
      const { interview } = conversation.peek()
      const id = projectId.peek()
      const asked = interview?.questions.find(each => each.id === questionId)
      if (!interview || !asked)
        return err(
          failure('not_found', 'This question is not there any more. Your words are still in the box.'),
        )
      // Given again it is the same source, in a newer version; one that was removed stays removed.
      const given = work.peek().sources.find(source => source.id === asked.sourceId)
      const capture = await knowledgeCapture({
        id: given?.id ?? newId(clock()),
        projectId: id,
        questionId,
        question,
        ...words,
        at: new Date(clock()).toISOString(),
      })
      const kept = await deps.sender.keep(capture)
      if (!kept.ok) return err(failure(kept.error.code, kept.error.message))
      const sourceId = kept.value.id
      const questions = interview.questions.map(each =>
        each.id === questionId ? { ...each, sourceId } : each,
      )
      if (shows(id)) show({ interview: { ...interview, questions } })
      await deps.changed()
      return ok(undefined)
    },
  }
  return {
    acts,
    async refresh(id: string): Promise<void> {
      const answer = await api.interview(id)
      if (answer.ok && shows(id)) show({ interview: answer.value })
    },
  }
}
