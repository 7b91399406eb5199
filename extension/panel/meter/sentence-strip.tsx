import type { Reason, SentenceReading } from '../../../core/voice/reading.ts'
import { IconButton } from '../ui/button.tsx'
import { pullWords } from './meter-words.ts'
import { pullOf } from './pull.ts'

interface SentenceStripProps {
  sentences: readonly SentenceReading[]
  /** −1: none yet. */
  chosen: number
  /** Shows the next or the one before that has a colour. */
  onStep: (step: 1 | -1) => void
  /** Puts the caret into the text field, on this sentence. */
  onEdit: () => void
}

/** Reasons of a sentence: more is no reason any more. */
const MOST_REASONS = 4

/** What colours the sentence that the caret or the pointer is in. It has no verdict, only reasons. */
export function SentenceStrip({ sentences, chosen, onStep, onEdit }: SentenceStripProps) {
  const sentence = sentences[chosen]
  const coloured = sentences.some(({ pull }) => pullOf(pull).step > 0)
  return (
    <section class="strip" aria-label="This sentence">
      {coloured && (
        <div class="strip__acts">
          <IconButton icon="back" label="Coloured sentence before this" onClick={() => onStep(-1)} />
          <IconButton icon="next" label="Next coloured sentence" onClick={() => onStep(1)} />
          {sentence && <IconButton icon="pen" label="Edit this sentence" onClick={onEdit} />}
        </div>
      )}
      <div class="strip__words" aria-live="polite">
        {sentence ? (
          <>
            <p class="strip__pull">
              <PullMark pull={sentence.pull} /> {pullWords(sentence)}
            </p>
            <p class="strip__place numbers">
              Sentence {chosen + 1} of {sentences.length}
            </p>
            <Reasons
              reasons={sentence.reasons.slice(0, MOST_REASONS)}
              none="Nothing in it stands out by itself."
            />
          </>
        ) : (
          <p class="strip__hint">
            {coloured
              ? 'Point at a coloured sentence, or put the cursor into it, to see why.'
              : 'No sentence pulls either way by much.'}
          </p>
        )}
      </div>
    </section>
  )
}

export function Reasons({ reasons, none }: { reasons: readonly Reason[]; none?: string }) {
  if (reasons.length === 0) return none ? <p class="strip__hint">{none}</p> : null
  return (
    <ul class="reasons">
      {reasons.map(reason => (
        <li key={reason.id} class="reasons__one">
          <PullMark pull={reason.contribution > 0 ? 1 : -1} />
          <span dir="auto">{reason.says}</span>
        </li>
      ))}
    </ul>
  )
}

/** Which way something pulls, as a shape: colour alone tells not everybody. */
export function PullMark({ pull }: { pull: number }) {
  const { way } = pullOf(pull)
  const words = { towards: 'Towards your voice: ', away: 'Away from your voice: ', neither: '' }[way]
  return (
    <span class={`pull-mark pull-mark--${way}`}>
      <span aria-hidden="true">{{ towards: '▲', away: '▼', neither: '◆' }[way]}</span>
      {words && <span class="unseen">{words}</span>}
    </span>
  )
}

/** What the colours and lines under the words mean. */
export function Legend({ copied }: { copied: boolean }) {
  return (
    <ul class="legend" aria-label="What the colours mean">
      <li>
        <span class="pull pull--towards pull--2">pulls towards your voice</span>
      </li>
      <li>
        <span class="pull pull--away pull--2">pulls away</span>
      </li>
      {copied && (
        <li>
          <span class="legend__copied draft__piece--copied" aria-hidden="true" /> copied from your videos
        </li>
      )}
    </ul>
  )
}
