import './voice.css'
import './traits.css'
import './habits.css'
import './voice-form.css'
import './cuts.css'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { isOver } from '../../../core/contract/run-state.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { later } from '../ui/later.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { count } from '../words/numbers.ts'
import { Measuring } from './measuring.tsx'
import type { ToChannel } from './to-channel.ts'
import { ImportVoice } from './transfer.tsx'
import { editVoice, type ShownVoice, VoiceShown } from './use-voice.ts'
import { VoiceHead } from './voice-head.tsx'
import { VoiceTabs } from './voice-tabs.tsx'
import type { OpenVoice } from './voice-world.ts'

const VoiceForm = later(() => import('./voice-form.tsx').then(part => part.VoiceForm))

/** How the creator talks: the page of their voice. */
export function VoicePlace({ toChannel, onClosed }: { toChannel: ToChannel; onClosed: () => void }) {
  const { world } = usePanel()
  useEffect(() => void world.voice.refresh(), [])
  return (
    <Dialog title="Your voice" shape="sheet" onClosed={onClosed}>
      {() => (
        <div class="voice">
          <Away />
          <Voices toChannel={toChannel} />
        </div>
      )}
    </Dialog>
  )
}

/** Said once above everything: what shows may be old, and nothing can be changed. */
function Away() {
  const { voice } = usePanel().world
  const { offline, failure, voices } = voice.list.value
  if (!offline && !(failure && voices.length > 0)) return null
  return (
    <Notice
      tone="open"
      title={offline ? 'Your server is away' : 'What shows may be old'}
      acts={
        <Button small icon="retry" onClick={() => void voice.refresh()}>
          Try again
        </Button>
      }
    >
      <p>
        {offline
          ? 'You see what it said last. Measuring and changing go on when it is back.'
          : failure?.message}
      </p>
    </Notice>
  )
}

const spokenVideos = (videos: ReturnType<typeof usePanel>['world']['channel']['view']['value']['videos']) =>
  videos.filter(video => (video.answer?.receipt.words ?? 0) > 0)

function Voices({ toChannel }: { toChannel: ToChannel }) {
  const { world } = usePanel()
  const { state, voices, failure } = world.voice.list.value
  const open = world.voice.open.value
  const first = voices[0]
  // The one that was open last may be gone.
  useEffect(() => {
    if (first && !open) void world.voice.choose(first.id)
  }, [first?.id, open === null])
  if (open?.detail) return <Shown key={open.voiceId} open={open} />
  if (voices.length === 0 && state === 'there') return <NoVoice toChannel={toChannel} />
  const wrong = open?.failure ?? (voices.length === 0 ? failure : null)
  if (wrong && (open?.state === 'failed' || state === 'failed'))
    return (
      <Notice
        tone="bad"
        title="Your voice could not be opened"
        acts={
          <Button small icon="retry" onClick={() => void world.voice.refresh()}>
            Try again
          </Button>
        }
      >
        <p>{wrong.message}</p>
      </Notice>
    )
  return (
    <>
      <p class="unseen" role="status">
        Opening your voice
      </p>
      <Skeleton rows={4} />
    </>
  )
}

/** None yet: what it will be good for, and what it takes. */
function NoVoice({ toChannel }: { toChannel: ToChannel }) {
  const { world } = usePanel()
  const { channel, videos } = world.channel.view.value
  const { offline } = world.voice.list.value
  const [making, setMaking] = useState(false)
  const spoken = spokenVideos(videos)
  return (
    <div class="voice-start">
      <p class="voice-start__title">How do you talk?</p>
      <p>
        Ownwords measures it from the words of your own videos: what you say more than others, how your
        sentences run, how you begin and end. Each figure comes with the second where you do it.
      </p>
      {channel && spoken.length > 0 ? (
        <>
          <p class="voice-aside">
            {count(spoken.length, 'video')} of {channel.title} {spoken.length === 1 ? 'has' : 'have'} words.
            Three make a provisional voice, five a ready one.
          </p>
          <div class="voice-acts">
            <Button tone="primary" held={offline} onClick={() => setMaking(true)}>
              Choose the videos…
            </Button>
            <ImportVoice held={offline}>Import a voice</ImportVoice>
          </div>
        </>
      ) : (
        <>
          <p class="voice-aside">
            {channel
              ? 'The words of your videos are not here yet: fetch them first.'
              : 'It begins with your channel and the words of its videos.'}
          </p>
          <div class="voice-acts">
            {toChannel?.(channel ? 'Fetch their words…' : 'Set up your channel…')}
            <ImportVoice held={offline}>Import a voice</ImportVoice>
          </div>
        </>
      )}
      {making && channel && (
        <VoiceForm
          voice={null}
          channelId={channel.id}
          videos={spoken}
          name={channel.title.slice(0, 100)}
          onClosed={() => setMaking(false)}
        />
      )}
    </div>
  )
}

/** Made, and nothing is known of it yet. */
function Unmeasured({ videos }: { videos: number }) {
  return (
    <div class="voice-sub">
      <p>
        {videos === 0
          ? 'No video is chosen yet: choose at least three, then measure them.'
          : `${count(videos, 'video')} ${videos === 1 ? 'is' : 'are'} chosen. Measuring reads their words and tells what sets you apart, each figure with the second where you do it.`}
      </p>
      <p class="voice-aside">It uses no model.</p>
    </div>
  )
}

function Shown({ open }: { open: OpenVoice }) {
  const { world, feedback } = usePanel()
  const { voice, current } = open.detail!
  const { offline } = world.voice.list.value
  const { channel, videos } = world.channel.view.value
  const [form, setForm] = useState<'new' | 'change' | null>(null)
  const going = open.run !== null && !isOver(open.run.state)
  const spoken = spokenVideos(videos)
  const shown = useMemo<ShownVoice | null>(() => {
    if (!current) return null
    const known = [...current.profile.videos, ...current.profile.leftOut]
    const titles = new Map(known.map(video => [video.videoId, video.title]))
    return {
      voice,
      current,
      held: offline || going,
      edit: (thing, change) => editVoice(world.voice, feedback, thing, change),
      play: (videoId, startMs) => void world.voice.play(videoId, startMs),
      titleOf: videoId => titles.get(videoId) || videoId,
    }
  }, [voice, current, offline, going])
  return (
    <>
      <VoiceHead
        voice={voice}
        current={current}
        offline={offline}
        going={going}
        onChange={() => setForm('change')}
        onNew={offline || !channel ? null : () => setForm('new')}
      />
      <Measuring voice={voice} run={open.run} />
      {!current && !open.run && <Unmeasured videos={voice.videos.length} />}
      {shown && (
        <VoiceShown value={shown}>
          <VoiceTabs />
        </VoiceShown>
      )}
      <div class="voice-foot">
        <ImportVoice held={offline}>Import a voice</ImportVoice>
      </div>
      {form && (
        <VoiceForm
          voice={form === 'change' ? voice : null}
          channelId={form === 'change' ? voice.channelId : channel!.id}
          videos={spoken}
          name=""
          onClosed={() => setForm(null)}
        />
      )}
    </>
  )
}
