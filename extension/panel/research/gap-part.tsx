import type { Evidence, GapMap, GapPoint } from '../../../core/contract/findings.ts'
import { usePanel } from '../panel-context.ts'
import { clockTime, count } from '../words/numbers.ts'
import { EvidenceList } from './evidence-line.tsx'
import { saidByNames } from './findings-words.ts'
import { letterOf } from './letters.ts'

/** What the clipped videos say, and what none of them says, with the seconds. */
export function GapPart({ map }: { map: GapMap | null }) {
  if (!map)
    return (
      <p class="findings__none">
        The gap map needs two videos with words on your topic. Clip what others made of it, and find again:
        you see what all of them say, what only some say, and what none says.
      </p>
    )
  return (
    <>
      <Videos videos={map.videos} />
      {map.points.length === 0 && (
        <p class="findings__none">These videos have too little in common to be set side by side.</p>
      )}
      {(['all', 'some', 'none'] as const).map(saidBy => {
        const points = map.points.filter(point => point.saidBy === saidBy)
        const { head, teach } = saidByNames[saidBy]
        return (
          points.length > 0 && (
            <section key={saidBy} class="theme" aria-label={head}>
              <div class="gap__head">
                <h3 class="theme__title">
                  {head} <span class="gap__count numbers">{points.length}</span>
                </h3>
                <p class="gap__teach">{teach}</p>
              </div>
              <ul class="gap__points">
                {points.map((point, at) => (
                  <Point key={`${at} ${point.text}`} point={point} videos={map.videos} />
                ))}
              </ul>
            </section>
          )
        )
      })}
    </>
  )
}

function Videos({ videos }: { videos: GapMap['videos'] }) {
  return (
    <details class="gap__videos" open={videos.length <= 4}>
      <summary>{count(videos.length, 'video')} side by side</summary>
      <ol>
        {videos.map(({ sourceId, title }, at) => (
          <li key={sourceId}>
            <b class="gap__letter">{letterOf(at)}</b>
            <bdi>{title}</bdi>
          </li>
        ))}
      </ol>
    </details>
  )
}

function Point({ point, videos }: { point: GapPoint; videos: GapMap['videos'] }) {
  const all = [...point.videos, ...point.elsewhere]
  return (
    <li class="gap__point">
      <p class="claim__text" dir="auto">
        {point.text}
      </p>
      {point.videos.length > 0 && (
        <ul class="gap__seconds" aria-label="Where the videos say it">
          {videos.map(({ sourceId, title }, at) => {
            const said = point.videos.filter(each => each.sourceId === sourceId)
            return said.length > 0 ? (
              said.map(each => (
                <li key={`${sourceId} ${each.start}`}>
                  <Second evidence={each} letter={letterOf(at)} />
                </li>
              ))
            ) : (
              <li key={sourceId} class="gap__silent">
                <b aria-hidden="true">{letterOf(at)}</b>
                <span aria-hidden="true"> –</span>
                <span class="unseen">{title} does not say it</span>
              </li>
            )
          })}
        </ul>
      )}
      {point.videos.length > 0 && point.elsewhere.length > 0 && (
        <p class="gap__also">
          Also in {count(new Set(point.elsewhere.map(each => each.sourceId)).size, 'other source')}
        </p>
      )}
      {point.videos.length === 0 ? (
        <EvidenceList evidence={point.elsewhere} shown={1} />
      ) : (
        <details class="more">
          <summary>In their words: {count(all.length, 'quote')}</summary>
          <div class="evidence__more">
            <EvidenceList evidence={all} shown={all.length} />
          </div>
        </details>
      )}
    </li>
  )
}

function Second({ evidence, letter }: { evidence: Evidence; letter: string }) {
  const { world } = usePanel()
  const at = evidence.startMs === null ? '¶' : clockTime(evidence.startMs)
  return (
    <button
      type="button"
      class="gap__second"
      title={`${evidence.sourceTitle} · ${at}`}
      onClick={() => void world.openCitation(evidence)}
    >
      <b aria-hidden="true">{letter}</b>
      <span class="unseen">Open {evidence.sourceTitle} at</span> <span class="numbers">{at}</span>
    </button>
  )
}
