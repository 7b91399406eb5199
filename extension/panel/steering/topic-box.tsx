import { useId, useState } from 'preact/hooks'
import type { Steering } from '../../../core/contract/voice.ts'
import { sharedWords, topicWords } from '../../../core/voice/passage-words.ts'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { roleNames } from './role-names.ts'

interface TopicBoxProps {
  topic: string | null
  busy: boolean
  /** For any topic, and for this one when it is there. */
  before: Steering
  after: Steering | null
  titleOf: (videoId: string) => string
  onTopic: (topic: string | null) => void
}

/** The topic of the next video, and which passages gave way to it. */
export function TopicBox({ topic, busy, before, after, titleOf, onTopic }: TopicBoxProps) {
  const id = useId()
  const [text, setText] = useState(topic ?? '')
  const written = text.trim()
  return (
    <form
      class="steering-topic"
      onSubmit={event => {
        event.preventDefault()
        onTopic(written || null)
      }}
    >
      <label class="steering-topic__label" for={id}>
        Topic of your next video
      </label>
      <div class="steering-topic__line">
        <input
          id={id}
          class="field__input"
          value={text}
          maxLength={300}
          dir="auto"
          autocomplete="off"
          placeholder="Why cities sink"
          aria-describedby={`${id}-hint`}
          onInput={event => setText(event.currentTarget.value)}
        />
        <Button type="submit" busy={busy}>
          Choose passages
        </Button>
        {topic !== null && (
          <Button
            tone="quiet"
            onClick={() => {
              setText('')
              onTopic(null)
            }}
          >
            Any topic
          </Button>
        )}
      </div>
      <p id={`${id}-hint`} class="steering__aside">
        A writer should take how you say it from these passages, never what they say: so they come from other
        topics.
      </p>
      <div role="status">{topic !== null && after && <Moved {...{ topic, before, after, titleOf }} />}</div>
    </form>
  )
}

function Moved({
  topic,
  before,
  after,
  titleOf,
}: { topic: string } & Pick<TopicBoxProps, 'before' | 'titleOf'> & { after: Steering }) {
  const asked = topicWords(topic)
  const key = ({ videoId, startMs }: Steering['passages'][number]) => `${videoId} ${startMs}`
  const stay = new Set(after.passages.map(key))
  const gone = before.passages.filter(passage => !stay.has(key(passage)))
  const near = after.passages.filter(({ text }) => sharedWords(asked, text).length > 0)
  return (
    <div class="steering-moved">
      <p class="steering-moved__says">
        {gone.length === 0
          ? `The passages stay: ${near.length === 0 ? 'none of them is about this' : 'there are none farther from it'}.`
          : `${count(gone.length, 'passage')} of ${before.passages.length} gave way to ${gone.length === 1 ? 'one' : 'others'} farther from it.`}
      </p>
      {gone.length > 0 && (
        <ul class="steering-moved__rows">
          {gone.map(passage => {
            const words = sharedWords(asked, `${passage.text} ${titleOf(passage.videoId)}`)
            return (
              <li key={key(passage)}>
                <span>
                  {roleNames[passage.role]}, “{titleOf(passage.videoId)}”
                </span>{' '}
                {words.length > 0 && (
                  <span class="steering__aside">shares {words.map(word => `“${word}”`).join(', ')}</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {near.length > 0 && gone.length > 0 && (
        <p class="steering__aside">
          {count(near.length, 'passage')} still {near.length === 1 ? 'shares' : 'share'} words with it: your
          videos have none farther away.
        </p>
      )}
    </div>
  )
}
