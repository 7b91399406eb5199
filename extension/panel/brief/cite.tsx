import type { Citation } from '../../../core/contract/brief.ts'
import { usePanel } from '../panel-context.ts'
import { clockTime } from '../words/numbers.ts'

/** The way to the place: the second of the video, or the sentence of the page. */
export function Cite({ citation }: { citation: Citation }) {
  const { world } = usePanel()
  const { sourceTitle, startMs } = citation
  return (
    <button
      type="button"
      class="cite"
      title={startMs === null ? sourceTitle : `${sourceTitle} · ${clockTime(startMs)}`}
      onClick={() => void world.openCitation(citation)}
    >
      <span class="unseen">Open </span>
      <bdi class="cite__title">{sourceTitle}</bdi>
      <span class="cite__place numbers">
        {startMs === null ? (
          <>
            <span aria-hidden="true">¶</span>
            <span class="unseen"> at the sentence</span>
          </>
        ) : (
          <>
            <span class="unseen">at </span>
            {clockTime(startMs)}
          </>
        )}
      </span>
    </button>
  )
}
