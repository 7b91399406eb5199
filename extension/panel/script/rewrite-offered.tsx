import type { Judged, Rewrite } from '../../../core/contract/draft.ts'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { ChangedWords } from '../ui/changed-words.tsx'
import { Notice } from '../ui/notice.tsx'
import { Progress } from '../ui/progress.tsx'
import { count } from '../words/numbers.ts'
import { type Asked, useDesk } from './desk.ts'
import { DiffWords } from './diff-words.tsx'
import { judgedWords } from './judged-words.ts'
import { rewriteNames } from './rewrite-words.ts'
import { takeChanges } from './take-rewrite.ts'

/** Other words for what was chosen: as a difference, sentence by sentence, and nothing is changed before it is taken. */
export function RewriteOffered({ asked }: { asked: Asked }) {
  const desk = useDesk()
  const { world } = usePanel()
  const close = () => {
    desk.asked.value = null
  }
  /** What nobody waits for is not paid for. */
  const stop = () => {
    close()
    const run = world.work.peek().runs.find(each => each.kind === 'rewrite' && !isOver(each.state))
    if (run) void world.cancelRun(run.id, run.projectId)
  }
  if (asked.state === 'making')
    return (
      <div class="dock__body">
        <Progress label={`${rewriteNames[asked.how].replace('…', '')}: being written`} known={null} />
        <div>
          <Button small tone="quiet" icon="stop" onClick={stop}>
            Never mind
          </Button>
        </div>
      </div>
    )
  if (asked.state === 'failed')
    return (
      <div class="dock__body">
        <Notice
          tone="bad"
          title="No other words were found"
          acts={
            <>
              <Button small icon="retry" onClick={() => void desk.rewrite(asked.ids, asked.how, asked.wish)}>
                Try again
              </Button>
              <Button small tone="quiet" onClick={close}>
                Close
              </Button>
            </>
          }
        >
          <p>{asked.failure.message}</p>
        </Notice>
      </div>
    )
  return <Offered rewrite={asked.rewrite} done={asked.done} onClose={close} />
}

function Offered({
  rewrite,
  done,
  onClose,
}: {
  rewrite: Rewrite
  done: ReadonlySet<string>
  onClose: () => void
}) {
  const desk = useDesk()
  const { sentences } = desk.document.state.value
  const left = rewrite.changes.filter(each => !done.has(each.sentenceId))
  const decided = (ids: string[]) => {
    const now = new Set([...done, ...ids])
    const over = rewrite.changes.every(each => now.has(each.sentenceId))
    desk.asked.value = over ? null : { state: 'there', rewrite, done: now }
    const [first] = ids
    // The button that was pressed goes with its change: on to the next, or back into the words.
    if (over && first) desk.focus(first)
    else
      requestAnimationFrame(() => desk.dock.current?.querySelector<HTMLElement>('.offered button')?.focus())
  }
  const take = (changes: Rewrite['changes']) => {
    takeChanges(desk.document, changes)
    decided(changes.map(each => each.sentenceId))
  }
  const unchanged = left.filter(each => isSame(each))
  return (
    <div class="dock__body" tabIndex={-1}>
      <div class="dock__head">
        <p class="dock__what" role="status">
          <b>{rewriteNames[rewrite.how].replace('…', '')}</b>
          {rewrite.wish && <span dir="auto">: {rewrite.wish}</span>}
        </p>
        <div class="dock__acts">
          {left.length > 1 && (
            <Button small tone="primary" onClick={() => take(left)}>
              Take all {left.length}
            </Button>
          )}
          <Button small tone="quiet" onClick={onClose}>
            {left.length > 1 ? 'Refuse all' : 'Close'}
          </Button>
        </div>
      </div>
      <Figures before={rewrite.before} after={rewrite.after} />
      <ul class="offered">
        {left.map(change => {
          const now = sentences[change.sentenceId]
          const gone = !now || now.removed
          const newer = !gone && now.revision > change.base
          return (
            <li key={change.sentenceId} class="offered__one">
              {change.becomes.length === 0 ? (
                <p class="diff-words" dir="auto">
                  <ChangedWords is="removed" text={change.was} />
                </p>
              ) : (
                <DiffWords
                  was={change.was}
                  became={change.becomes.map(each => each.text).join(' ')}
                  language={desk.language.value}
                />
              )}
              {change.becomes.length > 1 && (
                <p class="dock__aside">It becomes {count(change.becomes.length, 'sentence')}.</p>
              )}
              {change.marks.map(mark => (
                <p key={mark} class="offered__mark" dir="auto">
                  {mark}
                </p>
              ))}
              {newer && (
                <p class="offered__mark">You changed this sentence since: taking it writes over that.</p>
              )}
              {gone && (
                <p class="offered__mark">This sentence is gone: there is nothing to rewrite any more.</p>
              )}
              {now?.locked && <p class="offered__mark">It is locked. Unlock it to take this.</p>}
              <div class="dock__acts">
                <Button small held={gone || now.locked} onClick={() => take([change])}>
                  Take
                </Button>
                <Button small tone="quiet" onClick={() => decided([change.sentenceId])}>
                  Refuse
                </Button>
              </div>
            </li>
          )
        })}
      </ul>
      {unchanged.length === left.length && left.length > 0 && (
        <p class="dock__aside">Nothing better came: the words are the same.</p>
      )}
      {rewrite.notes.map(note => (
        <p key={note} class="dock__aside" dir="auto">
          {note}
        </p>
      ))}
    </div>
  )
}

const isSame = ({ was, becomes }: Rewrite['changes'][number]) =>
  becomes.length === 1 && becomes[0]!.text === was

function Figures({ before, after }: { before: Judged; after: Judged }) {
  const words = judgedWords(before, after)
  return words ? <p class="dock__aside numbers">{words}</p> : null
}
