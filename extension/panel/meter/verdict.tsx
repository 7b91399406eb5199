import type { MeterReading } from '../../../core/voice/reading.ts'
import { Notice } from '../ui/notice.tsx'
import { count } from '../words/numbers.ts'
import { BandPlot } from './band-plot.tsx'
import {
  copyWords,
  FEWEST_WORDS,
  headlineOf,
  languageWords,
  limitWords,
  mostlyCopied,
  shortWords,
  standWords,
} from './meter-words.ts'
import { Passages } from './passages.tsx'
import { Reasons } from './sentence-strip.tsx'

interface VerdictProps {
  reading: MeterReading
  /** BCP 47 of the voice. */
  language: string
  /** Shows these characters in the text field. */
  onShow: (start: number, end: number) => void
}

const marks = { yours: '▲', unclear: '◆', not: '▼', none: '' } as const

/** The judgement in two or three words, which stands over the draft: it is seen without a scroll. */
export function Headline({ reading }: { reading: MeterReading }) {
  const { title, shape } = headlineOf(reading)
  return (
    <p class={`headline headline--${shape}`}>
      <span class="headline__title">
        {marks[shape] && (
          <span class="headline__mark" aria-hidden="true">
            {marks[shape]}{' '}
          </span>
        )}
        {title}
      </span>{' '}
      <span class="headline__words numbers">{count(reading.words, 'word')}</span>
    </p>
  )
}

/** What the meter says of a text as a whole: where it stands, and why. */
export function Verdict({ reading, language, onShow }: VerdictProps) {
  const { state, score, own } = reading
  const judged = state === 'judged'
  return (
    <section class="verdict" aria-label="What the meter says">
      {state === 'too_short' && (
        <>
          <progress
            class="progress__bar"
            aria-label="Words of those that a judgement needs"
            value={reading.words}
            max={FEWEST_WORDS}
          />
          <p>{shortWords(reading.words)}</p>
        </>
      )}
      {state === 'other_language' && <p>{languageWords(reading.language, language)}</p>}
      {reading.copied.length > 0 && (
        <Notice tone="open" title="Copied from your videos">
          <p>{copyWords(reading)}</p>
        </Notice>
      )}
      {judged && !mostlyCopied(reading) && (
        <>
          <p>{reading.says}</p>
          {score !== null && own && (
            <>
              <BandPlot score={score} own={own} others={reading.others} models={reading.models} />
              <p>{standWords(score, own)}</p>
            </>
          )}
          <p class="verdict__limit">{limitWords}</p>
        </>
      )}
      {state !== 'other_language' && <Why reading={reading} />}
      {judged && <Passages passages={reading.passages} apart={reading.apart} onShow={onShow} />}
    </section>
  )
}

/** The strongest reasons over the whole text, on the side that they pull to. */
function Why({ reading: { reasons } }: { reading: MeterReading }) {
  const away = reasons.filter(({ contribution }) => contribution < 0)
  const towards = reasons.filter(({ contribution }) => contribution > 0)
  if (reasons.length === 0) return null
  return (
    <div class="why">
      {away.length > 0 && (
        <div class="why__side">
          <h4 class="why__title">What pulls it away</h4>
          <Reasons reasons={away.slice(0, 5)} />
        </div>
      )}
      {towards.length > 0 && (
        <div class="why__side">
          <h4 class="why__title">What sounds like you</h4>
          <Reasons reasons={towards.slice(0, 5)} />
        </div>
      )}
    </div>
  )
}
