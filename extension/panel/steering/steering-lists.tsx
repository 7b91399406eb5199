import type { Steering, SteeringRule } from '../../../core/contract/voice.ts'
import { Heard } from '../voice/heard.tsx'
import type { SteeringProps } from '../voice/voice-world.ts'
import { integer } from '../words/numbers.ts'
import { rate } from './rate.ts'

interface Given {
  steering: Steering
  voice: SteeringProps['voice']
}

export function Rules({ steering: { rules }, voice }: Given) {
  if (rules.length === 0) return null
  return (
    <section class="steering-part" aria-labelledby="steering-rules">
      <h4 id="steering-rules" class="steering-part__title">
        Rules <span class="steering-part__count numbers">{integer(rules.length)}</span>
      </h4>
      <ol class="steering-rules">
        {rules.map(rule => (
          <Rule key={rule.id} rule={rule} voice={voice} />
        ))}
      </ol>
    </section>
  )
}

/** The instruction stands out; its figures stand behind it, and what was said below. */
function Rule({ rule: { text, examples }, voice }: { rule: SteeringRule; voice: Given['voice'] }) {
  const facts = text.match(/ \([^()]*\)\.$/)?.[0] ?? ''
  const [first] = examples
  return (
    <li class="steering-rule">
      <p class="steering-rule__text" dir="auto">
        {text.slice(0, text.length - facts.length)}
        {facts && <span class="steering-rule__facts">{facts.slice(2, -2)}</span>}
      </p>
      {first && (
        <div class="steering-rule__heard">
          {examples.map((example, at) => (
            <Heard key={`${example.videoId} ${at}`} at={example} voice={voice} />
          ))}
          {first.quote && (
            <q class="steering-rule__quote" dir="auto" title={first.quote}>
              {first.quote}
            </q>
          )}
        </div>
      )}
    </li>
  )
}

export function Avoided({ steering: { avoid, language } }: Pick<Given, 'steering'>) {
  return (
    <section class="steering-part" aria-labelledby="steering-avoid">
      <h4 id="steering-avoid" class="steering-part__title">
        Never to be written <span class="steering-part__count numbers">{integer(avoid.length)}</span>
      </h4>
      {avoid.length === 0 ? (
        <p class="steering__aside">
          {language.toLowerCase().startsWith('en')
            ? 'Nothing stands out: what models like to write, you say too, or you muted it.'
            : 'What models write by habit is known for English only so far.'}
        </p>
      ) : (
        <>
          <p class="steering__aside">Times in 1,000 words: what models write, and what you say.</p>
          <ul class="steering-rates">
            {avoid.map(({ text, modelsPer1000, yoursPer1000 }) => (
              <li key={text} class="steering-rates__row">
                <span class="steering-rates__text" dir="auto">
                  {text}
                </span>
                <span class="numbers steering__aside">
                  models {rate(modelsPer1000)} · you {rate(yoursPer1000)}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function Caps({ steering: { caps } }: Pick<Given, 'steering'>) {
  if (caps.length === 0) return null
  return (
    <section class="steering-part" aria-labelledby="steering-caps">
      <h4 id="steering-caps" class="steering-part__title">
        Your phrases, and how often at most
      </h4>
      <p class="steering__aside">
        Nine in ten of your videos stay below these, in 1,000 words. More of them would be parody.
      </p>
      <ul class="steering-rates">
        {caps.map(({ text, per1000 }) => (
          <li key={text} class="steering-rates__row">
            <span class="steering-rates__text" dir="auto">
              {text}
            </span>
            <span class="numbers steering__aside">at most {rate(per1000)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Snippet({ steering: { snippet }, voice }: Given) {
  if (!snippet) return null
  return (
    <section class="steering-part" aria-labelledby="steering-snippet">
      <h4 id="steering-snippet" class="steering-part__title">
        Where a writer goes on from
      </h4>
      <p class="steering__aside">
        Your own words, {integer(snippet.words)} of them. To go on from a voice comes nearer to it than any
        description.
      </p>
      <blockquote class="steering-snippet" dir="auto">
        {snippet.text}
      </blockquote>
      <div class="steering-passage__from">
        <Heard at={snippet} voice={voice} />
        <span class="steering-passage__video" dir="auto">
          {voice.titleOf(snippet.videoId)}
        </span>
      </div>
    </section>
  )
}
