import type { Angle } from '../../../core/contract/decision.ts'
import { Cited } from '../brief/statement.tsx'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { Writing } from '../writing.tsx'
import { AngleBody } from './angle-body.tsx'
import { angleOfProposal, takenInTalk } from './from-talk.ts'

/** Angles that the creator took in the conversation: options as good as those that are suggested here. */
export function TalkAngles({ held, onTake }: { held: boolean; onTake: (angle: Angle) => void }) {
  const { world } = usePanel()
  const proposals = takenInTalk(world.talk.conversation.value.turns)
  if (proposals.length === 0) return null
  return (
    <div class="offer">
      <p class="offer__method">Taken in the conversation</p>
      <div class="options">
        {proposals.map(proposal => {
          const angle = angleOfProposal(proposal)
          return (
            <article key={proposal.id} class="option" aria-label={`From the conversation: ${angle.title}`}>
              <p class="option__name">From the conversation</p>
              <h3 class="option__title" dir="auto">
                {angle.title}
              </h3>
              <AngleBody value={{ ...angle, titles: [] }} />
              {proposal.citations.length > 0 && (
                <details class="more">
                  <summary>What speaks for it: {count(proposal.citations.length, 'quote')}</summary>
                  {proposal.citations.map(citation => (
                    <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
                  ))}
                </details>
              )}
              <Writing>
                <div class="option__acts">
                  <Button
                    small
                    icon="check"
                    held={held}
                    aria-label={`Take it: ${angle.title}`}
                    onClick={() => onTake(angle)}
                  >
                    Take it
                  </Button>
                </div>
              </Writing>
            </article>
          )
        })}
      </div>
    </div>
  )
}
