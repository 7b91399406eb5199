import type { Sentence } from '../../../core/contract/script.ts'
import { longestBreath } from '../../../core/script/timing.ts'
import { Cite } from '../brief/cite.tsx'
import { byWords } from '../brief/same-words.ts'
import { Quote } from '../ui/quote.tsx'
import { count } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
import { useShared } from '../writing.tsx'
import { useDesk } from './desk.ts'
import { originWords, sharedOriginWords, standings } from './standing-words.ts'

/** What a sentence is, in a word. */
export function StandingWord({ sentence }: { sentence: Sentence }) {
  if (sentence.text.trim() === '') return <b>An empty line</b>
  return (
    <>
      <span class="standing" data-standing={sentence.ledger.standing}>
        {standings[sentence.ledger.standing].word}
      </span>
      {sentence.locked && (
        <>
          {' '}
          <span class="dock__locked">locked</span>
        </>
      )}
    </>
  )
}

/** Why it stands so, with the passages that it was held against. */
export function Backing({ sentence }: { sentence: Sentence }) {
  const { pace } = useDesk()
  const origins = useShared() ? sharedOriginWords : originWords
  const { ledger, origin, text } = sentence
  if (text.trim() === '') return null
  const breath = longestBreath(text)
  return (
    <div class="dock__backing">
      <p dir="auto">{ledger.why || standings[ledger.standing].says}</p>
      {byWords(ledger.citations).map(same => (
        <div key={`${same[0]!.sourceId} ${same[0]!.start}`} class="cited">
          {ledger.standing === 'paraphrase' || ledger.standing === 'open' ? (
            <q class="passage-read" dir="auto">
              {same[0]!.anchor.exact}
            </q>
          ) : (
            <Quote words={same[0]!.anchor.exact} cite={safeUrl(same[0]!.link) ?? undefined} />
          )}
          {same.map(citation => (
            <Cite key={`${citation.sourceId} ${citation.start}`} citation={citation} />
          ))}
        </div>
      ))}
      {breath > pace.value.breathWords && (
        <p class="dock__breath">
          {count(breath, 'word')} without a place to breathe.{' '}
          {pace.value.from === 'measured' ? 'You seldom' : 'Speakers seldom'} pass{' '}
          {Math.round(pace.value.breathWords)}.
        </p>
      )}
      <p class="dock__origin">{origins[origin]}.</p>
    </div>
  )
}

/** For who only reads: what backs the sentence that they chose, and the way to its sources. */
export function BackingToRead() {
  const desk = useDesk()
  const { sentences } = desk.document.state.value
  const chosen = (desk.chosen.value?.ids ?? []).flatMap(id => sentences[id] ?? [])
  const [first] = chosen
  if (!first)
    return (
      <div class="dock__body dock__body--idle">
        <p class="dock__hint">Choose a sentence to see what backs it.</p>
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <div class="dock__body" tabIndex={0}>
      <p class="dock__what" aria-live="polite">
        {chosen.length === 1 ? (
          <StandingWord sentence={first} />
        ) : (
          <b>{count(chosen.length, 'sentence')} chosen</b>
        )}
      </p>
      {chosen.length === 1 && <Backing sentence={first} />}
      {chosen.length === 1 && first.cue && <p dir="auto">Shot: {first.cue}</p>}
    </div>
  )
}
