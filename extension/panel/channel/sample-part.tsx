import { useState } from 'preact/hooks'
import { humanPace, timeLeftMs } from '../../../core/channel/pace.ts'
import { type SampleChoice, sampleSizes } from '../../../core/channel/sample.ts'
import type { ChannelVideo } from '../../../core/contract/channel.ts'
import { usePanel } from '../panel-context.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { published } from '../words/dates.ts'
import { clockTime, count, integer } from '../words/numbers.ts'
import {
  kindCount,
  kindName,
  kindsInOrder,
  knownLanguage,
  languages,
  ofKind,
  sampleIn,
  timeWords,
  whySample,
  yearsOf,
} from './channel-words.ts'

/** Which videos speak for the channel: a proposal, and everything about it can be changed. */
export function SamplePart({ onStarted }: { onStarted: () => void }) {
  const { world } = usePanel()
  const { channel, videos, listing } = world.channel.view.value
  const heard = videos.find(video => video.answer?.receipt.video?.language)?.answer?.receipt.video?.language
  const [language, setLanguage] = useState(knownLanguage(channel?.language ?? heard ?? navigator.language))
  if (!channel) return null
  const { choice } = channel
  const change = (own: Partial<SampleChoice>) => void world.channel.choose({ ...choice, ...own })
  const sample = sampleIn(channel)
  const known = new Set(videos.filter(video => video.state === 'done').map(video => video.videoId))
  const open = sample.filter(video => !known.has(video.videoId)).length
  return (
    <section class="channel-part" aria-labelledby="channel-sample">
      <h3 id="channel-sample" class="channel-part__title">
        Sample · {integer(sample.length)} of {integer(channel.videos.length)}
      </h3>
      <p class="channel-aside">{whySample(channel, sample)}</p>
      <Filters choice={choice} videos={channel.videos} change={change} />
      <div class="channel-start">
        <label class="channel-choice">
          <span>Spoken language</span>
          <select value={language} onChange={event => setLanguage(event.currentTarget.value)}>
            {languages.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button
          tone="primary"
          held={sample.length === 0 || listing !== null}
          onClick={async () => {
            await world.channel.start(
              sample.map(video => video.videoId),
              language,
            )
            onStarted()
          }}
        >
          {open ? `Fetch the words of ${count(open, 'video')}` : 'Keep this sample'}
        </Button>
      </div>
      {open > 0 && (
        <p class="channel-aside">
          One at a time, {timeWords(timeLeftMs(humanPace, open, 1_000))}, from a YouTube tab. It goes on with
          this panel closed.
        </p>
      )}
      <ul class="channel-rows" aria-label="Videos of the sample">
        {sample.map(video => (
          <li key={video.videoId} class="channel-row">
            <SampleLine video={video} />
            <IconButton
              icon="close"
              label={`Leave out ${video.title}`}
              onClick={() =>
                change({
                  removed: [...choice.removed, video.videoId],
                  added: choice.added.filter(id => id !== video.videoId),
                })
              }
            />
          </li>
        ))}
      </ul>
      <AddVideo
        videos={channel.videos}
        chosen={new Set(sample.map(video => video.videoId))}
        add={id =>
          change({ added: [...choice.added, id], removed: choice.removed.filter(each => each !== id) })
        }
      />
    </section>
  )
}

function SampleLine({ video }: { video: ChannelVideo }) {
  const facts = [
    published(video.published && (video.exact ? video.published.slice(0, 10) : video.published.slice(0, 4))),
    video.kind === 'video' ? null : kindName(video.kind),
    video.durationMs === null ? null : clockTime(video.durationMs),
  ]
  return (
    <div class="channel-row__words">
      <span class="channel-row__title" dir="auto" title={video.title}>
        {video.title || video.videoId}
      </span>
      <span class="channel-aside numbers">{facts.filter(Boolean).join(' · ')}</span>
    </div>
  )
}

function Filters({
  choice,
  videos,
  change,
}: {
  choice: SampleChoice
  videos: ChannelVideo[]
  change: (own: Partial<SampleChoice>) => void
}) {
  const span = yearsOf(videos)
  const [first, last] = choice.years ?? span ?? [0, 0]
  const years = span ? Array.from({ length: span[1] - span[0] + 1 }, (_, at) => span[0] + at) : []
  const setYears = (from: number, to: number) =>
    change({ years: span && from === span[0] && to === span[1] ? null : [from, Math.max(from, to)] })
  return (
    <div class="channel-filters">
      <label class="channel-choice channel-choice--wide">
        <span>
          How many: <b class="numbers">{choice.size}</b>
        </span>
        <input
          type="range"
          min={sampleSizes.least}
          max={sampleSizes.most}
          value={choice.size}
          aria-label="How many videos"
          onInput={event => change({ size: Number(event.currentTarget.value) })}
        />
      </label>
      <fieldset class="channel-kinds">
        <legend class="unseen">Kinds</legend>
        {kindsInOrder
          .filter(kind => ofKind(videos, kind) > 0)
          .map(kind => (
            <label key={kind} class="channel-check">
              <input
                type="checkbox"
                checked={choice.kinds.includes(kind)}
                onChange={event =>
                  change({
                    kinds: event.currentTarget.checked
                      ? [...choice.kinds, kind]
                      : choice.kinds.filter(each => each !== kind),
                  })
                }
              />
              {kindCount(videos, kind)}
            </label>
          ))}
      </fieldset>
      {years.length > 1 && (
        <div class="channel-years">
          <YearSelect label="From" years={years} value={first} onYear={year => setYears(year, last)} />
          <YearSelect
            label="to"
            years={years}
            value={last}
            onYear={year => setYears(Math.min(first, year), year)}
          />
        </div>
      )}
    </div>
  )
}

function YearSelect({
  label,
  years,
  value,
  onYear,
}: {
  label: string
  years: number[]
  value: number
  onYear: (year: number) => void
}) {
  return (
    <label class="channel-choice">
      <span>{label}</span>
      <select value={value} onChange={event => onYear(Number(event.currentTarget.value))}>
        {years.map(year => (
          <option key={year} value={year}>
            {year}
          </option>
        ))}
      </select>
    </label>
  )
}

const mostFound = 6

/** Finds one video of the channel by its title, to take it in whatever the rules say. */
function AddVideo({
  videos,
  chosen,
  add,
}: {
  videos: ChannelVideo[]
  chosen: Set<string>
  add: (videoId: string) => void
}) {
  const [text, setText] = useState('')
  const wanted = text.trim().toLowerCase()
  const found = wanted
    ? videos.filter(video => !chosen.has(video.videoId) && video.title.toLowerCase().includes(wanted))
    : []
  return (
    <div class="channel-add">
      <label class="channel-choice channel-choice--wide">
        <span>Add a video by its title</span>
        <input
          class="field__input"
          type="search"
          value={text}
          maxLength={200}
          dir="auto"
          onInput={event => setText(event.currentTarget.value)}
        />
      </label>
      {wanted && (
        <ul class="channel-rows" aria-label="Found">
          {found.slice(0, mostFound).map(video => (
            <li key={video.videoId} class="channel-row">
              <SampleLine video={video} />
              <IconButton
                icon="plus"
                label={`Add ${video.title}`}
                onClick={() => {
                  add(video.videoId)
                  setText('')
                }}
              />
            </li>
          ))}
          {found.length === 0 && <li class="channel-aside">No other video has this in its title.</li>}
          {found.length > mostFound && (
            <li class="channel-aside">{count(found.length - mostFound, 'more')}: write more of the title.</li>
          )}
        </ul>
      )}
    </div>
  )
}
