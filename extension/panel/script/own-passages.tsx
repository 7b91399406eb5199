import { useId, useState } from 'preact/hooks'
import type { Steering } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import { roleNames } from '../steering/role-names.ts'
import { Button } from '../ui/button.tsx'
import { useAnswer } from '../use-answer.ts'
import { clockTime } from '../words/numbers.ts'

/**
 * How the creator said such things themselves: what a draft is written beside, and what to read before writing.
 * @param planned the voice that the video is planned for; null: the usual one
 */
export function OwnPassages({ planned }: { planned: string | null }) {
  const { world } = usePanel()
  const { projects, projectId } = world.work.value
  const voiceId = planned ?? world.voice.open.value?.voiceId ?? world.voice.list.value.voices[0]?.id ?? null
  if (!voiceId)
    return (
      <p class="own-passages__none">
        Your own passages stand here once your voice is measured: set up your channel first.
      </p>
    )
  const topic = projects.find(project => project.id === projectId)?.title ?? null
  return <Passages key={voiceId} voiceId={voiceId} topic={topic} />
}

function Passages({ voiceId, topic }: { voiceId: string; topic: string | null }) {
  const { world } = usePanel()
  const version = world.voice.open.value?.detail?.current?.version
  const [answer] = useAnswer(() => world.voice.steering(voiceId, topic), [voiceId, topic, version])
  if (answer.state === 'loading') return <p class="own-passages__none">Looking into your videos…</p>
  if (answer.state === 'failed') return <p class="own-passages__none">{answer.failure.message}</p>
  const { passages } = answer.value
  if (passages.length === 0)
    return <p class="own-passages__none">None of your videos says enough in a row to be shown here.</p>
  return (
    <ul class="own-passages__list">
      {passages.map(passage => (
        <Passage key={`${passage.videoId} ${passage.startMs}`} passage={passage} />
      ))}
    </ul>
  )
}

function Passage({ passage }: { passage: Steering['passages'][number] }) {
  const { world } = usePanel()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { role, text, videoId, startMs } = passage
  const video = world.voice.open.value?.detail?.current?.profile.videos.find(each => each.videoId === videoId)
  const name = roleNames[role]
  return (
    <li class="own-passage">
      <p class="own-passage__role">{name}</p>
      <blockquote id={id} class={`own-passage__words${open ? '' : ' own-passage__words--short'}`} dir="auto">
        {text}
      </blockquote>
      <div class="own-passage__from">
        <button
          type="button"
          class="cite"
          title={video?.title ?? videoId}
          onClick={() => void world.voice.play(videoId, startMs)}
        >
          <span class="unseen">Open </span>
          <bdi class="cite__title">{video?.title ?? 'Your video'}</bdi>
          {startMs !== null && <span class="cite__place numbers">{clockTime(startMs)}</span>}
        </button>
        <Button
          small
          tone="quiet"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`${open ? 'Show less of' : 'Read all of'} ${name.toLowerCase()}`}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Less' : 'Read all'}
        </Button>
      </div>
    </li>
  )
}
