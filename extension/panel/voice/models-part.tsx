import { useEffect, useState } from 'preact/hooks'
import { integer } from '../words/numbers.ts'
import { avoidId, editOf } from './edits.ts'
import { Marks, ThingMenu } from './marks.tsx'
import { type ModelGap, modelGaps, modelRates } from './model-gaps.ts'
import { figure, traitSentence } from './trait-words.ts'
import { useVoice } from './use-voice.ts'

const SHOWN = 8

/** What a model writes and this creator does not say. */
export function ModelsPart() {
  const { current } = useVoice()
  const { avoid, language } = current.profile
  const shown = avoid.slice(0, SHOWN)
  const behind = avoid.slice(SHOWN)
  return (
    <section class="voice-part" aria-labelledby="voice-models">
      <h3 id="voice-models" class="voice-part__title">
        What models would get wrong about you
      </h3>
      <Gaps />
      {avoid.length === 0 ? (
        <p class="voice-aside">
          {language.toLowerCase().startsWith('en')
            ? 'Nothing stands out: what models like to write, you say too.'
            : 'What models write by habit is known for English only so far.'}
        </p>
      ) : (
        <>
          <p class="voice-aside">
            Model-written scripts are full of these; your videos are not. A writer is told to leave them out.
          </p>
          <Avoided rows={shown} />
          {behind.length > 0 && (
            <details class="voice-group">
              <summary>
                More of these <span class="voice-group__count numbers">{integer(behind.length)}</span>
              </summary>
              <Avoided rows={behind} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** What models do otherwise in the small words; the shipped background that knows it is loaded with this part. */
function Gaps() {
  const { current } = useVoice()
  const { traits, language } = current.profile
  const english = language.toLowerCase().startsWith('en')
  const [gaps, setGaps] = useState<ModelGap[]>([])
  useEffect(() => {
    if (!english) return
    let wanted = true
    import('../../../core/voice/data/background.json').then(
      ({ default: background }) => {
        const rates = modelRates(background as unknown as Parameters<typeof modelRates>[0])
        const heard = traits.filter(trait => !editOf(current.edits, trait.id).muted)
        if (wanted) setGaps(modelGaps(heard, rates))
      },
      // The extension was updated while this panel was open: the rest of the part stands without it.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [current])
  if (gaps.length === 0) return null
  return (
    <ul class="voice-gaps" aria-label="Where a model differs from you">
      {gaps.map(({ trait, models }) => (
        <li key={trait.id} dir="auto">
          {traitSentence({ ...trait, others: [models] }, 'a model')}
        </li>
      ))}
    </ul>
  )
}

function Avoided({ rows }: { rows: ReturnType<typeof useVoice>['current']['profile']['avoid'] }) {
  const { current } = useVoice()
  return (
    <ul class="avoided" aria-label="Per 1,000 words, in model-written scripts and in your videos">
      {rows.map(({ text, modelsPer1000, yoursPer1000 }) => {
        const edit = editOf(current.edits, avoidId(text))
        return (
          <li key={text} class={`avoided__row${edit.muted ? ' trait--muted' : ''}`}>
            <span class="avoided__words">
              <span class="avoided__text" dir="auto">
                {text}
              </span>
              <span class="voice-aside numbers">
                models {figure(modelsPer1000, 'words')} · you {figure(yoursPer1000, 'words')} per 1,000
              </span>
            </span>
            <Marks edit={edit} />
            <ThingMenu thing={{ id: avoidId(text), name: `Avoid “${text}”` }} edit={edit} />
          </li>
        )
      })}
    </ul>
  )
}
