import { useState } from 'preact/hooks'
import type { BeatDrafts, Candidate } from '../../../core/contract/draft.ts'
import type { Beat } from '../../../core/contract/script.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useAnswer } from '../use-answer.ts'
import { ago, exactly } from '../words/dates.ts'
import { now } from '../words/now.ts'
import { count } from '../words/numbers.ts'
import { useMayWrite } from '../writing.tsx'
import { useDesk } from './desk.ts'
import { isBeyond, judgedLine } from './judged-words.ts'

/** Everything that was drafted for a beat, with what two judges say of it; another one can be taken. */
export function CandidatesSheet({ beat, onClosed }: { beat: Beat; onClosed: () => void }) {
  const desk = useDesk()
  const [answer, again] = useAnswer(() => desk.document.drafts(beat.id), [desk, beat.id])
  return (
    <Dialog title={`Candidates for “${beat.title}”`} shape="sheet" onClosed={onClosed}>
      {close => (
        <div class="candidates">
          {answer.state === 'loading' && (
            <>
              <p class="unseen" role="status">
                Looking for what was drafted
              </p>
              <Skeleton rows={3} />
            </>
          )}
          {answer.state === 'failed' && (
            <NotOpened title="The candidates could not be had" failure={answer.failure} again={again} />
          )}
          {answer.state === 'there' &&
            (answer.value.length === 0 ? (
              <p>Nothing was drafted for this beat yet.</p>
            ) : (
              <>
                <p class="script-form__aside">
                  The best by the meter stands first. It is measured on your videos; the second judge is built
                  otherwise and chooses nothing. Where both agree you may trust them more.
                </p>
                {answer.value.map(drafts => (
                  <Drafted key={drafts.runId} drafts={drafts} onTaken={close} />
                ))}
              </>
            ))}
        </div>
      )}
    </Dialog>
  )
}

function Drafted({ drafts, onTaken }: { drafts: BeatDrafts; onTaken: () => void }) {
  const { method, createdAt, candidates } = drafts
  return (
    <section class="candidates__run" aria-label={`Drafted ${exactly(createdAt)}`}>
      <p class="brief__made">
        {method.by === 'model' ? `Written by ${method.name}` : 'Put together without a model'} ·{' '}
        <time dateTime={createdAt} title={exactly(createdAt)}>
          {ago(createdAt, now.value)}
        </time>
      </p>
      <ol class="candidates__list">
        {candidates.map((candidate, at) => (
          <CandidateCard key={candidate.id} {...{ drafts, candidate, onTaken }} place={at + 1} />
        ))}
      </ol>
    </section>
  )
}

interface CandidateCardProps {
  drafts: BeatDrafts
  candidate: Candidate
  place: number
  onTaken: () => void
}

function CandidateCard({ drafts, candidate, place, onTaken }: CandidateCardProps) {
  const desk = useDesk()
  const { feedback } = usePanel()
  const mayWrite = useMayWrite()
  const [busy, setBusy] = useState(false)
  const taken = candidate.id === drafts.takenId
  const take = async () => {
    setBusy(true)
    const result = await desk.document.take(drafts, candidate.id)
    setBusy(false)
    if (!result.ok) return feedback.toast({ tone: 'bad', text: result.error.message })
    feedback.toast({ tone: 'calm', text: 'Taken. What you had changed stays as it was.', undo: desk.undo })
    onTaken()
  }
  return (
    <li class="candidate">
      <p class="candidate__head">
        <b>Candidate {place}</b> {taken && <Chip shape="good">in the script</Chip>}{' '}
        {isBeyond(candidate.judged) && <Chip shape="open">past your own band</Chip>}
      </p>
      <p class="candidate__figures numbers">{judgedLine(candidate.judged)}</p>
      <p class="candidate__words" dir="auto">
        {candidate.sentences.map(each => each.text).join(' ')}
      </p>
      {candidate.says.map(say => (
        <p key={say} class="dock__aside" dir="auto">
          {say}
        </p>
      ))}
      {candidate.copied.length > 0 && (
        <details class="more">
          <summary>{count(candidate.copied.length, 'stretch', 'stretches')} stand so elsewhere</summary>
          <ul class="candidate__copied">
            {candidate.copied.map(({ text, from }, at) => (
              <li key={`${at} ${text}`}>
                <q dir="auto">{text}</q> <bdi>{from}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      {!taken && mayWrite && (
        <div>
          <Button small busy={busy} onClick={() => void take()}>
            Take this one
          </Button>
        </div>
      )}
    </li>
  )
}
