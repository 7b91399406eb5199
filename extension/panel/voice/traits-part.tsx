import { useState } from 'preact/hooks'
import type { Trait } from '../../../core/contract/voice-profile.ts'
import { integer } from '../words/numbers.ts'
import { tell } from './set-apart.ts'
import { TraitCard } from './trait-card.tsx'
import { useVoice } from './use-voice.ts'

/** What sets this creator apart first, the rest by group behind it. */
export function TraitsPart() {
  const { current } = useVoice()
  const { first, rest, muted } = tell(current.profile.traits, current.edits)
  const compared = current.profile.traits.some(trait => trait.others !== null)
  const tooLittle = current.profile.readiness === 'too_little'
  if (first.length + rest.length + muted.length === 0) return null
  return (
    <section class="voice-part" aria-labelledby="voice-apart">
      <h3 id="voice-apart" class="voice-part__title">
        {tooLittle ? 'First figures' : compared ? 'What sets you apart' : 'What you do most steadily'}
      </h3>
      {tooLittle && <p class="voice-aside">From so few videos they may be chance: do not go by them yet.</p>}
      {compared ? (
        <p class="voice-signs" aria-hidden="true">
          <span>
            <i class="voice-sign voice-sign--dot" /> a video of yours
          </span>
          <span>
            <i class="voice-sign voice-sign--band" /> eight in ten of them
          </span>
          <span>
            <i class="voice-sign voice-sign--stroke" /> another creator
          </span>
        </p>
      ) : (
        <p class="voice-aside">
          There are no other creators of this language to compare with yet: these differ least between your
          videos.
        </p>
      )}
      <ul class="traits">
        {first.map(trait => (
          <TraitCard key={trait.id} trait={trait} lead />
        ))}
      </ul>
      {rest.map(({ group, name, traits }) => (
        <Group key={group} name={name} traits={traits} />
      ))}
      {muted.length > 0 && <Group name="Muted by you" traits={muted} />}
    </section>
  )
}

/** Made when it is opened: thirty plots that nobody looks at would hold up the six that stand first. */
function Group({ name, traits }: { name: string; traits: Trait[] }) {
  const [open, setOpen] = useState(false)
  return (
    <details class="voice-group" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        {name} <span class="voice-group__count numbers">{integer(traits.length)}</span>
      </summary>
      {open && (
        <ul class="traits">
          {traits.map(trait => (
            <TraitCard key={trait.id} trait={trait} />
          ))}
        </ul>
      )}
    </details>
  )
}
