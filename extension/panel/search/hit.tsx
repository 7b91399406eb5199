import { useState } from 'preact/hooks'
import type { SearchHit } from '../../../core/contract/search.ts'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { Tags } from '../tags/tags.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { safeUrl } from '../words/safe-url.ts'
import { KindTile, SiteTile } from '../work/tile.tsx'
import { whyNotBehind } from './back-sentence.ts'
import { excerptOf, hitPlace, hitQuote, hitWhere, piecesOf } from './hit-words.ts'

interface HitProps {
  hit: SearchHit
  named: { project: boolean }
  onUsed: () => void
  onRead: () => void
  onBack: (() => Promise<void>) | null
}

/** A passage that was found, with where it stands and what can be done with it. */
export function Hit({ hit, named, onUsed, onRead, onBack }: HitProps) {
  const { world, feedback } = usePanel()
  const { place, text, before, after, startMs, page, link } = hit
  const at = hitPlace(hit)
  const where = hitWhere(hit, named)
  const seen = excerptOf(text, hit.marks)
  const reachable = safeUrl(link) !== null
  const open = () => {
    onUsed()
    void world.openCitation({ link, startMs, page, anchor: { exact: text, prefix: '', suffix: '' } })
  }
  const copy = async () => {
    if (await copied(feedback, hitQuote(hit), 'The quote is copied, with its link')) onUsed()
  }
  return (
    <li class="hit">
      {place.of === 'source' ? (
        <SiteTile kind={place.kind} site={place.site ?? ''} />
      ) : (
        <KindTile kind="video" />
      )}
      <div class="hit__body">
        <h3 class="hit__title" dir="auto">
          <button
            type="button"
            class="hit__open"
            title={reachable ? undefined : 'A file that you gave: its words open here'}
            onClick={reachable ? open : onRead}
          >
            <span class="unseen">{reachable ? 'Open ' : 'Read '}</span>
            <bdi>{place.title}</bdi>
            {at && <span class="hit__at numbers">{at}</span>}
          </button>
        </h3>
        {where && (
          <p class="hit__where" dir="auto">
            {where}
          </p>
        )}
        {place.of === 'source' && place.tags.length > 0 && <Tags tags={place.tags} />}
        <Said text={seen.text} marks={seen.marks} />
        {hit.by.length === 1 && hit.by[0] === 'meaning' && (
          <p class="hit__how">Found by its meaning: it says it in other words.</p>
        )}
        {(!seen.whole || before || after) && (
          <details class="more">
            <summary>What stands around it</summary>
            <p class="hit__words" dir="auto">
              <span class="hit__around">{before} </span>
              {text}
              <span class="hit__around"> {after}</span>
            </p>
          </details>
        )}
        {onBack && <Behind hit={hit} onBack={onBack} />}
      </div>
      <div class="hit__acts">
        {place.of === 'source' && (
          <IconButton icon="read" label={`Read ${place.title} at this passage`} onClick={onRead} />
        )}
        <IconButton
          icon="copy"
          label={`Copy this quote of ${place.title} with its link`}
          onClick={() => void copy()}
        />
      </div>
    </li>
  )
}

/** The press that puts it behind the sentence it was looked for, or why there is none. */
function Behind({ hit, onBack }: { hit: SearchHit; onBack: () => Promise<void> }) {
  const { world } = usePanel()
  const [busy, setBusy] = useState(false)
  const why = whyNotBehind(hit, world.work.value.projectId)
  if (why) return <p class="hit__how">{why}</p>
  const back = async () => {
    setBusy(true)
    await onBack()
    setBusy(false)
  }
  return (
    <div class="hit__behind">
      <Button small icon="check" busy={busy} onClick={() => void back()}>
        Back the sentence with this
      </Button>
    </div>
  )
}

/** A passage with the words that were asked for; not in the highlighter, which is for quotes that somebody chose. */
function Said({ text, marks }: { text: string; marks: SearchHit['marks'] }) {
  return (
    <p class="hit__words" dir="auto">
      {piecesOf(text, marks).map((piece, at) =>
        piece.asked ? (
          <b key={at} class="hit__asked">
            {piece.text}
          </b>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}
