import type { Citation } from '../../../core/contract/brief.ts'
import { usePanel } from '../panel-context.ts'
import { placeWords } from '../words/as-markdown.ts'
import { safeUrl } from '../words/safe-url.ts'

/** The way to the place: the second of the video, or the sentence of the page. */
export function Cite({ citation }: { citation: Citation }) {
  const { world } = usePanel()
  const { sourceTitle } = citation
  const place = placeWords(citation)
  // A file that was dropped is nowhere to go to: its page is said, and that is all.
  if (!safeUrl(citation.link))
    return (
      <span
        class="cite cite--still"
        title={
          citation.sourceKind === 'knowledge'
            ? 'Your own knowledge, in your words'
            : 'A file that you gave: open it yourself at this place'
        }
      >
        <bdi class="cite__title">{sourceTitle}</bdi>
        {place && <span class="cite__place numbers">{place}</span>}
      </span>
    )
  return (
    <button
      type="button"
      class="cite"
      title={place ? `${sourceTitle} · ${place}` : sourceTitle}
      onClick={() => void world.openCitation(citation)}
    >
      <span class="unseen">Open </span>
      <bdi class="cite__title">{sourceTitle}</bdi>
      <span class="cite__place numbers">
        {place === null ? (
          <>
            <span aria-hidden="true">¶</span>
            <span class="unseen"> at the sentence</span>
          </>
        ) : (
          <>
            <span class="unseen">at </span>
            {place}
          </>
        )}
      </span>
    </button>
  )
}
