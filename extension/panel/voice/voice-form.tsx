import { useId, useState } from 'preact/hooks'
import type { Voice, VoiceDraft } from '../../../core/contract/voice.ts'
import type { QueuedVideo } from '../../channel/queued-video.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { published } from '../words/dates.ts'
import { count, integer } from '../words/numbers.ts'
import { steps } from './readiness-words.ts'
import { kinds } from './voice-kinds.ts'

const MOST_VIDEOS = 200
interface VoiceFormProps {
  /** null: a new one. */
  voice: Voice | null
  channelId: string
  /** Videos of the channel with words. */
  videos: QueuedVideo[]
  name: string
  onClosed: () => void
}

/** A voice's name, kind and videos. */
export function VoiceForm({ voice, channelId, videos, name: usual, onClosed }: VoiceFormProps) {
  const { world, feedback } = usePanel()
  const [name, setName] = useState(voice?.name ?? usual)
  const [kind, setKind] = useState<VoiceDraft['kind']>(voice?.kind ?? 'main')
  const [chosen, setChosen] = useState(
    () => new Set(voice ? voice.videos.map(each => each.videoId) : videos.slice(0, MOST_VIDEOS).map(idOf)),
  )
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const kindId = useId()
  // Videos that are no more in the channel's sample keep their place: nobody asked to take them out.
  const gone = voice ? voice.videos.filter(each => !videos.some(video => video.videoId === each.videoId)) : []
  const few = chosen.size < steps.provisional

  const save = async (close: () => void) => {
    if (busy) return
    if (!name.trim()) return setError('Give the voice a name.')
    if (chosen.size === 0) return setError('Choose at least one video.')
    if (chosen.size > MOST_VIDEOS) return setError(`Choose at most ${MOST_VIDEOS} videos.`)
    setBusy(true)
    const cutsOf = (videoId: string) => voice?.videos.find(each => each.videoId === videoId)?.cuts ?? []
    const order = [...(voice?.videos.map(each => each.videoId) ?? []), ...videos.map(idOf)]
    const draft: VoiceDraft = {
      name: name.trim(),
      channelId,
      kind,
      language: voice?.language ?? null,
      videos: [...new Set(order)]
        .filter(videoId => chosen.has(videoId))
        .map(videoId => ({ videoId, cuts: cutsOf(videoId) })),
    }
    const saved = await (voice ? world.voice.change(voice.id, draft) : world.voice.create(draft))
    if (!saved.ok) {
      setBusy(false)
      return setError(saved.error.message)
    }
    if (!voice) {
      // What it was made for: nobody wants an empty voice.
      const going = await world.voice.measure(saved.value.id)
      if (!going.ok) feedback.toast({ tone: 'bad', text: going.error.message })
    }
    close()
  }

  return (
    <Dialog title={voice ? 'Name and videos' : 'New voice'} shape="sheet" onClosed={onClosed}>
      {close => (
        <form
          class="voice-form"
          onSubmit={event => {
            event.preventDefault()
            void save(close)
          }}
        >
          <Field label="Name" value={name} maxLength={100} onText={setName} />
          <div class="field">
            <label class="field__label" for={kindId}>
              Kind
            </label>
            <select
              id={kindId}
              class="voice-select"
              value={kind}
              onChange={event => setKind(event.currentTarget.value as VoiceDraft['kind'])}
            >
              {kinds.map(([id, kindName, says]) => (
                <option key={id} value={id} selected={kind === id}>
                  {kindName}: {says}
                </option>
              ))}
            </select>
          </div>
          <Videos videos={videos} chosen={chosen} setChosen={setChosen} />
          {gone.length > 0 && (
            <p class="voice-aside">
              {count(gone.length, 'video')} of this voice {gone.length === 1 ? 'is' : 'are'} no more in your
              channel’s sample and {gone.length === 1 ? 'stays' : 'stay'} in it.
            </p>
          )}
          <div class="cuts__foot">
            <p class={error ? 'field__error' : 'voice-aside'} role="alert">
              {error ?? (few ? `Under ${steps.provisional} videos nothing can be judged by.` : '')}
            </p>
            <Button tone="quiet" onClick={close}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" busy={busy}>
              {voice ? 'Keep' : 'Measure this voice'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

const idOf = (video: QueuedVideo) => video.videoId
const wordsOf = (video: QueuedVideo) => video.answer?.receipt.words ?? 0

function Videos({
  videos,
  chosen,
  setChosen,
}: {
  videos: QueuedVideo[]
  chosen: Set<string>
  setChosen: (chosen: Set<string>) => void
}) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = wanted ? videos.filter(({ video }) => video.title.toLowerCase().includes(wanted)) : videos
  const words = videos.reduce((sum, video) => sum + (chosen.has(video.videoId) ? wordsOf(video) : 0), 0)
  const turn = (ids: string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids) on ? next.add(id) : next.delete(id)
    setChosen(next)
  }
  return (
    <fieldset class="voice-videos">
      <legend class="field__label">
        Videos · <span class="numbers">{`${integer(chosen.size)} chosen, ${count(words, 'word')}`}</span>
      </legend>
      <div class="voice-videos__tools">
        <input
          class="field__input"
          type="search"
          aria-label="Find by title"
          placeholder="Find by title"
          maxLength={200}
          dir="auto"
          value={text}
          onInput={event => setText(event.currentTarget.value)}
        />
        <Button small tone="quiet" onClick={() => turn(found.map(idOf), true)}>
          All
        </Button>
        <Button small tone="quiet" onClick={() => turn(found.map(idOf), false)}>
          None
        </Button>
      </div>
      <ul class="voice-rows">
        {found.map(({ videoId, video, answer }) => (
          <li key={videoId}>
            <label class="voice-pick">
              <input
                type="checkbox"
                checked={chosen.has(videoId)}
                onChange={event => turn([videoId], event.currentTarget.checked)}
              />
              <span class="voice-pick__words">
                <span class="voice-row__title" dir="auto" title={video.title}>
                  {video.title || videoId}
                </span>
                <span class="voice-aside numbers">
                  {[
                    published(video.published?.slice(0, 4) ?? null),
                    count(answer?.receipt.words ?? 0, 'word'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
            </label>
          </li>
        ))}
        {found.length === 0 && <li class="voice-aside">No video has this in its title.</li>}
      </ul>
    </fieldset>
  )
}
