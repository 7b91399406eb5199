import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import { published } from '../words/dates.ts'
import { count, integer } from '../words/numbers.ts'
import { useVoice } from './use-voice.ts'

const CutsEditor = later(() => import('./cuts-editor.tsx').then(part => part.CutsEditor))

/** What the profile is made of: doubts first, then each video, what was left out and what could not be measured. */
export function VideosPart() {
  const { voice, current, held } = useVoice()
  const { videos, leftOut, missing } = current.profile
  const [cutting, setCutting] = useState<{ videoId: string; title: string } | null>(null)
  const doubtful = videos.filter(video => video.doubts.length > 0)
  const cutsOf = (videoId: string) => voice.videos.find(each => each.videoId === videoId)?.cuts ?? []
  const cutButton = (videoId: string, title: string) => (
    <Button
      small
      tone="quiet"
      held={held}
      aria-label={`Mark stretches of ${title}`}
      onClick={() => setCutting({ videoId, title })}
    >
      Stretches…
    </Button>
  )
  return (
    <section class="voice-part" aria-labelledby="voice-made-of">
      <h3 id="voice-made-of" class="voice-part__title">
        What this is made of
      </h3>
      {missing.length > 0 && (
        <ul class="voice-missing" aria-label="Not measured">
          {missing.map(words => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      {doubtful.length > 0 && (
        <ul class="voice-rows" aria-label="To look at">
          {doubtful.map(({ videoId, title, doubts }) => (
            <li key={videoId} class="voice-row voice-row--doubt">
              <span class="voice-row__title" dir="auto">
                {title || videoId}
              </span>
              {doubts.map(doubt => (
                <span key={doubt} class="voice-aside">
                  {doubt}
                </span>
              ))}
              {cutButton(videoId, title)}
            </li>
          ))}
        </ul>
      )}
      <details class="voice-group">
        <summary>
          Videos <span class="voice-group__count numbers">{integer(videos.length)}</span>
        </summary>
        <ul class="voice-rows">
          {videos.map(video => {
            const cuts = cutsOf(video.videoId).length
            return (
              <li key={video.videoId} class="voice-row">
                <span class="voice-row__title" dir="auto" title={video.title}>
                  {video.title || video.videoId}
                </span>
                <span class="voice-aside numbers">
                  {[
                    published(video.published?.slice(0, 10) ?? null),
                    count(video.words, 'word'),
                    cuts > 0 && count(cuts, 'stretch cut out', 'stretches cut out'),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                {cutButton(video.videoId, video.title)}
              </li>
            )
          })}
        </ul>
      </details>
      {leftOut.length > 0 && (
        <details class="voice-group">
          <summary>
            Left out <span class="voice-group__count numbers">{integer(leftOut.length)}</span>
          </summary>
          <ul class="voice-rows">
            {leftOut.map(({ videoId, title, why }) => (
              <li key={videoId} class="voice-row voice-row--doubt">
                <span class="voice-row__title" dir="auto">
                  {title || videoId}
                </span>
                <span class="voice-aside" dir="auto">
                  {why}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {cutting && <CutsEditor voice={voice} {...cutting} onClosed={() => setCutting(null)} />}
    </section>
  )
}
