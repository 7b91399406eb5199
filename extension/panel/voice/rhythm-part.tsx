import { useState } from 'preact/hooks'
import type { ProfiledVideo } from '../../../core/contract/voice-profile.ts'
import { clockTime, count, integer } from '../words/numbers.ts'
import { Figure, Table } from './plots/figure.tsx'
import { longWords, paceHeight, pacePlot, rhythmStrip, shortWords, stripHeight } from './plots/video-plots.ts'
import { middle } from './trait-words.ts'
import { useVoice } from './use-voice.ts'

/** One video's rhythm and pace, from its beginning to its end. */
export function RhythmPart() {
  const { current, play } = useVoice()
  const videos = current.profile.videos.filter(video => video.units.length > 3 || video.pace.length > 3)
  const [chosen, setChosen] = useState<string | null>(null)
  const video = videos.find(each => each.videoId === chosen) ?? videos[0]
  if (!video) return null
  return (
    <section class="voice-part" aria-labelledby="voice-rhythm">
      <h3 id="voice-rhythm" class="voice-part__title">
        Rhythm and pace of a video
      </h3>
      <label class="voice-choice">
        <span class="unseen">Video</span>
        <select value={video.videoId} onChange={event => setChosen(event.currentTarget.value)}>
          {videos.map(each => (
            <option key={each.videoId} value={each.videoId}>
              {each.title || each.videoId}
            </option>
          ))}
        </select>
      </label>
      {video.units.length > 3 && <Rhythm video={video} />}
      {video.pace.length > 3 && <Pace video={video} play={play} />}
    </section>
  )
}

const share = (part: number, all: number) => `${Math.round((100 * part) / all)}%`

function Rhythm({ video }: { video: ProfiledVideo }) {
  const { units, unitKind, title } = video
  const sorted = units.toSorted((a, b) => a - b)
  const unit = unitKind === 'pauses' ? 'stretch between pauses' : 'sentence'
  const units_ = unitKind === 'pauses' ? 'stretches between pauses' : 'sentences'
  const short = units.filter(words => words <= shortWords).length
  const long = units.filter(words => words >= longWords).length
  const says = `${integer(units.length)} ${units_} in order, half of them of ${integer(middle(sorted) ?? 0)} words or fewer; ${share(short, units.length)} of five words or fewer, ${share(long, units.length)} of thirty or more.`
  return (
    <div class="voice-sub">
      <h4 class="voice-sub__title">Words in each {unit}, in order</h4>
      <p class="voice-aside numbers">
        {integer(units.length)} {units_} · middle {integer(middle(sorted) ?? 0)} words
        {unitKind === 'pauses' && ' · estimate'}
      </p>
      <Figure
        says={says}
        name={`the rhythm of ${title}`}
        height={stripHeight}
        draw={rhythmStrip(units)}
        about={[video]}
        signs={
          <>
            <span>
              <i class="voice-sign voice-sign--short" /> five words or fewer ({share(short, units.length)})
            </span>
            <span>
              <i class="voice-sign voice-sign--long" /> thirty or more ({share(long, units.length)})
            </span>
          </>
        }
        numbers={() => (
          <Table
            caption={`How long the ${units_} of ${title} are`}
            heads={['Words', `Number of ${units_}`]}
            rows={lengthRows(units)}
          />
        )}
      />
    </div>
  )
}

const classes = [
  [1, 5],
  [6, 10],
  [11, 15],
  [16, 20],
  [21, 29],
  [30, Number.POSITIVE_INFINITY],
] as const

const lengthRows = (units: readonly number[]) =>
  classes.map(([from, to]) => [
    to === Number.POSITIVE_INFINITY ? `${from} and more` : `${from} to ${to}`,
    integer(units.filter(words => words >= from && words <= to).length),
  ])

function Pace({ video, play }: { video: ProfiledVideo; play: (id: string, ms: number | null) => void }) {
  const { pace, title, videoId } = video
  const speeds = pace.map(point => point.wpm).toSorted((a, b) => a - b)
  const usual = middle(speeds)
  const fastest = pace.reduce((a, b) => (b.wpm > a.wpm ? b : a))
  const slowest = pace.reduce((a, b) => (b.wpm < a.wpm ? b : a))
  return (
    <div class="voice-sub">
      <h4 class="voice-sub__title">Words a minute while you speak</h4>
      <Figure
        says={`Pace over the video: usually ${integer(usual ?? 0)} words a minute, fastest ${integer(fastest.wpm)} at ${clockTime(fastest.ms)}, slowest ${integer(slowest.wpm)} at ${clockTime(slowest.ms)}.`}
        name={`the pace of ${title}`}
        height={paceHeight}
        draw={pacePlot(pace, usual)}
        about={[video]}
        numbers={() => (
          <Table
            caption={`Pace of ${title}`}
            heads={['At', 'Words a minute']}
            rows={pace.map(point => [clockTime(point.ms), integer(point.wpm)])}
          />
        )}
      />
      <div class="voice-acts">
        {[
          { at: fastest, name: 'Fastest' },
          { at: slowest, name: 'Slowest' },
        ].map(({ at, name }) => (
          <button
            key={name}
            type="button"
            class="receipts__play receipts__play--wide"
            onClick={() => play(videoId, at.ms)}
          >
            {name}: {integer(at.wpm)} at {clockTime(at.ms)}
          </button>
        ))}
        <span class="voice-aside">{count(pace.length, 'measuring')}; the middle one is dashed</span>
      </div>
    </div>
  )
}
