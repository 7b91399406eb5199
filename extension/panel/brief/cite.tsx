import type { Citation } from '../../../core/contract/brief.ts'
import { usePanel } from '../panel-context.ts'
import { clockTime } from '../words/numbers.ts'

/** The way to the place: the second of the video, or the sentence of the page. */
export function Cite({ citation }: { citation: Citation }) {
  const { world } = usePanel()
  const place = citation.startMs === null ? '¶' : clockTime(citation.startMs)
  const spoken = citation.startMs === null ? 'at the sentence' : `at ${clockTime(citation.startMs)}`
  return (
    <button
      type="button"
      class="cite"
      title={`${citation.sourceTitle} · ${place}`}
      aria-label={`Open “${citation.sourceTitle}” ${spoken}`}
      onClick={() => void world.openCitation(citation)}
    >
      <bdi class="cite__title">{citation.sourceTitle}</bdi>
      <span class="cite__place numbers">{place}</span>
    </button>
  )
}
