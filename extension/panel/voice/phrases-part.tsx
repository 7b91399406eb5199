import type { SignaturePhrase } from '../../../core/contract/voice-profile.ts'
import { count, integer } from '../words/numbers.ts'
import { editOf, phraseId } from './edits.ts'
import { Marks, ThingMenu } from './marks.tsx'
import { Receipts } from './receipts.tsx'
import { figure } from './trait-words.ts'
import { useVoice } from './use-voice.ts'

/** How many stand before the disclosure. */
const SHOWN = 8

/** The creator's own phrases: those of their voice first, those of their topics apart. */
export function PhrasesPart() {
  const { current } = useVoice()
  const { phrases } = current.profile
  const own = phrases.filter(phrase => !phrase.topical)
  const topical = phrases.filter(phrase => phrase.topical)
  if (phrases.length === 0) return null
  return (
    <section class="voice-part" aria-labelledby="voice-phrases">
      <h3 id="voice-phrases" class="voice-part__title">
        Signature phrases
      </h3>
      <p class="voice-aside">
        What you say far more than other creators. The cap is the rate that nine in ten of your videos stay
        under: more would be parody.
      </p>
      {own.length > 0 ? (
        <Phrases phrases={own.slice(0, SHOWN)} />
      ) : (
        <p class="voice-aside">None stands out yet: more videos would show them.</p>
      )}
      {own.length > SHOWN && (
        <details class="voice-group">
          <summary>
            More phrases <span class="voice-group__count numbers">{integer(own.length - SHOWN)}</span>
          </summary>
          <Phrases phrases={own.slice(SHOWN)} />
        </details>
      )}
      {topical.length > 0 && (
        <details class="voice-group">
          <summary>
            Phrases of your topics <span class="voice-group__count numbers">{integer(topical.length)}</span>
          </summary>
          <p class="voice-aside">They say what you talk about, not how: they never count as your voice.</p>
          <Phrases phrases={topical} />
        </details>
      )}
    </section>
  )
}

function Phrases({ phrases }: { phrases: SignaturePhrase[] }) {
  const { current } = useVoice()
  const all = current.profile.videos.length
  return (
    <ul class="phrases">
      {phrases.map(phrase => {
        const edit = editOf(current.edits, phraseId(phrase.text))
        return (
          <li key={phrase.text} class={`phrase${edit.muted ? ' trait--muted' : ''}`}>
            <details class="phrase__body">
              <summary class="phrase__line">
                <span class="phrase__said">
                  <span class="phrase__text" dir="auto">
                    {phrase.text}
                  </span>
                  <span class="phrase__facts numbers">
                    {integer(phrase.count)}× in {integer(phrase.videos)} of {count(all, 'video')}
                  </span>
                </span>
              </summary>
              <p class="voice-aside numbers">
                {figure(phrase.per1000, 'words')} per 1,000 words, cap {figure(phrase.capPer1000, 'words')} ·{' '}
                {figure(2 ** phrase.logRatio, 'words')} times the others’ rate · z {phrase.z.toFixed(1)}, G²{' '}
                {phrase.g2.toFixed(0)}
              </p>
              <Receipts examples={phrase.examples} of={phrase.text} />
            </details>
            <Marks edit={edit} />
            <ThingMenu thing={{ id: phraseId(phrase.text), name: `“${phrase.text}”` }} edit={edit} />
          </li>
        )
      })}
    </ul>
  )
}
