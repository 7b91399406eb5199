import { useMemo, useState } from 'preact/hooks'
import type { ChannelVideoDetail } from '../../../core/contract/channel.ts'
import type { Cut, Voice } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Notice } from '../ui/notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { clockTime, count } from '../words/numbers.ts'
import { type CutSuggestion, suggestCuts } from './cut-suggestions.ts'
import { cutLength, cutOf, cutOut, keep, type Stretch, stretchesOf, untilNeighbours } from './cuts.ts'

const reasons: readonly (readonly [Cut['why'], string])[] = [
  ['other_speaker', 'Another speaker'],
  ['sponsor', 'Sponsor read'],
  ['other', 'Other'],
]
const reasonName = (why: Cut['why']) => reasons.find(([id]) => id === why)![1]
const MOST_CUTS = 200

interface CutsEditorProps {
  voice: Voice
  videoId: string
  title: string
  onClosed: () => void
}

/** A video's words by short stretches, to mark those that are not this voice. */
export function CutsEditor({ voice, videoId, title, onClosed }: CutsEditorProps) {
  const { world } = usePanel()
  const [answer, again] = useAnswer(() => world.voice.video(voice.channelId, videoId), [videoId])
  return (
    <Dialog title={title || videoId} shape="sheet" onClosed={onClosed}>
      {close => (
        <div class="cuts">
          {answer.state === 'loading' && <p role="status">Opening its words…</p>}
          {answer.state === 'failed' && (
            <NotOpened title="Its words could not be opened" failure={answer.failure} again={again} />
          )}
          {answer.state === 'there' && (
            <Stretches voice={voice} videoId={videoId} detail={answer.value} close={close} />
          )}
        </div>
      )}
    </Dialog>
  )
}

function Stretches({
  voice,
  videoId,
  detail,
  close,
}: {
  voice: Voice
  videoId: string
  detail: ChannelVideoDetail
  close: () => void
}) {
  const { world, feedback } = usePanel()
  const before = voice.videos.find(each => each.videoId === videoId)?.cuts ?? []
  const [cuts, setCuts] = useState<Cut[]>(before)
  const [why, setWhy] = useState<Cut['why']>('other_speaker')
  const [from, setFrom] = useState<number | null>(null)
  const [busy, setBusy] = useState(false)
  const stretches = useMemo(() => (detail.transcript ? stretchesOf(detail.transcript) : []), [detail])
  const suggestions = suggestCuts(stretches, cuts)
  const timed = (stretches.at(-1)?.endMs ?? 0) > stretches.length
  if (stretches.length === 0 || !timed)
    return (
      <Notice tone="open" title="Nothing to mark here">
        <p>
          {stretches.length === 0
            ? 'There are no words of this video. Fetch them in your channel’s place, or give a caption file.'
            : 'These words have no times, so a stretch of them cannot be told. Leave the video out, or give its caption file.'}
        </p>
      </Notice>
    )

  const mark = (at: number, extend: boolean) => {
    const stretch = stretches[at]!
    if (extend && from !== null) {
      const [first, last] = from < at ? [from, at] : [at, from]
      setCuts(cutOut(cuts, { startMs: stretches[first]!.startMs, endMs: stretches[last]!.endMs, why }))
    } else if (cutOf(stretch, cuts)) setCuts(keep(cuts, untilNeighbours(stretches, at)))
    else setCuts(cutOut(cuts, { startMs: stretch.startMs, endMs: stretch.endMs, why }))
    setFrom(at)
  }
  const save = async () => {
    if (busy) return
    setBusy(true)
    const { name, channelId, kind, language } = voice
    const known = voice.videos.some(each => each.videoId === videoId)
    const videos = known
      ? voice.videos.map(each => (each.videoId === videoId ? { videoId, cuts } : each))
      : [...voice.videos, { videoId, cuts }]
    const saved = await world.voice.change(voice.id, { name, channelId, kind, language, videos })
    setBusy(false)
    if (!saved.ok) return feedback.toast({ tone: 'bad', text: saved.error.message })
    feedback.toast({
      tone: 'calm',
      text: cuts.length > 0 ? 'Kept. Measure again to leave it out.' : 'Nothing is cut out of this video.',
    })
    close()
  }

  return (
    <>
      <p class="voice-aside">
        Mark what is not your own talk: it is left out when the voice is measured. Press one, then another
        with Shift: all between them are marked.
      </p>
      {suggestions.length > 0 && (
        <Suggestions
          suggestions={suggestions}
          mark={cut => setCuts(cutOut(cuts, { startMs: cut.startMs, endMs: cut.endMs, why: cut.why }))}
        />
      )}
      <fieldset class="cuts__why">
        <legend>Mark as</legend>
        {reasons.map(([id, name]) => (
          <label key={id} class="voice-check">
            <input type="radio" name="cut-why" checked={why === id} onChange={() => setWhy(id)} />
            {name}
          </label>
        ))}
      </fieldset>
      <ol class="cuts__stretches" aria-label="The video’s words">
        {stretches.map((stretch, at) => (
          <StretchRow
            key={`${at}-${stretch.startMs}`}
            stretch={stretch}
            cut={cutOf(stretch, cuts)}
            mark={extend => mark(at, extend)}
            play={() => void world.voice.play(videoId, stretch.startMs)}
          />
        ))}
      </ol>
      <div class="cuts__foot">
        <p class="voice-aside numbers" role="status">
          {cuts.length === 0
            ? 'Nothing marked'
            : `${count(cuts.length, 'stretch', 'stretches')}, ${clockTime(cutLength(cuts))} left out`}
          {cuts.length > MOST_CUTS && `: at most ${MOST_CUTS} can be kept, join some`}
        </p>
        <Button tone="quiet" onClick={close}>
          Cancel
        </Button>
        <Button tone="primary" busy={busy} held={cuts.length > MOST_CUTS} onClick={() => void save()}>
          Keep
        </Button>
      </div>
    </>
  )
}

function Suggestions({
  suggestions,
  mark,
}: {
  suggestions: CutSuggestion[]
  mark: (cut: CutSuggestion) => void
}) {
  return (
    <section class="cuts__suggested" aria-label="Suggestions">
      <ul>
        {suggestions.map(each => (
          <li key={`${each.why}-${each.startMs}`} class="voice-row">
            <span class="voice-row__title">{each.says}</span>
            <span class="voice-aside numbers">
              {clockTime(each.startMs)} to {clockTime(each.endMs)}
            </span>
            <Button
              small
              aria-label={`Mark ${clockTime(each.startMs)} to ${clockTime(each.endMs)} as ${reasonName(each.why)}`}
              onClick={() => mark(each)}
            >
              Mark
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function StretchRow({
  stretch,
  cut,
  mark,
  play,
}: {
  stretch: Stretch
  cut: Cut | null
  mark: (extend: boolean) => void
  play: () => void
}) {
  return (
    <li class={`stretch${cut ? ` stretch--cut stretch--${cut.why}` : ''}`}>
      <button
        type="button"
        class="receipts__play"
        aria-label={`Play at ${clockTime(stretch.startMs)}`}
        onClick={play}
      >
        <Icon name="play" />
        <span class="numbers">{clockTime(stretch.startMs)}</span>
      </button>
      <button
        type="button"
        class="stretch__words"
        aria-pressed={cut ? 'true' : 'false'}
        onClick={event => mark(event.shiftKey)}
      >
        {cut && <span class="stretch__why">{reasonName(cut.why)}</span>}
        <span dir="auto">{stretch.text}</span>
      </button>
    </li>
  )
}
