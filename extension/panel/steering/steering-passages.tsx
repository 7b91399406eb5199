import { useId, useState } from 'preact/hooks'
import type { Steering } from '../../../core/contract/voice.ts'
import { Button } from '../ui/button.tsx'
import { Heard } from '../voice/heard.tsx'
import type { SteeringProps } from '../voice/voice-world.ts'
import { count, integer } from '../words/numbers.ts'
import { roleNames } from './role-names.ts'

interface PassagesProps {
  steering: Steering
  voice: SteeringProps['voice']
}

/** The creator's own words, whole: a writer learns more from them than from every rule. */
export function Passages({ steering: { passages }, voice }: PassagesProps) {
  return (
    <section class="steering-part" aria-labelledby="steering-passages">
      <h4 id="steering-passages" class="steering-part__title">
        Passages <span class="steering-part__count numbers">{integer(passages.length)}</span>
      </h4>
      {passages.length === 0 && (
        <p class="steering__aside">
          None of your videos says 120 words in a row without a cut or a sponsor’s read. Add a longer one.
        </p>
      )}
      <ul class="steering-passages">
        {passages.map(passage => (
          <PassageCard key={`${passage.videoId} ${passage.startMs}`} passage={passage} voice={voice} />
        ))}
      </ul>
    </section>
  )
}

function PassageCard({
  passage,
  voice,
}: {
  passage: Steering['passages'][number]
  voice: PassagesProps['voice']
}) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <li class="steering-passage">
      <p class="steering-passage__role">
        {roleNames[passage.role]} <span class="steering__aside numbers">{count(passage.words, 'word')}</span>
      </p>
      <blockquote
        id={id}
        class={`steering-passage__text${open ? '' : ' steering-passage__text--short'}`}
        dir="auto"
      >
        {passage.text}
      </blockquote>
      <div class="steering-passage__from">
        <Heard at={passage} voice={voice} />
        <span class="steering-passage__video" dir="auto">
          {voice.titleOf(passage.videoId)}
        </span>
        <Button
          small
          tone="quiet"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`${open ? 'Show less of' : 'Read all of'} ${roleNames[passage.role].toLowerCase()}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Less' : 'Read all'}
        </Button>
      </div>
    </li>
  )
}
