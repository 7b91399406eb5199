import { useEffect, useState } from 'preact/hooks'
import type { Rewrite, RewriteHow } from '../../../core/contract/draft.ts'
import type { Failure } from '../done.ts'
import { usePanel } from '../panel-context.ts'
import type { ScriptDocument } from '../script/script-world.ts'
import { takeChanges } from '../script/take-rewrite.ts'
import { RewriteLeaves } from '../script/writing-leaves.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Progress } from '../ui/progress.tsx'

const titles: Partial<Record<RewriteHow, string>> = {
  more_like_me: 'More like you',
  clearer: 'Clearer',
  shorter: 'Shorter',
}

interface RewriteOfferProps {
  how: RewriteHow
  sentenceIds: string[]
  document: ScriptDocument
  onClosed: () => void
}

/**
 * Other words for what was found: it is said who reads what before they are asked for, and they are shown beside what is
 * there. Nothing changes before it is taken.
 */
export function RewriteOffer({ how, sentenceIds, document, onClosed }: RewriteOfferProps) {
  const [asked, setAsked] = useState(0)
  const [answer, setAnswer] = useState<Rewrite | Failure | null>(null)
  useEffect(() => {
    if (asked === 0) return
    let wanted = true
    setAnswer(null)
    void document.rewrite(sentenceIds, how, null).then(made => {
      if (wanted) setAnswer(made.ok ? made.value : made.error)
    })
    return () => {
      wanted = false
    }
  }, [asked])
  return (
    <Dialog title={titles[how] ?? 'Other words'} onClosed={onClosed}>
      {close => (
        <div class="rewrite-offer">
          {asked === 0 ? (
            <>
              <p class="check-aside">
                <RewriteLeaves branchId={document.branchId} sentenceIds={sentenceIds} />.
              </p>
              <div class="dialog__acts">
                <Button tone="primary" icon="pen" onClick={() => setAsked(1)}>
                  Ask for other words
                </Button>
              </div>
            </>
          ) : answer === null ? (
            <Progress label="Other words are being written" known={null} />
          ) : 'message' in answer ? (
            <NotOpened title="No other words were found" failure={answer} again={() => setAsked(asked + 1)} />
          ) : (
            <Offered rewrite={answer} document={document} close={close} />
          )}
        </div>
      )}
    </Dialog>
  )
}

interface OfferedProps {
  rewrite: Rewrite
  document: ScriptDocument
  close: () => void
}

function Offered({ rewrite, document, close }: OfferedProps) {
  const { feedback } = usePanel()
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const { sentences } = document.state.value
  const left = rewrite.changes.filter(({ sentenceId }) => !gone.has(sentenceId))
  const through = (ids: string[]) => {
    const now = new Set([...gone, ...ids])
    if (rewrite.changes.every(({ sentenceId }) => now.has(sentenceId))) close()
    else setGone(now)
  }
  const take = (changes: Rewrite['changes']) => {
    if (takeChanges(document, changes))
      feedback.toast({ tone: 'calm', text: 'Taken', undo: () => document.undo() })
    through(changes.map(({ sentenceId }) => sentenceId))
  }
  return (
    <>
      {left.map(change => {
        const now = sentences[change.sentenceId]
        const held = !now || now.removed || now.locked
        return (
          <article key={change.sentenceId} class="rewrite-offer__one">
            <p class="rewrite-offer__was" dir="auto">
              <del>
                <span class="unseen">Now: </span>
                {change.was}
              </del>
            </p>
            {change.becomes.map(({ text }) => (
              <p key={text} dir="auto">
                <ins>
                  <span class="unseen">Then: </span>
                  {text}
                </ins>
              </p>
            ))}
            {change.becomes.length === 0 && <p class="check-aside">It would go.</p>}
            {change.marks.map(mark => (
              <p key={mark} class="check-aside" dir="auto">
                {mark}
              </p>
            ))}
            {now && now.revision > change.base && (
              <p class="check-aside">You changed this sentence since: taking it writes over that.</p>
            )}
            <div class="finding__acts">
              <Button small held={held} onClick={() => take([change])}>
                Take
              </Button>
              <Button small tone="quiet" onClick={() => through([change.sentenceId])}>
                Leave it
              </Button>
            </div>
          </article>
        )
      })}
      {rewrite.notes.map(note => (
        <p key={note} class="check-aside" dir="auto">
          {note}
        </p>
      ))}
      <div class="dialog__acts">
        {left.length > 1 && (
          <Button tone="primary" onClick={() => take(left)}>
            Take all {left.length}
          </Button>
        )}
        <Button onClick={close}>Close</Button>
      </div>
    </>
  )
}
