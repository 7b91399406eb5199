import type { CheckFinding, Mend } from '../../../core/contract/check.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { useMayWrite } from '../writing.tsx'
import { mendWords, rewriteOf } from './finding-words.ts'
import type { Mending } from './use-mending.tsx'

/** So many sentences of a passage are shown; the rest is counted. */
const mostShown = 3

interface FindingCardProps {
  finding: CheckFinding
  state: ScriptState
  mending: Mending
}

/** One finding: the sentences that it is about, why, what would stand there instead, and what can be done. */
export function FindingCard({ finding, state, mending }: FindingCardProps) {
  const mayWrite = useMayWrite()
  const { sentenceIds, why, kind } = finding
  const mends = mayWrite ? finding.mends : []
  const sentences = sentenceIds.flatMap(id => state.sentences[id] ?? [])
  const more = sentences.length - mostShown
  return (
    <article class={`finding finding--${kind}`}>
      {sentences.slice(0, mostShown).map(({ id, text }, at) => (
        <p key={id} class="finding__said" dir="auto">
          {kind === 'undecided' && <span class="finding__which">{at === 0 ? 'First: ' : 'Second: '}</span>}
          {text}
        </p>
      ))}
      {more > 0 && <p class="check-aside">and {count(more, 'sentence')} more</p>}
      <p class="finding__why" dir="auto">
        {why}
      </p>
      {mends
        .filter(({ writes }) => writes.length > 0)
        .slice(0, 1)
        .map(({ how, writes }) => (
          <div key={how} class="finding__becomes">
            <span class="finding__which">{mendWords[how]}: </span>
            {writes.map(({ sentenceId, text }) => (
              <p key={sentenceId} dir="auto">
                {text}
              </p>
            ))}
          </div>
        ))}
      <div class="finding__acts">
        {mends
          .filter(({ how }) => how !== 'write_on' || mending.goTo)
          .map((mend, at) => (
            <Button
              key={`${mend.how} ${mend.sentenceIds[0] ?? ''}`}
              small
              tone={at === 0 ? 'plain' : 'quiet'}
              busy={mending.isBusy(finding, mend)}
              held={mending.held(mend) !== null}
              title={mending.held(mend) ?? undefined}
              onClick={() => mending.mend(finding, mend)}
            >
              {mendWords[mend.how]}
              {beatOf(mend, mends, state)}
            </Button>
          ))}
        {sentences.length > 0 && mending.goTo && (
          <Button small tone="quiet" onClick={() => mending.goTo?.(sentences[0]!.id)}>
            Go to it
          </Button>
        )}
        {mayWrite && (
          <Button small tone="quiet" onClick={() => mending.leave(finding)}>
            Leave it so
          </Button>
        )}
      </div>
    </article>
  )
}

/** Of several that do the same in other beats: in which. */
function beatOf({ how, sentenceIds }: Mend, mends: readonly Mend[], { sentences, beats }: ScriptState) {
  if (!rewriteOf(how) || mends.filter(each => each.how === how).length < 2) return null
  const title = beats[sentences[sentenceIds[0] ?? '']?.beatId ?? '']?.title
  return title ? <span dir="auto"> “{title}”</span> : null
}
