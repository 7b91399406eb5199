import './steering.css'
import { useState } from 'preact/hooks'
import type { Steering } from '../../../core/contract/voice.ts'
import { NotOpened } from '../ui/not-opened.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { type Answer, useAnswer } from '../use-answer.ts'
import type { SteeringProps } from '../voice/voice-world.ts'
import { CopySteering } from './copy-steering.tsx'
import { Avoided, Caps, Rules, Snippet } from './steering-lists.tsx'
import { Passages } from './steering-passages.tsx'
import { TopicBox } from './topic-box.tsx'

const NOT_MADE = 'What a writer gets could not be put together'

/** What a writer is given of a voice, all of it and as it is, for any topic or for the next video's. */
export function SteeringPart({ voice }: SteeringProps) {
  const { current, ask } = voice
  const [topic, setTopic] = useState<string | null>(null)
  const [any, askAny] = useAnswer(() => ask(null), [current.voiceId, current.version])
  const [asked, askAgain] = useAnswer<Steering | null>(
    async () => (topic === null ? { ok: true, value: null } : await ask(topic)),
    [topic, current.voiceId, current.version],
  )
  return (
    <div class="steering">
      <header class="steering__head">
        <h3 class="steering__title">What a writer gets of you</h3>
        <p class="steering__aside">
          This is all that is handed on, word for word: rules with your own figures, passages of your videos,
          and what to leave out. What you mute on “How you talk” is not in it.
        </p>
      </header>
      <Shown
        any={any}
        asked={asked}
        topic={topic}
        voice={voice}
        onTopic={setTopic}
        onAgain={any.state === 'failed' ? askAny : askAgain}
      />
    </div>
  )
}

interface ShownProps extends SteeringProps {
  any: Answer<Steering>
  asked: Answer<Steering | null>
  topic: string | null
  onTopic: (topic: string | null) => void
  onAgain: () => void
}

function Shown({ any, asked, topic, voice, onTopic, onAgain }: ShownProps) {
  if (any.state === 'loading')
    return (
      <>
        <p class="unseen" role="status">
          Putting together what a writer gets
        </p>
        <Skeleton rows={4} />
      </>
    )
  if (any.state === 'failed') return <NotOpened title={NOT_MADE} failure={any.failure} again={onAgain} />
  if (any.value.rules.length === 0 && any.value.passages.length === 0) return <TooLittle />
  const steering = (asked.state === 'there' && asked.value) || any.value
  return (
    <>
      <TopicBox
        topic={topic}
        busy={asked.state === 'loading' && topic !== null}
        before={any.value}
        after={asked.state === 'there' ? asked.value : null}
        titleOf={voice.titleOf}
        onTopic={onTopic}
      />
      {asked.state === 'failed' && <NotOpened title={NOT_MADE} failure={asked.failure} again={onAgain} />}
      {steering.readiness === 'provisional' && (
        <Notice tone="open" title="Provisional: three or four videos">
          <p>The figures may still move. From five videos on a writer can rely on them.</p>
        </Notice>
      )}
      <Rules steering={steering} voice={voice} />
      <Passages steering={steering} voice={voice} />
      <Avoided steering={steering} />
      <Snippet steering={steering} voice={voice} />
      <Caps steering={steering} />
      <CopySteering steering={steering} name={voice.voice.name} titleOf={voice.titleOf} />
    </>
  )
}

function TooLittle() {
  return (
    <Notice tone="open" title="Too little to steer a writer by">
      <p>
        Nothing was measured that a writer could go by. Add videos to this voice (three at least) and measure
        it again.
      </p>
    </Notice>
  )
}
