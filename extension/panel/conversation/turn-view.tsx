import type { Turn } from '../../../core/contract/conversation.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { useMayWrite } from '../writing.tsx'
import { Answer } from './answer.tsx'
import type { GoingTurn } from './conversation-world.ts'
import { ProposalCard } from './proposal-card.tsx'

interface TurnViewProps {
  turn: Turn
  /** While its answer is being written. */
  going: GoingTurn | null
  newest: boolean
  onAsk: (text: string) => void
  onEdit: (text: string) => void
}

/** A question of the creator's and what came of it. */
export function TurnView({ turn, going, newest, onAsk, onEdit }: TurnViewProps) {
  const { world, feedback } = usePanel()
  const mayWrite = useMayWrite()
  const again = async () => {
    const result = await world.talk.again(turn.id)
    if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
  }
  const over = isOver(turn.state)
  const tools = over ? turn.tools : (going?.tools ?? [])
  return (
    <article class="turn">
      <p class="turn__asked" dir="auto">
        <span class="unseen">You asked: </span>
        {turn.text}
      </p>
      {tools.length > 0 && (
        <ul class="turn__tools" aria-label="What was looked at">
          {tools.map((tool, at) => (
            <li key={`${at} ${tool.says}`} dir="auto">
              {tool.says}
            </li>
          ))}
        </ul>
      )}
      {!over && (
        <div class="turn__going">
          {going?.said ? (
            <p class="turn__said" dir="auto">
              {going.said}
            </p>
          ) : (
            <p class="turn__waiting">{turn.state === 'queued' ? 'Next in line' : 'Looking…'}</p>
          )}
          {going?.said && <p class="turn__unchecked">Quotes are checked when the answer is whole.</p>}
        </div>
      )}
      {turn.answer.length > 0 && <Answer turn={turn} />}
      {turn.remarks.map(remark => (
        <p key={remark} class="turn__unchecked">
          {remark}
        </p>
      ))}
      {over && turn.answer.length === 0 && turn.unchecked && (
        <div class="turn__going">
          <p class="turn__said" dir="auto">
            {turn.unchecked}
          </p>
          <p class="turn__unchecked">Cut short: nothing of this was checked against your sources.</p>
        </div>
      )}
      {(turn.state === 'failed' || turn.state === 'cancelled') && (
        <Notice
          tone={turn.state === 'failed' ? 'bad' : 'open'}
          title={turn.state === 'failed' ? 'This was not answered' : 'You stopped this'}
          acts={
            mayWrite &&
            (turn.state === 'cancelled' || turn.error?.retryable ? (
              <Button small icon="retry" onClick={() => void again()}>
                Take it up again
              </Button>
            ) : (
              <Button small icon="pen" onClick={() => onEdit(turn.text)}>
                Ask otherwise
              </Button>
            ))
          }
        >
          {turn.error && <p>{turn.error.message}</p>}
        </Notice>
      )}
      {turn.proposals.map(proposal => (
        <ProposalCard key={proposal.id} proposal={proposal} />
      ))}
      {over && (
        <p class="turn__foot">
          {methodOf(turn)}
          <time dateTime={turn.askedAt} title={exactly(turn.askedAt)}>
            {ago(turn.askedAt, now.value)}
          </time>
        </p>
      )}
      {mayWrite && newest && over && turn.next.length > 0 && (
        <div class="turn__next">
          <p class="turn__next-title">What is missing, to ask next</p>
          <ul>
            {turn.next.map(question => (
              <li key={question}>
                <button type="button" class="turn__question" dir="auto" onClick={() => onAsk(question)}>
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </article>
  )
}

function methodOf({ method }: Turn): string {
  if (!method) return ''
  return method.by === 'model' ? `${method.name} · ` : 'By search, without a model · '
}
