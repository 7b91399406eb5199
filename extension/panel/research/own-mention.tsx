import './own-mention.css'
import type { OwnMention } from '../../../core/contract/findings.ts'
import { usePanel } from '../panel-context.ts'
import { Quote } from '../ui/quote.tsx'
import { published } from '../words/dates.ts'
import { clockTime } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
import { ownHeads, ownMarks } from './findings-words.ts'

/** What the creator said of it in a video of their own. */
export function OwnMentionLine({ mention }: { mention: OwnMention }) {
  const { world } = usePanel()
  const { how, title, quote, startMs, link, why } = mention
  const date = published(mention.published)
  return (
    <div class={`own own--${how}`}>
      <p class="own__head">
        <span class="own__mark" aria-hidden="true">
          {ownMarks[how]}
        </span>
        {ownHeads[how]}
      </p>
      <Quote words={quote} cite={safeUrl(link) ?? undefined} />
      <button
        type="button"
        class="cite"
        title={`${title} · ${clockTime(startMs)}`}
        onClick={() =>
          void world.openCitation({
            link,
            startMs,
            page: null,
            anchor: { exact: quote, prefix: '', suffix: '' },
          })
        }
      >
        <span class="unseen">Open your video </span>
        <bdi class="cite__title">{date ? `${title} · ${date}` : title}</bdi>
        <span class="cite__place numbers">
          <span class="unseen">at </span>
          {clockTime(startMs)}
        </span>
      </button>
      <p class="own__why" dir="auto">
        {why}
      </p>
    </div>
  )
}
